//! Asking units below for parts, seeing who has not sent, and summing them up.

use std::collections::HashSet;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory, structure::Due};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;
use values::store::Asked;

use crate::{
    store::{self, Filling},
    web::{actions::WriteFilling, round::board_chip},
};

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    unit: Vec<String>,
    indikator: Vec<String>,
    batas: String,
}

/// A part with how it stands.
struct Part {
    id: Uuid,
    unit: String,
    label: &'static str,
    chip: &'static str,
    due: String,
    mark: String,
}

#[derive(Template)]
#[template(path = "rounds/parts.html")]
struct Parts<'a> {
    region: &'a RegionCode,
    it: &'a Filling,
    unit: &'a str,
    parts: Vec<Part>,
    missing: usize,
    units: Vec<(String, String)>,
    asked: &'a [Asked],
    typing: &'a Typing,
    errors: &'a FormErrors,
    may_sum: bool,
}

impl Parts<'_> {
    fn was_picked(&self, indicator: &Uuid) -> bool {
        self.typing.indikator.contains(&indicator.to_string())
    }
}

async fn page(
    app: &App,
    directory: &Directory,
    it: &Filling,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let found = store::parts_of(db, region, it.id).await?;
    let asked = store::items(db, region, it).await?;
    let now = app.now();
    let today = directory.region.today(now);
    let there: HashSet<Uuid> = found.iter().map(|part| part.unit_id).collect();
    let place = it.place();
    let below = directory.working_units(today).filter(|unit| {
        unit.id() != it.unit_id
            && !there.contains(&unit.id())
            && unit.place.path.starts_with(&place.path)
    });
    let parts: Vec<Part> = found
        .iter()
        .map(|part| {
            let due = part.due();
            let mark = due
                .filter(|_| part.sent_at.is_none())
                .map(|due| due.mark(now, today, &directory.calendar));
            Part {
                id: part.id,
                unit: directory.unit_name(part.unit_id).to_owned(),
                label: part.label(),
                chip: board_chip(part),
                due: due
                    .map(|due| due.text(&directory.region.zone_label))
                    .unwrap_or_default(),
                mark: mark.map(|mark| mark.text()).unwrap_or_default(),
            }
        })
        .collect();
    let view = Parts {
        region,
        unit: directory.unit_name(it.unit_id),
        missing: found.iter().filter(|part| part.sent_at.is_none()).count(),
        units: below
            .map(|unit| (unit.id().to_string(), unit.name.clone()))
            .collect(),
        may_sum: it.is_open() && !parts.is_empty(),
        parts,
        asked: &asked,
        typing,
        errors,
        it,
    };
    Page::new(format!("Isian bawahan, {}", it.title), &view)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<WriteFilling>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    page(
        &app,
        &directory,
        grant.target(),
        &Typing::default(),
        &FormErrors::new(),
    )
    .await
}

/// Asks units below.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the form.
pub(in crate::web) async fn ask(
    grant: Grant<WriteFilling>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let place = it.place();
    let below = |id: &Uuid| {
        let unit = directory.unit(*id);
        *id != it.unit_id && unit.is_some_and(|unit| unit.place.path.starts_with(&place.path))
    };
    let ids = |typed: &[String]| -> Vec<Uuid> {
        typed
            .iter()
            .filter_map(|text| Uuid::parse_str(text).ok())
            .collect()
    };
    let units: Vec<Uuid> = ids(&typing.unit).into_iter().filter(below).collect();
    let asked = store::items(app.db().read(), grant.region(), &it).await?;
    let picked: Vec<Uuid> = ids(&typing.indikator)
        .into_iter()
        .filter(|id| asked.iter().any(|one| one.indicator.id == *id))
        .collect();
    if units.is_empty() {
        errors.add("unit", "Pilih unit yang dimintai.");
    }
    if picked.is_empty() {
        errors.add("indikator", "Pilih indikator yang dimintakan.");
    }
    if it.is_part() {
        errors.add("", "Isian bawahan tidak dibagi lagi.");
    }
    let due = errors.date("batas", &typing.batas);
    match (due, it.due()) {
        (None, _) => errors.add("batas", "Wajib diisi."),
        (Some(day), Some(own)) if day > own.date => errors.add(
            "batas",
            format!(
                "Paling lambat {}, batas waktu unit ini sendiri.",
                platform::date::long(own.date)
            ),
        ),
        _ => {}
    }
    let (Some(due), false) = (due, errors.any()) else {
        let again = page(&app, &directory, &it, &typing, &errors).await?;
        return Ok(Err(again.with_status(StatusCode::UNPROCESSABLE_ENTITY)));
    };
    let due = Due::new(due, None, directory.region.zone);
    let path = format!("/{}/isian/{}/bagian", grant.region(), it.id);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::add_parts(tx, &it, &units, &picked, due).await })
        })
        .await?;
    Ok(Ok(Redirect::to(&path)))
}

/// Sums up what units below gave.
///
/// # Errors
/// `Problem::Refused` when the filling takes no figures now.
pub(in crate::web) async fn sum(
    grant: Grant<WriteFilling>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let it = grant.target().clone();
    let (db, region) = (app.db().read(), grant.region());
    let asked = store::items(db, region, &it).await?;
    let parts = store::parts_of(db, region, it.id).await?;
    let path = format!("/{region}/isian/{}?kabar=jumlah", it.id);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::sum_parts(tx, &it, &asked, &parts).await })
        })
        .await?;
    Ok(Redirect::to(&path))
}
