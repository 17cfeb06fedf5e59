//! What one cell of a list holds.

use figures::Amount;
use time::Date;

/// A cell. What is missing for a stated reason is no zero and no blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing belongs here.
    Empty,
    /// Words; they stay words, whatever they begin with.
    Text(String),
    /// A count.
    Whole(i64),
    /// An exact figure.
    Number(Amount),
    /// A date.
    Date(Date),
    /// What should stand here and does not, with the reason in words: "Belum diisi".
    Missing(&'static str),
}

impl Cell {
    /// Words, or the reason why there are none.
    pub fn text_or(text: impl Into<String>, reason: &'static str) -> Self {
        let text = text.into();
        match text.trim().is_empty() {
            true => Self::Missing(reason),
            false => Self::Text(text),
        }
    }

    /// A figure, or the reason why there is none.
    pub fn number_or(amount: Option<Amount>, reason: &'static str) -> Self {
        amount.map_or(Self::Missing(reason), Self::Number)
    }

    /// A date, or the reason why there is none.
    pub fn date_or(date: Option<Date>, reason: &'static str) -> Self {
        date.map_or(Self::Missing(reason), Self::Date)
    }

    /// A count of things.
    pub fn count(number: usize) -> Self {
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        match text.is_empty() {
            true => Self::Empty,
            false => Self::Text(text),
        }
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

#[cfg(test)]
mod tests {
    use figures::Amount;

    use super::Cell;

    #[test]
    fn a_missing_figure_is_not_zero() {
        assert_eq!(
            Cell::number_or(None, "Belum diisi"),
            Cell::Missing("Belum diisi")
        );
        assert_eq!(
            Cell::number_or(Some(Amount::ZERO), "Belum diisi"),
            Cell::Number(Amount::ZERO)
        );
        assert_eq!(
            Cell::text_or("  ", "Belum dicatat"),
            Cell::Missing("Belum dicatat")
        );
        assert_eq!(Cell::from(""), Cell::Empty);
    }
}
