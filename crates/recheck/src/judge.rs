//! Rows of each kind.

use std::{borrow::Cow, collections::HashMap};

use csv::ByteRecord;
use figures::{
    Direction, Exact, Figure, Formula, Results, Target, Undefined, formula::Inputs, reading::read,
};

use crate::{
    Kind, RecheckError,
    columns::Columns,
    decide::{Element, Judged, Question, decide},
    rules,
};

/// What holds where a row of kind `ikk` names no formula.
const DEFAULT_FORMULA: &str = "A/B*100";
/// Most formulas remembered; a table has a few.
const REMEMBERED: usize = 1_000;

/// Judges the rows of one file.
#[derive(Clone)]
pub struct Judge {
    kind: Kind,
    columns: Columns,
    /// Formulas read before, by their text; or what is wrong with them.
    formulas: HashMap<String, Result<Formula, String>>,
}

impl Judge {
    /// For a file with this first row.
    ///
    /// # Errors
    /// When a column is missing or there twice.
    pub fn new(kind: Kind, header: &ByteRecord) -> Result<Self, RecheckError> {
        Ok(Self {
            kind,
            columns: Columns::find(kind, header)?,
            formulas: HashMap::new(),
        })
    }

    /// Judges a row.
    pub fn row(&mut self, row: &ByteRecord) -> Judged {
        let judged = match self.kind {
            Kind::Ikk => self.ikk(row),
            Kind::Lkjip => self.lkjip(row),
            Kind::Budget => self.budget(row),
        };
        judged.unwrap_or_else(|decided| decided)
    }

    /// The cells of a row, in the order in which the kind names its columns.
    pub(crate) fn cells(&self, row: &ByteRecord) -> Vec<String> {
        let columns = self.kind.columns().len() + self.kind.optional().len();
        (0..columns)
            .map(|column| self.text(row, column).trim().to_owned())
            .collect()
    }

    fn text<'r>(&self, row: &'r ByteRecord, column: usize) -> Cow<'r, str> {
        String::from_utf8_lossy(self.columns.text(row, column))
    }

    fn ikk(&mut self, row: &ByteRecord) -> Result<Judged, Judged> {
        let (numerator, denominator) = (self.text(row, 2), self.text(row, 3));
        let published = self.text(row, 4);
        let written = self.text(row, 5);
        let formula = self.formula(&written)?;
        let uses = |name: &str| formula.variables().iter().any(|known| known == name);
        let mut elements = Vec::with_capacity(2);
        if uses("A") {
            elements.push(Element::of("numerator", &numerator)?);
        }
        if uses("B") {
            elements.push(Element::of("denominator", &denominator)?);
        }
        let names: &[&str] = if uses("A") { &["A", "B"] } else { &["B"] };
        let both = elements.len() == 2;
        Ok(decide(
            &Question {
                elements: &elements,
                compute: &|values| formula.evaluate(&Named { names, values }),
                swap: both.then_some((0, 1)),
                share: both && formula.to_string() == DEFAULT_FORMULA,
            },
            &published,
        ))
    }

    fn lkjip(&self, row: &ByteRecord) -> Result<Judged, Judged> {
        let (target, actual) = (self.text(row, 1), self.text(row, 2));
        let (direction, published) = (self.text(row, 3), self.text(row, 4));
        let word = direction.trim().to_lowercase();
        let rule = Direction::of_word(&word)
            .and_then(|direction| Some((direction, rules::of(direction)?)));
        let Some((direction, rule)) = rule else {
            return Err(Judged::not_computable(
                "direction_unknown",
                format!("direction: «{word}» bukan higher, lower atau range"),
            ));
        };
        let result = Element::of("actual", &actual)?;
        if direction != Direction::Range {
            let elements = [result, Element::of("target", &target)?];
            return Ok(decide(
                &Question {
                    elements: &elements,
                    compute: &|values| match values {
                        [result, target] => rule.raw(
                            &Target::Single((*target).clone()),
                            &Results::of(Figure::Known((*result).clone())),
                        ),
                        _ => Figure::Undefined(Undefined::Unknown),
                    },
                    swap: Some((0, 1)),
                    share: direction == Direction::Higher,
                },
                &published,
            ));
        }
        let Some((from, to)) = bounds(&target) else {
            // a word in place of a target says more than that it is no range
            Element::of("target", &target).map(drop)?;
            return Err(Judged::not_computable(
                "target_not_a_range",
                "target: tulis rentang sebagai a-b, misalnya 40-50".to_owned(),
            ));
        };
        let elements = [
            result,
            Element::of("target", from)?,
            Element::of("target", to)?,
        ];
        Ok(decide(
            &Question {
                elements: &elements,
                compute: &|values| match values {
                    [result, lower, upper] if lower <= upper => rule.raw(
                        &Target::Range {
                            lower: (*lower).clone(),
                            upper: (*upper).clone(),
                        },
                        &Results::of(Figure::Known((*result).clone())),
                    ),
                    _ => Figure::Undefined(Undefined::OutOfRange),
                },
                swap: None,
                share: false,
            },
            &published,
        ))
    }

    fn budget(&self, row: &ByteRecord) -> Result<Judged, Judged> {
        let (budget, realized) = (self.text(row, 1), self.text(row, 2));
        let published = self.text(row, 3);
        let elements = [
            Element::of("realized", &realized)?,
            Element::of("budget", &budget)?,
        ];
        Ok(decide(
            &Question {
                elements: &elements,
                compute: &|values| match values {
                    [realized, budget] => match realized.over(budget) {
                        Some(share) => Figure::Known(&share * &Exact::HUNDRED),
                        None => Figure::Undefined(Undefined::ZeroDivisor),
                    },
                    _ => Figure::Undefined(Undefined::Unknown),
                },
                swap: Some((0, 1)),
                share: true,
            },
            &published,
        ))
    }

    /// The formula as it was written, read once per text.
    fn formula(&mut self, written: &str) -> Result<&Formula, Judged> {
        let written = match written.trim() {
            "" | "-" => DEFAULT_FORMULA,
            other => other,
        };
        if !self.formulas.contains_key(written) {
            if self.formulas.len() >= REMEMBERED {
                self.formulas.clear();
            }
            self.formulas
                .insert(written.to_owned(), in_a_and_b(written));
        }
        match self.formulas.get(written) {
            Some(Ok(formula)) => Ok(formula),
            Some(Err(why)) => Err(Judged::not_computable(
                "formula_not_computable",
                why.clone(),
            )),
            None => Err(Judged::not_computable(
                "formula_not_computable",
                String::new(),
            )),
        }
    }
}

