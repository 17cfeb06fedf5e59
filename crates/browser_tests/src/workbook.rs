//! Workbooks as people fill them in.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;

use crate::Outcome;

/// A sheet: its name, the heads of its columns, its rows.
pub struct Sheet {
    /// What it is called.
    pub name: &'static str,
    /// Heads of the columns.
    pub columns: &'static [&'static str],
    /// Rows of words.
    pub rows: Vec<Vec<String>>,
}

/// A row of words.
pub fn row(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// A workbook in `folder`.
///
/// # Errors
/// When it cannot be written.
pub fn workbook(folder: &Path, name: &str, sheets: &[Sheet]) -> Outcome<PathBuf> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(sheet.name)?;
        for (column, words) in (0..).zip(sheet.columns) {
            page.write_string(0, column, *words)?;
        }
        for (line, row) in (1..).zip(&sheet.rows) {
            for (column, words) in (0..).zip(row) {
                page.write_string(line, column, words)?;
            }
        }
    }
    let path = folder.join(name);
    book.save(&path)?;
    Ok(path)
}
