//! Workbooks as people fill them in.

use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

use anyhow::Context;
use calamine::{Data, Reader, Xlsx};
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

/// A workbook as it was handed out, with other words in some cells of its first sheet: those of the row
/// that has `code` in it, below the named columns.
///
/// # Errors
/// When there is no such row or column, or the file cannot be read or written.
pub fn changed(
    given: Vec<u8>,
    path: PathBuf,
    code: &str,
    cells: &[(&str, &str)],
) -> Outcome<PathBuf> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(given))?;
    let sheet = book.worksheet_range_at(0).context("no sheet")??;
    let mut rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(Data::to_string).collect())
        .collect();
    let line = rows
        .iter()
        .position(|row| row.iter().any(|cell| cell == code))
        .with_context(|| format!("no row with {code}"))?;
    for (column, words) in cells {
        let place = rows[..line]
            .iter()
            .find_map(|row| row.iter().position(|cell| cell == column))
            .with_context(|| format!("no column {column}"))?;
        rows[line][place] = (*words).to_owned();
    }
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (line, row) in (0..).zip(&rows) {
        for (column, words) in (0..).zip(row) {
            page.write_string(line, column, words)?;
        }
    }
    book.save(&path)?;
    Ok(path)
}
