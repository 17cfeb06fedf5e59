//! Performance agreements of a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

/// The agreements of the year that is played.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgreementsData {
    /// The day of January on which the budget document was approved.
    pub(crate) budget_day: u8,
    /// Working days after a quarter.
    pub(crate) quarter_days: u32,
    /// Where they are signed.
    pub(crate) place: String,
    /// One of each unit; the head of the region first.
    #[serde(rename = "agreement")]
    pub(crate) agreements: Vec<AgreementData>,
}

/// An agreement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgreementData {
    /// Key of its unit.
    pub(crate) unit: String,
    /// Whether it is sent and signed.
    #[serde(default = "yes")]
    pub(crate) signed: bool,
    /// Its lines.
    pub(crate) line: Vec<LineData>,
    /// Its programmes.
    pub(crate) program: Vec<ProgramData>,
}

/// A line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineData {
    pub(crate) objective: String,
    pub(crate) indicator: String,
    pub(crate) measure: String,
    pub(crate) target: u32,
    /// `sum`, `mean`, `end` or `yearly`.
    pub(crate) quarterly: String,
    /// Targets of the quarters.
    pub(crate) quarters: Vec<u32>,
    /// Code of the IKK it is, or empty.
    pub(crate) ikk: String,
    /// Number of the line of the head of the region that it serves.
    pub(crate) above: Option<usize>,
    /// What was reached in the quarters so far; where it ends, data are not there yet.
    #[serde(default)]
    pub(crate) reached: Vec<u32>,
}

/// A programme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgramData {
    pub(crate) name: String,
    /// As people write it.
    pub(crate) budget: String,
    pub(crate) source: String,
}

const fn yes() -> bool {
    true
}

/// The agreements of a region.
pub(crate) fn agreements(region: &RegionCode) -> Result<AgreementsData, Problem> {
    from_toml(&format!("{region}/agreements.toml"))
}
