//! Recommendations of the council and of auditors in a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

/// All of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecommendationData {
    /// Decisions of the council, the earliest first.
    #[serde(rename = "decision")]
    pub(crate) decisions: Vec<DecisionData>,
    /// Audit reports.
    #[serde(rename = "report")]
    pub(crate) reports: Vec<AuditData>,
}

/// A decision of the council.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionData {
    /// How many years before the last one.
    pub(crate) years_before: i32,
    /// Its number.
    pub(crate) number: String,
    /// What it is about.
    pub(crate) about: String,
    /// Its recommendations.
    #[serde(rename = "item")]
    pub(crate) items: Vec<ItemData>,
}

/// A recommendation of the council.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemData {
    /// The words.
    pub(crate) text: String,
    /// Which commission.
    pub(crate) commission: String,
    /// Code of the affair.
    pub(crate) affair: String,
    /// Key of who answers.
    pub(crate) lead: String,
    /// Keys of the other units.
    pub(crate) others: Vec<String>,
    /// Number of the recommendation of the decision before that it repeats.
    pub(crate) repeats: Option<usize>,
    /// Days until it is due.
    pub(crate) due_days: Option<i64>,
    /// What was reported and verified; empty: nothing yet.
    pub(crate) progress: String,
    /// How many are done.
    pub(crate) done: Option<u32>,
    /// Of how many.
    pub(crate) target: Option<u32>,
    /// Of what.
    pub(crate) measure: String,
}

/// An audit report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditData {
    /// Who audited.
    pub(crate) source: String,
    /// Its number.
    pub(crate) number: String,
    /// What it is about.
    pub(crate) title: String,
    /// What was found.
    #[serde(rename = "finding")]
    pub(crate) findings: Vec<FindingData>,
}

/// A finding.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FindingData {
    /// Its number.
    pub(crate) number: String,
    /// What was found.
    pub(crate) title: String,
    /// What it is worth.
    pub(crate) rupiah: Option<i64>,
    /// What was recommended.
    #[serde(rename = "item")]
    pub(crate) items: Vec<AuditItemData>,
}

/// A recommendation of an auditor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditItemData {
    /// The words.
    pub(crate) text: String,
    /// What it is worth.
    pub(crate) rupiah: Option<i64>,
    /// Keys of the units.
    pub(crate) units: Vec<String>,
    /// Days until it is due, where no rule says so.
    pub(crate) due_days: Option<i64>,
    /// What was paid in.
    pub(crate) paid: Option<i64>,
    /// What the auditor said.
    pub(crate) status: Option<String>,
    /// In which letter.
    pub(crate) letter: Option<String>,
}

/// The recommendations of a played region.
pub(crate) fn recommendations(region: &RegionCode) -> Result<RecommendationData, Problem> {
    from_toml(&format!("{region}/recommendations.toml"))
}
