//! *Catat Kegiatan*: an activity noted or corrected, with its pictures, from a telephone as well.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{Filter, FormErrors},
    random,
    store::already_sent,
    upload::Sent,
};
use serde::Deserialize;

use super::typing::{self, Known, PartOf, Typing};
use crate::{
    rules::LEADER_GROUPS,
    store::{self, Activity},
    web::{
        actions::{AddActivity, WriteActivity},
        choices::{Choice, areas, own_unit, own_units},
        photos::{self, as_photos, is_the_same, signature},
    },
};

/// What an activity is noted for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    rencana: String,
    langkah: String,
    gerakan: String,
    topik: String,
}

/// Everything the form lets people choose from.
struct Choices {
    units: Vec<Choice>,
    parts: Vec<PartOf>,
    campaigns: Vec<Choice>,
    kinds: Vec<String>,
    /// Title of the record of another capability it is about, or empty.
    topic: String,
}

#[derive(Template)]
#[template(path = "plans/activity_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    key: String,
    by: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    choices: &'a Choices,
    parts: Vec<Choice>,
    areas: Vec<Choice>,
    groups: Vec<(&'static str, &'static str)>,
    limit: u64,
    typed_back: bool,
}

impl Form<'_> {
    fn ticked(&self, word: &str) -> bool {
        self.typing.leaders.iter().any(|it| it == word)
    }
}

/// Reads what can be chosen: plans of this time with their steps, campaigns, kinds used before.
async fn choices(
    app: &App,
    directory: &Directory,
    units: Vec<Choice>,
    typed_topic: &str,
    already: Option<&Activity>,
) -> Result<Choices, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let today = directory.region.today(app.now());
    let parts = store::parts(db, region, today, already.and_then(|it| it.plan_id)).await?;
    let campaigns = store::campaigns(db, region).await?;
    let topic = match typing::topic(typed_topic) {
        None => String::new(),
        Some((kind, id)) => {
            let mut found = app.resolve(region, [(kind, id)]).await?;
            found.remove(&id).map(|it| it.title).unwrap_or_default()
        }
    };
    Ok(Choices {
        units,
        parts: parts
            .into_iter()
            .map(|it| PartOf {
                plan: it.plan_id,
                step: it.step_id,
                words: match it.number {
                    Some(number) => format!("{}: {number}. {}", it.title, it.task),
                    None => it.title,
                },
            })
            .collect(),
        campaigns: campaigns
            .into_iter()
            .map(|it| (it.id.to_string(), it.title))
            .collect(),
        kinds: store::kinds(db, region).await?,
        topic,
    })
}

fn page(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    known: Option<&Activity>,
    choices: &Choices,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let base = format!("/{region}/kegiatan");
    let (heading, action, back, key) = match known {
        None => (
            "Catat Kegiatan",
            format!("{base}/lapor"),
            base,
            format!("kegiatan:{}", typing.part_of),
        ),
        Some(it) => (
            "Perbaiki Catatan Kegiatan",
            format!("{base}/{}/lapor", it.id),
            format!("{base}/{}", it.id),
            format!("kegiatan:{}", it.id),
        ),
    };
    let form = Form {
        region,
        heading,
        action,
        back,
        key,
        by: signature(actor),
        typing,
        errors,
        parts: choices
            .parts
            .iter()
            .map(|it| (it.value(), it.words.clone()))
            .collect(),
        choices,
        areas: areas(directory, "Bukan di satu wilayah"),
        groups: LEADER_GROUPS.iter().map(|it| (it.1, it.2)).collect(),
        limit: app.files().limit,
        typed_back: errors.any(),
    };
    Page::new(heading, &form)
}

/// An empty form: today, the own unit, the area it governs.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn blank(
    grant: Grant<AddActivity>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let own = directory.unit(grant.actor().place.id);
    let part_of = match (asked.langkah.as_str(), asked.rencana.as_str()) {
        ("", "") => String::new(),
        ("", plan) => format!("rencana:{plan}"),
        (step, _) => format!("langkah:{step}"),
    };
    let typing = Typing {
        unit: grant.actor().place.id.to_string(),
        day: date::iso(directory.region.today(app.now())),
        area: own.and_then(|unit| unit.area.clone()).unwrap_or_default(),
        part_of,
        campaign: asked.gerakan,
        topic: asked.topik,
        once: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let units = own_units(&app, &directory, &grant);
    let choices = choices(&app, &directory, units, &typing.topic, None).await?;
    let errors = FormErrors::new();
    page(
        &app,
        grant.actor(),
        &directory,
        None,
        &choices,
        &typing,
        &errors,
    )
}

