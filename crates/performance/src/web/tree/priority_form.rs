//! A priority programme added or changed; none is kept without the mission it serves.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory, mission};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    store::tree::{self, Priority, PriorityInput},
    web::actions::{WritePlanTree, WritePriorityProgram},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    nomor: String,
    nama: String,
    tujuan: String,
    misi: String,
    unit: String,
    versi: String,
}

type Choice = (String, String);

/// What can be chosen.
struct Choices {
    missions: Vec<Choice>,
    units: Vec<Choice>,
}

async fn choices(app: &App, directory: &Directory, period: (i64, i64)) -> Result<Choices, Problem> {
    let region = &directory.region.code;
    let mut missions = vec![(String::new(), "Pilih misi".to_owned())];
    for it in mission::missions(app.db().read(), region).await? {
        if (it.first_year, it.last_year) == period {
            missions.push((it.id.to_string(), format!("{}: {}", it.name(), it.text)));
        }
    }
    let today = directory.region.today(app.now());
    let mut units = vec![(String::new(), "Pilih unit".to_owned())];
    let working = directory.working_units(today);
    units.extend(working.map(|it| (it.id().to_string(), it.name.clone())));
    Ok(Choices { missions, units })
}

impl Typing {
    fn of(it: &Priority) -> Self {
        Self {
            nomor: it.number.to_string(),
            nama: it.name.clone(),
            tujuan: it.goal.clone(),
            misi: it.mission_id.to_string(),
            unit: it.unit_id.to_string(),
            versi: it.version.to_string(),
        }
    }

    fn read(&self, choices: &Choices, errors: &mut FormErrors) -> Option<PriorityInput> {
        let number = self.nomor.trim().parse::<i64>().ok();
        let number = number.filter(|it| (1..=99).contains(it));
        if number.is_none() {
            errors.add("nomor", "Tulis nomor urutnya, 1 sampai 99.");
        }
        let name = errors.required("nama", &self.nama, 200);
        let goal = errors.required("tujuan", &self.tujuan, 1000);
        let mut chosen = |field, typed: &str, all: &[Choice], words: &str| {
            let known = !typed.is_empty() && all.iter().any(|(value, _)| value == typed);
            let id = Some(typed)
                .filter(|_| known)
                .and_then(|it| Uuid::parse_str(it).ok());
            if id.is_none() {
                errors.add(field, words);
            }
            id
        };
        let mission = chosen(
            "misi",
            &self.misi,
            &choices.missions,
            "Pilih misi yang didukung.",
        );
        let unit = chosen(
            "unit",
            &self.unit,
            &choices.units,
            "Pilih penanggung jawabnya.",
        );
        if errors.any() {
            return None;
        }
        Some(PriorityInput {
            number: number?,
            name,
            goal,
            mission: mission?,
            unit: unit?,
        })
    }
}

#[derive(Template)]
#[template(path = "performance/tree/priority_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    choices: &'a Choices,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

fn page(
    region: &RegionCode,
    action: String,
    known: bool,
    choices: &Choices,
    (typing, errors): (&Typing, &FormErrors),
) -> Result<Page, Problem> {
    let heading = match known {
        true => "Ubah Program Prioritas",
        false => "Tambah Program Prioritas",
    };
    let form = Form {
        region,
        heading,
        action,
        choices,
        typing,
        errors,
    };
    Page::new(heading, &form)
}

fn new_action(grant: &Grant<WritePlanTree>) -> String {
    format!("/{}/rpjmd/{}/prioritas", grant.region(), grant.target().id)
}

fn change_action(grant: &Grant<WritePriorityProgram>) -> String {
    let (region, id) = (grant.region(), grant.target().id);
    format!("/{region}/program-prioritas/{id}/ubah")
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<WritePlanTree>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let plan = grant.target();
    let choices = choices(&app, &directory, (plan.first_year, plan.last_year)).await?;
    let shown = (&Typing::default(), &FormErrors::new());
    page(grant.region(), new_action(&grant), false, &choices, shown)
}

/// The form of one that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(
    grant: Grant<WritePriorityProgram>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let choices = choices(&app, &directory, (it.first_year, it.last_year)).await?;
    let shown = (&Typing::of(it), &FormErrors::new());
    page(grant.region(), change_action(&grant), true, &choices, shown)
}

type Answer = Result<Result<Redirect, Page>, Problem>;

const TAKEN: &str = "Nomor ini sudah dipakai program prioritas lain.";

/// Adds one.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WritePlanTree>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let plan = grant.target();
    let choices = choices(&app, &directory, (plan.first_year, plan.last_year)).await?;
    let mut errors = FormErrors::new();
    if let Some(input) = typing.read(&choices, &mut errors) {
        let id = plan.id;
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { tree::add_priority(tx, id, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(to_board(&grant))),
            Err(Problem::Conflict(_)) => errors.add("nomor", TAKEN),
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let action = new_action(&grant);
    let again = page(grant.region(), action, false, &choices, (&typing, &errors))?;
    Ok(Err(again.refused()))
}

fn to_board<A: Action>(grant: &Grant<A>) -> Redirect {
    Redirect::to(&format!("/{}/program-prioritas", grant.region()))
}

/// Changes one.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WritePriorityProgram>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let choices = choices(&app, &directory, (it.first_year, it.last_year)).await?;
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&choices, &mut errors) {
        let (id, version) = (it.id, typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { tree::update_priority(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(to_board(&grant))),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                match version == it.version {
                    true => errors.add("nomor", TAKEN),
                    false => errors.add("", text),
                }
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let action = change_action(&grant);
    let again = page(grant.region(), action, true, &choices, (&typing, &errors))?;
    Ok(Err(again.with_status(status)))
}
