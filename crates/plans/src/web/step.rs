//! A step of a plan added, changed or taken out.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use figures::Amount;
use government::{
    Directories, Directory,
    team::{self, Team},
};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::{
    actions::{WritePlan, WriteStep},
    choices::{Choice, areas, owner_name, owners},
};
use crate::{
    rules::OwnerRef,
    store::{self, Plan, Step, StepInput},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    tugas: String,
    pelaksana: String,
    target: String,
    satuan: String,
    batas: String,
    tempat: String,
    wilayah: Vec<String>,
    versi: String,
    sekali: String,
}

impl Typing {
    fn of(plan: &Plan, it: &Step) -> Self {
        let target = it.target.map(|it| it.to_string().replace('.', ""));
        Self {
            tugas: it.task.clone(),
            pelaksana: it.owner.to_string(),
            target: target.unwrap_or_default(),
            satuan: it.measure.clone(),
            batas: it.due.map(date::iso).unwrap_or_default(),
            tempat: it.place.clone(),
            wilayah: it.areas.clone(),
            versi: plan.version.to_string(),
            sekali: String::new(),
        }
    }

    fn read(
        &self,
        directory: &Directory,
        teams: &[Team],
        errors: &mut FormErrors,
    ) -> Option<StepInput> {
        let task = errors.required("tugas", &self.tugas, 500);
        let owner = OwnerRef::read(&self.pelaksana);
        let owner = owner.filter(|owner| owner_name(directory, teams, owner) != "-");
        if owner.is_none() {
            errors.add("pelaksana", "Pilih pelaksananya.");
        }
        let target = match self.target.trim() {
            "" => {
                errors.add("target", "Wajib diisi.");
                None
            }
            typed => Amount::read(typed)
                .map_err(|error| errors.add("target", error.to_string()))
                .ok(),
        };
        let measure = errors.required("satuan", &self.satuan, 60);
        let due = errors.date("batas", &self.batas);
        if due.is_none() {
            errors.add("batas", "Wajib diisi.");
        }
        let place = errors.text("tempat", &self.tempat, 200);
        let known = self.wilayah.iter();
        let mut codes: Vec<String> = known
            .filter(|code| directory.area(code).is_some())
            .cloned()
            .collect();
        codes.sort_unstable();
        codes.dedup();
        if errors.any() {
            return None;
        }
        Some(StepInput {
            task,
            owner: owner?,
            measure,
            target: target?,
            due: due?,
            place,
            areas: codes,
        })
    }
}

#[derive(Template)]
#[template(path = "plans/step_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    plan: &'a Plan,
    step: Option<&'a Step>,
    action: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    owners: Vec<(&'static str, Vec<Choice>)>,
    areas: Vec<Choice>,
}

impl Form<'_> {
    fn heading(&self) -> &'static str {
        match self.step {
            None => "Tambah Langkah",
            Some(_) => "Ubah Langkah",
        }
    }
}

struct Asked<'a> {
    app: &'a App,
    directory: &'a Directory,
    teams: &'a [Team],
    plan: &'a Plan,
    step: Option<&'a Step>,
}

fn page(asked: &Asked<'_>, typing: &Typing, errors: &FormErrors) -> Result<Page, Problem> {
    let region = &asked.directory.region.code;
    let base = format!("/{region}/rencana-aksi");
    let mut places = areas(asked.directory, "");
    places.remove(0);
    let form = Form {
        region,
        plan: asked.plan,
        step: asked.step,
        action: match asked.step {
            None => format!("{base}/{}/langkah", asked.plan.id),
            Some(step) => format!("{base}/langkah/{}", step.id),
        },
        typing,
        errors,
        owners: owners(asked.app, asked.directory, asked.teams),
        areas: places,
    };
    Page::new(form.heading(), &form)
}

/// An empty form; a step is due when its plan ends until somebody types another day.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<WritePlan>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let teams = team::teams(app.db().read(), grant.region()).await?;
    let plan = grant.target();
    let typing = Typing {
        batas: plan.until().map(date::iso).unwrap_or_default(),
        versi: plan.version.to_string(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let asked = Asked {
        app: &app,
        directory: &directory,
        teams: &teams,
        plan,
        step: None,
    };
    page(&asked, &typing, &FormErrors::new())
}

/// The form of a step that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(grant: Grant<WriteStep>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let teams = team::teams(app.db().read(), grant.region()).await?;
    let it = grant.target();
    let asked = Asked {
        app: &app,
        directory: &directory,
        teams: &teams,
        plan: &it.plan,
        step: Some(&it.step),
    };
    let typing = Typing::of(&it.plan, &it.step);
    page(&asked, &typing, &FormErrors::new())
}

fn to_plan<A: Action>(grant: &Grant<A>, plan: Uuid) -> String {
    format!("/{}/rencana-aksi/{plan}", grant.region())
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Adds a step.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WritePlan>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let teams = team::teams(app.db().read(), grant.region()).await?;
    let plan = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&directory, &teams, &mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let (it, version) = (plan.clone(), typing.versi.parse().unwrap_or(0));
        let path = to_plan(&grant, plan.id);
        let leads = path.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &leads).await?;
                    }
                    store::add_step(tx, &it, version, &input).await
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let asked = Asked {
        app: &app,
        directory: &directory,
        teams: &teams,
        plan: &plan,
        step: None,
    };
    Ok(Err(page(&asked, &typing, &errors)?.with_status(status)))
}

/// Changes a step.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteStep>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let teams = team::teams(app.db().read(), grant.region()).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&directory, &teams, &mut errors) {
        let (asked, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    store::update_step(tx, &asked.plan, &asked.step, version, &input).await
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&to_plan(&grant, it.plan.id)))),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let asked = Asked {
        app: &app,
        directory: &directory,
        teams: &teams,
        plan: &it.plan,
        step: Some(&it.step),
    };
    Ok(Err(page(&asked, &typing, &errors)?.with_status(status)))
}

/// Takes a step out.
///
/// # Errors
/// When the database cannot be used; what is refused is said above the form.
pub(super) async fn drop(
    grant: Grant<WriteStep>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let it = grant.target().clone();
    let (asked, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::drop_step(tx, &asked.plan, &asked.step, version).await })
        })
        .await;
    let (status, text) = match written {
        Ok(_) => return Ok(Ok(Redirect::to(&to_plan(&grant, it.plan.id)))),
        Err(Problem::Conflict(text)) => (StatusCode::CONFLICT, text),
        Err(Problem::Refused(text)) => (StatusCode::UNPROCESSABLE_ENTITY, text),
        Err(other) => return Err(other),
    };
    let directory = Directories::of(&app, &grant).await?;
    let teams = team::teams(app.db().read(), grant.region()).await?;
    let mut errors = FormErrors::new();
    errors.add("", text);
    let asked = Asked {
        app: &app,
        directory: &directory,
        teams: &teams,
        plan: &it.plan,
        step: Some(&it.step),
    };
    let again = page(&asked, &Typing::of(&it.plan, &it.step), &errors)?;
    Ok(Err(again.with_status(status)))
}
