//! A standing report of a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

/// A standing report with what is reported.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StandingData {
    /// Its name.
    pub(crate) title: String,
    /// What it is for.
    pub(crate) purpose: String,
    /// What asks for it.
    pub(crate) basis: String,
    /// Key of the unit that makes it.
    pub(crate) unit: String,
    /// Titles of the posts it is addressed to.
    pub(crate) addressees: Vec<String>,
    /// Keys of the units that get a copy.
    pub(crate) copies: Vec<String>,
    /// Working days after the month.
    pub(crate) days: u32,
    /// Columns of its rows.
    pub(crate) columns: Vec<String>,
    /// What is reported in words.
    pub(crate) text: String,
    /// What is found in the field.
    pub(crate) check: String,
    /// Kind, holder, address and kelurahan of every permit.
    pub(crate) permits: Vec<[String; 4]>,
}

/// The standing report of a played region.
pub(crate) fn standing(region: &RegionCode) -> Result<StandingData, Problem> {
    from_toml(&format!("{region}/reports.toml"))
}