fn unit_of(directory: &Directory, it: &Activity) -> Vec<Choice> {
    let name = directory.unit_name(it.unit_id).to_owned();
    vec![(it.unit_id.to_string(), name)]
}

/// The form of an activity that is there.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn edit(
    grant: Grant<WriteActivity>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let typing = Typing {
        once: random::id(app.now()).to_string(),
        ..Typing::of(it)
    };
    let units = unit_of(&directory, it);
    let choices = choices(&app, &directory, units, &typing.topic, Some(it)).await?;
    let errors = FormErrors::new();
    page(
        &app,
        grant.actor(),
        &directory,
        Some(it),
        &choices,
        &typing,
        &errors,
    )
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Notes an activity.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<AddActivity>,
    State(app): State<App>,
    sent: Sent,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let unit = own_unit(&app, &directory, &grant, &sent.text("unit"));
    let units = own_units(&app, &directory, &grant);
    keep(&app, &grant, &directory, None, unit, units, sent).await
}

/// Corrects an activity.
///
/// # Errors
/// As `add`.
pub(in crate::web) async fn change(
    grant: Grant<WriteActivity>,
    State(app): State<App>,
    sent: Sent,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let units = unit_of(&directory, &it);
    let unit = Some(it.unit_id);
    keep(&app, &grant, &directory, Some(it), unit, units, sent).await
}

async fn keep<A: Action>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    it: Option<Activity>,
    unit: Option<Uuid>,
    units: Vec<Choice>,
    mut sent: Sent,
) -> Answer {
    is_the_same(grant.actor(), &sent.text("oleh"))?;
    let typing = Typing::sent(&sent);
    let content = format!("{typing:?} {}", sent.fingerprint());
    let (db, region) = (app.db().read(), grant.region().clone());
    let once = Uuid::parse_str(&typing.once).ok();
    if let Some(once) = once
        && let Some(path) = already_sent(db, &region, once, &content).await?
    {
        return Err(Problem::Repeated(path));
    }
    let choices = choices(app, directory, units, &typing.topic, it.as_ref()).await?;
    let mut errors = FormErrors::new();
    if !sent.file_error.is_empty() {
        errors.add(photos::AFTER, sent.file_error.clone());
    }
    let known = Known {
        directory,
        unit,
        parts: &choices.parts,
        campaigns: &choices.campaigns,
        topic: !choices.topic.is_empty(),
        today: directory.region.today(app.now()),
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&known, &mut errors) {
        let photos = as_photos(sent.keep_by_field(app).await?, &input.kind, &mut errors);
        if !errors.any() {
            let (activity, version) = (it.clone(), typing.version.parse().unwrap_or(0));
            let written = app
                .db()
                .write(grant, move |tx| {
                    Box::pin(async move {
                        let id = match &activity {
                            None => store::add_activity(tx, &input, photos).await?,
                            Some(it) => {
                                store::update_activity(tx, it, version, &input, photos).await?;
                                it.id
                            }
                        };
                        let path = format!("/{region}/kegiatan/{id}");
                        if let Some(once) = once {
                            tx.once(once, &content, &path).await?;
                        }
                        Ok(path)
                    })
                })
                .await;
            match written {
                Ok(written) => return Ok(Ok(Redirect::to(&written.value))),
                Err(Problem::Conflict(text)) => {
                    status = StatusCode::CONFLICT;
                    errors.add("", text);
                }
                Err(Problem::Refused(text)) => errors.add("", text),
                Err(other) => return Err(other),
            }
        }
    }
    let typing = Typing {
        once: random::id(app.now()).to_string(),
        ..typing
    };
    let actor = grant.actor();
    let again = page(
        app,
        actor,
        directory,
        it.as_ref(),
        &choices,
        &typing,
        &errors,
    )?;
    Ok(Err(again.with_status(status)))
}
