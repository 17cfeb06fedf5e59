//! Indicators, what they are computed from, and where each of these statements comes from.

use figures::Direction;
use serde::{Deserialize, Serialize};

use crate::{Mark, Provenance, VariableKey};

/// What an indicator measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// *IKK hasil*.
    Outcome,
    /// *IKK keluaran*, below an outcome.
    Output,
    /// *Fungsi penunjang*.
    Support,
    /// *Capaian kinerja makro*.
    Macro,
}

impl Kind {
    /// All, in the order of the report.
    pub const ALL: [Self; 4] = [Self::Macro, Self::Outcome, Self::Output, Self::Support];

    /// Words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Outcome => "Hasil (outcome)",
            Self::Output => "Keluaran (output)",
            Self::Support => "Fungsi penunjang",
            Self::Macro => "Makro",
        }
    }
}

/// A government affair as the list of indicators groups by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affair {
    /// What codes of its indicators begin with: `1.a`.
    pub group: String,
    /// Its name in the list.
    pub name: String,
    /// Its code in the budget (`1.01`); support functions and macro figures have none.
    #[serde(rename = "affair")]
    pub code: Option<String>,
}

/// Where each statement about an indicator comes from: they are rarely seen in the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// Its name.
    pub name: Provenance,
    /// Formula and elements.
    pub formula: Provenance,
    /// Its code.
    pub code: Provenance,
    /// Which outcome an output belongs to.
    pub parent: Option<Provenance>,
}

impl Sources {
    /// The weakest of them: what rests on the indicator is not better than this.
    pub fn mark(&self) -> Mark {
        let parent = self.parent.iter();
        let all = [&self.name, &self.formula, &self.code]
            .into_iter()
            .chain(parent);
        all.map(|it| it.mark).max().unwrap_or(Mark::Unverified)
    }
}

/// One input of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name in the formula: `A`, `B`, `IKA`.
    pub letter: String,
    /// What it is, in the words of the list.
    pub name: String,
    /// The value it takes, collected once for everything that needs it.
    pub variable: VariableKey,
    /// Whether it takes the value of the year before.
    pub previous: bool,
    /// Who gives it, where the region said so; else the owner of the indicator.
    pub owner: Option<String>,
}

/// What may be answered where the figure stands for words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Choice {
    /// The indicator.
    pub indicator: String,
    /// The figure that is kept.
    pub value: String,
    /// The words on screen and paper.
    pub label: String,
    /// Whether the figure has a meaning of its own.
    pub mark: Mark,
    /// Where words and figure come from.
    pub citation: String,
}

/// An indicator of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// `1.a.1`; a row without a number of its own has one of ours (`1.a.1-k1`).
    pub code: String,
    /// What it measures.
    pub kind: Kind,
    /// The group of its affair: `1.a`.
    pub affair: String,
    /// The indicator above it.
    pub parent: Option<String>,
    /// Its official name.
    pub name: String,
    /// What it is computed from.
    pub elements: Vec<Element>,
    /// How, in the formula language; an entered figure is its only element.
    pub formula: String,
    /// How the source writes it.
    pub printed: String,
    /// How its change against the year before is computed, where the report shows it.
    pub change: Option<String>,
    /// Of the result.
    pub measure: String,
    /// Which way is better.
    pub direction: Direction,
    /// Decimals of the result, half-up, where a rule says so; else it is kept exact.
    pub rounding: Option<u8>,
    /// Whether the numerator is a part of the denominator, so that it cannot exceed it.
    pub share: bool,
    /// The least a result can be.
    pub low: Option<String>,
    /// The most a result can be.
    pub high: Option<String>,
    /// *PD Pengampu Utama*, then *Pendukung*: what is typical, until the region says who.
    pub owners: Vec<String>,
    /// The regulation that lists it.
    pub basis: String,
    /// What is known beside it.
    pub note: Option<String>,
    /// Where all this comes from.
    pub provenance: Sources,
}

impl Indicator {
    /// Whether the code is a key of ours and no official number.
    pub fn has_own_key(&self) -> bool {
        self.provenance.code.mark == Mark::House
    }

    /// The element behind a letter of the formula.
    pub fn element(&self, letter: &str) -> Option<&Element> {
        self.elements.iter().find(|it| it.letter == letter)
    }
}
