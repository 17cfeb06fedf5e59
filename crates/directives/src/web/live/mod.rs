//! *Mode Rapat*: the screen the meeting looks at. Last meeting's open items first, then unit by
//! unit; what is said is noted with one click.

mod note;

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{
    Directories, Directory,
    follow_up::{self, Card, FollowUp, OralReport, Said, Status},
};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid, date, form::Filter, form::FormErrors,
    random,
};
use serde::Deserialize;

use super::{
    actions::{AddPoint, NoteOral, ReadMeeting, WriteMeeting},
    briefing::MOST,
    issue,
};
use crate::{
    rules::{CUT, MeetingState, Step},
    store::{self, IssueFilter, Meeting, UnitRow},
};
pub(super) use note::note;

/// Most follow-ups on its first page, which shows the units: the most urgent ones.
const FIRST: usize = 8;

/// Which page of the projector.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    langkah: String,
}

/// A follow-up with what was said of it today.
pub(super) struct Item {
    id: Uuid,
    card: Card,
    version: i64,
    once: String,
    said: Option<&'static str>,
    said_note: String,
    said_due: String,
}

/// How the open items of a unit stand, on the first page.
pub(super) struct Overview {
    unit: String,
    step: usize,
    open: usize,
    late: usize,
    waiting: usize,
    heard: usize,
    issues: usize,
}

/// What a refused note typed, to be found where it was typed.
#[derive(Default)]
pub(super) struct Refused {
    /// The follow-up.
    pub id: Option<Uuid>,
    /// The words.
    pub note: String,
    /// The new date.
    pub due: String,
    /// What is wrong.
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "directives/live.html")]
struct Live<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Meeting,
    step: Step,
    units: Vec<(Uuid, String)>,
    before: Option<usize>,
    after: Option<usize>,
    items: Vec<Item>,
    overview: Vec<Overview>,
    open: usize,
    late: usize,
    heard: usize,
    cut: bool,
    issues: Vec<issue::Line>,
    results: String,
    may_note: bool,
    may_point: bool,
    may_close: bool,
    refused: &'a Refused,
}

impl Live<'_> {
    /// What was typed into the form of an item, where it was refused.
    fn typed(&self, item: &Item) -> Option<&Refused> {
        Some(self.refused).filter(|refused| refused.id == Some(item.id))
    }
}

/// The screen.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    page(&app, &grant, &asked.langkah, &Refused::default()).await
}

/// The screen at a step: five statements.
async fn page<A: Action<Target = Meeting>>(
    app: &App,
    grant: &Grant<A>,
    asked: &str,
    refused: &Refused,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (it, region, db) = (grant.target(), grant.region(), app.db().read());
    let open = store::earlier(db, region, it, None, MOST).await?;
    let issues = store::issues(db, region, &IssueFilter::open(), MOST).await?;
    let cut = [open.len(), issues.len()]
        .map(i64::try_from)
        .contains(&Ok(MOST));
    let rows = store::unit_rows(db, region, it.id).await?;
    let units = units(&directory, &open, &issues, &rows);
    let step = Step::asked(asked, units.len());
    let unit = match step {
        Step::Evaluation => None,
        Step::Unit(place) => units.get(place).map(|(id, _)| *id),
    };
    let mut said: HashMap<Uuid, OralReport> = HashMap::new();
    for report in follow_up::oral_reports(db, region, it.id).await? {
        said.insert(report.follow_up_id, report);
    }
    let now = app.now();
    let mut items: Vec<(Uuid, Item)> = open
        .iter()
        .filter(|row| unit.is_none_or(|unit| row.lead == unit))
        .map(|row| {
            let card = Card::of(row, &directory, now);
            (row.lead, item(row, card, said.get(&row.id), now))
        })
        .collect();
    let overview = match step {
        Step::Evaluation => overview(&units, &items, &issues),
        Step::Unit(_) => vec![],
    };
    let (open, late, heard) = (
        items.len(),
        items.iter().filter(|(_, item)| item.card.late).count(),
        items.iter().filter(|(_, item)| item.said.is_some()).count(),
    );
    if step == Step::Evaluation {
        // what was refused stays where it was typed
        let typed_in = |item: &Item| refused.id == Some(item.id);
        let mut place = 0;
        items.retain(|(_, item)| {
            place += 1;
            place <= FIRST || typed_in(item)
        });
    }
    let (before, after) = step.neighbours(units.len());
    let row = rows.iter().find(|row| Some(row.unit_id) == unit);
    let view = Live {
        items: items.into_iter().map(|(_, item)| item).collect(),
        overview,
        open,
        late,
        heard,
        cut,
        issues: issues
            .iter()
            .filter(|issue| Some(issue.unit_id) == unit)
            .map(|issue| issue::Line::of(&directory, issue))
            .collect(),
        results: row.map(|row| row.results.clone()).unwrap_or_default(),
        may_note: may(app, grant.actor(), region, NoteOral::CODE),
        may_point: may(app, grant.actor(), region, AddPoint::CODE),
        may_close: may(app, grant.actor(), region, WriteMeeting::CODE),
        directory: &directory,
        region,
        it,
        step,
        units,
        before,
        after,
        refused,
    };
    Page::new(format!("Mode Rapat: {}", it.title), &view)
}

/// The units the meeting goes through: whoever has something open, a problem, or material.
fn units(
    directory: &Directory,
    open: &[FollowUp],
    issues: &[store::Issue],
    rows: &[UnitRow],
) -> Vec<(Uuid, String)> {
    let concerned = |id: Uuid| {
        open.iter().any(|row| row.lead == id)
            || issues.iter().any(|issue| issue.unit_id == id)
            || rows.iter().any(|row| row.unit_id == id)
    };
    let units = directory.units.iter();
    units
        .filter(|unit| concerned(unit.id()))
        .map(|unit| (unit.id(), unit.name.clone()))
        .collect()
}

/// A line for each unit, in the order in which the meeting goes through them.
fn overview(
    units: &[(Uuid, String)],
    items: &[(Uuid, Item)],
    issues: &[store::Issue],
) -> Vec<Overview> {
    let lines = (1..).zip(units).map(|(step, (id, name))| {
        let own: Vec<&Item> = items
            .iter()
            .filter(|(lead, _)| lead == id)
            .map(|(_, item)| item)
            .collect();
        let count = |wanted: fn(&Item) -> bool| own.iter().filter(|item| wanted(item)).count();
        Overview {
            unit: name.clone(),
            step,
            open: own.len(),
            late: count(|item| item.card.late),
            waiting: count(|item| item.card.status == Status::Waiting),
            heard: count(|item| item.said.is_some()),
            issues: issues.iter().filter(|issue| issue.unit_id == *id).count(),
        }
    });
    lines.collect()
}

fn item(row: &FollowUp, card: Card, said: Option<&OralReport>, now: platform::Instant) -> Item {
    Item {
        id: row.id,
        version: row.version,
        once: random::id(now).to_string(),
        said: said.map(|report| report.said().label()),
        said_note: said.map(|report| report.note.clone()).unwrap_or_default(),
        said_due: said
            .and_then(OralReport::due)
            .map(date::medium)
            .unwrap_or_default(),
        card,
    }
}
