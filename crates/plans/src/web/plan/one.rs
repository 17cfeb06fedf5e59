//! One plan: what it serves, its steps with how they stand, its review.

use askama::Template;
use axum::extract::State;
use government::may::{covers, may};
use government::{
    Directories, Directory,
    follow_up::{self, Card},
    review::{self, ReviewState},
    team,
};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode, date, form::FormErrors,
};

use super::{
    parts::{Part, parts},
    period,
};
use crate::{
    rules::{self, OwnerRef},
    store::{self, PLAN, Plan, Step},
    web::{
        actions::{AddActivity, DecidePlan, ReadPlan, SendPlan, WritePlan},
        choices::owner_name,
    },
};

/// A step as the page shows it.
struct Line {
    step: Step,
    owner: String,
    /// Through whom an area or a team owes it, or why nobody does; empty for a unit.
    through: String,
    target: String,
    due: String,
    place: String,
    card: Option<Card>,
}

/// What a decision form on the page came back with.
#[derive(Default)]
pub(super) struct Said {
    /// Name of the form.
    pub form: &'static str,
    /// The note that was typed.
    pub note: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// What this reader may do here.
struct May {
    write: bool,
    send: bool,
    decide: bool,
    reopen: bool,
    log: bool,
}

#[derive(Template)]
#[template(path = "plans/plan.html")]
struct One<'a> {
    region: &'a RegionCode,
    it: &'a Plan,
    unit: String,
    mission: String,
    period: String,
    state: (&'static str, &'static str),
    lacking: Vec<&'static str>,
    lines: Vec<Line>,
    /// When, what, who, note, whether one person did both.
    log: Vec<(String, &'static str, String, String, bool)>,
    parts: Vec<Part>,
    nothing: usize,
    may: May,
    said: &'a Said,
}

fn through(directory: &Directory, owner: &OwnerRef, today: time::Date) -> String {
    match owner {
        OwnerRef::Area(code) => match directory.governing(code, today) {
            Some(unit) => format!("melalui {}", unit.name),
            None => "unit yang memerintah wilayah ini belum tercatat".into(),
        },
        OwnerRef::Institution(_) => {
            "di luar pemerintah daerah; hasilnya dicatat sebagai kegiatan".into()
        }
        OwnerRef::Unit(_) | OwnerRef::Team(_) => String::new(),
    }
}

/// Composes the page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Plan,
    said: &Said,
) -> Result<Page, Problem> {
    let (db, region, now) = (app.db().read(), &directory.region.code, app.now());
    let today = directory.region.today(now);
    let steps = store::steps_of(db, region, it.id).await?;
    let works = follow_up::of_origins(db, region, PLAN, &[it.id]).await?;
    let teams = team::teams(db, region).await?;
    let log = review::of_subject(db, region, Ref::new(PLAN, it.id)).await?;
    let parts = parts(app, directory, it, &works).await?;
    let lines = steps
        .into_iter()
        .map(|step| {
            let work = works.iter().find(|work| step.follow_up == Some(work.id));
            let areas = step.areas.iter();
            let names = areas.filter_map(|code| Some(directory.area(code)?.title()));
            let place: Vec<String> = names
                .chain(Some(step.place.clone()).filter(|place| !place.is_empty()))
                .collect();
            let card = work.map(|work| Card::of(work, directory, now));
            Line {
                owner: owner_name(directory, &teams, &step.owner),
                through: match &card {
                    Some(card) if !matches!(step.owner, OwnerRef::Unit(_)) => {
                        format!("melalui {}", card.lead)
                    }
                    _ => through(directory, &step.owner, today),
                },
                target: match step.target {
                    Some(target) => format!("{target} {}", step.measure),
                    None => String::new(),
                },
                due: step.due.map(date::medium).unwrap_or_default(),
                place: place.join(", "),
                card,
                step,
            }
        })
        .collect();
    let state = it.state();
    let own = |code| covers(app, actor, directory, it.unit_id, code);
    let decides = may(app, actor, region, DecidePlan::CODE);
    let one = One {
        region,
        unit: directory.unit_name(it.unit_id).to_owned(),
        mission: it.mission(),
        period: period(it),
        state: rules::label(state),
        lacking: match it.is_open() {
            true => it.lacking().into_iter().map(|it| it.text()).collect(),
            false => vec![],
        },
        lines,
        nothing: parts.iter().filter(|part| part.nothing).count(),
        parts,
        log: log
            .into_iter()
            .map(|entry| {
                let at = directory.region.stamp(Instant(entry.at));
                let what = rules::step_label(&entry.step);
                (at, what, entry.actor_label, entry.note, entry.combined)
            })
            .collect(),
        may: May {
            write: it.is_open() && own(WritePlan::CODE),
            send: it.is_open() && own(SendPlan::CODE),
            decide: state == ReviewState::Submitted && decides,
            reopen: state == ReviewState::Verified && decides,
            log: may(app, actor, region, AddActivity::CODE),
        },
        said,
        it,
    };
    Page::new(it.title.clone(), &one)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadPlan>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let said = Said::default();
    compose(&app, grant.actor(), &directory, grant.target(), &said).await
}
