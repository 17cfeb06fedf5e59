//! One meeting: agenda, points as spoken, the follow-ups that came of them, attendance.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use documents::register::{self, view::Card as PaperCard};
use government::{
    Directories, Directory,
    follow_up::{self, Card},
};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode, Uuid, form::FormErrors};
use serde::Deserialize;

use super::{
    actions::{AddIssue, AddPaper, AddPoint, HandOver, ReadMeeting, WriteMeeting},
    progress::Progress,
};
use crate::{
    rules::{MeetingState, MeetingText, by_status, meeting_text},
    store::{self, AgendaItem, Attendance, MEETING, Meeting, POINT, Point},
};

/// What was typed of a new item of the agenda.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewAgenda {
    pub topik: String,
    pub penyaji: String,
    pub bahan: String,
}

/// A point with its follow-ups.
pub(super) struct PointView {
    pub point: Point,
    pub cards: Vec<Card>,
}

impl PointView {
    /// Whether the follow-ups are too many for the page of the meeting: the page of the point
    /// lists them.
    fn is_long(&self) -> bool {
        self.cards.len() > 6
    }

    fn progress(&self) -> Progress {
        Progress::of(&self.cards)
    }
}

/// An item of the agenda with its points.
pub(super) struct AgendaView {
    pub item: Option<AgendaItem>,
    pub points: Vec<PointView>,
}

#[derive(Template)]
#[template(path = "directives/meeting.html")]
struct View<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    kind: &'a str,
    when: String,
    organiser: Option<&'a str>,
    agenda: Vec<AgendaView>,
    attendance: Vec<(&'static str, usize)>,
    people: i64,
    may_write: bool,
    may_point: bool,
    may_hand: bool,
    may_issue: bool,
    progress: Progress,
    papers: Vec<PaperCard>,
    may_paper: bool,
    wa: String,
    running: bool,
    simulated: bool,
    closed: bool,
    typing: &'a NewAgenda,
    errors: &'a FormErrors,
}

/// Agenda with points and follow-ups: three statements.
pub(super) async fn agenda_views(
    app: &App,
    directory: &Directory,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<AgendaView>, Problem> {
    let db = app.db().read();
    let items = store::agenda(db, region, meeting).await?;
    let points = store::points(db, region, meeting).await?;
    let ids: Vec<Uuid> = points.iter().map(|point| point.id).collect();
    let now = app.now();
    let mut cards: HashMap<Uuid, Vec<Card>> = HashMap::new();
    for row in follow_up::of_origins(db, region, POINT, &ids).await? {
        cards
            .entry(row.origin.1)
            .or_default()
            .push(Card::of(&row, directory, now));
    }
    let mut views: Vec<AgendaView> = items
        .into_iter()
        .map(|item| AgendaView {
            item: Some(item),
            points: vec![],
        })
        .collect();
    let mut loose = AgendaView {
        item: None,
        points: vec![],
    };
    for point in points {
        let view = PointView {
            cards: cards.remove(&point.id).unwrap_or_default(),
            point,
        };
        let home = views
            .iter_mut()
            .find(|agenda| agenda.item.as_ref().map(|item| item.id) == view.point.agenda_item_id);
        home.unwrap_or(&mut loose).points.push(view);
    }
    if !loose.points.is_empty() {
        views.push(loose);
    }
    Ok(views)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    render(&app, &grant, &NewAgenda::default(), &FormErrors::new()).await
}

/// The page, with what was typed of a new item of the agenda and what is wrong with it.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn render<A: Action<Target = Meeting>>(
    app: &App,
    grant: &Grant<A>,
    typing: &NewAgenda,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (it, region) = (grant.target(), grant.region());
    let agenda = agenda_views(app, &directory, region, it.id).await?;
    let lines = store::attendance(app.db().read(), region, it.id).await?;
    let all: Vec<&Card> = agenda
        .iter()
        .flat_map(|item| &item.points)
        .flat_map(|point| &point.cards)
        .collect();
    let papers = register::of_subject(app.db().read(), region, Ref::new(MEETING, it.id)).await?;
    let when = it.when(&directory.region.zone_label);
    let follow_ups: Vec<_> = all
        .iter()
        .take(60)
        .map(|card| (card.task.clone(), card.lead.clone(), card.due.clone()))
        .collect();
    let wa = meeting_text(&MeetingText {
        title: &it.title,
        when: &when,
        place: &it.place,
        chair: &it.chair(),
        follow_ups: &follow_ups,
        simulated: directory.region.simulated,
    });
    let actor = grant.actor();
    let may =
        |code: &str| actor.region == *region && app.matrix().scope(&actor.role, code).is_some();
    let view = View {
        kind: it.kind_label(),
        organiser: it.organiser_unit_id.map(|id| directory.unit_name(id)),
        attendance: by_status(lines.iter().map(Attendance::status)),
        people: it
            .participants_stated
            .unwrap_or_else(|| i64::try_from(lines.len()).unwrap_or(0)),
        may_write: may(WriteMeeting::CODE),
        may_point: may(AddPoint::CODE),
        may_hand: may(HandOver::CODE),
        may_issue: may(AddIssue::CODE),
        papers: PaperCard::latest(&papers, &format!("/rapat/{}", it.id)),
        may_paper: may(AddPaper::CODE),
        progress: Progress::of(all.iter().copied()),
        running: it.state() == MeetingState::Running,
        simulated: directory.region.simulated,
        closed: it.state() == MeetingState::Closed,
        region,
        it,
        when,
        agenda,
        wa,
        typing,
        errors,
    };
    Page::new(&it.title, &view)
}
