//! *Daftar Hadir*: every unit on one sheet, groups, and guests.

mod merge;
mod sheet;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{FormErrors, Typed},
};

use super::{
    actions::WriteMeeting,
    stored::{CHANGED, Stored},
};
use crate::{
    rules::AttendanceStatus,
    store::{self, Attendance, Meeting},
};
use sheet::{Row, Typing};

/// Empty rows for groups that are not on the sheet yet.
const MORE_GROUPS: usize = 1;
/// Empty rows for guests that are not on the sheet yet.
const MORE_GUESTS: usize = 3;

#[derive(Template)]
#[template(path = "directives/attendance.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    units: Vec<Row>,
    groups: Vec<Row>,
    guests: Vec<Row>,
    statuses: Vec<(&'static str, &'static str)>,
    stored: Option<Vec<Stored>>,
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
    let mut rows: Vec<Row> = (1..)
        .zip(&known)
        .map(|(place, line)| Row::of(&directory, place, line))
        .collect();
    let day = it
        .day()
        .unwrap_or_else(|| directory.region.today(app.now()));
    rows.extend(not_noted(&directory, day, &known));
    rows.extend((0..MORE_GROUPS).map(|_| Row::empty(true)));
    rows.extend((0..MORE_GUESTS).map(|_| Row::empty(false)));
    page(grant.region(), it, rows, None, &FormErrors::new())
}

/// A row for every working unit without a line of its own.
fn not_noted(directory: &Directory, day: time::Date, known: &[Attendance]) -> Vec<Row> {
    directory
        .working_units(day)
        .filter(|unit| unit.kind.is_agency() || unit.parent.is_none())
        .filter(|unit| !known.iter().any(|line| line.unit_id == Some(unit.id())))
        .map(|unit| Row {
            unit: unit.id().to_string(),
            label: unit.name.clone(),
            ..Row::default()
        })
        .collect()
}

fn page(
    region: &RegionCode,
    it: &Meeting,
    rows: Vec<Row>,
    stored: Option<Vec<Stored>>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (groups, single): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.is_group);
    let (guests, units) = single.into_iter().partition(|row| row.unit.is_empty());
    let form = Form {
        statuses: AttendanceStatus::ALL
            .iter()
            .map(|status| (status.word(), status.label()))
            .collect(),
        region,
        it,
        units,
        groups,
        guests,
        stored,
        errors,
    };
    Page::new("Daftar Hadir", &form)
}

/// Keeps the sheet.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the sheet. After a change by
/// somebody else it comes back beside the stored lines that differ; only then it carries the new
/// version.
pub(super) async fn save(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (mut rows, lines) = typing.read(&directory)?;
    let id = grant.target().id;
    let mut errors = FormErrors::new();
    sheet::point_out(&mut rows, &mut errors);
    let (mut status, mut refusal) = (StatusCode::UNPROCESSABLE_ENTITY, None);
    if !errors.any() {
        let version = typing.versi.parse().unwrap_or(0);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::change_attendance(tx, id, version, lines).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&format!("/{}/rapat/{id}", grant.region())))),
            Err(Problem::Refused(text)) => refusal = Some(text),
            Err(Problem::Conflict(text)) => {
                (status, refusal) = (StatusCode::CONFLICT, Some(text));
            }
            Err(other) => return Err(other),
        }
    }
    let now = store::find(app.db().read(), grant.region(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let mut stored = None;
    if typing.versi == now.version.to_string() {
        if let Some(text) = refusal {
            errors.add("", text);
        }
    } else {
        errors.add("", CHANGED);
        let known = store::attendance(app.db().read(), grant.region(), id).await?;
        stored = Some(merge::beside(&directory, &known, &mut rows));
    }
    let again = page(grant.region(), &now, rows, stored, &errors)?;
    Ok(Err(again.with_status(status)))
}
