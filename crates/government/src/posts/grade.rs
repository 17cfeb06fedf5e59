//! *Pangkat* and *golongan ruang* of civil servants, *golongan* of contract workers (PPPK): data
//! with their sources, so that signature blocks print what a decree says.

use std::sync::LazyLock;

use serde::Deserialize;

const RANKS: &str = include_str!("../../data/ranks.csv");

/// A grade a person may have.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Grade {
    /// `pangkat_pns` or `golongan_pppk`.
    kind: String,
    /// `III/d`, or `IX` of a contract worker.
    pub code: String,
    /// "Penata Tingkat I", or "Golongan IX".
    pub name: String,
    /// Where the fact comes from, with its mark.
    pub source: String,
}

static GRADES: LazyLock<Vec<Grade>> = LazyLock::new(|| {
    csv::Reader::from_reader(RANKS.as_bytes())
        .deserialize()
        .filter_map(Result::ok)
        .collect()
});

/// All grades, lowest first, civil servants before contract workers.
pub fn grades() -> &'static [Grade] {
    &GRADES
}

impl Grade {
    /// The grade behind a code.
    pub fn of(code: &str) -> Option<&'static Self> {
        grades().iter().find(|grade| grade.code == code)
    }

    /// Whether it is a contract worker's (PPPK), which has no *pangkat*.
    pub fn is_contract(&self) -> bool {
        self.kind == "golongan_pppk"
    }

    /// As a signature block prints it: "Penata Tingkat I (III/d)", "Golongan IX".
    pub fn printed(&self) -> String {
        if self.is_contract() {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Grade, grades};

    #[test]
    fn seventeen_grades_of_each_and_no_code_means_two() {
        let contract = grades().iter().filter(|grade| grade.is_contract()).count();
        assert_eq!((grades().len(), contract), (34, 17));
        let mut codes: Vec<_> = grades().iter().map(|grade| &grade.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 34);
    }

    #[test]
    fn a_block_prints_rank_and_grade() {
        let printed = |code| Grade::of(code).map(Grade::printed);
        assert_eq!(printed("IV/b").as_deref(), Some("Pembina Tingkat I (IV/b)"));
        assert_eq!(printed("IX").as_deref(), Some("Golongan IX"));
        assert_eq!(printed("V/a"), None);
    }
}
