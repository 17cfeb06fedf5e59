//! The address lists of a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    list: Vec<ListData>,
}

/// A list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListData {
    /// Short stable name.
    pub(crate) key: String,
    /// Words on the screen.
    pub(crate) name: String,
    /// Key of the group whose members it begins with.
    pub(crate) from: String,
    /// Keys of units that are left out.
    #[serde(default)]
    pub(crate) without: Vec<String>,
    /// Posts that are members too: unit and title.
    #[serde(default)]
    pub(crate) posts: Vec<(String, String)>,
}

/// The lists of a played region.
pub(crate) fn lists(region: &RegionCode) -> Result<Vec<ListData>, Problem> {
    from_toml::<ListFile>(&format!("{region}/lists.toml")).map(|file| file.list)
}
