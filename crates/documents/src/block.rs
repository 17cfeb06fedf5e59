//! What stands between the title and the signatures.

use serde::Serialize;

use crate::Table;

/// A row of facts: "Hari/tanggal : Selasa, 17 Mei 2022".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The fact, in words.
    pub value: String,
}

/// One piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "lowercase")]
pub enum Block {
    /// Rows of facts.
    Facts {
        /// The rows.
        rows: Vec<Fact>,
    },
    /// A heading of a section.
    Heading {
        /// "A.", "1.", or empty.
        number: String,
        /// The words.
        text: String,
        /// 1 for sections, 2 below them.
        level: u8,
    },
    /// Running text; line breaks are kept.
    Paragraph {
        /// What stands before it and hangs out: "Butir 3.", or empty.
        mark: String,
        /// The words.
        text: String,
        /// What stands after it in slanted letters: who said it, or empty.
        source: String,
    },
    /// A table.
    Table(Table),
}

impl Block {
    /// Rows of facts; what is not known says so.
    pub fn facts<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let rows = rows.into_iter().map(|(label, value)| Fact {
            label: label.to_owned(),
            value: if value.trim().is_empty() {
                crate::text::NOT_RECORDED.to_owned()
            } else {
                value
            },
        });
        Self::Facts {
            rows: rows.collect(),
        }
    }

    /// A heading of the first level.
    pub fn section(number: &str, text: &str) -> Self {
        Self::Heading {
            number: number.to_owned(),
            text: text.to_owned(),
            level: 1,
        }
    }

    /// A heading of the second level.
    pub fn heading(number: &str, text: &str) -> Self {
        Self::Heading {
            number: number.to_owned(),
            text: text.to_owned(),
            level: 2,
        }
    }

    /// A paragraph.
    pub fn paragraph(text: &str) -> Self {
        Self::Paragraph {
            mark: String::new(),
            text: text.to_owned(),
            source: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Block;

    #[test]
    fn what_is_missing_says_so() {
        let Block::Facts { rows } = Block::facts([("Tempat", " ".to_owned())]) else {
            panic!("facts")
        };
        assert_eq!(rows[0].value, "Belum dicatat");
    }
}
