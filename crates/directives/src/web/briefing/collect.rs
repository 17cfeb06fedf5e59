//! The collection is opened: for whom, and until when.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{Directories, Directory, structure::Due};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    store::{self, Meeting},
    web::actions::PrepareBriefing,
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    kelompok: Vec<String>,
    unit: Vec<String>,
    batas: String,
    jam: String,
}

struct Choice {
    value: String,
    label: String,
    picked: bool,
}

#[derive(Template)]
#[template(path = "directives/briefing_collect.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    typing: &'a Typing,
    groups: Vec<Choice>,
    units: Vec<Choice>,
    errors: &'a FormErrors,
}

fn page(
    app: &App,
    grant: &Grant<PrepareBriefing>,
    directory: &Directory,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let today = directory.region.today(app.now());
    let groups = directory.groups.iter().map(|group| Choice {
        label: format!(
            "{} ({} unit)",
            group.name,
            group.members(&directory.units, today).len()
        ),
        picked: typing.kelompok.contains(&group.key),
        value: group.key.clone(),
    });
    let units = directory.working_units(today).map(|unit| {
        let value = unit.id().to_string();
        Choice {
            label: unit.name.clone(),
            picked: typing.unit.contains(&value),
            value,
        }
    });
    let form = Form {
        region: grant.region(),
        it: grant.target(),
        typing,
        groups: groups.collect(),
        units: units.collect(),
        errors,
    };
    Page::new("Kumpulkan Bahan Rakor", &form)
}

/// The form: all agencies, due on the working day before the meeting.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn form(
    grant: Grant<PrepareBriefing>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let known = store::collection(app.db().read(), grant.region(), grant.target().id).await?;
    let day = match known.as_ref().and_then(store::Collection::due) {
        Some(due) => Some(due.date),
        None => grant
            .target()
            .day()
            .map(|day| directory.calendar.working_day_before(day)),
    };
    let typing = Typing {
        kelompok: match known {
            None => vec!["semua-opd".into()],
            Some(_) => vec![],
        },
        batas: day.map(platform::date::iso).unwrap_or_default(),
        ..Typing::default()
    };
    page(&app, &grant, &directory, &typing, &FormErrors::new())
}

/// Opens the collection, or adds units to it.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn open(
    grant: Grant<PrepareBriefing>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let meeting = grant.target().id;
    let units = chosen(&app, &directory, &typing);
    let known = store::unit_rows(app.db().read(), grant.region(), meeting).await?;
    if units.is_empty() && known.is_empty() {
        errors.add("unit", "Pilih kelompok atau unit yang diminta bahannya.");
    }
    let day = errors.date("batas", &typing.batas);
    if day.is_none() {
        errors.add("batas", "Wajib diisi.");
    }
    let minute = errors.minute("jam", &typing.jam);
    if let (Some(day), false) = (day, errors.any()) {
        let due = Due::new(day, minute, directory.region.zone);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::open_collection(tx, meeting, &units, due).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/rapat/{meeting}/bahan", grant.region());
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &grant, &directory, &typing, &errors)?;
    Ok(Err(again.refused()))
}

/// The units of the chosen groups today, and those chosen by themselves.
fn chosen(app: &App, directory: &Directory, typing: &Typing) -> Vec<Uuid> {
    let today = directory.region.today(app.now());
    let mut units: Vec<Uuid> = Vec::new();
    let of_groups = typing
        .kelompok
        .iter()
        .filter_map(|key| directory.group(key));
    let members = of_groups.flat_map(|group| group.members(&directory.units, today));
    let single = typing
        .unit
        .iter()
        .filter_map(|id| directory.unit(Uuid::parse_str(id).ok()?));
    for unit in members.chain(single.filter(|unit| unit.exists_on(today))) {
        if !units.contains(&unit.id()) {
            units.push(unit.id());
        }
    }
    units
}
