//! Where the columns of a file stand.

use csv::ByteRecord;

use crate::{Kind, RecheckError};

/// Places of the columns of a kind, in the order in which the kind names them; the optional ones
/// after the needed ones.
#[derive(Clone, Debug)]
pub(crate) struct Columns(Vec<Option<usize>>);

impl Columns {
    /// Finds them in the first row; order, case and blanks around do not matter.
    pub fn find(kind: Kind, header: &ByteRecord) -> Result<Self, RecheckError> {
        let names: Vec<String> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_lowercase())
            .collect();
        if names.iter().all(String::is_empty) {
            return Err(RecheckError::Empty);
        }
        let place = |wanted: &'static str| {
            let mut found = (0..).zip(&names).filter(|(_, name)| *name == wanted);
            let first = found.next().map(|(place, _)| place);
            match found.next() {
                Some(_) => Err(RecheckError::DoubleColumn(wanted)),
                None => Ok(first),
            }
        };
        let mut places = Vec::new();
        for needed in kind.columns() {
            let Some(found) = place(needed)? else {
                return Err(RecheckError::MissingColumn {
                    missing: needed,
                    needed: kind.columns().join(", "),
                });
            };
            places.push(Some(found));
        }
        for optional in kind.optional() {
            places.push(place(optional)?);
        }
        Ok(Self(places))
    }

    /// The text of a column by its place in the kind's list; empty where the row is too short.
    pub fn text<'r>(&self, row: &'r ByteRecord, column: usize) -> &'r [u8] {
        self.0
            .get(column)
            .copied()
            .flatten()
            .and_then(|place| row.get(place))
            .unwrap_or_default()
    }
}
