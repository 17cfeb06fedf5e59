//! Rules that turn target and result into an achievement.

use figures::{Direction, Exact, formula::FormulaError};
use serde::Deserialize;

use crate::{Mark, Provenance, read};

/// How an achievement is computed in one direction, or a statement about achievements that needs no
/// formula. A formula speaks of `target` (or `lower` and `upper`) and `result`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// In the database: `lebih-tinggi`.
    pub id: String,
    /// Words on the screen.
    pub title: String,
    /// The direction it is for; the first rule of a direction is the usual one.
    #[serde(default, deserialize_with = "read::maybe_direction")]
    pub direction: Option<Direction>,
    /// How; none for a statement.
    pub formula: Option<String>,
    /// Where the capped achievement ends below; the raw one is kept beside it.
    #[serde(default, deserialize_with = "read::maybe_exact")]
    pub at_least: Option<Exact>,
    /// Where the capped achievement ends above.
    #[serde(default, deserialize_with = "read::maybe_exact")]
    pub at_most: Option<Exact>,
    /// Where the bounds come from.
    pub bounds: Option<Provenance>,
    /// The branches of the formula, each with where it was seen.
    #[serde(default, rename = "case")]
    pub cases: Vec<Case>,
    /// What to tell beside the result.
    pub note: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A branch of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// When it applies, in words.
    pub when: String,
    /// What is computed then.
    pub formula: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Rule {
    /// The weakest mark of the rule and its branches.
    pub fn mark(&self) -> Mark {
        let cases = self.cases.iter().map(|case| case.provenance.mark);
        cases.fold(self.provenance.mark, Mark::max)
    }

    /// The rule as it computes, with its citation; none for a statement.
    ///
    /// # Errors
    /// What is wrong with the formula; a pack that passed its check has none.
    pub fn computing(&self) -> Result<Option<figures::Rule>, FormulaError> {
        let Some(formula) = &self.formula else {
            return Ok(None);
        };
        let rule = figures::Rule::new(formula, &self.provenance.citation)?;
        Ok(Some(
            rule.capped(self.at_least.clone(), self.at_most.clone()),
        ))
    }
}
