//! A pack: what one regulation, or one practice with a name, says.

use std::collections::BTreeMap;

use figures::Direction;
use serde::Deserialize;

use crate::{
    Affair, Agreement, Choice, Due, Element, Example, Files, Indicator, Kind, Mark, Provenance,
    ReadError, Report, Rule, Scale, Sources, VariableKey, Weights, read,
};

/// The years a pack holds for; fiscal years.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// The first; none where no source says since when.
    pub first: Option<u16>,
    /// The last; none while it is in force.
    pub last: Option<u16>,
    /// Where that comes from.
    pub provenance: Provenance,
}

impl Years {
    /// Whether it holds in this fiscal year.
    pub fn hold(&self, year: u16) -> bool {
        self.first.is_none_or(|first| first <= year) && self.last.is_none_or(|last| year <= last)
    }
}

/// A regulation the pack rests on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// "Permendagri 18/2020".
    pub regulation: String,
    /// What it says that the pack needs.
    pub about: String,
    /// Whether it was seen.
    pub provenance: Provenance,
}

/// A pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Name of its folder: `lppd-ikk-kabkota`.
    pub id: String,
    /// What packs that follow each other over the years have in common; its own id where none follows.
    pub family: String,
    /// Words on the screen.
    pub title: String,
    /// What it holds and what is known to be missing.
    pub about: String,
    /// What it rests on.
    pub legal_basis: Vec<Basis>,
    /// When it holds.
    pub years: Years,
    /// Affairs that group the indicators.
    pub affairs: Vec<Affair>,
    /// Indicators, in the order of the list.
    pub indicators: Vec<Indicator>,
    /// Words that figures stand for.
    pub choices: Vec<Choice>,
    /// Weights that formulas of it use.
    pub weights: Vec<Weights>,
    /// Which words a figure earns.
    pub scales: Vec<Scale>,
    /// How target and result become an achievement.
    pub rules: Vec<Rule>,
    /// When things are due.
    pub calendar: Vec<Due>,
    /// Rules of performance agreements.
    pub agreement: Option<Agreement>,
    /// Chapters of written reports.
    pub reports: Vec<Report>,
    /// What goes in and what must come out.
    pub examples: Vec<Example>,
}

/// `pack.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    family: Option<String>,
    title: String,
    about: String,
    legal_basis: Vec<Basis>,
    years: Years,
    #[serde(default)]
    weights: Vec<Weights>,
    #[serde(default, rename = "scale")]
    scales: Vec<Scale>,
    #[serde(default, rename = "rule")]
    rules: Vec<Rule>,
    #[serde(default, rename = "due")]
    calendar: Vec<Due>,
    agreement: Option<Agreement>,
    #[serde(default, rename = "report")]
    reports: Vec<Report>,
}

/// `indicators.csv`.
#[derive(Deserialize)]
struct IndicatorRow {
    code: String,
    kind: Kind,
    affair: String,
    parent: Option<String>,
    name: String,
    formula: String,
    printed: String,
    change: Option<String>,
    measure: String,
    #[serde(deserialize_with = "read::direction")]
    direction: Direction,
    #[serde(default)]
    rounding: Option<u8>,
    #[serde(deserialize_with = "read::yes")]
    share: bool,
    low: Option<String>,
    high: Option<String>,
    #[serde(deserialize_with = "read::several")]
    owners: Vec<String>,
    name_mark: Mark,
    name_source: String,
    formula_mark: Mark,
    formula_source: String,
    code_mark: Mark,
    code_source: String,
    parent_mark: Option<Mark>,
    parent_source: String,
    basis: String,
    note: Option<String>,
}

/// `elements.csv`.
#[derive(Deserialize)]
struct ElementRow {
    indicator: String,
    letter: String,
    name: String,
    variable: VariableKey,
    #[serde(deserialize_with = "read::yes")]
    previous: bool,
}

