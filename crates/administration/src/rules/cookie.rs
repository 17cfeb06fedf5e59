//! The two cookies: the session (five days) and the device, by which a person's own machine is
//! told from a stranger's when passwords are guessed.

use platform::{RegionCode, right::SESSION_COOKIE};

/// Name of the device's cookie.
pub const DEVICE_COOKIE: &str = "tuntas_perangkat";

const SESSION_SECONDS: i64 = 5 * 24 * 3600;
// browsers keep no cookie longer than 400 days
const DEVICE_SECONDS: i64 = 400 * 24 * 3600;

/// Text of the session cookie.
pub fn session(region: &RegionCode, token: &str, secure: bool) -> String {
    text(
        SESSION_COOKIE,
        &format!("{region}~{token}"),
        SESSION_SECONDS,
        secure,
    )
}

/// Text that makes the browser forget the session.
pub fn ended(secure: bool) -> String {
    text(SESSION_COOKIE, "", 0, secure)
}

/// Text of the device cookie.
pub fn device(token: &str, secure: bool) -> String {
    text(DEVICE_COOKIE, token, DEVICE_SECONDS, secure)
}

/// Whether a device cookie is one of ours: 64 hexadecimal digits.
pub fn is_token(value: &str) -> bool {
    value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The value of a cookie in a `Cookie` header.
pub fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

fn text(name: &str, value: &str, seconds: i64, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

#[cfg(test)]
mod tests {
    use super::{DEVICE_COOKIE, device, ended, is_token, session, value};

    #[test]
    fn a_session_names_its_region() {
        let region = "99.99".parse().unwrap();
        assert_eq!(
            session(&region, "abc", false),
            "tuntas=99.99~abc; Path=/; Max-Age=432000; HttpOnly; SameSite=Lax"
        );
        assert!(session(&region, "abc", true).ends_with("; SameSite=Lax; Secure"));
        assert!(ended(false).starts_with("tuntas=; Path=/; Max-Age=0;"));
    }

    #[test]
    fn a_device_is_found_again() {
        let token = "0f".repeat(32);
        let set = device(&token, false);
        let pair = set.split(';').next().unwrap();
        let line = format!("a=b; {pair}; tuntas=99.99~x");
        assert_eq!(value(&line, DEVICE_COOKIE), Some(token.as_str()));
        assert!(is_token(&token));
        assert!(!is_token("0g") && !is_token(&"g".repeat(64)) && !is_token(""));
        assert_eq!(value("tuntas_perangkat_lain=1", DEVICE_COOKIE), None);
    }
}
