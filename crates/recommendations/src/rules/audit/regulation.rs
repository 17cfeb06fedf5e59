//! The rules as data, each with where it comes from.

use std::sync::LazyLock;

use serde::Deserialize;

const DATA: &str = include_str!("../../../data/audit.toml");

/// All of them.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Regulation {
    /// Who audits.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// What the auditor may say of a recommendation.
    #[serde(rename = "status")]
    pub statuses: Vec<Status>,
    /// Why a recommendation cannot be followed up.
    #[serde(rename = "reason")]
    pub reasons: Vec<Reason>,
    /// Ages of what is not settled, the youngest first.
    #[serde(rename = "age")]
    pub ages: Vec<Age>,
    /// Ways to say how much is settled.
    #[serde(rename = "share")]
    pub shares: Vec<Share>,
}

/// Who audits, and in how many calendar days is answered and reviewed, where a rule says so.
#[derive(Clone, Debug, Deserialize)]
pub struct Source {
    /// The word in the database and in addresses.
    pub code: String,
    /// Words on the screen.
    pub label: String,
    /// From the day the report was received.
    pub answer_days: Option<u16>,
    /// Where that comes from.
    pub answer_basis: String,
    /// From the day the answer was handed in.
    pub review_days: Option<u16>,
    /// Where that comes from.
    #[serde(default)]
    pub review_basis: String,
}

/// What the auditor said of a recommendation.
#[derive(Clone, Debug, Deserialize)]
pub struct Status {
    /// `a` to `d`.
    pub code: String,
    /// Words on the screen.
    pub label: String,
    /// Whether nothing is left to do.
    pub settled: bool,
    /// Whether it needs a reason that the rules know.
    #[serde(default)]
    pub needs_reason: bool,
    /// Where it comes from.
    pub source: String,
}

/// A reason that the rules accept.
#[derive(Clone, Debug, Deserialize)]
pub struct Reason {
    /// The word in the database.
    pub code: String,
    /// Words on the screen.
    pub label: String,
    /// Where it comes from.
    pub source: String,
}

/// A stretch of ages, counted from the date of the report.
#[derive(Clone, Debug, Deserialize)]
pub struct Age {
    /// Words on the screen.
    pub label: String,
    /// Up to this many years; the last has no end.
    pub years: Option<u8>,
    /// Where it comes from.
    pub source: String,
}

/// A way to say how much is settled.
#[derive(Clone, Debug, Deserialize)]
pub struct Share {
    /// What is divided by what.
    pub label: String,
    /// Statuses that count.
    pub counts: Vec<String>,
    /// Where it comes from.
    pub source: String,
}

// a test reads the same text, so that a mistake in it cannot be built
static ALL: LazyLock<Regulation> = LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());

/// The rules.
pub fn regulation() -> &'static Regulation {
    &ALL
}

impl Regulation {
    /// The source behind a code.
    pub fn source(&self, code: &str) -> Option<&Source> {
        self.sources.iter().find(|it| it.code == code)
    }

    /// The status behind a code; none where the auditor said nothing yet.
    pub fn status(&self, code: &str) -> Option<&Status> {
        self.statuses.iter().find(|it| it.code == code)
    }

    /// The reason behind a code.
    pub fn reason(&self, code: &str) -> Option<&Reason> {
        self.reasons.iter().find(|it| it.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::{DATA, Regulation};

    #[test]
    fn every_rule_says_where_it_comes_from() {
        let all: Regulation = toml::from_str(DATA).expect("rules");
        let codes: Vec<&str> = all.statuses.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["a", "b", "c", "d"]);
        let bpk = all.source("bpk").expect("a source");
        assert_eq!((bpk.answer_days, bpk.review_days), (Some(60), Some(30)));
        assert_eq!(
            all.source("inspektorat").expect("a source").answer_days,
            None
        );
        let marked = |text: &str| text.contains("[S]") || text.contains("[M]");
        assert!(all.statuses.iter().all(|it| marked(&it.source)));
        assert!(all.reasons.iter().all(|it| marked(&it.source)));
        assert!(all.ages.iter().all(|it| marked(&it.source)));
        assert!(all.shares.iter().all(|it| marked(&it.source)));
        assert!(all.sources.iter().all(|it| marked(&it.answer_basis)));
        // ages grow, and only the last has no end
        let years: Vec<Option<u8>> = all.ages.iter().map(|it| it.years).collect();
        assert!(
            years
                .windows(2)
                .all(|pair| pair[1].is_none() || pair[0] < pair[1])
        );
        assert_eq!(years.iter().filter(|it| it.is_none()).count(), 1);
        assert_eq!(years.last(), Some(&None));
    }
}
