//! *Rapat*: all meetings, newest first, with how their follow-ups stand.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{Filter, query},
};
use serde::Deserialize;

use super::{
    actions::{AddMeeting, ListMeetings},
    progress::Progress,
};
use crate::{
    rules::{MeetingKind, MeetingState},
    store,
};

/// The filter in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    halaman: String,
}

impl Asked {
    /// What titles are asked for.
    pub(super) fn words(&self) -> String {
        let words = self.q.chars().filter(|c| !c.is_control());
        words.take(100).collect()
    }
}

const PER_PAGE: i64 = 50;

struct Line {
    path: String,
    title: String,
    kind: String,
    day: String,
    place: String,
    state: MeetingState,
    points: i64,
    progress: Progress,
}

#[derive(Template)]
#[template(path = "directives/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    lines: Vec<Line>,
    total: i64,
    page: i64,
    q: &'a str,
    may_add: bool,
    book: String,
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListMeetings>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let page = asked.halaman.parse::<i64>().unwrap_or(1).clamp(1, 100_000);
    let words = asked.words();
    let (rows, total) = store::list(app.db().read(), region, &words, page, PER_PAGE).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let counts: HashMap<Uuid, _> =
        store::meeting_counts(app.db().read(), region, &ids, app.now().0)
            .await?
            .into_iter()
            .map(|count| (count.meeting_id, count))
            .collect();
    let lines = rows
        .into_iter()
        .map(|row| {
            let count = counts.get(&row.id);
            Line {
                path: format!("/{region}/rapat/{}", row.id),
                kind: MeetingKind::label_of(&row.kind, row.own_kind.as_deref()).to_owned(),
                day: date::parse(&row.date).map(date::long).unwrap_or_default(),
                title: row.title,
                place: row.place,
                state: MeetingState::from_code(row.state),
                points: row.points,
                progress: count.map_or_else(Progress::default, |count| Progress {
                    total: count.total,
                    done: count.done,
                    late: count.late,
                }),
            }
        })
        .collect();
    let view = List {
        region,
        lines,
        total,
        page,
        q: &words,
        may_add: grant.actor().region == *region
            && app
                .matrix()
                .scope(&grant.actor().role, AddMeeting::CODE)
                .is_some(),
        book: query(&[("q", &words)]),
        directory: &directory,
    };
    Page::new("Rapat", &view)
}