impl Pack {
    /// Reads `pack.toml` and the tables beside it.
    ///
    /// # Errors
    /// The first place that cannot be read.
    pub fn read(files: &Files) -> Result<Self, ReadError> {
        let head: Head = read::document(files, "pack.toml")?;
        let rows: Vec<IndicatorRow> = read::table(files, "indicators.csv")?;
        let mut elements: BTreeMap<String, Vec<Element>> = BTreeMap::new();
        for row in read::table::<ElementRow>(files, "elements.csv")? {
            if !rows.iter().any(|it| it.code == row.indicator) {
                return Err(ReadError {
                    file: "elements.csv".into(),
                    line: None,
                    words: format!(
                        "elemen {} milik indikator {}, yang tidak ada",
                        row.letter, row.indicator
                    ),
                });
            }
            let of = elements.entry(row.indicator.clone()).or_default();
            of.push(row.finish());
        }
        let indicators = rows.into_iter().map(|row| {
            let elements = elements.get(&row.code).cloned().unwrap_or_default();
            row.finish(elements)
        });
        Ok(Self {
            family: head.family.unwrap_or_else(|| head.id.clone()),
            id: head.id,
            title: head.title,
            about: head.about,
            legal_basis: head.legal_basis,
            years: head.years,
            affairs: read::table(files, "affairs.csv")?,
            indicators: indicators.collect(),
            choices: read::table(files, "choices.csv")?,
            weights: head.weights,
            scales: head.scales,
            rules: head.rules,
            calendar: head.calendar,
            agreement: head.agreement,
            reports: head.reports,
            examples: read::table(files, "examples.csv")?,
        })
    }

    /// The indicator with this code.
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|it| it.code == code)
    }

    /// The affair behind a group of codes.
    pub fn affair(&self, group: &str) -> Option<&Affair> {
        self.affairs.iter().find(|it| it.group == group)
    }

    /// What lies directly below an indicator, in the order of the list.
    pub fn below<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Indicator> {
        let under = move |it: &&Indicator| it.parent.as_deref() == Some(code);
        self.indicators.iter().filter(under)
    }

    /// The words a figure of an indicator stands for.
    pub fn choices<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Choice> {
        self.choices.iter().filter(move |it| it.indicator == code)
    }

    /// The scale with this id.
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|it| it.id == id)
    }

    /// The scale to use where the region chose none.
    pub fn usual_scale(&self) -> Option<&Scale> {
        self.scales.iter().find(|it| it.default)
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|it| it.id == id)
    }

    /// The usual rule of a direction.
    pub fn rule_for(&self, direction: Direction) -> Option<&Rule> {
        self.rules.iter().find(|it| it.direction == Some(direction))
    }

    /// The written report with this id.
    pub fn report(&self, id: &str) -> Option<&Report> {
        self.reports.iter().find(|it| it.id == id)
    }

    /// What is due with this id.
    pub fn due(&self, id: &str) -> Option<&Due> {
        self.calendar.iter().find(|it| it.id == id)
    }

    /// The variables its indicators need, each once.
    pub fn variables(&self) -> Vec<&VariableKey> {
        let elements = self.indicators.iter().flat_map(|it| &it.elements);
        let mut keys: Vec<&VariableKey> = elements.map(|it| &it.variable).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

impl ElementRow {
    fn finish(self) -> Element {
        Element {
            letter: self.letter,
            name: self.name,
            variable: self.variable,
            previous: self.previous,
            owner: None,
        }
    }
}

impl IndicatorRow {
    fn finish(self, elements: Vec<Element>) -> Indicator {
        Indicator {
            code: self.code,
            kind: self.kind,
            affair: self.affair,
            parent: self.parent,
            name: self.name,
            elements,
            formula: self.formula,
            printed: self.printed,
            change: self.change,
            measure: self.measure,
            direction: self.direction,
            rounding: self.rounding,
            share: self.share,
            low: self.low,
            high: self.high,
            owners: self.owners,
            basis: self.basis,
            note: self.note,
            provenance: Sources {
                name: Provenance::new(self.name_mark, self.name_source),
                formula: Provenance::new(self.formula_mark, self.formula_source),
                code: Provenance::new(self.code_mark, self.code_source),
                parent: self
                    .parent_mark
                    .map(|mark| Provenance::new(mark, self.parent_source)),
            },
        }
    }
}
