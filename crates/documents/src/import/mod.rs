//! *Impor dari Excel*: a list comes in as a workbook, is shown as it was understood with everything
//! that is wrong by row and cell, and is kept as a whole or not at all.
//!
//! A capability says what its rows are (`Import`) and adds the five routes; the rest is here. The
//! file and what was understood are kept, so that the browser, or the program, may be closed in
//! between. Reading happens on a blocking thread, never in the write lane.
//!
//! What comes in as another file (an archive) has pages and previews of its own, and the same work
//! beside the requests: `beside`, its turns, `Running`, `still`, `told` and `understood`.

mod beside;
mod flow;
mod pages;
mod preview;
mod running;

use std::sync::Arc;

use futures_util::future::BoxFuture;
use platform::{Action, App, Grant, Problem, RegionCode, Tx, Uuid};

pub use beside::{Imports, Progress, Turn, beside, still, told, understood};
pub use pages::{example, form, keep, show, upload};
pub use running::Running;

use crate::workbook::{Cell, Column, Line, Trouble};

/// Where an import belongs.
#[derive(Clone, Debug)]
pub struct Home {
    /// The record; nil for lists of the region.
    pub subject: Uuid,
    /// Path of its page; the import's own pages lie below, under `/impor`.
    pub path: String,
    /// What that page is called.
    pub title: String,
}

/// One list of a workbook that holds several.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// What the sheet is called; case and marks do not count.
    pub name: &'static str,
    /// What stands in it, in a sentence of the instructions.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column<'static>],
}

/// A kind of list that comes in as a workbook.
pub trait Import: Send + Sync + Sized + 'static {
    /// The right it takes.
    type Action: Action;
    /// What rows are read against, loaded before.
    type Known: Send + Sync + 'static;
    /// A row that is right.
    type Row: Send + Sync + 'static;

    /// Code in the table of imports and in the audit row.
    const KIND: &'static str;
    /// Kind of the record it belongs to, in whose history the import stands; its own for lists of
    /// the region.
    const SUBJECT: &'static str;
    /// Words on the page: "Impor Tindak Lanjut".
    const TITLE: &'static str;
    /// What happens with the rows, in a sentence.
    const HELP: &'static str;
    /// The columns; none where there are sheets.
    const COLUMNS: &'static [Column<'static>];
    /// The sheets of a workbook that holds several lists; any of them may be left out.
    const SHEETS: &'static [Sheet] = &[];
    /// Heads of what `shown` returns.
    const SHOWN: &'static [&'static str];
    /// Most rows of a file.
    const MOST: usize = 5_000;

    /// Where it belongs.
    fn home(region: &RegionCode, target: &<Self::Action as Action>::Target) -> Home;

    /// Loads what rows are read against.
    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<Self::Action>,
    ) -> BoxFuture<'a, Result<Self::Known, Problem>>;

    /// Rows that show in an example how the columns are filled.
    fn example(_: &Self::Known) -> Vec<Vec<Cell>> {
        vec![]
    }

    /// Rows of a sheet, by its place, that are there already.
    fn there(_: &Self::Known, _: usize) -> Vec<Vec<Cell>> {
        vec![]
    }

    /// Reads a row; what is wrong with it is noted on the line.
    fn read(known: &Self::Known, line: &mut Line<'_>) -> Option<Self::Row>;

    /// Reads a row of a sheet, by its place.
    fn read_of(known: &Self::Known, _sheet: usize, line: &mut Line<'_>) -> Option<Self::Row> {
        Self::read(known, line)
    }

    /// What is wrong with rows beside each other. Each comes with its number on the sheet.
    fn together(_: &Self::Known, _: &[(u32, Self::Row)]) -> Vec<Trouble> {
        vec![]
    }

    /// What people should know of all rows together.
    fn notes(_: &Self::Known, _: &[(u32, Self::Row)]) -> Vec<String> {
        vec![]
    }

    /// What was understood, in words.
    fn shown(known: &Self::Known, row: &Self::Row) -> Vec<String>;

    /// Keeps all rows. What it returns becomes part of the import's audit row.
    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Self::Known>,
        rows: Vec<Self::Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>>;

    /// Keeps all rows of a file with this name, where the rows say which file they came in.
    fn keep_named<'t>(
        tx: &'t mut Tx,
        known: Arc<Self::Known>,
        rows: Vec<Self::Row>,
        _file: String,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Self::keep(tx, known, rows)
    }
}
