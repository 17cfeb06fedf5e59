//! From a foreign workbook to typed rows, or to what is wrong with it by row and cell.

use std::{ops::ControlFlow, path::Path};

use platform::words::folded;

use super::{
    header::{Column, Finder, Found},
    line::{Line, Trouble, Troubles},
    package::{Limits, Unreadable},
    read::{Next, Row, SheetName, Visitor, read},
};

/// What a scan found besides the rows themselves.
#[derive(Debug, Default)]
pub struct Scan {
    /// The sheet that was read.
    pub sheet: String,
    /// Rows that were read.
    pub count: usize,
    /// Cells that held a formula.
    pub formulas: usize,
    /// What is wrong.
    pub troubles: Troubles,
    /// What people should know: sheets that were not read, formulas.
    pub notes: Vec<String>,
}

/// Reads the first visible sheet that has the wanted columns. Every row below its header is given
/// to `take`; empty rows, sums and hidden sheets are left out.
///
/// # Errors
/// When the file cannot be read at all.
pub fn scan(
    path: &Path,
    limits: &Limits,
    wanted: &[Column<'_>],
    take: &mut dyn FnMut(&mut Line<'_>) -> ControlFlow<()>,
) -> Result<Scan, Unreadable> {
    scan_of(path, limits, (None, wanted), take)
}

/// Reads the visible sheet of this name, if there is one, as `scan` does.
///
/// # Errors
/// When the file cannot be read at all.
pub fn scan_sheet(
    path: &Path,
    limits: &Limits,
    (name, wanted): (&str, &[Column<'_>]),
    take: &mut dyn FnMut(&mut Line<'_>) -> ControlFlow<()>,
) -> Result<Scan, Unreadable> {
    let mut scan = scan_of(path, limits, (Some(name), wanted), take)?;
    for trouble in &mut scan.troubles.kept {
        name.clone_into(&mut trouble.sheet);
    }
    Ok(scan)
}

fn scan_of(
    path: &Path,
    limits: &Limits,
    (only, wanted): (Option<&str>, &[Column<'_>]),
    take: &mut dyn FnMut(&mut Line<'_>) -> ControlFlow<()>,
) -> Result<Scan, Unreadable> {
    let mut scanner = Scanner {
        only: only.map(folded),
        wanted,
        finder: Finder::new(wanted),
        nearest: None,
        done: false,
        skipped: vec![],
        hidden: vec![],
        name: String::new(),
        scan: Scan::default(),
        take,
    };
    read(path, limits, &mut scanner)?;
    Ok(scanner.finish())
}

struct Scanner<'t> {
    /// Folded name of the only sheet that is read.
    only: Option<String>,
    wanted: &'t [Column<'t>],
    finder: Finder<'t>,
    /// What the sheet that came nearest lacks.
    nearest: Option<(String, Vec<&'t str>)>,
    done: bool,
    skipped: Vec<String>,
    hidden: Vec<String>,
    name: String,
    scan: Scan,
    take: &'t mut dyn FnMut(&mut Line<'_>) -> ControlFlow<()>,
}

impl Visitor for Scanner<'_> {
    fn sheet(&mut self, sheet: SheetName<'_>) -> Next {
        self.leave();
        if self
            .only
            .as_ref()
            .is_some_and(|only| *only != folded(sheet.name))
        {
            return Next::Sheet;
        }
        if sheet.hidden {
            self.hidden.push(sheet.name.to_owned());
            return Next::Sheet;
        }
        if self.done {
            self.skipped.push(sheet.name.to_owned());
            return Next::Sheet;
        }
        self.name = sheet.name.to_owned();
        self.finder = Finder::new(self.wanted);
        Next::Row
    }

    fn row(&mut self, row: Row) -> Next {
        match self.finder.offer(&row) {
            Found::Head => return Next::Row,
            Found::NoHeader => return Next::Sheet,
            Found::Data => {}
        }
        if !self.is_row(&row) {
            return Next::Row;
        }
        self.scan.count += 1;
        self.scan.formulas += row.cells.iter().filter(|cell| cell.formula).count();
        let mut line = Line::new(&row, &self.finder, self.wanted, &mut self.scan.troubles);
        match (self.take)(&mut line) {
            ControlFlow::Continue(()) => Next::Row,
            ControlFlow::Break(()) => Next::Sheet,
        }
    }
}

impl Scanner<'_> {
    /// Whether a row below the header says something: not only its number, and no sum.
    fn is_row(&self, row: &Row) -> bool {
        let first = row.cells.first().map(|cell| folded(&cell.value.words()));
        let sum = first.is_some_and(|words| words == "jumlah" || words == "total");
        let filled = self.wanted.iter().any(|column| {
            let cell = self.finder.cell(row, column.key);
            cell.is_some_and(|cell| cell.formula || !cell.value.is_missing())
        });
        filled && !sum
    }

    /// The sheet before is over.
    fn leave(&mut self) {
        if self.name.is_empty() || self.done {
            return;
        }
        let name = std::mem::take(&mut self.name);
        if self.finder.is_found() {
            self.done = true;
            self.scan.sheet = name;
            return;
        }
        let missing = self.finder.missing();
        let nearer = |(_, other): &(String, Vec<&str>)| missing.len() < other.len();
        if self.nearest.as_ref().is_none_or(nearer) {
            self.nearest = Some((name.clone(), missing));
        }
        self.skipped.push(name);
    }

    fn finish(mut self) -> Scan {
        self.leave();
        if self.only.is_some() && (self.done || self.nearest.is_none()) {
            // a list that is left out, or has no rows, is none to be kept
        } else if !self.done {
            let trouble = self.no_header();
            self.scan.troubles.add(trouble);
        } else if self.scan.count == 0 {
            let text = format!("Lembar \"{}\" tidak berisi baris data.", self.scan.sheet);
            self.scan.troubles.add(Trouble::sheet(text));
        } else {
            self.note("Lembar tersembunyi yang tidak dibaca", |it| &it.hidden);
            self.note("Lembar lain yang tidak dibaca", |it| &it.skipped);
        }
        if self.scan.formulas > 0 {
            self.scan.notes.push(format!(
                "{} sel berisi rumus; yang dibaca adalah hasil terakhirnya.",
                self.scan.formulas
            ));
        }
        self.scan
    }

    fn note(&mut self, words: &str, names: fn(&Self) -> &Vec<String>) {
        let names = names(self);
        if !names.is_empty() {
            let note = format!("{words}: {}.", names.join(", "));
            self.scan.notes.push(note);
        }
    }

    fn no_header(&self) -> Trouble {
        let Some((name, missing)) = &self.nearest else {
            return Trouble::sheet("Buku kerja ini tidak memiliki lembar yang terlihat.");
        };
        Trouble::sheet(format!(
            "Kolom {} tidak ditemukan di lembar \"{name}\". Judul kolom dicari pada 60 baris \
             pertama; cocokkan judulnya dengan contoh, lalu unggah lagi.",
            missing.join(", ")
        ))
    }
}
