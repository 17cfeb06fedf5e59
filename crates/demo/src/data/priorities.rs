//! Priorities of a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PriorityFile {
    priority: Vec<PriorityData>,
}

/// A priority.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PriorityData {
    /// What is to be finished.
    pub(crate) title: String,
    /// More of it.
    pub(crate) description: String,
    /// Where it was said.
    pub(crate) basis: String,
    /// Key of its owner.
    pub(crate) unit: String,
    /// The first work on it; empty: none yet.
    pub(crate) work: String,
}

/// The priorities of a played region.
pub(crate) fn priorities(region: &RegionCode) -> Result<Vec<PriorityData>, Problem> {
    let file: PriorityFile = from_toml(&format!("{region}/priorities.toml"))?;
    Ok(file.priority)
}
