//! A unit's report on a period: how it stands, what is written, sending it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::may::{covers, second_step};
use government::{
    Directories, Directory,
    evidence::{self, Evidence, NewEvidence, read_link},
};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode,
    files::StoredFile,
    form::{Filter, FormErrors, Typed},
    upload::Sent,
};
use serde::Deserialize;

use super::actions::{FillReport, ReadPeriod, ReadSent, SendReport};
use crate::{
    rules::{Condition, Row},
    store::{self, PERIOD, PeriodReport, Recipient, SentReport},
};

/// Rows shown of a draft.
const MOST_SHOWN: usize = 100;

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Typing {
    pub text: String,
    pub title: String,
    pub link: String,
    pub pasted: String,
    pub version: String,
}

/// What is wrong with what was sent.
#[derive(Default)]
pub(super) struct Wrong {
    pub errors: FormErrors,
    /// By row, where rows were sent.
    pub rows: Vec<String>,
}

/// A sentence of what just happened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kabar: String,
}

#[derive(Template)]
#[template(path = "reporting/period.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a PeriodReport,
    period: String,
    unit: &'a str,
    due: String,
    condition: Condition,
    recipients: &'a [Recipient],
    sendings: &'a [SentReport],
    may_open: bool,
    may_fill: bool,
    may_send: bool,
    columns: Vec<String>,
    shown: Vec<&'a Row>,
    rows: usize,
    evidence: Vec<Evidence>,
    typing: &'a Typing,
    wrong: &'a Wrong,
    draft_key: String,
    limit: u64,
}

/// The page; what is drafted stands on it for those who may fill it in.
pub(super) async fn page(
    app: &App,
    directory: &Directory,
    actor: &Actor,
    it: &PeriodReport,
    typing: &Typing,
    wrong: &Wrong,
) -> Result<Page, Problem> {
    let (region, db) = (&directory.region.code, app.db().read());
    let may_fill = covers(app, actor, directory, it.unit_id, FillReport::CODE);
    let recipients = store::recipients(db, region, it.report_id).await?;
    let sendings = store::sendings(db, region, &[it.id]).await?;
    let evidence = match may_fill {
        true => evidence::of_subjects(db, region, PERIOD, &[it.id]).await?,
        false => vec![],
    };
    let rows = it.rows();
    let view = View {
        region,
        directory,
        period: it.period_name(),
        unit: directory.unit_name(it.unit_id),
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        condition: it.condition(directory, app.now()),
        recipients: &recipients,
        sendings: &sendings,
        may_open: covers(app, actor, directory, it.unit_id, ReadSent::CODE),
        may_send: covers(app, actor, directory, it.unit_id, SendReport::CODE)
            && !second_step(directory, &actor.role),
        columns: it.columns(),
        shown: rows.iter().take(MOST_SHOWN).collect(),
        rows: rows.len(),
        evidence,
        draft_key: format!("laporan-periode:{}:{}", actor.person, it.id),
        limit: app.files().limit,
        may_fill,
        typing,
        wrong,
        it,
    };
    Page::new(format!("{}, {}", it.title, it.period_name()), &view)
}

pub(super) fn typing_of(it: &PeriodReport) -> Typing {
    Typing {
        text: it.text.clone(),
        version: it.version.to_string(),
        ..Typing::default()
    }
}

/// How the report stands, and the form for those who fill it in.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadPeriod>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let shown = page(
        &app,
        &directory,
        grant.actor(),
        it,
        &typing_of(it),
        &Wrong::default(),
    )
    .await?;
    let news = match asked.kabar.as_str() {
        "draf" => Some("Draf tersimpan. Laporan belum dikirim.".to_owned()),
        "kirim" => Some("Laporan terkirim. Tanda terimanya ada di bawah.".to_owned()),
        _ => None,
    };
    let key = format!("laporan-periode:{}:{}", grant.actor().person, it.id);
    Ok(match news {
        Some(_) => shown.flash(news).draft_done(key),
        None => shown,
    })
}

/// Where a page leads after something was done.
pub(super) fn back(region: &RegionCode, it: &PeriodReport, news: &str) -> Redirect {
    Redirect::to(&format!("/{region}/laporan-periode/{}?kabar={news}", it.id))
}

/// Keeps text and evidence.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn keep(
    grant: Grant<FillReport>,
    State(app): State<App>,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let typing = Typing {
        text: sent.text("uraian"),
        title: sent.text("keterangan"),
        link: sent.text("tautan"),
        version: sent.text("versi"),
        ..Typing::default()
    };
    let mut wrong = Wrong::default();
    let errors = &mut wrong.errors;
    let text = errors.text("uraian", &typing.text, 10_000);
    let title = errors.text("keterangan", &typing.title, 200);
    if !sent.file_error.is_empty() {
        errors.add("berkas", sent.file_error.clone());
    }
    let mut pieces = Vec::new();
    if !typing.link.trim().is_empty() {
        match read_link(&typing.link) {
            Some(url) => pieces.push(NewEvidence::Link {
                title: or(&title, "Tautan"),
                url,
            }),
            None => errors.add("tautan", "Tulis tautan lengkap, diawali https://"),
        }
    }
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.any() {
        pieces.extend(as_evidence(&title, sent.keep(&app).await?));
        let (version, target) = (typing.version.parse().unwrap_or(0), it.clone());
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    store::keep_text(tx, &target, version, &text).await?;
                    for piece in pieces {
                        evidence::add(tx, target.unit_id, Ref::new(PERIOD, target.id), piece)
                            .await?;
                    }
                    Ok(())
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(back(grant.region(), &it, "draf"))),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &directory, grant.actor(), &it, &typing, &wrong).await?;
    Ok(Err(again.with_status(status)))
}

fn or(title: &str, otherwise: &str) -> String {
    if title.is_empty() { otherwise } else { title }.to_owned()
}

fn as_evidence(title: &str, files: Vec<(String, StoredFile)>) -> Vec<NewEvidence> {
    let files = files.into_iter().map(|(name, file)| NewEvidence::File {
        title: or(title, &name),
        name,
        file,
    });
    files.collect()
}

/// The version that was on the screen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    versi: String,
}

/// Sends what is kept.
///
/// # Errors
/// When the database cannot be used; what speaks against it comes back on the page.
pub(super) async fn send(
    grant: Grant<SendReport>,
    State(app): State<App>,
    Typed(seen): Typed<Seen>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    if second_step(&directory, &grant.actor().role) {
        return Err(Problem::Forbidden(
            "Di daerah ini laporan dikirim oleh kepala unit. Draf Anda sudah tersimpan; minta \
             kepala unit mengirimnya."
                .into(),
        ));
    }
    let it = grant.target().clone();
    let (target, version) = (it.clone(), seen.versi.parse().unwrap_or(0));
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::send(tx, &target, version).await })
        })
        .await;
    let (status, text) = match written {
        Ok(_) => return Ok(Ok(back(grant.region(), &it, "kirim"))),
        Err(Problem::Conflict(text)) => (StatusCode::CONFLICT, text),
        Err(Problem::Refused(text)) => (StatusCode::UNPROCESSABLE_ENTITY, text),
        Err(other) => return Err(other),
    };
    let mut wrong = Wrong::default();
    wrong.errors.add("", text);
    let typing = typing_of(&it);
    let again = page(&app, &directory, grant.actor(), &it, &typing, &wrong).await?;
    Ok(Err(again.with_status(status)))
}

/// "5 November 2026, 08.10 WIB".
pub(super) fn stamp(directory: &Directory, at: &i64) -> String {
    directory.region.stamp(Instant(*at))
}
