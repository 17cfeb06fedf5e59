//! What is wrong with a formula, and where.

use std::fmt;

/// Why a text is no formula, in words for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// Which character, counted from 1.
    pub position: usize,
    /// What is wrong there, as a sentence in Indonesian.
    pub message: String,
}

impl FormulaError {
    pub(super) fn at(position: usize, message: impl Into<String>) -> Self {
        Self {
            position,
            message: message.into(),
        }
    }
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Karakter ke-{}: {}", self.position, self.message)
    }
}

impl std::error::Error for FormulaError {}
