//! What a unit says of one row of its work plan: a target for each indicator, money, and why they differ.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use figures::{Amount, Money};
use government::Directories;
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    rules::{
        document::{Content, NONE, Row, Stated, Told, told},
        tree::Level,
    },
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

/// The figures of a row: its indicators with their targets, and its money.
struct Asking<'a> {
    indicator: &'a str,
    measure: &'a str,
    of_money: bool,
    stated: &'a Stated,
}

fn asking(row: &Row) -> Vec<Asking<'_>> {
    let goals = row.goals.iter().filter_map(|goal| {
        Some(Asking {
            indicator: &goal.name,
            measure: &goal.measure,
            of_money: false,
            stated: goal.targets.first()?,
        })
    });
    let money = row
        .money
        .first()
        .filter(|_| row.level() == Level::SubActivity);
    let money = money.map(|stated| Asking {
        indicator: "",
        measure: "Rp",
        of_money: true,
        stated,
    });
    goals.chain(money).collect()
}

impl Asking<'_> {
    /// What the tree has, in canonical text.
    fn plan(&self) -> Option<&str> {
        match &self.stated.own {
            Some(own) => own.plan.as_deref(),
            None => self.stated.value.as_deref(),
        }
    }

    /// As a person would type it, so that it reads only one way.
    fn typed(&self) -> String {
        match (&self.stated.value, &self.stated.own) {
            (Some(_), _) if self.of_money => self.stated.money(),
            (Some(value), _) => value.replace('.', ","),
            (None, Some(_)) => NONE.to_owned(),
            (None, None) => String::new(),
        }
    }

    fn words(&self, value: Option<&str>, missing: &str) -> String {
        let stated = Stated::of_plan(value.map(str::to_owned));
        match (value, self.of_money) {
            (None, _) => missing.to_owned(),
            (Some(_), true) => stated.money(),
            (Some(_), false) => stated.target(),
        }
    }
}

/// Reads a figure.
pub(crate) fn figure(typed: &str, of_money: bool) -> Result<Told, String> {
    told(typed, |text| match of_money {
        true => Money::read(text)
            .map(|it| it.sen().to_string())
            .map_err(|error| error.to_string()),
        false => Amount::read(text)
            .map(Amount::stored)
            .map_err(|error| error.to_string()),
    })
}

fn page(
    region: &RegionCode,
    it: &PlanDocument,
    row: &Row,
    typed: Option<&Typing>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let all = asking(row);
    let fields = all.iter().map(|asking| {
        let own = asking.stated.own.as_ref();
        let typed = typed.and_then(|typed| typed.of(asking.indicator));
        let value = typed.map(|(value, _)| value.to_owned());
        let reason = typed.map(|(_, reason)| reason.to_owned());
        let read = value.as_deref().map(|value| figure(value, asking.of_money));
        let reason = reason
            .or(own.map(|own| own.reason.clone()))
            .unwrap_or_default();
        let wrong_reason = match &read {
            Some(Ok(told)) if told.differs(asking.plan()) && reason.trim().is_empty() => {
                WHY.to_owned()
            }
            _ => String::new(),
        };
        Field {
            indicator: asking.indicator.to_owned(),
            label: match asking.of_money {
                true => format!("Pagu {}", it.year),
                false => asking.indicator.to_owned(),
            },
            measure: asking.measure.to_owned(),
            plan: asking.words(asking.plan(), "belum diisi"),
            value: value.clone().unwrap_or_else(|| asking.typed()),
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
    let all = asking(row);
    if all.len() != typing.indikator.len() {
        errors.add("", MOVED);
    }
    for asking in &all {
        let Some((typed, reason)) = typing.of(asking.indicator) else {
            errors.add("", MOVED);
            continue;
        };
        let reason = errors.text("", reason, 500);
        match figure(typed, asking.of_money) {
            Ok(told) => {
                let differs = told.differs(asking.plan());
                if differs && reason.is_empty() {
                    errors.add("", MARKED);
                }
                let value = OwnValue {
                    code: row.code.clone(),
                    indicator: asking.indicator.to_owned(),
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
