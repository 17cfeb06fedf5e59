//! *Undang Peserta*: lists, units and institutions become lines of the attendance list, by whoever
//! holds the posts on the day of the meeting.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    posts::{self, Addressee, Target},
};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;
use time::Date;

use super::actions::WriteMeeting;
use crate::{
    rules::AttendanceStatus,
    store::{self, AttendanceInput, Meeting},
};

/// What was chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    daftar: Vec<String>,
    unit: Vec<String>,
    lembaga: Vec<String>,
    langkah: String,
}

struct Choice {
    value: String,
    label: String,
    picked: bool,
}

struct Line {
    office: String,
    unit: String,
    name: String,
}

#[derive(Template)]
#[template(path = "directives/invite.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    day: String,
    lists: Vec<Choice>,
    units: Vec<Choice>,
    institutions: Vec<Choice>,
    lines: Vec<Line>,
    errors: &'a FormErrors,
}

/// The day whose holders are meant: that of the meeting.
fn day(app: &App, directory: &Directory, it: &Meeting) -> Date {
    it.day()
        .unwrap_or_else(|| directory.region.today(app.now()))
}

fn page(
    app: &App,
    grant: &Grant<WriteMeeting>,
    directory: &Directory,
    typing: &Typing,
    lines: Vec<Line>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let it = grant.target();
    let day = day(app, directory, it);
    let choice = |value: String, label: String, picked: &[String]| Choice {
        picked: picked.contains(&value),
        value,
        label,
    };
    let form = Form {
        region: grant.region(),
        day: platform::date::long(day),
        lists: directory
            .groups
            .iter()
            .map(|group| {
                let members = group.members(&directory.units, day).len();
                let label = format!("{} ({members} unit)", group.name);
                choice(group.key.clone(), label, &typing.daftar)
            })
            .collect(),
        units: directory
            .working_units(day)
            .map(|unit| choice(unit.id().to_string(), unit.name.clone(), &typing.unit))
            .collect(),
        institutions: directory
            .institutions
            .iter()
            .filter(|institution| institution.exists_on(day))
            .map(|it| choice(it.id.to_string(), it.name.clone(), &typing.lembaga))
            .collect(),
        it,
        lines,
        errors,
    };
    Page::new("Undang Peserta", &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn form(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (typing, errors) = (Typing::default(), FormErrors::new());
    page(&app, &grant, &directory, &typing, vec![], &errors)
}

/// Shows who is meant, or puts them on the list.
///
/// # Errors
/// When the database cannot be used; an empty choice comes back as the form.
pub(super) async fn keep(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let day = day(&app, &directory, grant.target());
    let mut targets: Vec<Target> = typing.daftar.iter().cloned().map(Target::List).collect();
    let ids = |typed: &[String]| -> Vec<Uuid> {
        let read = typed.iter().filter_map(|id| Uuid::parse_str(id).ok());
        read.collect()
    };
    targets.extend(ids(&typing.unit).into_iter().map(Target::Unit));
    let meant = posts::expand(app.db().read(), &directory, &targets, day).await?;
    let guests: Vec<String> = ids(&typing.lembaga)
        .into_iter()
        .filter_map(|id| directory.institution(id))
        .map(|institution| institution.name.clone())
        .collect();
    let mut errors = FormErrors::new();
    if meant.is_empty() && guests.is_empty() {
        errors.add("daftar", "Pilih daftar, unit, atau lembaga yang diundang.");
    }
    if errors.any() || typing.langkah != "simpan" {
        let lines = shown(&directory, &meant, &guests);
        let shown = page(&app, &grant, &directory, &typing, lines, &errors)?;
        return Ok(Err(if errors.any() { shown.refused() } else { shown }));
    }
    let lines: Vec<AttendanceInput> = meant
        .into_iter()
        .map(invited)
        .chain(guests.into_iter().map(guest))
        .collect();
    let meeting = grant.target().id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::invite(tx, meeting, lines).await })
        })
        .await?;
    let path = format!("/{}/rapat/{meeting}/kehadiran", grant.region());
    Ok(Ok(Redirect::to(&path)))
}

fn shown(directory: &Directory, meant: &[Addressee], guests: &[String]) -> Vec<Line> {
    let people = meant.iter().map(|it| Line {
        office: it.office().to_owned(),
        unit: directory.unit_name(it.unit).to_owned(),
        name: name(it),
    });
    let guests = guests.iter().map(|name| Line {
        office: String::new(),
        unit: name.clone(),
        name: String::new(),
    });
    people.chain(guests).collect()
}

/// Who holds the post; empty while it is vacant.
fn name(it: &Addressee) -> String {
    let holder = it.holders.first();
    holder.map(|holder| holder.name.clone()).unwrap_or_default()
}

fn invited(it: Addressee) -> AttendanceInput {
    AttendanceInput {
        unit: Some(it.unit),
        name: name(&it),
        office: it.office().to_owned(),
        institution: String::new(),
        status: AttendanceStatus::Invited,
        is_group: false,
        note: String::new(),
    }
}

fn guest(institution: String) -> AttendanceInput {
    AttendanceInput {
        unit: None,
        name: String::new(),
        office: String::new(),
        institution,
        status: AttendanceStatus::Invited,
        is_group: false,
        note: String::new(),
    }
}
