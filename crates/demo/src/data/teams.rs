//! Institutions and teams of a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

/// What the file holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TeamFile {
    /// Name and abbreviation of every institution.
    pub(crate) institutions: Vec<(String, String)>,
    /// The teams.
    pub(crate) team: Vec<TeamData>,
}

/// A team.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TeamData {
    /// Name.
    pub(crate) name: String,
    /// Number of the decree.
    pub(crate) decree: String,
    /// Key of the person who leads it.
    pub(crate) chair: String,
    /// Key of the person who keeps its papers.
    pub(crate) secretary: String,
    /// Members from outside: name and institution.
    pub(crate) outside: Vec<(String, String)>,
}

/// Institutions and teams of a played region.
pub(crate) fn teams(region: &RegionCode) -> Result<TeamFile, Problem> {
    from_toml(&format!("{region}/teams.toml"))
}
