//! Parts of areas or units against the whole.

use figures::{Exact, Figure};

use super::Warning;

/// A row of a break-down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// "Kelurahan Banjar", "Luar wilayah".
    pub name: String,
    /// Its figure.
    pub figure: Figure,
    /// Whether it stands for what comes from outside the region: people of other towns who are
    /// treated here are in the whole and in no kelurahan.
    pub outside: bool,
}

/// Whether the parts, what lies outside among them, make the whole. A part that was not carried out
/// counts as zero, one that is not relevant or not due is left out; while another is missing, nothing can be said
/// but that.
pub fn parts_against_whole(parts: &[Part], whole: &Exact) -> Option<Warning> {
    let mut sum = Exact::ZERO;
    let mut names = Vec::new();
    for part in parts {
        match &part.figure {
            Figure::Known(number) => sum = &sum + number,
            Figure::NotCarriedOut | Figure::NotRelevant | Figure::NotDue => {}
            _ => names.push(part.name.clone()),
        }
    }
    if !names.is_empty() {
        return Some(Warning::PartsMissing { names });
    }
    (sum != *whole).then(|| Warning::Parts {
        sum,
        whole: whole.clone(),
        outside: parts.iter().any(|it| it.outside),
    })
}
