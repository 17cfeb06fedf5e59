//! The variables all packs share: one value feeds every indicator and report that needs it.

use figures::{Exact, Quarterly};
use serde::Deserialize;

use crate::{Files, Mark, Provenance, ReadError, VariableKey, read};

/// How often a value exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// Once a year.
    Year,
    /// Per half-year.
    HalfYear,
    /// Per quarter.
    Quarter,
    /// Per month.
    Month,
}

/// Who publishes or keeps a value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// In keys: `dukcapil`.
    pub id: String,
    /// Words on screen and paper.
    pub name: String,
    /// How often it gives a figure.
    pub period: PeriodKind,
    /// Whether that was seen.
    pub mark: Mark,
    /// Where that comes from.
    pub citation: String,
}

/// A measured thing, whatever needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// In keys: `penduduk`.
    pub id: String,
    /// What it is.
    pub name: String,
    /// Unit of measure, where the source says it or the name leaves no doubt.
    pub measure: Option<String>,
    /// Whether it counts things, so that a fraction of one is a fault.
    pub counts: bool,
    /// The source a regulation asks for; none where it names none.
    pub source: Option<String>,
    /// Month and day a regulation asks for.
    pub cut_off: Option<String>,
    /// How often it is collected.
    pub period: PeriodKind,
    /// What quarters of it say.
    pub quarter: Quarterly,
    /// Detail below the region a regulation asks for (`kecamatan`), or none.
    pub areas: Option<String>,
    /// The least it can be.
    pub low: Option<String>,
    /// The most it can be.
    pub high: Option<String>,
    /// Where source and cut-off come from.
    pub provenance: Provenance,
}

impl Variable {
    /// Its key as a regulation states it.
    pub fn key(&self) -> VariableKey {
        VariableKey {
            variable: self.id.clone(),
            source: self.source.clone(),
            cut_off: self.cut_off.clone(),
        }
    }
}

#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    measure: Option<String>,
    #[serde(deserialize_with = "read::yes")]
    counts: bool,
    source: Option<String>,
    cut_off: Option<String>,
    period: PeriodKind,
    #[serde(deserialize_with = "read::quarterly")]
    quarter: Quarterly,
    areas: Option<String>,
    low: Option<String>,
    high: Option<String>,
    mark: Mark,
    citation: String,
}

/// How far from last year a figure may be before somebody is asked to look again. No regulation says
/// so: it is the house's proposal and the region's to change.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// In percent of last year's figure.
    #[serde(deserialize_with = "read::exact")]
    pub percent: Exact,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// `limits.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limits {
    jump: Limit,
}

/// All variables and sources.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Measured things, by id.
    pub variables: Vec<Variable>,
    /// Who gives them.
    pub sources: Vec<Source>,
    /// From where on a change against last year is a jump.
    pub jump: Option<Limit>,
}

impl Catalogue {
    /// Reads `variables.csv`, `sources.csv` and `limits.toml`.
    ///
    /// # Errors
    /// The first row that cannot be read.
    pub fn read(files: &Files) -> Result<Self, ReadError> {
        let rows: Vec<Row> = read::table(files, "variables.csv")?;
        let mut variables: Vec<Variable> = rows.into_iter().map(Row::finish).collect();
        variables.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Self {
            variables,
            sources: read::table(files, "sources.csv")?,
            jump: Some(read::document::<Limits>(files, "limits.toml")?.jump),
        })
    }

    /// The variable with this id.
    pub fn variable(&self, id: &str) -> Option<&Variable> {
        let at = self
            .variables
            .binary_search_by(|it| it.id.as_str().cmp(id))
            .ok()?;
        self.variables.get(at)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|it| it.id == id)
    }
}

impl Row {
    fn finish(self) -> Variable {
        Variable {
            id: self.id,
            name: self.name,
            measure: self.measure,
            counts: self.counts,
            source: self.source,
            cut_off: self.cut_off,
            period: self.period,
            quarter: self.quarter,
            areas: self.areas,
            low: self.low,
            high: self.high,
            provenance: Provenance::new(self.mark, self.citation),
        }
    }
}
