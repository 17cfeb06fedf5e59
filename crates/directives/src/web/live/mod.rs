//! *Mode Rapat*: the screen the meeting looks at. Last meeting's open items first, then unit by
//! unit; what is said is noted with one click.

mod note;

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{self, Card, FollowUp, OralReport, Origins, Said, Status},
};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid, date, form::Filter, form::FormErrors,
    random,
};
use serde::Deserialize;

use super::{
    actions::{AddPoint, NoteOral, ReadMeeting, WriteMeeting},
    briefing::may,
    issue,
};
use crate::{
    rules::{MeetingState, Step},
    store::{self, EARLIER_POINTS, IssueFilter, Meeting, POINT, UnitRow},
};
pub(super) use note::note;

/// Most follow-ups on the screen.
const LIMIT: i64 = 300;

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
    open: usize,
    late: usize,
    heard: usize,
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
    let open = open_items(app, region, it).await?;
    let still_open = IssueFilter {
        solved: Some(false),
        ..IssueFilter::default()
    };
    let issues = store::issues(db, region, &still_open).await?;
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
    let items: Vec<Item> = open
        .iter()
        .filter(|row| unit.is_none_or(|unit| row.lead == unit))
        .map(|row| item(row, Card::of(row, &directory, now), said.get(&row.id), now))
        .collect();
    let (before, after) = step.neighbours(units.len());
    let row = rows.iter().find(|row| Some(row.unit_id) == unit);
    let view = Live {
        late: items.iter().filter(|item| item.card.late).count(),
        heard: items.iter().filter(|item| item.said.is_some()).count(),
        open: items.len(),
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
        items,
        refused,
    };
    Page::new(format!("Mode Rapat: {}", it.title), &view)
}

/// What is still open of earlier meetings of the series, the most urgent first.
async fn open_items(
    app: &App,
    region: &RegionCode,
    it: &Meeting,
) -> Result<Vec<FollowUp>, Problem> {
    let origins = Origins {
        kind: POINT,
        question: EARLIER_POINTS,
        values: vec![it.series_id.into(), it.date.clone().into()],
    };
    let rows = follow_up::evaluation(app.db().read(), region, origins, i64::MAX, LIMIT).await?;
    let open = rows.into_iter().filter(|row| row.status() != Status::Done);
    Ok(open.collect())
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
