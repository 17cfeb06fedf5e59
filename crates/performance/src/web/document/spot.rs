//! What a unit says of one row of its work plan: a target for each indicator, money, and why they differ.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::Directories;
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    rules::document::{Content, Row, Spot, spots},
    store::document::{self, OwnValue, PlanDocument},
    web::actions::WriteDocument,
};

/// Which row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kode: String,
}

/// What was typed: a figure and a reason for each indicator, money last.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    kode: String,
    indikator: Vec<String>,
    angka: Vec<String>,
    alasan: Vec<String>,
    versi: String,
}

impl Typing {
    /// The figure and the reason of an indicator, by its name: the tree may have changed since.
    fn of(&self, indicator: &str) -> Option<(&str, &str)> {
        let place = self.indikator.iter().position(|it| it == indicator)?;
        Some((self.angka.get(place)?, self.alasan.get(place)?))
    }
}

/// A figure as the form shows it.
struct Field {
    indicator: String,
    label: String,
    measure: String,
    plan: String,
    value: String,
    reason: String,
    wrong: String,
    wrong_reason: String,
}

#[derive(Template)]
#[template(path = "performance/document/spot.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a PlanDocument,
    row: &'a Row,
    fields: Vec<Field>,
    errors: &'a FormErrors,
}

fn page(
    region: &RegionCode,
    it: &PlanDocument,
    row: &Row,
    typed: Option<&Typing>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let fields = spots(row).map(|spot| {
        let own = spot.stated.own.as_ref();
        let typed = typed.and_then(|typed| typed.of(spot.indicator));
        let value = typed.map(|(value, _)| value.to_owned());
        let reason = typed.map(|(_, reason)| reason.to_owned());
        let read = value.as_deref().map(|value| spot.read(value));
        let reason = reason
            .or(own.map(|own| own.reason.clone()))
            .unwrap_or_default();
        let wrong_reason = match &read {
            Some(Ok(told)) if told.differs(spot.plan()) && reason.trim().is_empty() => {
                WHY.to_owned()
            }
            _ => String::new(),
        };
        Field {
            indicator: spot.indicator.to_owned(),
            label: match spot.of_money {
                true => format!("Pagu {}", it.year),
                false => spot.indicator.to_owned(),
            },
            measure: spot.measure.to_owned(),
            plan: spot.printed(spot.plan(), "belum diisi"),
            value: value.clone().unwrap_or_else(|| spot.typed()),
            wrong: read.and_then(Result::err).unwrap_or_default(),
            wrong_reason,
            reason,
        }
    });
    let form = Form {
        region,
        fields: fields.collect(),
        row,
        errors,
        it,
    };
    Page::new(format!("{} {}, {}", row.code, row.name, it.title()), &form)
}

/// Asked for where a figure differs.
const WHY: &str = "Tulis mengapa berbeda dari RPJMD.";

async fn content(
    app: &App,
    grant: &Grant<WriteDocument>,
    it: &PlanDocument,
) -> Result<Content, Problem> {
    let directory = Directories::of(app, grant).await?;
    let made = document::content_of(app.db().read(), grant.region(), &directory, it, true).await?;
    Ok(made.content)
}

fn row<'a>(it: &PlanDocument, content: &'a Content, code: &str) -> Result<&'a Row, Problem> {
    let takes = it.kind().takes_own_values();
    let rows = content.rows.iter().filter(|it| takes && it.own);
    rows.into_iter()
        .find(|it| it.code == code)
        .ok_or(Problem::NotFound)
}

/// The form of a row; who names none is led to the document.
///
/// # Errors
/// `Problem::NotFound` when the document has no such row; else when the database cannot be read.
pub(super) async fn show(
    grant: Grant<WriteDocument>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Result<Page, Redirect>, Problem> {
    let it = grant.target();
    if asked.kode.is_empty() {
        let path = format!("/{}/dokumen-rencana/{}", grant.region(), it.id);
        return Ok(Err(Redirect::to(&path)));
    }
    let content = content(&app, &grant, it).await?;
    let row = row(it, &content, &asked.kode)?;
    page(grant.region(), it, row, None, &FormErrors::new()).map(Ok)
}

/// Keeps what is said of a row: every figure that is right, or none.
///
/// # Errors
/// As `show`; what is wrong with the form comes back as the form.
pub(super) async fn keep(
    grant: Grant<WriteDocument>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let (it, region) = (grant.target().clone(), grant.region());
    let content = content(&app, &grant, &it).await?;
    let row = row(&it, &content, &typing.kode)?;
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let mut values = Vec::new();
    let all: Vec<Spot<'_>> = spots(row).collect();
    if all.len() != typing.indikator.len() {
        errors.add("", MOVED);
    }
    for spot in &all {
        let Some((typed, reason)) = typing.of(spot.indicator) else {
            errors.add("", MOVED);
            continue;
        };
        let reason = errors.text("", reason, 500);
        match spot.read(typed) {
            Ok(told) => {
                let differs = told.differs(spot.plan());
                if differs && reason.is_empty() {
                    errors.add("", MARKED);
                }
                let value = OwnValue {
                    code: row.code.clone(),
                    indicator: spot.indicator.to_owned(),
                    year: it.year,
                    value: told.value(),
                    reason,
                };
                values.push((value, differs));
            }
            Err(_) => errors.add("", MARKED),
        }
    }
    if !errors.any() {
        let (target, version) = (it.clone(), typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { document::keep_values(tx, &target, version, &values).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{region}/dokumen-rencana/{}", it.id);
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
    let now = document::find_document(app.db().read(), region, it.id).await?;
    let again = page(region, &now.unwrap_or(it), row, Some(&typing), &errors)?;
    Ok(Err(again.with_status(status)))
}

/// What a person reads when the tree changed under the form.
const MOVED: &str =
    "Indikator baris ini baru saja berubah di RPJMD. Periksa isiannya, lalu simpan lagi.";
const MARKED: &str = "Perbaiki isian yang ditandai; belum ada yang tersimpan.";
