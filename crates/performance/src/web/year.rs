//! *Buka Tahun*: by when agreements are signed, how long after a quarter it is reported, which units
//! owe one.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{
    Directories, Directory,
    structure::{Due, Unit},
};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::actions::{AddYear, WriteYear};
use crate::{
    rules::{after_budget, deadline_basis},
    store::{self, AgreementYear, YearInput},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    tahun: String,
    dpa: String,
    batas: String,
    hari: String,
    kelompok: Vec<String>,
    unit: Vec<String>,
    versi: String,
    sekali: String,
}

/// Most working days after a quarter.
const MOST_DAYS: u32 = 90;

struct Read<'a> {
    input: YearInput,
    units: Vec<&'a Unit>,
}

impl Typing {
    fn of(it: &AgreementYear) -> Self {
        Self {
            tahun: it.year.to_string(),
            dpa: it.budget_day().map(date::iso).unwrap_or_default(),
            batas: it.due().map(|due| date::iso(due.date)).unwrap_or_default(),
            hari: it.quarter_days.map(|it| it.to_string()).unwrap_or_default(),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    fn read<'a>(
        &self,
        app: &App,
        directory: &'a Directory,
        known: Option<&AgreementYear>,
        errors: &mut FormErrors,
    ) -> Option<Read<'a>> {
        let typed = self.tahun.trim().parse::<i64>().ok();
        let year = known
            .map(|it| it.year)
            .or(typed.filter(|year| (2000..=2100).contains(year)));
        if year.is_none() {
            errors.add("tahun", "Tulis tahun, misalnya 2026.");
        }
        let budget = errors.date("dpa", &self.dpa);
        let due = errors.date("batas", &self.batas).or(year
            .zip(budget)
            .and_then(|(year, day)| after_budget(i32::try_from(year).ok()?, day)));
        let quarter_days = match self.hari.trim() {
            "" => None,
            typed => match typed
                .parse::<u32>()
                .ok()
                .filter(|it| (1..=MOST_DAYS).contains(it))
            {
                Some(days) => Some(days),
                None => {
                    errors.add(
                        "hari",
                        format!("Tulis jumlah hari kerja, 1 sampai {MOST_DAYS}."),
                    );
                    None
                }
            },
        };
        let units = self.units(app, directory);
        if known.is_none() && units.is_empty() {
            errors.add("unit", "Pilih kelompok atau unit yang menyusun perjanjian.");
        }
        if errors.any() {
            return None;
        }
        let zone = directory.region.zone;
        let input = YearInput {
            year: year?,
            budget,
            due: due.map(|day| Due::new(day, None, zone)),
            quarter_days,
        };
        Some(Read { input, units })
    }

    fn units<'a>(&self, app: &App, directory: &'a Directory) -> Vec<&'a Unit> {
        let today = directory.region.today(app.now());
        let mut ids: Vec<Uuid> = self.unit.iter().filter_map(|id| id.parse().ok()).collect();
        for key in &self.kelompok {
            if let Some(group) = directory.group(key) {
                ids.extend(
                    group
                        .members(&directory.units, today)
                        .iter()
                        .map(|it| it.id()),
                );
            }
        }
        directory
            .units
            .iter()
            .filter(|unit| unit.exists_on(today) && ids.contains(&unit.id()))
            .collect()
    }
}

/// A box to tick.
struct Choice {
    value: String,
    label: String,
    picked: bool,
}

#[derive(Template)]
#[template(path = "performance/year_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: String,
    action: String,
    back: String,
    known: bool,
    deadline: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    groups: Vec<Choice>,
    units: Vec<Choice>,
}

fn page(
    app: &App,
    directory: &Directory,
    known: Option<&AgreementYear>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let today = directory.region.today(app.now());
    let base = format!("/{region}/perjanjian-kinerja");
    let (heading, action, back) = match known {
        None => (
            "Buka Tahun Perjanjian Kinerja".to_owned(),
            format!("{base}/tahun"),
            base,
        ),
        Some(it) => (
            format!("Atur Perjanjian Kinerja {}", it.year),
            format!("{base}/tahun/{}/ubah", it.id),
            format!("{base}?tahun={}", it.year),
        ),
    };
    let groups = directory.groups.iter().map(|group| Choice {
        label: format!(
            "{} ({} unit)",
            group.name,
            group.members(&directory.units, today).len()
        ),
        picked: typing.kelompok.contains(&group.key),
        value: group.key.clone(),
    });
    let units = directory.units.iter().filter(|unit| unit.exists_on(today));
    let units = units.map(|unit| {
        let value = unit.id().to_string();
        Choice {
            label: unit.name.clone(),
            picked: typing.unit.contains(&value),
            value,
        }
    });
    let form = Form {
        region,
        action,
        back,
        known: known.is_some(),
        deadline: deadline_basis(),
        typing,
        errors,
        groups: groups.collect(),
        units: units.collect(),
        heading: heading.clone(),
    };
    Page::new(heading, &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(grant: Grant<AddYear>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        tahun: directory.region.today(app.now()).year().to_string(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &directory, None, &typing, &FormErrors::new())
}

/// The form of a year that is open.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(grant: Grant<WriteYear>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    page(
        &app,
        &directory,
        Some(it),
        &Typing::of(it),
        &FormErrors::new(),
    )
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Opens a year: every unit chosen owes an agreement.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddYear>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    if let Some(read) = typing.read(&app, &directory, None, &mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let path = format!(
            "/{}/perjanjian-kinerja?tahun={}",
            grant.region(),
            read.input.year
        );
        let (led, input, inside) = (path.clone(), read.input, Arc::clone(&directory));
        let ids: Vec<Uuid> = read.units.iter().map(|unit| unit.id()).collect();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &led).await?;
                    }
                    let year = store::add_year(tx, &input).await?;
                    let units: Vec<&Unit> = ids.iter().filter_map(|id| inside.unit(*id)).collect();
                    store::add_agreements(tx, year, &units).await
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Conflict(_)) => errors.add("tahun", "Tahun ini sudah dibuka."),
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(
        page(&app, &directory, None, &typing, &errors)?.refused()
    ))
}

/// Changes a year, and asks more units for an agreement.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteYear>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(read) = typing.read(&app, &directory, Some(&it), &mut errors) {
        let (version, input, inside) = (
            typing.versi.parse().unwrap_or(0),
            read.input,
            Arc::clone(&directory),
        );
        let (id, ids) = (
            it.id,
            read.units.iter().map(|unit| unit.id()).collect::<Vec<_>>(),
        );
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    store::update_year(tx, id, version, &input).await?;
                    let units: Vec<&Unit> = ids.iter().filter_map(|id| inside.unit(*id)).collect();
                    store::add_agreements(tx, id, &units).await
                })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/perjanjian-kinerja?tahun={}", grant.region(), it.year);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &directory, Some(&it), &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}
