//! Who stands at the door: address, device and browser of a request.

use std::net::IpAddr;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use platform::{App, Problem, http::Visit, random};

use crate::rules::{browser, cookie};

/// What a request says of where it comes from.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The client's address, where it is known.
    pub address: Option<IpAddr>,
    /// The device's own token; a fresh one where it had none.
    pub device: String,
    /// The cookie to set for a fresh device.
    pub cookies: Vec<String>,
    /// "Chrome di Android".
    pub browser: String,
    /// How this site is reached: `https://tuntas.contoh.go.id`; empty where it is not known.
    pub origin: String,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let known = parts
            .headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .find_map(|line| cookie::value(line, cookie::DEVICE_COOKIE))
            .filter(|value| cookie::is_token(value))
            .map(str::to_owned);
        let fresh = known.is_none();
        let device = known.unwrap_or_else(random::token);
        let cookies = if fresh {
            vec![cookie::device(&device, app.settings().secure_cookies)]
        } else {
            vec![]
        };
        let agent = parts.headers.get(header::USER_AGENT);
        let agent = agent.and_then(|value| value.to_str().ok());
        let agent = agent.unwrap_or_default();
        Ok(Self {
            address: visit.address,
            device,
            cookies,
            browser: browser::words(agent),
            origin: visit.origin,
        })
    }
}
