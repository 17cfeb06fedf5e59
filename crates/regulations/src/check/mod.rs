//! What a pack is refused for.

mod calendar;
mod catalogue;
mod examples;
mod indicators;
mod provenance;
mod reports;
mod scales;
mod tree;
mod weights;

use std::fmt;

use crate::{Catalogue, Pack};

/// Why a pack is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// A formula does not parse.
    Formula,
    /// A formula names something that is no element.
    UnknownElement,
    /// An element names a variable or source the catalogue lacks.
    UnknownVariable,
    /// An indicator names an affair the pack lacks.
    UnknownAffair,
    /// A code, a letter or an id stands twice.
    Duplicate,
    /// A statement does not say where it comes from.
    NoProvenance,
    /// The parent does not exist.
    NoParent,
    /// Parents go round in a circle.
    Cycle,
    /// The last year lies before the first.
    YearsInverted,
    /// A bound is no number, or the upper one lies below the lower one.
    Range,
    /// Bands overlap.
    Overlap,
    /// Between bands there is a gap.
    Gap,
    /// A band does not have one label per set.
    Labels,
    /// Weights do not add up, or are not those of the formula.
    Weights,
    /// A worked example comes out otherwise.
    Example,
    /// There is no worked example.
    NoExample,
    /// A day that does not exist.
    NoDay,
}

/// A place where a pack is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Why.
    pub refusal: Refusal,
    /// Where: "indikator 1.a.1", "skala capaian-desimal".
    pub place: String,
    /// What is wrong and what would be right.
    pub words: String,
}

impl Fault {
    fn new(refusal: Refusal, place: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            refusal,
            place: place.into(),
            words: words.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.words)
    }
}

impl Pack {
    /// Everything it is refused for; nothing when it may be used.
    pub fn check(&self, catalogue: &Catalogue) -> Vec<Fault> {
        let mut found = Vec::new();
        if let (Some(first), Some(last)) = (self.years.first, self.years.last)
            && last < first
        {
            let words = format!("berlaku {first} sampai {last}: tahun akhir sebelum tahun awal");
            found.push(Fault::new(Refusal::YearsInverted, "tahun", words));
        }
        found.extend(provenance::check(self));
        found.extend(indicators::check(self, catalogue));
        found.extend(tree::check(self));
        found.extend(scales::check(self));
        found.extend(weights::check(self));
        found.extend(calendar::check(self));
        found.extend(reports::check(self));
        found.extend(examples::check(self));
        found
    }
}

/// What stands more than once.
fn duplicates<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let mut twice: Vec<&str> = names
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if a == b => Some(*a),
            _ => None,
        })
        .collect();
    twice.dedup();
    twice
}

#[cfg(test)]
mod tests;
