//! Holidays of a decree that come in as a workbook.

use std::{collections::HashMap, sync::Arc};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use futures_util::future::BoxFuture;
use government::{
    Directories, Directory,
    structure::{Holiday, add_holiday},
};
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid, date, words::folded};
use serde_json::json;
use time::Date;

use crate::web::actions::WriteCalendar;

/// The list.
pub struct HolidayList;

/// A day of the list.
pub struct Row {
    holiday: Holiday,
    /// Recorded already, in the same words.
    there: bool,
}

impl Import for HolidayList {
    type Action = WriteCalendar;
    type Known = Arc<Directory>;
    type Row = Row;

    const KIND: &'static str = "administration.holidays";
    const SUBJECT: &'static str = "government.calendar";
    const TITLE: &'static str = "Impor Hari Libur";
    const HELP: &'static str = "Hari libur nasional dan cuti bersama menurut keputusan. Batas waktu \
        yang sudah ditetapkan tidak bergeser.";
    const COLUMNS: &'static [Column<'static>] = &[
        Column::required("date", &["Tanggal"]),
        Column::required("name", &["Nama", "Keterangan", "Hari Libur"]),
        Column::required("kind", &["Jenis"]),
        Column::required("source", &["Sumber", "Dasar", "Keputusan"]),
    ];
    const SHOWN: &'static [&'static str] = &["Tanggal", "Nama", "Jenis", "Sumber", "Keadaan"];
    const MOST: usize = 400;

    fn home(region: &RegionCode, (): &()) -> Home {
        Home {
            subject: Uuid::nil(),
            path: format!("/{region}/pengaturan/kalender"),
            title: "Kalender".into(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteCalendar>,
    ) -> BoxFuture<'a, Result<Arc<Directory>, Problem>> {
        Box::pin(Directories::of(app, grant))
    }

    fn example(_: &Arc<Directory>) -> Vec<Vec<Cell>> {
        let day = date::parse("17/8/2026");
        vec![vec![
            Cell::date_or(day, "Belum diisi"),
            Cell::from("Hari Kemerdekaan"),
            Cell::from("libur"),
            Cell::from("Nomor dan tahun keputusan"),
        ]]
    }

    fn read(known: &Arc<Directory>, line: &mut Line<'_>) -> Option<Row> {
        let before = line.is_wrong();
        let day = line.date("date");
        if day.is_none() && line.is_wrong() == before {
            line.wrong("date", "Wajib diisi.");
        }
        let name = line.required("name", 120);
        let source = line.required("source", 300);
        let kind = kind(line);
        let there = day.and_then(|day| known.calendar.holiday(day));
        if let Some(there) = there.filter(|there| folded(&there.name) != folded(&name)) {
            line.wrong(
                "date",
                format!("Tanggal ini sudah tercatat: {}.", there.name),
            );
        }
        Some(Row {
            there: there.is_some(),
            holiday: Holiday {
                date: day?,
                name,
                kind: kind?.to_owned(),
                source,
            },
        })
    }

    fn together(_: &Arc<Directory>, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let mut seen: HashMap<Date, u32> = HashMap::new();
        let twice = rows.iter().filter_map(|(number, row)| {
            let first = seen.insert(row.holiday.date, *number)?;
            Some(Trouble {
                sheet: String::new(),
                row: *number,
                cell: String::new(),
                column: "Tanggal".into(),
                text: format!("Tanggalnya sama dengan baris {first}."),
            })
        });
        twice.collect()
    }

    fn shown(_: &Arc<Directory>, row: &Row) -> Vec<String> {
        let it = &row.holiday;
        vec![
            date::long(it.date),
            it.name.clone(),
            it.kind.clone(),
            it.source.clone(),
            if row.there { "Sudah tercatat" } else { "Baru" }.to_owned(),
        ]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        _: Arc<Arc<Directory>>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let new: Vec<Holiday> = rows
                .into_iter()
                .filter(|row| !row.there)
                .map(|row| row.holiday)
                .collect();
            let count = new.len();
            for holiday in new {
                add_holiday(tx, holiday).await?;
            }
            Ok(json!({ "Hari baru": count }))
        })
    }
}

fn kind(line: &mut Line<'_>) -> Option<&'static str> {
    let words = folded(&line.required("kind", 60));
    let found = match words.as_str() {
        "" => return None,
        "libur" | "hari libur nasional" | "libur nasional" => Some("libur"),
        "cuti bersama" => Some("cuti bersama"),
        _ => None,
    };
    if found.is_none() {
        line.wrong("kind", "Tulis salah satu: libur, cuti bersama.");
    }
    found
}
