//! A row as a line of the archive, and the sum by which two tables are compared.

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    error::Error,
    manifest::{Column, Kind},
};

/// A row: one JSON array, cells in the order of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(crate) Vec<Json>);

impl Row {
    /// Reads a line of an archive.
    ///
    /// # Errors
    /// When it is not a row of `columns`.
    pub fn read(line: &str, columns: &[Column]) -> Result<Self, Error> {
        let cells: Vec<Json> = serde_json::from_str(line)?;
        let good = cells.len() == columns.len()
            && cells
                .iter()
                .zip(columns)
                .all(|(cell, column)| cell.is_null() || fits(cell, column.kind));
        if good {
            Ok(Self(cells))
        } else {
            Err(Error::Damaged("a row does not fit its columns".into()))
        }
    }

    /// The line, without its end.
    pub fn line(&self) -> String {
        Json::Array(self.0.clone()).to_string()
    }
}

/// Whether a cell that is not empty is of that kind.
fn fits(cell: &Json, kind: Kind) -> bool {
    match kind {
        Kind::Text => cell.is_string(),
        Kind::Small => cell.as_i64().is_some_and(|n| i16::try_from(n).is_ok()),
        Kind::Big => cell.as_i64().is_some(),
        Kind::Bool => cell.is_boolean(),
        Kind::Uuid => cell.as_str().is_some_and(|id| Uuid::parse_str(id).is_ok()),
    }
}

/// A sum over the digests of rows: the same for the same rows in any order, so that tables are
/// compared without sorting them. It finds damage and loss; it is no proof against a forger, who
/// would have to be stopped by the audit chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest([u64; 4]);

impl Digest {
    /// Adds a row by its line.
    pub fn add(&mut self, line: &str) {
        let hash = Sha256::digest(line.as_bytes());
        for (sum, part) in self.0.iter_mut().zip(hash.chunks_exact(8)) {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(part);
            *sum = sum.wrapping_add(u64::from_be_bytes(bytes));
        }
    }
}

impl serde::Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let words = self.0.map(|part| format!("{part:016x}"));
        to.serialize_str(&words.concat())
    }
}

impl<'de> serde::Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let text = String::deserialize(from)?;
        let mut parts = [0; 4];
        if text.len() != 64 || !text.is_ascii() {
            return Err(D::Error::custom("a digest has 64 digits"));
        }
        for (n, part) in parts.iter_mut().enumerate() {
            *part =
                u64::from_str_radix(&text[n * 16..(n + 1) * 16], 16).map_err(D::Error::custom)?;
        }
        Ok(Self(parts))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Digest, Row};
    use crate::manifest::{Column, Kind};

    fn columns(kinds: &[Kind]) -> Vec<Column> {
        let column = |kind: &Kind| Column {
            name: format!("{kind:?}").to_lowercase(),
            kind: *kind,
        };
        kinds.iter().map(column).collect()
    }

    proptest! {
        #[test]
        fn a_row_is_read_as_it_was_written(
            text in proptest::option::of(".*"),
            small in proptest::option::of(any::<i16>()),
            big in any::<i64>(),
            yes in any::<bool>(),
            id in any::<u128>(),
        ) {
            let columns =
                columns(&[Kind::Text, Kind::Small, Kind::Big, Kind::Bool, Kind::Uuid]);
            let cells = serde_json::json!([text, small, big, yes, uuid::Uuid::from_u128(id)]);
            let row = Row::read(&cells.to_string(), &columns).unwrap();
            prop_assert!(!row.line().contains('\n'), "a row is one line");
            prop_assert_eq!(Row::read(&row.line(), &columns).unwrap(), row);
        }
    }

    #[test]
    fn a_cell_of_another_kind_is_damage() {
        let small = columns(&[Kind::Small]);
        for bad in [
            "[40000]", "[\"1\"]", "[1.5]", "[1, 2]", "[]", "{}", "[true]",
        ] {
            assert!(Row::read(bad, &small).is_err(), "{bad}");
        }
        assert!(
            Row::read("[null]", &small).is_ok(),
            "an empty cell fits every kind"
        );
    }

    #[test]
    fn the_sum_does_not_ask_for_an_order_and_finds_what_is_missing() {
        let sum = |lines: &[&str]| {
            let mut digest = Digest::default();
            lines.iter().for_each(|line| digest.add(line));
            digest
        };
        assert_eq!(sum(&["a", "b", "c"]), sum(&["c", "a", "b"]));
        assert_ne!(sum(&["a", "b"]), sum(&["a", "b", "b"]));
        assert_ne!(sum(&["a", "b"]), sum(&["a", "c"]));
        let text = serde_json::to_string(&sum(&["a"])).unwrap();
        assert_eq!(serde_json::from_str::<Digest>(&text).unwrap(), sum(&["a"]));
    }
}
