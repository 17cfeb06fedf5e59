//! Random bytes and ids; the one place that draws them.

use uuid::{Builder, Uuid};

use crate::clock::Instant;

/// Fills `bytes` from the operating system.
///
/// # Panics
/// When the operating system gives no randomness: nothing secret may be made then.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that draws randomness"
)]
pub fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives no random bytes");
}

/// A random array.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    fill(&mut out);
    out
}

/// A new id (UUID version 7) stamped with `now`: ids of one region sort by time.
pub fn id(now: Instant) -> Uuid {
    let millis = u64::try_from(now.0 / 1000).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &bytes::<10>()).into_uuid()
}

/// A secret for links and cookies: 32 random bytes as 64 hexadecimal digits.
pub fn token() -> String {
    hex(&bytes::<32>())
}

/// Lower-case hexadecimal digits of `bytes`.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]])
        .map(char::from)
        .collect()
}

/// The bytes behind hexadecimal digits; `None` where a character is none or one is missing.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{hex, id, unhex};
    use crate::clock::Instant;

    #[test]
    fn hex_goes_there_and_back() {
        assert_eq!(hex(&[0, 15, 255]), "000fff");
        assert_eq!(unhex("000fff"), Some(vec![0, 15, 255]));
        assert_eq!(unhex("0g"), None);
        assert_eq!(unhex("é0"), None);
        assert_eq!(unhex("abc"), None);
    }

    #[test]
    fn later_ids_sort_later() {
        assert!(id(Instant(1_000_000)) < id(Instant(2_000_000)));
    }
}
