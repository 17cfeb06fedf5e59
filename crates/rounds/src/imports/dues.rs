//! The calendar of a year as the region has it, a due date a row, each with its basis.

use std::{collections::BTreeMap, sync::Arc};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use futures_util::future::BoxFuture;
use government::Directories;
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid, date};
use regulations::{
    Overlay,
    sheet::{DUE_COLUMNS, DueRow, read_dues},
};
use serde_json::json;
use values::store::{self as kept, OVERLAY, Rules};

use super::{column_name, in_words, put, trouble};
use crate::{books::ruled, web::actions::WriteRules};

/// The pack it lies over.
pub(crate) const PACK: &str = "kalender-akuntabilitas";

const COLUMNS: [Column<'static>; DUE_COLUMNS.len() + 1] = {
    let year = Column::required("year", &["Tahun Anggaran", "Tahun"]);
    put([year; DUE_COLUMNS.len() + 1], &DUE_COLUMNS, 1)
};

/// The calendar.
pub(crate) struct DueList;

/// What rows are read against.
pub(crate) struct Known {
    rules: Rules,
    year: u16,
}

/// A due date with the fiscal year it is for.
pub(crate) struct Row {
    year: u16,
    due: DueRow,
}

impl Import for DueList {
    type Action = WriteRules;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "rounds.dues";
    const SUBJECT: &'static str = OVERLAY;
    const TITLE: &'static str = "Impor Kalender Daerah";
    const HELP: &'static str = "Satu baris satu batas waktu pada satu tahun anggaran. Yang sama dengan peraturan tidak \
        berubah; yang berbeda atau ditambah ditandai milik daerah dan wajib menyebut dasarnya. Berkas ini \
        menggantikan kalender daerah tahun itu.";
    const COLUMNS: &'static [Column<'static>] = &COLUMNS;
    const SHOWN: &'static [&'static str] = &[
        "Tahun Anggaran",
        "Laporan",
        "Dari",
        "Kepada",
        "Batas Waktu",
        "Dasar",
    ];
    const MOST: usize = 500;

    fn home(region: &RegionCode, (): &()) -> Home {
        Home {
            subject: Uuid::nil(),
            path: format!("/{region}/peraturan/kalender"),
            title: "Kalender".into(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteRules>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let directory = Directories::of(app, grant).await?;
            let year = directory.region.today(app.now()).year();
            Ok(Known {
                rules: Rules::load(app.db().read(), grant.region()).await?,
                year: u16::try_from(year).unwrap_or_default(),
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        ruled::due_cells(&known.rules, known.year)
    }

    fn read(_: &Known, line: &mut Line<'_>) -> Option<Row> {
        let year = super::year(line);
        let due = DueRow {
            number: line.number(),
            title: line.text("title", 300),
            from: line.text("from", 200),
            to: line.text("to", 200),
            day: line.date("day"),
            basis: line.text("basis", 500),
        };
        Some(Row { year: year?, due })
    }

    fn together(known: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let taken = take(known, rows.iter().map(|(_, row)| row));
        taken.err().unwrap_or_default()
    }

    fn shown(_: &Known, row: &Row) -> Vec<String> {
        let due = &row.due;
        let day = due.day.map_or_else(|| "seperti semula".into(), date::long);
        vec![
            row.year.to_string(),
            due.title.clone(),
            due.from.clone(),
            due.to.clone(),
            day,
            due.basis.clone(),
        ]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let taken = take(&known, rows.iter());
            let overlays = taken.map_err(|wrong| Problem::Refused(in_words(&wrong)))?;
            for overlay in &overlays {
                kept::put_overlay(tx, overlay).await?;
            }
            let count: usize = overlays.iter().map(|it| it.calendar.len()).sum();
            Ok(json!({ "Batas waktu daerah": count }))
        })
    }
}

/// What the rows of each year become, or everything wrong with them.
fn take<'a>(
    known: &Known,
    rows: impl Iterator<Item = &'a Row>,
) -> Result<Vec<Overlay>, Vec<Trouble>> {
    let mut years: BTreeMap<u16, Vec<DueRow>> = BTreeMap::new();
    for row in rows {
        years.entry(row.year).or_default().push(row.due.clone());
    }
    let (mut overlays, mut troubles) = (Vec::new(), Vec::new());
    let Some(pack) = regulations::pack(PACK) else {
        return Ok(overlays);
    };
    for (year, rows) in years {
        match read_dues(pack, year, &rows) {
            Ok(calendar) => {
                let mut named: Vec<&str> = calendar.iter().map(|it| it.basis.as_str()).collect();
                named.dedup();
                overlays.push(Overlay {
                    basis: named.join("; "),
                    calendar,
                    ..known.rules.overlay(PACK, year)
                });
            }
            Err(wrong) => troubles.extend(
                wrong
                    .iter()
                    .map(|it| trouble(it.row, column_name(&COLUMNS, it.column), &it.words)),
            ),
        }
    }
    match troubles.is_empty() {
        true => Ok(overlays),
        false => Err(troubles),
    }
}
