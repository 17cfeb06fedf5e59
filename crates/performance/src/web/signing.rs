//! *Penandatanganan PK*: one ceremony for all agreements of a year; who signed in it, who has not signed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::may::may;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, Ref, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;
use std::sync::Arc;

use super::actions::{AddSigning, ReadSigning, Sign};
use crate::{
    rules::{VersionState, day},
    store::{self, Agreement, AgreementYear, Ready, Signing, SigningInput},
};

/// The kind of a meeting, by its path, whoever keeps meetings.
const MEETING: (&str, &str) = ("directives.meeting", "/rapat/");

/// What was typed of a ceremony.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    tanggal: String,
    tempat: String,
    rapat: String,
    sekali: String,
}

impl Typing {
    /// The meeting that an address names, if it is one of this region.
    async fn meeting(
        &self,
        app: &App,
        region: &RegionCode,
        errors: &mut FormErrors,
    ) -> Result<Option<Ref>, Problem> {
        let typed = self.rapat.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let id = typed.rsplit_once(MEETING.1).map_or(typed, |(_, rest)| rest);
        let id = id.split(['/', '?', '#']).next().unwrap_or_default();
        let Ok(id) = Uuid::parse_str(id) else {
            errors.add("rapat", "Salin alamat halaman rapatnya ke sini.");
            return Ok(None);
        };
        let known = app.resolve(region, [(MEETING.0.to_owned(), id)]).await?;
        if known.contains_key(&id) {
            return Ok(Some(Ref::new(MEETING.0, id)));
        }
        errors.add("rapat", "Rapat ini tidak ditemukan di daerah ini.");
        Ok(None)
    }
}

#[derive(Template)]
#[template(path = "performance/signing_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    year: &'a AgreementYear,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

fn form(
    region: &RegionCode,
    year: &AgreementYear,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let form = Form {
        region,
        year,
        typing,
        errors,
    };
    Page::new(format!("Penandatanganan PK {}", year.year), &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<AddSigning>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        tanggal: date::iso(directory.region.today(app.now())),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    form(grant.region(), grant.target(), &typing, &FormErrors::new())
}

/// Notes a ceremony.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddSigning>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let (region, year) = (grant.region(), grant.target());
    let mut errors = FormErrors::new();
    let held = errors.date("tanggal", &typing.tanggal);
    if held.is_none() {
        errors.add("tanggal", "Wajib diisi.");
    }
    let place = errors.required("tempat", &typing.tempat, 200);
    let meeting = typing.meeting(&app, region, &mut errors).await?;
    let Some(held) = held.filter(|_| !errors.any()) else {
        return Ok(Err(form(region, year, &typing, &errors)?.refused()));
    };
    let input = SigningInput {
        year: year.id,
        day: held,
        place,
        meeting,
    };
    let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
    let base = format!("/{region}/perjanjian-kinerja/penandatanganan");
    let inside = base.clone();
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                let id = store::add_signing(tx, &input).await?;
                if let Some(once) = once {
                    tx.once(once, &content, &format!("{inside}/{id}")).await?;
                }
                Ok(id)
            })
        })
        .await?;
    Ok(Ok(Redirect::to(&format!("{base}/{}", written.value))))
}

/// What was ticked: "id:version" of every agreement that is signed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Ticked {
    pilih: Vec<String>,
    tanggal: String,
}

/// An agreement on the page of a ceremony.
struct Row {
    id: Uuid,
    version: i64,
    unit: String,
    first: String,
    second: String,
    state: VersionState,
    signed: String,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "performance/signing.html")]
struct One<'a> {
    region: &'a RegionCode,
    it: &'a Signing,
    held: String,
    meeting: Option<platform::capability::Mention>,
    ready: Vec<Row>,
    signed: Vec<Row>,
    missing: Vec<Row>,
    day: String,
    errors: &'a FormErrors,
    may_sign: bool,
}

fn words(name: &str, office: &str) -> String {
    match name {
        "" => format!("{office} (kosong)"),
        name => format!("{name}, {office}"),
    }
}

fn signed_row(directory: &Directory, it: &Agreement) -> Row {
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    Row {
        id: it.id,
        version: it.version,
        unit: directory.unit_name(it.unit_id).to_owned(),
        first: words(&text(&it.first_name), &text(&it.first_office)),
        second: match text(&it.second_office).as_str() {
            "" => String::new(),
            office => words(&text(&it.second_name), office),
        },
        state: it.state(),
        signed: day(it.signed()),
        ticked: false,
    }
}

