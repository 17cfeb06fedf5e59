//! A plan added or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    rules::tree::MOST_YEARS,
    store::tree::{self, DevelopmentPlan, PlanInput},
    web::actions::{AddPlanTree, WritePlanTree},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    judul: String,
    peraturan: String,
    awal: String,
    akhir: String,
    visi: String,
    versi: String,
}

impl Typing {
    fn of(it: &DevelopmentPlan) -> Self {
        Self {
            judul: it.title.clone(),
            peraturan: it.regulation.clone(),
            awal: it.first_year.to_string(),
            akhir: it.last_year.to_string(),
            visi: it.vision.clone(),
            versi: it.version.to_string(),
        }
    }

    fn read(&self, known: Option<&DevelopmentPlan>, errors: &mut FormErrors) -> Option<PlanInput> {
        let mut year = |field, typed: &str| {
            let read = typed.trim().parse::<i64>().ok();
            let read = read.filter(|year| (2000..=2100).contains(year));
            if read.is_none() {
                errors.add(field, "Tulis tahun, misalnya 2025.");
            }
            read
        };
        let years = match known {
            Some(it) => Some((it.first_year, it.last_year)),
            None => year("awal", &self.awal).zip(year("akhir", &self.akhir)),
        };
        if let Some((first, last)) = years {
            let most = i64::try_from(MOST_YEARS).unwrap_or(i64::MAX);
            if last < first || last - first + 1 > most {
                errors.add(
                    "akhir",
                    format!("Periode memuat 1 sampai {MOST_YEARS} tahun."),
                );
            }
        }
        let title = errors.required("judul", &self.judul, 200);
        let regulation = errors.required("peraturan", &self.peraturan, 200);
        let vision = errors.required("visi", &self.visi, 500);
        if errors.any() {
            return None;
        }
        let (first_year, last_year) = years?;
        Some(PlanInput {
            title,
            regulation,
            first_year,
            last_year,
            vision,
        })
    }
}

#[derive(Template)]
#[template(path = "performance/tree/plan_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    known: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

fn page(
    region: &RegionCode,
    known: Option<&DevelopmentPlan>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let base = format!("/{region}/rpjmd");
    let (heading, action, back) = match known {
        None => ("Catat RPJMD", base.clone(), base),
        Some(it) => (
            "Ubah RPJMD",
            format!("{base}/{}/ubah", it.id),
            format!("{base}/{}", it.id),
        ),
    };
    let form = Form {
        region,
        heading,
        action,
        back,
        known: known.is_some(),
        typing,
        errors,
    };
    Page::new(heading, &form)
}

/// An empty form.
///
/// # Errors
/// When the page cannot be put together.
pub(super) async fn blank(grant: Grant<AddPlanTree>) -> Result<Page, Problem> {
    page(grant.region(), None, &Typing::default(), &FormErrors::new())
}

/// The form of one that is there.
///
/// # Errors
/// As `blank`.
pub(super) async fn edit(grant: Grant<WritePlanTree>) -> Result<Page, Problem> {
    let it = grant.target();
    page(
        grant.region(),
        Some(it),
        &Typing::of(it),
        &FormErrors::new(),
    )
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Adds one.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddPlanTree>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let mut errors = FormErrors::new();
    if let Some(input) = typing.read(None, &mut errors) {
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { tree::add_plan(tx, &input).await })
            })
            .await;
        match written {
            Ok(written) => {
                let path = format!("/{}/rpjmd/{}", grant.region(), written.value);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(_)) => errors.add("awal", "Periode ini sudah dicatat."),
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(page(grant.region(), None, &typing, &errors)?.refused()))
}

/// Changes one; its years stay.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WritePlanTree>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let it = grant.target();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(Some(it), &mut errors) {
        let (id, version) = (it.id, typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { tree::update_plan(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/rpjmd/{id}", grant.region());
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
    let again = page(grant.region(), Some(it), &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}
