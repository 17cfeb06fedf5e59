//! *Impor dari Excel*: a list comes in as a workbook, is shown as it was understood with everything
//! that is wrong by row and cell, and is kept as a whole or not at all.
//!
//! A capability says what its rows are (`Import`) and adds the five routes; the rest is here. The
//! file and what was understood are kept, so that the browser, or the program, may be closed in
//! between. Reading happens on a blocking thread, never in the write lane.

mod flow;
mod pages;
mod preview;

use std::sync::Arc;

use futures_util::future::BoxFuture;
use platform::{Action, App, Grant, Problem, RegionCode, Tx, Uuid};

pub use flow::Imports;
pub use pages::{example, form, keep, show, upload};

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
    /// The columns.
    const COLUMNS: &'static [Column<'static>];
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

    /// Reads a row; what is wrong with it is noted on the line.
    fn read(known: &Self::Known, line: &mut Line<'_>) -> Option<Self::Row>;

    /// What is wrong with rows beside each other. Each comes with its number on the sheet.
    fn together(_: &Self::Known, _: &[(u32, Self::Row)]) -> Vec<Trouble> {
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
}
