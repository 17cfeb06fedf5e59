//! The papers of a record on its own page.

use super::super::OfficialDocument;

/// A paper as one line: `documents/_papers.html` shows a list of them.
#[derive(Clone, Debug)]
pub struct Card {
    /// "Notula (versi 2)".
    pub title: String,
    /// Its page behind the region.
    pub path: String,
    /// Status in words.
    pub status: &'static str,
    /// How the status looks.
    pub chip: &'static str,
    /// Number and date, or empty.
    pub number: String,
}

impl Card {
    /// The papers of the record at `path`: the latest version of each.
    pub fn latest(papers: &[OfficialDocument], path: &str) -> Vec<Self> {
        let mut cards: Vec<Self> = Vec::new();
        let mut last = "";
        for paper in papers.iter() {
            if paper.kind == last {
                continue;
            }
            last = &paper.kind;
            let status = paper.status();
            let numbering = paper.numbering();
            let number = match numbering.number.as_str() {
                "" => String::new(),
                number => format!("Nomor {number}, {}", numbering.date),
            };
            cards.push(Self {
                title: paper.title(),
                path: format!("{path}/naskah/{}", paper.id),
                status: status.label(),
                chip: status.chip(),
                number,
            });
        }
        cards
    }
}
