//! What the browser is told to refuse, and what we refuse of browsers.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::problem::Problem;

/// The content security policy of every page.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// Adds the security headers a handler did not set itself.
pub async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(self), geolocation=(self), microphone=()",
        ),
        (header::CACHE_CONTROL, "private, no-cache"),
    ] {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Refuses unsafe methods that another site's page sent.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || comes_from_us(request.headers(), request.uri()) {
        return next.run(request).await;
    }
    tracing::warn!(path = %super::without_secret(request.uri().path()), origin = ?request.headers().get(header::ORIGIN), "cross-site request refused");
    Problem::Forbidden(
        "Kiriman ini datang dari halaman situs lain, jadi tidak diproses. Buka Tuntas langsung, \
         lalu ulangi dari sana."
            .into(),
    )
    .into_response()
}

/// A browser says where a request comes from: by `Sec-Fetch-Site`, or else by `Origin`. One that
/// says neither is refused.
fn comes_from_us(headers: &HeaderMap, uri: &Uri) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let host = text("host").or_else(|| uri.authority().map(|a| a.as_str()));
    match (text("origin"), host) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, authority)| authority == host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, Uri};

    use super::comes_from_us;

    fn asks(pairs: &[(&'static str, &str)]) -> bool {
        let headers: HeaderMap = pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        comes_from_us(&headers, &Uri::from_static("/99.99/keluar"))
    }

    #[test]
    fn only_our_own_pages_may_send() {
        assert!(asks(&[("sec-fetch-site", "same-origin")]));
        assert!(!asks(&[("sec-fetch-site", "cross-site")]));
        assert!(!asks(&[("sec-fetch-site", "same-site")]));
        assert!(asks(&[
            ("origin", "https://tuntas.contoh.go.id"),
            ("host", "tuntas.contoh.go.id")
        ]));
        assert!(!asks(&[
            ("origin", "https://jahat.example"),
            ("host", "tuntas.contoh.go.id")
        ]));
        assert!(!asks(&[
            ("origin", "null"),
            ("host", "tuntas.contoh.go.id")
        ]));
        assert!(
            !asks(&[("host", "tuntas.contoh.go.id")]),
            "a browser that says nothing is refused"
        );
    }
}
