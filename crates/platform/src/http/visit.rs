//! How a request reached us, for pages that anybody may open.

use std::net::IpAddr;

use axum::{extract::FromRequestParts, http::request::Parts};

use super::client_address;
use crate::{app::App, problem::Problem};

/// Where a request comes from and how this site is reached.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The client's address, where it is known.
    pub address: Option<IpAddr>,
    /// How this site is reached: `https://tuntas.contoh.go.id`; empty where it is not known.
    pub origin: String,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let settings = app.settings();
        Ok(Self {
            address: client_address(&parts.extensions, &parts.headers, settings.behind_proxy),
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
