//! Weights of parts that make a whole.

use figures::Exact;
use serde::Deserialize;

use crate::{Provenance, read};

/// Weights that add up.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// In the pack: `iklh`.
    pub id: String,
    /// Words on the screen.
    pub title: String,
    /// The indicator whose formula uses them; its elements are the parts.
    pub indicator: Option<String>,
    /// What they add up to.
    #[serde(deserialize_with = "read::exact")]
    pub total: Exact,
    /// The parts.
    #[serde(rename = "part")]
    pub parts: Vec<Weight>,
    /// Where they come from.
    pub provenance: Provenance,
}

/// The weight of a part.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// The part.
    pub of: String,
    /// Its weight.
    #[serde(deserialize_with = "read::exact")]
    pub weight: Exact,
}
