//! Bands and due dates of a region as rows of a workbook.

mod bands;
mod dues;

pub use bands::{BAND_COLUMNS, BandRow, band_rows, read_bands};
pub use dues::{DUE_COLUMNS, DueRow, due_rows, read_dues};

use crate::yearly::Trouble;

/// What is wrong with a row, beside what else is wrong.
fn wrong(troubles: &mut Vec<Trouble>, row: u32, column: &'static str, words: impl Into<String>) {
    troubles.push(Trouble {
        row,
        column,
        words: words.into(),
    });
}
