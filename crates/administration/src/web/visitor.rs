//! Who stands at the door: address, device and browser of a request.

use std::net::IpAddr;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use platform::{App, Problem, http::client_address, random};

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
        let settings = app.settings();
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
            vec![cookie::device(&device, settings.secure_cookies)]
        } else {
            vec![]
        };
        Ok(Self {
            address: client_address(&parts.extensions, &parts.headers, settings.behind_proxy),
            device,
            cookies,
            browser: browser::words(text(parts, "user-agent")),
            origin: origin(parts, settings.behind_proxy, settings.secure_cookies),
        })
    }
}

fn text<'a>(parts: &'a Parts, name: &str) -> &'a str {
    parts
        .headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn origin(parts: &Parts, behind_proxy: bool, secure: bool) -> String {
    let forwarded = |name: &str| if behind_proxy { text(parts, name) } else { "" };
    let host = match forwarded("x-forwarded-host") {
        "" => text(parts, "host"),
        host => host,
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    if host.is_empty() || !host.chars().all(plain) {
        return String::new();
    }
    let scheme = if secure || forwarded("x-forwarded-proto") == "https" {
        "https"
    } else {
        "http"
    };
    format!("{scheme}://{host}")
}
