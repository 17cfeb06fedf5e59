//! The key of a variable.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a value is kept under: the same measure from another source or of another day is another
/// value, since population by BPS and by Dukcapil are two figures.
///
/// As text: `penduduk`, `penduduk@dukcapil`, `penduduk@dukcapil/06-30`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VariableKey {
    /// The variable.
    pub variable: String,
    /// The source, where one is stated.
    pub source: Option<String>,
    /// Month and day it holds for, where they are stated.
    pub cut_off: Option<String>,
}

impl fmt::Display for VariableKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.variable)?;
        if let Some(source) = &self.source {
            write!(f, "@{source}")?;
        }
        if let Some(cut_off) = &self.cut_off {
            write!(f, "/{cut_off}")?;
        }
        Ok(())
    }
}

/// The text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoKey;

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tulis nama-variabel, nama-variabel@sumber, atau nama-variabel@sumber/06-30")
    }
}

impl FromStr for VariableKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (rest, cut_off) = match text.split_once('/') {
            Some((rest, cut_off)) => (rest, Some(cut_off)),
            None => (text, None),
        };
        let (variable, source) = match rest.split_once('@') {
            Some((variable, source)) => (variable, Some(source)),
            None => (rest, None),
        };
        let plain = |part: &str| {
            let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            !part.is_empty() && part.chars().all(ok)
        };
        let fits = plain(variable) && source.is_none_or(plain) && cut_off.is_none_or(is_day);
        fits.then(|| Self {
            variable: variable.to_owned(),
            source: source.map(str::to_owned),
            cut_off: cut_off.map(str::to_owned),
        })
        .ok_or(NoKey)
    }
}

impl<'de> Deserialize<'de> for VariableKey {
    fn deserialize<D: Deserializer<'de>>(cell: D) -> Result<Self, D::Error> {
        let text = String::deserialize(cell)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for VariableKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// `06-30`: a month and a day it can have.
fn is_day(text: &str) -> bool {
    let Some((month, day)) = text.split_once('-') else {
        return false;
    };
    let two = month.len() == 2 && day.len() == 2;
    let month = month.parse().ok().and_then(|it: u8| it.try_into().ok());
    let day: Option<u8> = day.parse().ok();
    // a leap year, so that 29 February is a day
    let date = month.zip(day);
    let date = date.and_then(|(month, day)| time::Date::from_calendar_date(2024, month, day).ok());
    two && date.is_some()
}

#[cfg(test)]
mod tests {
    use super::VariableKey;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for text in [
            "penduduk",
            "penduduk@dukcapil",
            "penduduk@dukcapil/06-30",
            "penduduk/02-29",
        ] {
            let key: VariableKey = text.parse().expect("a key");
            assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "Penduduk",
            "penduduk kota",
            "@dukcapil",
            "penduduk@",
            "penduduk/30-06",
            "penduduk/6-30",
            "penduduk/02-30",
            "penduduk@a@b",
            "penduduk/06-30/07-31",
        ] {
            assert!(text.parse::<VariableKey>().is_err(), "{text}");
        }
    }
}
