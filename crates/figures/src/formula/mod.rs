//! The language of formulas: `A/B*100`, `if(B = 0, 0, A/B)`, `mean(A, areas)`.
//!
//! Numbers (a dot before the fraction), names, `+ - * / ^`, parentheses, comparison inside
//! `if(...)`, `min max sum mean count round coalesce abs`, `previous(A)` for the period before, and
//! `sum(A, areas)`, `sum(A, periods)`, `sum(A, units)` over what lies within. Evaluated in exact
//! rationals; rounded nowhere but where `round` stands.

mod error;
mod evaluate;
mod explain;
mod functions;
mod lexer;
mod parser;
#[cfg(test)]
mod tests;
mod tree;

use std::fmt;

pub use error::FormulaError;
pub use explain::{Explanation, Step};
pub use tree::Over;

use crate::Figure;

/// Longest text of a formula, in characters.
const LONGEST: usize = 4_000;
/// Most parts of its tree.
const MOST_PARTS: usize = 1_000;
/// Deepest nesting of parentheses, functions and signs.
const DEEPEST: usize = 50;

/// A formula that was read and can be computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    text: String,
    root: tree::Expression,
    names: Vec<String>,
}

/// Where a formula finds its figures.
pub trait Inputs {
    /// The figure behind a name; `Undefined::Unknown` where nobody provides it.
    fn value(&self, name: &str) -> Figure;

    /// The figures of a name within the areas, periods or units below, each with its name.
    fn many(&self, _name: &str, _over: Over) -> Vec<(String, Figure)> {
        Vec::new()
    }

    /// The figure of the period before.
    fn previous(&self, _name: &str) -> Figure {
        Figure::NotFilled
    }

    /// Where a figure comes from, in words: the unit, the source, its date.
    fn origin(&self, _name: &str) -> Option<String> {
        None
    }

    /// Where the figure of the period before comes from.
    fn previous_origin(&self, _name: &str) -> Option<String> {
        None
    }
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// `FormulaError`, whose text tells the person what is wrong and at which character.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        let (root, names) = parser::parse(lexer::words(text)?)?;
        Ok(Self {
            text: text.trim().to_owned(),
            root,
            names,
        })
    }

    /// The names it asks for, in the order of their first use.
    pub fn variables(&self) -> &[String] {
        &self.names
    }

    /// Computes it; whatever stands in the way is an outcome, never a panic.
    pub fn evaluate(&self, inputs: &impl Inputs) -> Figure {
        evaluate::evaluate(&self.root, &self.names, inputs)
    }

    /// Computes it and keeps every value on the way.
    pub fn explain(&self, inputs: &impl Inputs) -> Explanation {
        explain::explain(&self.root, &self.names, inputs)
    }
}

/// As it was written.
impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
