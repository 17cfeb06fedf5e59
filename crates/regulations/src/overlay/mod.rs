//! A region's own changes, laid over a pack: plain data, kept by whoever keeps it, marked as the
//! region's own wherever they show.

mod merge;
#[cfg(test)]
mod tests;

use figures::Direction;
use serde::{Deserialize, Serialize};

use crate::{
    Affair, Catalogue, Due, Kind, Mark, Pack, PeriodKind, Provenance, Scale, Variable, VariableKey,
};

/// What a region changes in a pack for a fiscal year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overlay {
    /// The pack.
    pub pack: String,
    /// The fiscal year.
    pub year: u16,
    /// What the changes rest on: a decree, a circular, the list of the ministry.
    pub basis: String,
    /// Old codes that became new ones; values of earlier years are found by them.
    #[serde(default)]
    pub codes: Vec<NewCode>,
    /// Groups of affairs the pack lacks.
    #[serde(default)]
    pub affairs: Vec<Affair>,
    /// Indicators that are changed or added.
    #[serde(default)]
    pub indicators: Vec<Change>,
    /// Codes of indicators that are not asked for this year.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// Scales that replace the pack's by their id, or come beside them.
    #[serde(default)]
    pub scales: Vec<Scale>,
    /// Due dates that replace the pack's by their id, or come beside them.
    #[serde(default)]
    pub calendar: Vec<Due>,
}

/// A code that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCode {
    /// As it was.
    pub old: String,
    /// As it is.
    pub new: String,
}

/// An indicator of the region; what is none stays as the pack has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its code, the new one where it changed.
    pub code: String,
    /// What it measures.
    pub kind: Option<Kind>,
    /// The group of its affair.
    pub affair: Option<String>,
    /// The indicator above it.
    pub parent: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its elements, all of them.
    pub elements: Option<Vec<OwnElement>>,
    /// Its formula.
    pub formula: Option<String>,
    /// Its unit of measure.
    pub measure: Option<String>,
    /// Which way is better.
    #[serde(default, with = "word")]
    pub direction: Option<Direction>,
    /// *PD Pengampu Utama*, then *Pendukung*.
    pub owners: Option<Vec<String>>,
}

/// An element of a changed indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnElement {
    /// Its name in the formula.
    pub letter: String,
    /// What it is.
    pub name: String,
    /// The variable it takes; none: the pack's for this letter, or one of its own.
    pub variable: Option<VariableKey>,
    /// Who gives it, where not the owner of the indicator.
    pub owner: Option<String>,
}

impl Overlay {
    /// The code an older one became.
    pub fn new_code<'a>(&'a self, old: &'a str) -> &'a str {
        let found = self.codes.iter().find(|it| it.old == old);
        found.map_or(old, |it| it.new.as_str())
    }

    /// The code a newer one had before.
    pub fn old_code<'a>(&'a self, new: &'a str) -> &'a str {
        let found = self.codes.iter().find(|it| it.new == new);
        found.map_or(new, |it| it.old.as_str())
    }

    fn provenance(&self) -> Provenance {
        Provenance::new(Mark::Region, &self.basis)
    }
}

impl Catalogue {
    /// The catalogue with the variables that only indicators of this merged pack have.
    #[must_use]
    pub fn with(&self, merged: &Pack) -> Self {
        let mut catalogue = self.clone();
        for indicator in &merged.indicators {
            for element in &indicator.elements {
                let id = &element.variable.variable;
                if id.starts_with(OWN) && catalogue.variable(id).is_none() {
                    let at = catalogue.variables.partition_point(|it| it.id < *id);
                    let citation = indicator.provenance.formula.citation.clone();
                    catalogue.variables.insert(
                        at,
                        Variable {
                            id: id.clone(),
                            name: element.name.clone(),
                            measure: None,
                            counts: false,
                            source: None,
                            cut_off: None,
                            period: PeriodKind::Year,
                            quarter: figures::Quarterly::YearlyOnly,
                            areas: None,
                            low: None,
                            high: None,
                            provenance: Provenance::new(Mark::Region, citation),
                        },
                    );
                }
            }
        }
        catalogue
    }
}

/// What ids of variables begin with that a region's own elements have.
const OWN: &str = "daerah-";

/// The variable of a region's own element, by indicator and letter.
fn own_variable(code: &str, letter: &str) -> VariableKey {
    let plain = |text: &str| {
        let lower = text.to_lowercase();
        lower
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    };
    VariableKey {
        variable: format!("{OWN}{}-{}", plain(code), plain(letter)),
        source: None,
        cut_off: None,
    }
}

/// A direction as its word.
mod word {
    use figures::Direction;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(
        direction: &Option<Direction>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        direction.map(Direction::word).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Direction>, D::Error> {
        let word = Option::<String>::deserialize(from)?;
        Ok(word.as_deref().and_then(Direction::of_word))
    }
}
