//! The attendance list of a meeting as the organiser has it in Excel.

use std::sync::Arc;

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line},
};
use futures_util::future::BoxFuture;
use government::{Directories, Directory};
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid, words::folded};
use serde_json::json;
use time::Date;

use crate::{
    rules::AttendanceStatus,
    store::{self, AttendanceInput, MEETING, Meeting},
    web::actions::WriteMeeting,
};

/// The list.
pub(crate) struct AttendanceList;

/// What rows are read against.
pub(crate) struct Known {
    directory: Arc<Directory>,
    today: Date,
    meeting: Uuid,
    version: i64,
}

impl Import for AttendanceList {
    type Action = WriteMeeting;
    type Known = Known;
    type Row = AttendanceInput;

    const KIND: &'static str = "directives.attendance";
    const SUBJECT: &'static str = MEETING;
    const TITLE: &'static str = "Impor Daftar Hadir";
    const HELP: &'static str = "Isi berkas menggantikan seluruh daftar hadir rapat ini. NIP dan nomor \
        HP tidak dibaca.";
    const COLUMNS: &'static [Column<'static>] = &[
        Column::required("name", &["Nama", "Nama Peserta"]),
        Column::required(
            "unit",
            &[
                "Unit/Instansi",
                "Instansi",
                "Jabatan/Instansi",
                "Unit",
                "Unit Kerja",
            ],
        ),
        Column::optional("office", &["Jabatan"]),
        Column::optional("status", &["Kehadiran", "Status"]),
        Column::optional("note", &["Keterangan"]),
    ];
    const SHOWN: &'static [&'static str] = &[
        "Nama",
        "Jabatan",
        "Unit",
        "Instansi tamu",
        "Kehadiran",
        "Keterangan",
    ];
    const MOST: usize = 1_000;

    fn home(region: &RegionCode, meeting: &Meeting) -> Home {
        Home {
            subject: meeting.id,
            path: format!("/{region}/rapat/{}/kehadiran", meeting.id),
            title: "Daftar Hadir".into(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<WriteMeeting>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let directory = Directories::of(app, grant).await?;
            Ok(Known {
                today: directory.region.today(app.now()),
                meeting: grant.target().id,
                version: grant.target().version,
                directory,
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        let unit = known.directory.working_units(known.today).next();
        vec![vec![
            Cell::from("Nama Peserta"),
            Cell::from(unit.map(|unit| unit.name.clone()).unwrap_or_default()),
            Cell::from("Kepala Dinas"),
            Cell::from(AttendanceStatus::Present.label()),
            Cell::Empty,
        ]]
    }

    fn read(known: &Known, line: &mut Line<'_>) -> Option<AttendanceInput> {
        let name = line.text("name", 200);
        let place = line.text("unit", 200);
        if name.is_empty() && place.is_empty() {
            line.wrong("name", "Tulis nama orangnya atau instansinya.");
        }
        // an institution nobody here knows is a guest's
        let unit = known.directory.named(&place, known.today).ok();
        let status = status(line)?;
        if status == AttendanceStatus::Represented && name.is_empty() {
            line.wrong("name", "Tulis nama yang mewakili.");
        }
        Some(AttendanceInput {
            unit: unit.map(|unit| unit.id()),
            institution: if unit.is_some() { String::new() } else { place },
            name,
            office: line.text("office", 200),
            status,
            is_group: false,
            note: line.text("note", 500),
        })
    }

    fn shown(known: &Known, row: &AttendanceInput) -> Vec<String> {
        vec![
            row.name.clone(),
            row.office.clone(),
            row.unit
                .map_or("", |id| known.directory.unit_name(id))
                .to_owned(),
            row.institution.clone(),
            row.status.label().to_owned(),
            row.note.clone(),
        ]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<AttendanceInput>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let count = rows.len();
            store::change_attendance(tx, known.meeting, known.version, rows).await?;
            Ok(json!({ "Daftar hadir": count }))
        })
    }
}

/// Whether somebody came; without the column, or without a word in it, they were asked to.
fn status(line: &mut Line<'_>) -> Option<AttendanceStatus> {
    let words = folded(&line.text("status", 60));
    if words.is_empty() {
        return Some(AttendanceStatus::Invited);
    }
    let found = AttendanceStatus::ALL
        .into_iter()
        .find(|status| folded(status.label()) == words);
    if found.is_none() {
        let known: Vec<&str> = AttendanceStatus::ALL.iter().map(|it| it.label()).collect();
        line.wrong("status", format!("Tulis salah satu: {}.", known.join(", ")));
    }
    found
}
