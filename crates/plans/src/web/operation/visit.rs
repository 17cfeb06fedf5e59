//! What was found and done at a place, noted from the field with pictures.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    Actor, App, Grant, Page, Problem, RegionCode, Uuid, date, form::FormErrors, random,
    store::already_sent, upload::Sent,
};

use crate::{
    rules::SpotState,
    store::{self, VisitInput},
    web::{
        actions::{SpotOfOperation, VisitSpot},
        choices::Choice,
        photos::{self, is_the_same, signature},
    },
};

/// What was typed.
#[derive(Clone, Debug, Default)]
struct Typing {
    unit: String,
    day: String,
    state: String,
    findings: String,
    action_taken: String,
    version: String,
    once: String,
}

impl Typing {
    fn sent(sent: &Sent) -> Self {
        Self {
            unit: sent.text("unit"),
            day: sent.text("tanggal"),
            state: sent.text("status"),
            findings: sent.text("temuan"),
            action_taken: sent.text("tindakan"),
            version: sent.text("versi"),
            once: sent.text("sekali"),
        }
    }

    fn read(
        &self,
        units: &[Choice],
        today: time::Date,
        errors: &mut FormErrors,
    ) -> Option<VisitInput> {
        let unit = units.iter().find(|it| it.0 == self.unit);
        if unit.is_none() {
            errors.add("unit", "Pilih unit dari daftar.");
        }
        let day = errors.date("tanggal", &self.day);
        match day {
            None => errors.add("tanggal", "Wajib diisi."),
            Some(day) if day > today => errors.add("tanggal", "Tanggal ini belum tiba."),
            Some(_) => {}
        }
        let state = SpotState::from_word(&self.state);
        if state.is_none() {
            errors.add("status", "Pilih keadaan lokasi sekarang.");
        }
        let findings = errors.text("temuan", &self.findings, 2000);
        let action_taken = errors.text("tindakan", &self.action_taken, 2000);
        if findings.is_empty() && action_taken.is_empty() {
            errors.add(
                "temuan",
                "Tulis apa yang ditemukan, atau apa yang dilakukan.",
            );
        }
        if errors.any() {
            return None;
        }
        Some(VisitInput {
            unit: unit.and_then(|it| Uuid::parse_str(&it.0).ok())?,
            day: day?,
            state: state?,
            findings,
            action_taken,
        })
    }
}

#[derive(Template)]
#[template(path = "plans/visit_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a SpotOfOperation,
    by: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    units: Vec<Choice>,
    states: Vec<(&'static str, &'static str)>,
    limit: u64,
    typed_back: bool,
}

/// The units of the operation for which this person may note something.
fn units(directory: &Directory, grant: &Grant<VisitSpot>) -> Vec<Choice> {
    let places = grant.target().operation.places().into_iter();
    places
        .filter(|place| grant.scope().covers(&grant.actor().place, place))
        .map(|place| {
            (
                place.id.to_string(),
                directory.unit_name(place.id).to_owned(),
            )
        })
        .collect()
}

fn page(
    app: &App,
    actor: &Actor,
    it: &SpotOfOperation,
    units: Vec<Choice>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let form = Form {
        region: &actor.region,
        it,
        by: signature(actor),
        typing,
        errors,
        units,
        states: SpotState::ALL
            .iter()
            .map(|it| (it.word(), it.label()))
            .collect(),
        limit: app.files().limit,
        typed_back: errors.any(),
    };
    Page::new("Catat Hasil di Lokasi", &form)
}

/// An empty form: today, the own unit.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn form(
    grant: Grant<VisitSpot>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let typing = Typing {
        unit: grant.actor().place.id.to_string(),
        day: date::iso(directory.region.today(app.now())),
        state: it.spot.state().word().into(),
        version: it.spot.version.to_string(),
        once: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let units = units(&directory, &grant);
    page(&app, grant.actor(), it, units, &typing, &FormErrors::new())
}

/// Notes it.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<VisitSpot>,
    State(app): State<App>,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    is_the_same(grant.actor(), &sent.text("oleh"))?;
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let typing = Typing::sent(&sent);
    let content = format!("{typing:?} {}", sent.fingerprint());
    let once = Uuid::parse_str(&typing.once).ok();
    if let Some(once) = once
        && let Some(path) = already_sent(app.db().read(), grant.region(), once, &content).await?
    {
        return Err(Problem::Repeated(path));
    }
    let mut errors = FormErrors::new();
    if !sent.file_error.is_empty() {
        errors.add(photos::AFTER, sent.file_error.clone());
    }
    let units = units(&directory, &grant);
    let today = directory.region.today(app.now());
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&units, today, &mut errors) {
        let kept = sent.keep_by_field(&app).await?;
        let pictures = photos::as_photos(kept, &it.spot.name, &mut errors);
        if !errors.any() {
            let (spot, version) = (it.spot.clone(), typing.version.parse().unwrap_or(0));
            let path = format!("/{}/operasi/{}", grant.region(), it.operation.id);
            let leads = path.clone();
            let written = app
                .db()
                .write(&grant, move |tx| {
                    Box::pin(async move {
                        if let Some(once) = once {
                            tx.once(once, &content, &leads).await?;
                        }
                        store::add_visit(tx, &spot, version, &input, pictures).await
                    })
                })
                .await;
            match written {
                Ok(_) => return Ok(Ok(Redirect::to(&path))),
                Err(Problem::Conflict(_)) => {
                    status = StatusCode::CONFLICT;
                    errors.add(
                        "",
                        "Unit lain baru saja mencatat hasil di lokasi ini. Periksa catatannya, lalu \
                         kirim lagi.",
                    );
                }
                Err(Problem::Refused(text)) => errors.add("", text),
                Err(other) => return Err(other),
            }
        }
    }
    let now = store::find_spot(app.db().read(), grant.region(), it.spot.id).await?;
    let typing = Typing {
        version: now.map_or(it.spot.version, |spot| spot.version).to_string(),
        once: random::id(app.now()).to_string(),
        ..typing
    };
    let again = page(&app, grant.actor(), &it, units, &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}
