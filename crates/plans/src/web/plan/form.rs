//! A plan begun or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use crate::{
    store::{self, Mission, Plan, PlanInput},
    web::{
        actions::{AddPlan, WritePlan},
        choices::{Choice, own_units},
    },
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    unit: String,
    judul: String,
    tujuan: String,
    misi: String,
    tupoksi: String,
    mulai: String,
    selesai: String,
    versi: String,
    sekali: String,
}

impl Typing {
    fn of(it: &Plan) -> Self {
        let day = |day: Option<time::Date>| day.map(date::iso).unwrap_or_default();
        Self {
            unit: it.unit_id.to_string(),
            judul: it.title.clone(),
            tujuan: it.goal.clone(),
            misi: it.mission_id.map(|id| id.to_string()).unwrap_or_default(),
            tupoksi: it.duty.clone(),
            mulai: day(it.from()),
            selesai: day(it.until()),
            versi: it.version.to_string(),
            sekali: String::new(),
        }
    }

    fn read(
        &self,
        unit: Option<Uuid>,
        missions: &[Mission],
        errors: &mut FormErrors,
    ) -> Option<PlanInput> {
        if unit.is_none() {
            errors.add("unit", "Pilih unit dari daftar.");
        }
        let title = errors.required("judul", &self.judul, 200);
        let goal = errors.required("tujuan", &self.tujuan, 1000);
        let duty = errors.text("tupoksi", &self.tupoksi, 1000);
        let mission = missions.iter().find(|it| it.id.to_string() == self.misi);
        if mission.is_none() && !self.misi.is_empty() {
            errors.add("misi", "Pilih misi dari daftar.");
        }
        let from = errors.date("mulai", &self.mulai);
        if from.is_none() {
            errors.add("mulai", "Wajib diisi.");
        }
        let until = errors.date("selesai", &self.selesai);
        if until.is_none() {
            errors.add("selesai", "Wajib diisi.");
        } else if until < from {
            errors.add("selesai", "Tidak boleh sebelum tanggal mulai.");
        }
        if errors.any() {
            return None;
        }
        Some(PlanInput {
            unit: unit?,
            title,
            goal,
            mission: mission.map(|it| it.id),
            duty,
            from: from?,
            until: until?,
        })
    }
}

#[derive(Template)]
#[template(path = "plans/plan_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    units: Vec<Choice>,
    missions: Vec<Choice>,
}

fn page<A: Action>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    known: Option<&Plan>,
    missions: &[Mission],
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let base = format!("/{}/rencana-aksi", directory.region.code);
    let (heading, action, back) = match known {
        None => ("Susun Rencana Aksi", base.clone(), base),
        Some(it) => (
            "Ubah Rencana Aksi",
            format!("{base}/{}/ubah", it.id),
            format!("{base}/{}", it.id),
        ),
    };
    let units = match known {
        None => own_units(app, directory, grant),
        Some(it) => vec![(
            it.unit_id.to_string(),
            directory.unit_name(it.unit_id).to_owned(),
        )],
    };
    let none = (String::new(), "Belum dipilih".to_owned());
    let form = Form {
        region: &directory.region.code,
        heading,
        action,
        back,
        typing,
        errors,
        units,
        missions: std::iter::once(none)
            .chain(missions.iter().map(|it| {
                let words = format!("{}: {}", it.name(), it.text);
                (it.id.to_string(), words)
            }))
            .collect(),
    };
    Page::new(heading, &form)
}

/// An empty form, for the own unit and this year.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn blank(
    grant: Grant<AddPlan>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let missions = store::missions(app.db().read(), grant.region()).await?;
    let year = directory.region.today(app.now()).year();
    let typing = Typing {
        unit: grant.actor().place.id.to_string(),
        mulai: format!("{year}-01-01"),
        selesai: format!("{year}-12-31"),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let errors = FormErrors::new();
    page(&app, &grant, &directory, None, &missions, &typing, &errors)
}

/// The form of a plan that is there.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn edit(
    grant: Grant<WritePlan>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let missions = store::missions(app.db().read(), grant.region()).await?;
    let (it, errors) = (grant.target(), FormErrors::new());
    let typing = Typing::of(it);
    page(
        &app,
        &grant,
        &directory,
        Some(it),
        &missions,
        &typing,
        &errors,
    )
}

/// Begins a plan.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<AddPlan>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let missions = store::missions(app.db().read(), grant.region()).await?;
    let mut errors = FormErrors::new();
    let unit = crate::web::choices::own_unit(&app, &directory, &grant, &typing.unit);
    if let Some(input) = typing.read(unit, &missions, &mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let region = grant.region().clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_plan(tx, &input).await?;
                    let path = format!("/{region}/rencana-aksi/{id}");
                    if let Some(once) = once {
                        tx.once(once, &content, &path).await?;
                    }
                    Ok(path)
                })
            })
            .await;
        match written {
            Ok(written) => return Ok(Ok(Redirect::to(&written.value))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &grant, &directory, None, &missions, &typing, &errors)?;
    Ok(Err(again.refused()))
}

/// Changes a plan.
///
/// # Errors
/// As `add`.
pub(in crate::web) async fn change(
    grant: Grant<WritePlan>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let missions = store::missions(app.db().read(), grant.region()).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(Some(it.unit_id), &missions, &mut errors) {
        let (plan, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_plan(tx, &plan, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/rencana-aksi/{}", grant.region(), it.id);
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
    let again = page(
        &app,
        &grant,
        &directory,
        Some(&it),
        &missions,
        &typing,
        &errors,
    )?;
    Ok(Err(again.with_status(status)))
}
