//! A document asked of units by a date.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    structure::{Due, Unit},
};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    rules::document::DocumentKind,
    store::{
        document::{self, Asked as Wanted},
        tree::{self, DevelopmentPlan},
    },
    web::{actions::WritePlanTree, mapping::planning_unit},
};

/// Which document.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    jenis: String,
    tahun: String,
}

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    jenis: String,
    tahun: String,
    batas: String,
    kelompok: Vec<String>,
    unit: Vec<String>,
}

/// A box to tick, or a row of a choice.
struct Choice {
    value: String,
    label: String,
    picked: bool,
}

#[derive(Template)]
#[template(path = "performance/document/ask.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a DevelopmentPlan,
    kind: DocumentKind,
    year: i64,
    heading: String,
    groups: Vec<Choice>,
    units: Vec<Choice>,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

fn kind_of(word: &str) -> DocumentKind {
    DocumentKind::of_word(word).unwrap_or(DocumentKind::AgencyWorkPlan)
}

/// The year of the form: one of the plan's; it leads back to the list.
fn year_of(it: &DevelopmentPlan, kind: DocumentKind, typed: &str) -> Option<i64> {
    let typed = typed.trim().parse::<i64>().ok();
    let known = it.years().find(|year| Some(*year) == typed);
    known.or((!kind.of_a_year()).then_some(it.first_year))
}

/// The year a document is kept under.
fn kept_under(it: &DevelopmentPlan, kind: DocumentKind, year: i64) -> i64 {
    match kind.of_a_year() {
        true => year,
        false => it.first_year,
    }
}

fn page(
    app: &App,
    directory: &Directory,
    it: &DevelopmentPlan,
    (kind, year): (DocumentKind, i64),
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
    let heading = match kind.of_a_year() {
        true => format!("Minta {} {year}", kind.label()),
        false => format!("Minta {} {}", kind.label(), it.period()),
    };
    let form = Form {
        region: &directory.region.code,
        groups: groups.collect(),
        units: units.collect(),
        heading: heading.clone(),
        kind,
        year,
        typing,
        errors,
        it,
    };
    Page::new(heading, &form)
}

/// The form; units that have a part of the tree and were not asked yet are ticked.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<WritePlanTree>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, it) = (app.db().read(), grant.region(), grant.target());
    let today = directory.region.today(app.now());
    let kind = kind_of(&asked.jenis);
    let year = year_of(it, kind, &asked.tahun).unwrap_or(it.last_year);
    let known = document::documents(db, region, it.id, year).await?;
    let known = known.iter().filter(|known| known.kind() == kind);
    let known: Vec<Uuid> = known.map(|known| known.unit_id).collect();
    let proposed: Vec<Uuid> = match kind.of_each_unit() {
        true => tree::responsible(db, region, it.id).await?,
        false => planning_unit(&directory, today)
            .map(Unit::id)
            .into_iter()
            .collect(),
    };
    let proposed = proposed.iter().filter(|id| !known.contains(id));
    let typing = Typing {
        unit: proposed.map(Uuid::to_string).collect(),
        ..Typing::default()
    };
    page(
        &app,
        &directory,
        it,
        (kind, year),
        &typing,
        &FormErrors::new(),
    )
}

/// Asks for it.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn ask(
    grant: Grant<WritePlanTree>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, today) = (grant.target(), directory.region.today(app.now()));
    let mut errors = FormErrors::new();
    let kind = kind_of(&typing.jenis);
    let year = year_of(it, kind, &typing.tahun);
    if year.is_none() {
        errors.add("", format!("Pilih tahun di dalam periode {}.", it.period()));
    }
    let due = errors.date("batas", &typing.batas);
    match due {
        None => errors.add("batas", "Isi batas waktu pengirimannya."),
        Some(day) if day < today => errors.add("batas", "Batas waktu ini sudah lewat."),
        Some(_) => {}
    }
    let units = picked(&directory, today, &typing);
    match (units.len(), kind.of_each_unit()) {
        (0, true) => errors.add("unit", "Pilih kelompok atau unit yang menyusunnya."),
        (1, false) | (_, true) => {}
        (_, false) => errors.add("unit", "Pilih satu unit yang menyusun perencanaan daerah."),
    }
    if let (Some(year), Some(due), false) = (year, due, errors.any()) {
        let wanted = Wanted {
            kind,
            plan: it.id,
            year: kept_under(it, kind, year),
            units,
            due: Due::new(due, None, directory.region.zone),
        };
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { document::ask_documents(tx, &wanted).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!(
                    "/{}/dokumen-rencana?rencana={}&tahun={year}",
                    grant.region(),
                    it.id
                );
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let shown = (kind, year.unwrap_or(it.last_year));
    let again = page(&app, &directory, it, shown, &typing, &errors)?;
    Ok(Err(again.refused()))
}

fn picked(directory: &Directory, today: time::Date, typing: &Typing) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = typing
        .unit
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    for group in typing
        .kelompok
        .iter()
        .filter_map(|key| directory.group(key))
    {
        let members = group.members(&directory.units, today);
        ids.extend(members.iter().map(|it| it.id()));
    }
    let existing = directory.units.iter().filter(|unit| unit.exists_on(today));
    existing
        .map(Unit::id)
        .filter(|id| ids.contains(id))
        .collect()
}
