//! What a regulation says about performance agreements: who signs with whom, what for, on which
//! grounds one is revised, and of which parts the paper consists.

use serde::Deserialize;

use crate::Provenance;

/// The rules of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// From the head of the region down.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    /// The only reasons to revise one.
    #[serde(rename = "ground")]
    pub grounds: Vec<Ground>,
    /// What it is made for.
    #[serde(rename = "purpose")]
    pub purposes: Vec<Purpose>,
    /// Of what the paper consists, in order.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
}

impl Agreement {
    /// The level behind an id.
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|it| it.id == id)
    }

    /// The ground behind an id.
    pub fn ground(&self, id: &str) -> Option<&Ground> {
        self.grounds.iter().find(|it| it.id == id)
    }
}

/// Who receives targets from whom.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// In the database: `kepala_pd`.
    pub id: String,
    /// Words on the screen.
    pub title: String,
    /// *Pihak Pertama*, who receives.
    pub first_party: String,
    /// *Pihak Kedua*, who gives; none signs alone.
    pub second_party: Option<String>,
    /// What its indicators are.
    pub indicators: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A reason to revise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// In the database: `mutasi`.
    pub id: String,
    /// Words on screen and paper.
    pub title: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What an agreement is made for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Words on the statement sheet.
    pub text: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A part of the paper.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// `pernyataan`, `lampiran`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What stands in it, in order.
    pub holds: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}
