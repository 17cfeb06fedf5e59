//! What stands between the title and the signatures.

use serde::{Deserialize, Serialize};

use crate::Table;

/// A row of facts: "Hari/tanggal : Selasa, 17 Mei 2022".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The fact, in words.
    pub value: String,
}

/// One piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The head of a letter.
    Letter(Letter),
    /// A chart of bars below each other; every figure stands beside its bar.
    Bars {
        /// The bars.
        rows: Vec<BarRow>,
    },
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarRow {
    /// What it stands for.
    pub label: String,
    /// The figure in words or digits, or why there is none.
    pub value: String,
    /// How long it is, in hundredths of the whole width; none where there is no figure.
    pub length: Option<u8>,
}

/// The head of a letter: what it is on the left, where and when on the right, to whom below.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// "Contoh, 17 Mei 2022", or dots.
    pub place_date: String,
    /// *Nomor*, or dots.
    pub number: String,
    /// *Sifat*, or a dash.
    pub classification: String,
    /// *Lampiran*, or a dash.
    pub attachments: String,
    /// *Hal*.
    pub subject: String,
    /// *Yth.*
    pub addressees: Vec<String>,
}

impl Letter {
    /// The lines of whom it goes to: "Yth.", a number where there are several, the name.
    pub fn lines(&self) -> Vec<(&'static str, String, String)> {
        let several = self.addressees.len() > 1;
        let names = self.addressees.iter().enumerate().map(|(n, name)| {
            let number = if several {
                format!("{}.", n + 1)
            } else {
                String::new()
            };
            let before = if n == 0 { "Yth." } else { "" };
            (before, number, name.clone())
        });
        let place = ["di -", "      Tempat"].map(|words| ("", String::new(), words.to_owned()));
        names.chain(place).collect()
    }
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
    use super::{Block, Letter};

    #[test]
    fn one_addressee_has_no_number() {
        let lines = |names: &[&str]| {
            let addressees = names.iter().map(|name| (*name).to_owned()).collect();
            let letter = Letter {
                addressees,
                ..Letter::default()
            };
            letter.lines()
        };
        assert_eq!(
            lines(&["Camat"])[0],
            ("Yth.", String::new(), "Camat".into())
        );
        let two = lines(&["Camat", "Lurah"]);
        assert_eq!(two[0].1, "1.");
        assert_eq!(two[1], ("", "2.".into(), "Lurah".into()));
        assert_eq!(two.len(), 4);
    }

    #[test]
    fn what_is_missing_says_so() {
        let Block::Facts { rows } = Block::facts([("Tempat", " ".to_owned())]) else {
            panic!("facts")
        };
        assert_eq!(rows[0].value, "Belum dicatat");
    }
}
