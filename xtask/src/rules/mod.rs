//! The rules of the house that neither the compiler nor clippy can know.
//!
//! Each rule is a function over the texts of files, so that its tests can show it a bad
//! sample: a rule nobody has seen fail is a hope.

mod clocks;
mod code;
mod html;
mod layers;
mod leaks;
mod length;
mod orm;
mod rights;
mod source;
mod templates;

use std::fmt;

pub use source::Source;

/// A place where a rule is broken.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    path: String,
    line: usize,
    rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.rule)
    }
}

/// What all rules find, in order of place.
pub fn all(sources: &[Source]) -> Vec<Violation> {
    let mut found = layers::check(sources);
    for source in sources {
        found.extend(clocks::check(source));
        found.extend(leaks::check(source));
        found.extend(length::check(source));
        found.extend(orm::check(source));
        found.extend(rights::check(source));
        found.extend(templates::check(source));
    }
    found.sort();
    found
}

/// The lines a rule names in a sample, for the tests of the rules.
#[cfg(test)]
fn lines(rule: fn(&Source) -> Vec<Violation>, path: &str, text: &str) -> Vec<usize> {
    rule(&Source::new(path, text))
        .into_iter()
        .map(|violation| violation.line)
        .collect()
}
