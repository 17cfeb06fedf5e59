//! A recommendation added to a finding or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory, structure::Due};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::{
    actions::{WriteAuditItem, WriteFinding},
    finding_form::read_value,
};
use crate::{
    rules::audit::money,
    store::audit::{self, AuditItem, AuditItemInput, AuditReport, Opening},
    web::choices::{Choice, ticked, unit},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    isi: String,
    nilai: String,
    opd: Vec<String>,
    batas: String,
    versi: String,
    sekali: String,
}

impl Typing {
    fn of(it: &AuditItem) -> Self {
        Self {
            isi: it.text.clone(),
            nilai: it.value_sen.map(money).unwrap_or_default(),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    /// Units are chosen once: their follow-ups are theirs from then on.
    fn read(
        &self,
        directory: &Directory,
        is_new: bool,
        errors: &mut FormErrors,
    ) -> Option<AuditItemInput> {
        let text = errors.required("isi", &self.isi, 4000);
        let value_sen = read_value(&self.nilai, errors);
        let units: Vec<Option<Uuid>> = self.opd.iter().map(|it| unit(directory, it)).collect();
        if is_new && (units.is_empty() || units.contains(&None)) {
            errors.add("opd", "Pilih paling sedikit satu unit dari daftar.");
        }
        if errors.any() {
            return None;
        }
        Some(AuditItemInput {
            text,
            value_sen,
            units: units.into_iter().flatten().collect(),
        })
    }
}

#[derive(Template)]
#[template(path = "recommendations/audit/item_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    is_new: bool,
    rule: String,
    units: Vec<Choice>,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

/// The report of a finding: its rules say by when is answered.
async fn report_of(app: &App, grant: &Grant<WriteFinding>) -> Result<AuditReport, Problem> {
    let id = grant.target().report_id;
    let found = audit::find_report(app.db().read(), grant.region(), id).await?;
    found.ok_or(Problem::NotFound)
}

fn new_one(
    app: &App,
    directory: &Directory,
    grant: &Grant<WriteFinding>,
    report: &AuditReport,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let back = format!("/{}/temuan/{}", grant.region(), grant.target().id);
    let form = Form {
        region: grant.region(),
        heading: "Tambah Rekomendasi Pemeriksaan",
        action: format!("{back}/rekomendasi"),
        back,
        is_new: true,
        rule: report.answer_due().map(date::long).unwrap_or_default(),
        units: ticked(app, directory, &typing.opd),
        typing,
        errors,
    };
    Page::new(form.heading, &form)
}

fn known_one(
    grant: &Grant<WriteAuditItem>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let id = grant.target().id;
    let back = format!("/{}/rekomendasi-pemeriksaan/{id}", grant.region());
    let form = Form {
        region: grant.region(),
        heading: "Ubah Rekomendasi Pemeriksaan",
        action: format!("{back}/ubah"),
        back,
        is_new: false,
        rule: String::new(),
        units: vec![],
        typing,
        errors,
    };
    Page::new(form.heading, &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<WriteFinding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let report = report_of(&app, &grant).await?;
    let typing = Typing {
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let none = FormErrors::new();
    new_one(&app, &directory, &grant, &report, &typing, &none)
}

/// The form of a recommendation that is there.
///
/// # Errors
/// Never but for a template.
pub(super) async fn edit(grant: Grant<WriteAuditItem>) -> Result<Page, Problem> {
    known_one(&grant, &Typing::of(grant.target()), &FormErrors::new())
}

/// Adds a recommendation and opens a follow-up for each unit.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WriteFinding>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let report = report_of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let typed = errors.date("batas", &typing.batas);
    let day = report.answer_due().or(typed);
    let opening = Opening {
        due: day.map(|day| Due::new(day, None, directory.region.zone)),
        today: directory.region.today(app.now()),
    };
    if let Some(input) = typing.read(&directory, true, &mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let finding = grant.target().id;
        let base = format!("/{}/rekomendasi-pemeriksaan", grant.region());
        let leads = base.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = audit::add_audit_item(tx, finding, &input, opening).await?;
                    if let Some(once) = once {
                        tx.once(once, &content, &format!("{leads}/{id}")).await?;
                    }
                    Ok(id)
                })
            })
            .await;
        match written {
            Ok(done) => return Ok(Ok(Redirect::to(&format!("{base}/{}", done.value)))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = new_one(&app, &directory, &grant, &report, &typing, &errors)?;
    Ok(Err(again.refused()))
}

/// Changes words and value of a recommendation.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteAuditItem>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&directory, false, &mut errors) {
        let version = typing.versi.parse().unwrap_or(0);
        let path = format!("/{}/rekomendasi-pemeriksaan/{}", grant.region(), it.id);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { audit::update_audit_item(tx, &it, version, &input).await })
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
    let again = known_one(&grant, &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}