/// Reads a formula over A and B as tables print them: `A/B x 100%`, `(A-B)/B*100 (laju perubahan)`.
fn in_a_and_b(written: &str) -> Result<Formula, String> {
    let without_remark = written
        .rfind(" (")
        .and_then(|at| written.get(..at))
        .unwrap_or(written);
    let other_marks: String = written
        .trim_start_matches('=')
        .to_uppercase()
        .replace('X', "*")
        .replace(':', "/")
        .replace('%', "");
    // as written first: other marks would break the name of a function
    let read = over_a_and_b(written);
    read.or_else(|why| {
        over_a_and_b(without_remark)
            .or_else(|_| over_a_and_b(&other_marks))
            .map_err(|_| why)
    })
}

fn over_a_and_b(text: &str) -> Result<Formula, String> {
    let formula = Formula::parse(text).map_err(|error| format!("formula: {error}"))?;
    let names = formula.variables();
    match names
        .iter()
        .find(|name| !matches!(name.as_str(), "A" | "B"))
    {
        Some(name) => Err(format!(
            "formula: «{name}» tidak ada di tabel, hanya A dan B"
        )),
        None if names.is_empty() => Err("formula: tidak memakai A atau B".to_owned()),
        None => Ok(formula),
    }
}

/// A and B with their values.
struct Named<'a> {
    names: &'a [&'a str],
    values: &'a [&'a Exact],
}

impl Inputs for Named<'_> {
    fn value(&self, name: &str) -> Figure {
        self.names
            .iter()
            .zip(self.values)
            .find(|(known, _)| **known == name)
            .map_or(Figure::Undefined(Undefined::Unknown), |(_, value)| {
                Figure::Known((*value).clone())
            })
    }
}

/// The two sides of `40-50`, `40 – 50`, `40 s.d. 50`; a minus before a number is its own.
fn bounds(target: &str) -> Option<(&str, &str)> {
    let marks = ["s.d.", "s/d", "–", "—", "-"];
    marks.into_iter().find_map(|mark| {
        target.match_indices(mark).find_map(|(at, _)| {
            let (from, to) = (target.get(..at)?, target.get(at + mark.len()..)?);
            (read(from).is_ok() && read(to).is_ok()).then_some((from, to))
        })
    })
}
