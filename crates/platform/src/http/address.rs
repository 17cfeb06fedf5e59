//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// The client's address: the connection's, or behind a proxy the last entry of
/// `X-Forwarded-For`, which is the one our proxy wrote itself.
pub fn client_address(
    extensions: &Extensions,
    headers: &HeaderMap,
    behind_proxy: bool,
) -> Option<IpAddr> {
    if behind_proxy {
        let forwarded = headers.get_all("x-forwarded-for").iter().next_back()?;
        return forwarded
            .to_str()
            .ok()?
            .rsplit(',')
            .next()?
            .trim()
            .parse()
            .ok();
    }
    extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip())
}

#[cfg(test)]
mod tests {
    use axum::http::{Extensions, HeaderMap};

    use super::client_address;

    #[test]
    fn only_a_proxy_is_believed_and_only_its_own_entry() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "6.6.6.6, 10.1.2.3".parse().unwrap());
        assert_eq!(client_address(&Extensions::new(), &headers, false), None);
        let seen = client_address(&Extensions::new(), &headers, true);
        assert_eq!(seen, Some("10.1.2.3".parse().unwrap()));
    }
}
