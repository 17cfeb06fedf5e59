//! *Urusan pemerintahan*: data with their sources.

use std::sync::LazyLock;

use serde::Deserialize;

const AFFAIRS: &str = include_str!("../../data/affairs.csv");

/// An affair of the regional government, or the group it belongs to.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Affair {
    /// `1.02`; a group has no full stop.
    pub code: String,
    /// "Kesehatan".
    pub name: String,
    /// "wajib pelayanan dasar".
    pub kind: String,
    /// Where the fact comes from, with its mark.
    pub source: String,
}

static ALL: LazyLock<Vec<Affair>> = LazyLock::new(|| {
    csv::Reader::from_reader(AFFAIRS.as_bytes())
        .deserialize()
        .filter_map(Result::ok)
        .collect()
});

impl Affair {
    /// Affairs that a unit can own, in the order of their codes; groups are left out.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        ALL.iter().filter(|affair| affair.code.contains('.'))
    }

    /// The affair behind a code.
    pub fn of(code: &str) -> Option<&'static Self> {
        Self::all().find(|affair| affair.code == code)
    }

    /// "1.02 Kesehatan".
    pub fn label(&self) -> String {
        format!("{} {}", self.code, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::Affair;

    #[test]
    fn every_affair_has_one_code_and_groups_are_none() {
        let mut codes: Vec<_> = Affair::all().map(|affair| &affair.code).collect();
        let count = codes.len();
        codes.dedup();
        assert_eq!((codes.len(), count), (44, 44));
        assert_eq!(
            Affair::of("1.02").map(Affair::label).as_deref(),
            Some("1.02 Kesehatan")
        );
        assert!(Affair::of("1").is_none());
    }
}
