//! Figures of several versions side by side.

use platform::Uuid;

use super::printed;
use crate::rules::Shot;

/// A version as a column.
#[derive(Clone, Debug)]
pub struct VersionColumn {
    /// "2. Hasil Reviu APIP".
    pub title: String,
    /// When and by whom.
    pub beside: String,
}

/// An element with its figure in every column.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The filling it belongs to.
    pub filling: Uuid,
    /// The indicator.
    pub indicator: Uuid,
    /// The unit.
    pub unit: String,
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The element's letter.
    pub letter: String,
    /// What is counted.
    pub element: String,
    /// The figures; nothing where the version does not hold it.
    pub shots: Vec<Option<Shot>>,
    /// How each differs from the one before.
    pub differences: Vec<Option<String>>,
}

impl Compared {
    /// Whether the figure was ever another one.
    pub fn is_changed(&self) -> bool {
        self.differences.iter().any(Option::is_some)
    }

    /// What stands in each column: the figure, and how it differs.
    pub fn shown(&self) -> Vec<(String, String)> {
        let differences = self.differences.iter().cloned();
        let shots = self.shots.iter().map(Option::as_ref).map(shown);
        shots
            .zip(differences.map(Option::unwrap_or_default))
            .collect()
    }
}

/// A figure of a version as it is printed.
pub fn shown(shot: Option<&Shot>) -> String {
    match shot {
        None => "-".into(),
        Some(shot) => match &shot.amount {
            Some(amount) if shot.provisional => format!("{} (sementara)", printed(amount)),
            Some(amount) => printed(amount),
            None => shot.state.label().to_owned(),
        },
    }
}

/// All of it; the last column is what stands now.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The columns.
    pub columns: Vec<VersionColumn>,
    /// The rows.
    pub rows: Vec<Compared>,
}

impl Comparison {
    /// Versions with the column of today after them.
    pub fn new(mut columns: Vec<VersionColumn>, rows: Vec<Compared>) -> Self {
        columns.push(VersionColumn {
            title: "Sekarang".into(),
            beside: String::new(),
        });
        Self { columns, rows }
    }

    /// Whether no version was kept yet.
    pub fn is_bare(&self) -> bool {
        let mut shots = self
            .rows
            .iter()
            .flat_map(|row| row.shots.iter().rev().skip(1));
        !shots.any(Option::is_some)
    }
}
