//! What a regulation says about a written report: its chapters in order, and what stands in each.

use serde::Deserialize;

use crate::Provenance;

/// A report that is written in chapters.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// In the database: `lppd`.
    pub id: String,
    /// "LPPD".
    pub short: String,
    /// "Laporan Penyelenggaraan Pemerintahan Daerah".
    pub title: String,
    /// The regulation its chapters are of.
    pub basis: String,
    /// Its chapters, in order.
    #[serde(rename = "chapter")]
    pub chapters: Vec<Chapter>,
}

impl Report {
    /// The chapter behind an id.
    pub fn chapter(&self, id: &str) -> Option<&Chapter> {
        self.chapters.iter().find(|it| it.id == id)
    }
}

/// What a chapter shows before its words, computed and never typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChapterTable {
    /// What was promised.
    Targets,
    /// What was reached, against the target, earlier years and the end of the plan.
    Achievement,
    /// Money and what of it was spent.
    Budget,
    /// The macro figures of the region.
    Macro,
    /// The indicators of each affair.
    Affairs,
    /// Indicators that were chosen for the public.
    Chosen,
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// In the database: `pendahuluan`.
    pub id: String,
    /// "BAB I".
    pub number: String,
    /// Its title.
    pub title: String,
    /// What is written in it.
    pub guide: String,
    /// What is computed for it.
    pub table: Option<ChapterTable>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Chapter {
    /// "BAB I Pendahuluan".
    pub fn name(&self) -> String {
        format!("{} {}", self.number, self.title)
    }

    /// What says so, with its mark.
    pub fn basis(&self) -> String {
        let it = &self.provenance;
        format!("{} ({})", it.citation, it.mark.label())
    }
}
