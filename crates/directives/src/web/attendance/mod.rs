//! *Daftar Hadir*: every unit on one sheet, and guests.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::actions::WriteMeeting;
use crate::{
    rules::AttendanceStatus,
    store::{self, AttendanceInput, Meeting},
};

/// What was typed: one value per row in every list, in the order of the rows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    unit: Vec<String>,
    status: Vec<String>,
    nama: Vec<String>,
    jabatan: Vec<String>,
    instansi: Vec<String>,
}

struct Row {
    unit: String,
    label: String,
    status: &'static str,
    name: String,
    office: String,
    institution: String,
}

#[derive(Template)]
#[template(path = "directives/attendance.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    rows: Vec<Row>,
    guests: Vec<Row>,
    statuses: Vec<(&'static str, &'static str)>,
    errors: &'a FormErrors,
}

/// The sheet: what is noted, and every working unit that is not yet.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn form(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let known = store::attendance(app.db().read(), grant.region(), it.id).await?;
    let mut rows: Vec<Row> = Vec::new();
    let mut guests: Vec<Row> = Vec::new();
    for line in &known {
        let row = Row {
            unit: line.unit_id.map(|id| id.to_string()).unwrap_or_default(),
            label: line.unit_id.map_or_else(
                || line.institution.clone(),
                |id| directory.unit_name(id).to_owned(),
            ),
            status: line.status().word(),
            name: line.name.clone(),
            office: line.office.clone(),
            institution: line.institution.clone(),
        };
        if line.unit_id.is_some() {
            rows.push(row)
        } else {
            guests.push(row)
        }
    }
    let day = it
        .day()
        .unwrap_or_else(|| directory.region.today(app.now()));
    let missing: Vec<Row> = directory
        .working_units(day)
        .filter(|unit| unit.kind.is_agency() || unit.parent.is_none())
        .filter(|unit| !known.iter().any(|line| line.unit_id == Some(unit.id())))
        .map(|unit| Row {
            unit: unit.id().to_string(),
            label: unit.name.clone(),
            status: "",
            name: String::new(),
            office: String::new(),
            institution: String::new(),
        })
        .collect();
    rows.extend(missing);
    for _ in 0..3 {
        guests.push(Row {
            unit: String::new(),
            label: String::new(),
            status: AttendanceStatus::Present.word(),
            name: String::new(),
            office: String::new(),
            institution: String::new(),
        });
    }
    sheet(grant.region(), it, rows, guests, &FormErrors::new())
}

fn sheet(
    region: &RegionCode,
    it: &Meeting,
    rows: Vec<Row>,
    guests: Vec<Row>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let mut statuses = vec![("", "Tidak diundang")];
    statuses.extend(AttendanceStatus::ALL.iter().map(|s| (s.word(), s.label())));
    let form = Form {
        region,
        it,
        rows,
        guests,
        statuses,
        errors,
    };
    Page::new("Daftar Hadir", &form)
}

/// Keeps the sheet.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the sheet.
pub(super) async fn save(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let lines = read(&directory, &typing, &mut errors);
    let meeting = grant.target().id;
    if errors.any() {
        let (rows, guests) = typed_rows(&directory, &typing);
        let again = sheet(grant.region(), grant.target(), rows, guests, &errors)?;
        return Ok(Err(again.refused()));
    }
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::set_attendance(tx, meeting, lines).await })
        })
        .await?;
    Ok(Ok(Redirect::to(&format!(
        "/{}/rapat/{meeting}",
        grant.region()
    ))))
}

fn at(list: &[String], index: usize) -> &str {
    list.get(index).map_or("", String::as_str)
}

fn read(directory: &Directory, typing: &Typing, errors: &mut FormErrors) -> Vec<AttendanceInput> {
    let mut lines = Vec::new();
    for index in 0..typing.status.len().min(1000) {
        let Some(status) = AttendanceStatus::from_word(at(&typing.status, index)) else {
            continue;
        };
        let unit = Uuid::parse_str(at(&typing.unit, index))
            .ok()
            .filter(|id| directory.unit(*id).is_some());
        let name = errors.text("nama", at(&typing.nama, index), 200);
        if unit.is_none() && name.is_empty() {
            continue;
        }
        if status == AttendanceStatus::Represented && name.is_empty() {
            let who = unit.map_or("", |id| directory.unit_name(id));
            errors.add("nama", format!("{who}: tulis nama yang mewakili."));
        }
        lines.push(AttendanceInput {
            unit,
            name,
            office: errors.text("jabatan", at(&typing.jabatan, index), 200),
            institution: errors.text("instansi", at(&typing.instansi, index), 200),
            status,
            is_group: false,
            note: String::new(),
        });
    }
    lines
}

fn typed_rows(directory: &Directory, typing: &Typing) -> (Vec<Row>, Vec<Row>) {
    (0..typing.status.len().min(1000))
        .map(|index| {
            let unit = at(&typing.unit, index);
            Row {
                label: Uuid::parse_str(unit)
                    .map(|id| directory.unit_name(id).to_owned())
                    .unwrap_or_default(),
                unit: unit.to_owned(),
                status: AttendanceStatus::from_word(at(&typing.status, index))
                    .map_or("", AttendanceStatus::word),
                name: at(&typing.nama, index).to_owned(),
                office: at(&typing.jabatan, index).to_owned(),
                institution: at(&typing.instansi, index).to_owned(),
            }
        })
        .partition(|row| !row.unit.is_empty())
}
