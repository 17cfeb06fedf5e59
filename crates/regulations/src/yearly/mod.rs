//! The list of indicators of a year as rows of a workbook: what a section gets from the ministry, fills
//! in Excel and gives back. An empty cell leaves what the pack has.

mod cells;
mod columns;
mod differing;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use columns::{COLUMNS, Column};
pub use read::read;
pub use write::rows;

/// A row, its cells as they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number on the sheet.
    pub number: u32,
    /// Its cells, in the order of `COLUMNS`.
    pub cells: [String; COLUMNS.len()],
}

impl Row {
    /// A row whose cells are asked for by the key of their column.
    pub fn of(number: u32, mut cell: impl FnMut(&str) -> String) -> Self {
        let cells = COLUMNS.map(|column| cell(column.key).trim().to_owned());
        Self { number, cells }
    }

    /// The cell of a column.
    pub fn cell(&self, key: &str) -> &str {
        let place = COLUMNS.iter().position(|column| column.key == key);
        let cell = place.and_then(|place| self.cells.get(place));
        cell.map_or("", String::as_str)
    }
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Row on the sheet; 0: the list as a whole.
    pub row: u32,
    /// Key of the column, or empty.
    pub column: &'static str,
    /// What is wrong and what to do.
    pub words: String,
}
