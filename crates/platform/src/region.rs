//! The code of a region: first part of every path, first column of every key.

use std::{fmt, str::FromStr, sync::Arc};

/// A region's code as the ministry writes it: `12.72`. Digits and dots, at most 13 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(Arc<str>);

/// The text is no region code.
#[derive(Debug, thiserror::Error)]
#[error("not a region code")]
pub struct NotARegion;

impl FromStr for RegionCode {
    type Err = NotARegion;
    fn from_str(text: &str) -> Result<Self, NotARegion> {
        let shaped = text
            .split('.')
            .all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
        if shaped && text.len() <= 13 {
            Ok(Self(text.into()))
        } else {
            Err(NotARegion)
        }
    }
}

impl RegionCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::RegionCode;

    #[test]
    fn only_codes_are_codes() {
        for good in ["12.72", "99.99", "12"] {
            assert!(good.parse::<RegionCode>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "masuk",
            "12.",
            ".72",
            "12.7a",
            "12.72'",
            "1234567890.12",
            "12..72",
        ] {
            assert!(bad.parse::<RegionCode>().is_err(), "{bad}");
        }
    }
}
