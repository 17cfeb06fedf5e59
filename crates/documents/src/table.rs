//! Tables in the official layout: merged header, a row of column numbers, rows, a total.

use serde::{Deserialize, Serialize};

/// Where the words of a cell stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// On the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// On the right: numbers.
    Right,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its part of the width, beside the others.
    pub share: u32,
    /// Where its words stand.
    pub align: Align,
}

/// A cell of the header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadCell {
    /// The words.
    pub text: String,
    /// How many columns it covers.
    pub across: usize,
    /// How many rows of the header it covers.
    pub down: usize,
}

impl HeadCell {
    /// A cell of one column and one row.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            across: 1,
            down: 1,
        }
    }

    /// The cell over this many columns.
    #[must_use]
    pub fn across(self, across: usize) -> Self {
        Self { across, ..self }
    }

    /// The cell over this many rows.
    #[must_use]
    pub fn down(self, down: usize) -> Self {
        Self { down, ..self }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// One to three rows; a cell that reaches down is written in its first row only.
    pub header: Vec<Vec<HeadCell>>,
    /// Whether a row `(1) (2) (3) ...` follows the header.
    pub numbered: bool,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// The closing row, with the cells behind its name: `JUMLAH`.
    pub total: Option<Vec<String>>,
    /// Least height of a row in millimetres, where somebody signs in it.
    pub row_height: Option<u32>,
}

impl Table {
    /// Whether it is a list to write on: high rows below a header, words in their middle.
    pub(crate) fn is_lined(&self) -> bool {
        self.row_height.is_some() && !self.header.is_empty()
    }

    /// A table with a simple header; each column is its words and its part of the width.
    pub fn simple(columns: &[(&str, u32, Align)]) -> Self {
        Self {
            columns: columns
                .iter()
                .map(|(_, share, align)| Column {
                    share: *share,
                    align: *align,
                })
                .collect(),
            header: vec![
                columns
                    .iter()
                    .map(|(text, ..)| HeadCell::new(text))
                    .collect(),
            ],
            numbered: true,
            ..Self::default()
        }
    }

    /// Cells of the row of column numbers.
    pub fn numbers(&self) -> Vec<String> {
        if !self.numbered {
            return vec![];
        }
        (1..=self.columns.len()).map(|n| format!("({n})")).collect()
    }

    /// A row as wide as the table: short ones are filled up, long ones cut.
    pub fn fitted(&self, row: &[String]) -> Vec<String> {
        let mut row = row.to_vec();
        row.resize(self.columns.len(), String::new());
        row
    }

    /// Whether the header covers every column of every row exactly once.
    pub fn is_whole(&self) -> bool {
        placed(&self.header, self.columns.len()).is_some()
    }
}

/// The cells of a header with their first row and column, each in the first place left free by
/// those before it; `None` when they leave a place open or cover one twice.
pub(crate) fn placed(
    header: &[Vec<HeadCell>],
    width: usize,
) -> Option<Vec<(usize, usize, &HeadCell)>> {
    let mut covered = vec![vec![false; width]; header.len()];
    let mut placed = Vec::new();
    for (y, row) in header.iter().enumerate() {
        for cell in row {
            let x = (0..width).find(|x| !covered[y][*x])?;
            for line in y..y + cell.down {
                for column in x..x + cell.across {
                    let place = covered.get_mut(line)?.get_mut(column)?;
                    if std::mem::replace(place, true) {
                        return None;
                    }
                }
            }
            placed.push((y, x, cell));
        }
    }
    covered
        .iter()
        .flatten()
        .all(|place| *place)
        .then_some(placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_header_covers_every_column_once() {
        let mut table = Table::simple(&[
            ("No", 1, Align::Center),
            ("a", 1, Align::Left),
            ("b", 1, Align::Left),
        ]);
        assert!(table.is_whole());
        assert_eq!(table.numbers(), ["(1)", "(2)", "(3)"]);
        assert_eq!(table.fitted(&["x".into()]), ["x", "", ""]);
        table.header = vec![
            vec![
                HeadCell::new("No").down(2),
                HeadCell::new("Triwulan").across(2),
            ],
            vec![HeadCell::new("I"), HeadCell::new("II")],
        ];
        assert!(table.is_whole());
        table.header[1].push(HeadCell::new("III"));
        assert!(!table.is_whole());
        table.header = vec![vec![HeadCell::new("No").down(2)]];
        assert!(!table.is_whole());
    }
}
