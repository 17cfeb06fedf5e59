//! A list in the official layout, as plain data: what stands in it and not how it is drawn.

use platform::Instant;

use crate::{HeadCell, workbook::Cell};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListColumn {
    /// Its width in characters.
    pub width: u16,
}

/// A list: title, merged header, the row of column numbers, rows, the closing sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What the file is called; the sheet too, as far as that allows.
    pub name: String,
    /// Lines of the title.
    pub title: Vec<String>,
    /// Small lines below the title: as of when, how it was filtered, what is left out.
    pub notes: Vec<String>,
    /// The columns.
    pub columns: Vec<ListColumn>,
    /// One to three rows; a cell that reaches down is written in its first row only.
    pub header: Vec<Vec<HeadCell>>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The closing row, with the cells behind its name: `JUMLAH`.
    pub total: Option<Vec<Cell>>,
    /// Everything in it is played: the sheet says so.
    pub simulated: bool,
    /// When it was made.
    pub made: Instant,
}

impl List {
    /// A list with a simple header; each column is its words and its width in characters.
    pub fn simple(name: &str, made: Instant, columns: &[(&str, u16)]) -> Self {
        Self {
            name: name.to_owned(),
            title: vec![name.to_uppercase()],
            notes: vec![],
            columns: columns
                .iter()
                .map(|(_, width)| ListColumn { width: *width })
                .collect(),
            header: vec![
                columns
                    .iter()
                    .map(|(text, _)| HeadCell::new(text))
                    .collect(),
            ],
            rows: vec![],
            total: None,
            simulated: false,
            made,
        }
    }

    /// The list with one more line under its title, unless it is empty.
    #[must_use]
    pub fn note(mut self, line: impl Into<String>) -> Self {
        let line = line.into();
        if !line.is_empty() {
            self.notes.push(line);
        }
        self
    }

    /// The list with these rows.
    #[must_use]
    pub fn rows(self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        Self {
            rows: rows.into_iter().collect(),
            ..self
        }
    }
}
