//! The people of a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    person: Vec<PersonData>,
}

/// A person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonData {
    /// Short stable name; the name to sign in with where no other is given.
    pub(crate) key: String,
    /// Name with degrees.
    pub(crate) name: String,
    /// 18 digits, or empty.
    pub(crate) nip: String,
    /// WhatsApp number.
    pub(crate) wa: String,
    /// Grade, or empty.
    #[serde(default)]
    pub(crate) grade: String,
    /// Whether the account is offered for trying out.
    #[serde(default)]
    pub(crate) demo: bool,
    /// Name to sign in with.
    pub(crate) sign_in: Option<String>,
    /// Posts held.
    #[serde(default)]
    pub(crate) post: Vec<PostData>,
    /// Assignments by decree.
    #[serde(default)]
    pub(crate) assignment: Vec<AssignmentData>,
}

impl PersonData {
    /// The name to sign in with.
    pub(crate) fn sign_in(&self) -> &str {
        self.sign_in.as_deref().unwrap_or(&self.key)
    }
}

/// A post held.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostData {
    /// Key of the unit.
    pub(crate) unit: String,
    /// Title without Plt. or Plh.
    pub(crate) title: String,
    /// Role.
    pub(crate) role: String,
    /// Empty, `plt`, `plh`, `pj`, `pjs`.
    pub(crate) acting: String,
    /// Whether it is the person's main post.
    pub(crate) main: bool,
    /// First day, in days from the newest meeting (negative: before it).
    pub(crate) from_days: Option<i64>,
    /// Last day, in days from the newest meeting (negative: before it).
    pub(crate) until_days: Option<i64>,
}

/// An assignment by decree.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssignmentData {
    /// Key of the unit.
    pub(crate) unit: String,
    /// "Operator Dinas Kesehatan".
    pub(crate) title: String,
    /// Role.
    pub(crate) role: String,
    /// Number of the decree.
    pub(crate) decree: String,
}

/// The people of a played region.
pub(crate) fn people(region: &RegionCode) -> Result<Vec<PersonData>, Problem> {
    from_toml::<PeopleFile>(&format!("{region}/people.toml")).map(|file| file.person)
}