async fn page(
    app: &App,
    directory: &Directory,
    it: &Signing,
    ticked: Option<&Ticked>,
    (errors, may_sign): (&FormErrors, bool),
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let all = store::agreements(db, region, it.year_id).await?;
    let all: Vec<&Agreement> = all.iter().filter(|it| it.dropped.is_empty()).collect();
    let typed = ticked.and_then(|it| date::read(&it.tanggal));
    let held = typed
        .or(it.day())
        .unwrap_or(directory.region.today(app.now()));
    let open: Vec<Uuid> = all
        .iter()
        .filter(|it| !it.is_locked())
        .map(|it| it.unit_id)
        .collect();
    let parties = store::parties(db, directory, &open, held).await?;
    let open_row = |it: &&Agreement| {
        let found = parties.get(&it.unit_id);
        let picked = ticked.is_none_or(|ticked| {
            let wanted = format!("{}:", it.id);
            ticked.pilih.iter().any(|value| value.starts_with(&wanted))
        });
        Row {
            id: it.id,
            version: it.version,
            unit: directory.unit_name(it.unit_id).to_owned(),
            first: found.map_or_else(String::new, |it| words(&it.first.name, &it.first.office)),
            second: found
                .and_then(|it| it.second.as_ref())
                .map_or_else(String::new, |it| words(&it.name, &it.office)),
            state: it.state(),
            signed: String::new(),
            ticked: picked,
        }
    };
    let of = |state| all.iter().filter(move |it| it.state() == state);
    let here = of(VersionState::Signed).filter(|a| a.signing_id == Some(it.id));
    let missing = all.iter().filter(|it| it.state().is_open());
    let meeting = match it.meeting_id {
        Some(id) => {
            let mut found = app.resolve(region, [(it.meeting_kind.clone(), id)]).await?;
            found.remove(&id)
        }
        None => None,
    };
    let one = One {
        region,
        held: it.day().map(date::long).unwrap_or_default(),
        meeting,
        ready: of(VersionState::Sent).map(open_row).collect(),
        signed: here.map(|it| signed_row(directory, it)).collect(),
        missing: missing.map(open_row).collect(),
        day: date::iso(held),
        errors,
        may_sign,
        it,
    };
    Page::new(format!("Penandatanganan PK {}", it.year), &one)
}

/// The ceremony.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadSigning>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let may_sign = may(&app, grant.actor(), grant.region(), Sign::CODE);
    let errors = FormErrors::new();
    page(&app, &directory, grant.target(), None, (&errors, may_sign)).await
}

/// What was ticked, with who signs on the day; their rank and NIP stand on the paper from then on.
async fn ready(
    app: &App,
    directory: &Directory,
    it: &Signing,
    ticked: &Ticked,
    held: time::Date,
) -> Result<Vec<Ready>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let all = store::agreements(db, region, it.year_id).await?;
    let seen = ticked.pilih.iter().filter_map(|value| {
        let (id, version) = value.split_once(':')?;
        let id = Uuid::parse_str(id).ok()?;
        let found = all.iter().find(|it| it.id == id)?;
        Some((found.clone(), version.parse::<i64>().ok()?))
    });
    let seen: Vec<(Agreement, i64)> = seen.collect();
    let units: Vec<Uuid> = seen.iter().map(|(it, _)| it.unit_id).collect();
    let mut parties = store::parties(db, directory, &units, held).await?;
    let mut fill: Vec<_> = parties.values_mut().collect();
    store::party_accounts(db, app.keys(), directory, &mut fill).await?;
    seen.into_iter()
        .map(|(it, version)| {
            let parties = parties.get(&it.unit_id).cloned().unwrap_or_default();
            Ready::new(app.keys(), it, version, parties)
        })
        .collect()
}

/// Notes that what is ticked was signed: all of it, or none.
///
/// # Errors
/// When the database cannot be used; what is refused comes back on the page.
pub(super) async fn sign(
    grant: Grant<Sign>,
    State(app): State<App>,
    Typed(ticked): Typed<Ticked>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let held = errors.date("tanggal", &ticked.tanggal).or(it.day());
    let ready = match held.filter(|_| !errors.any()) {
        Some(held) => ready(&app, &directory, &it, &ticked, held).await?,
        None => vec![],
    };
    if ready.is_empty() && !errors.any() {
        errors.add("pilih", "Pilih perjanjian yang ditandatangani.");
    }
    if let Some(held) = held.filter(|_| !errors.any()) {
        let (inside, signing) = (Arc::clone(&directory), it.clone());
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::sign(tx, &inside, &signing, held, &ready).await })
            })
            .await;
        match written {
            Ok(_) => {
                let (region, id) = (grant.region(), it.id);
                let path = format!("/{region}/perjanjian-kinerja/penandatanganan/{id}");
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
    let again = page(&app, &directory, &it, Some(&ticked), (&errors, true)).await?;
    Ok(Err(again.with_status(status)))
}
