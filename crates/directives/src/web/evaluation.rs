//! *Evaluasi Tindak Lanjut Rakor Lalu*: what the meeting opens with.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{Card, FollowUp, Status},
};
use platform::{App, Grant, Page, Problem, RegionCode, Uuid, date};

use super::{actions::ReadMeeting, issue};
use crate::store::{self, ISSUE_LIMIT, IssueFilter, Meeting};

/// Most follow-ups on the page; the list has the rest.
const LIMIT: i64 = 300;

struct Line {
    card: Card,
    origin: String,
}

#[derive(Template)]
#[template(path = "directives/evaluation.html")]
struct Evaluation<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Meeting,
    previous: Option<Meeting>,
    open: Vec<Line>,
    done: Vec<Line>,
    issues: Vec<issue::Line>,
    late: usize,
    waiting: usize,
    full: bool,
    stamp: String,
    wa: String,
}

/// The page: open follow-ups of all earlier meetings of the series, those finished since the one
/// before, and the issues that are still open, unit by unit.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region, db) = (grant.target(), grant.region(), app.db().read());
    let (previous, rows) = evaluated(&app, &directory, it, LIMIT).await?;
    let full = i64::try_from(rows.len()).unwrap_or(0) >= LIMIT;
    let mentions: HashMap<Uuid, _> = app
        .resolve(region, rows.iter().map(|row| row.origin.clone()))
        .await?;
    let now = app.now();
    let (mut open, mut done) = (Vec::new(), Vec::new());
    for row in &rows {
        let line = Line {
            card: Card::of(row, &directory, now),
            origin: mentions
                .get(&row.origin.1)
                .map(|mention| mention.title.clone())
                .unwrap_or_default(),
        };
        if line.card.status == Status::Done {
            done.push(line);
        } else {
            open.push(line);
        }
    }
    let issues = store::issues(db, region, &IssueFilter::open(), ISSUE_LIMIT).await?;
    let mut issues: Vec<_> = issues
        .iter()
        .map(|row| issue::Line::of(&directory, row))
        .collect();
    // stable: within a unit the longest open stays on top
    issues.sort_by(|a, b| a.unit.cmp(&b.unit));
    let wa = wa_text(&directory, it, &open);
    let view = Evaluation {
        late: open.iter().filter(|line| line.card.late).count(),
        waiting: open
            .iter()
            .filter(|line| line.card.status == Status::Waiting)
            .count(),
        stamp: directory.region.stamp(now),
        directory: &directory,
        region,
        it,
        previous,
        open,
        done,
        issues,
        full,
        wa,
    };
    Page::new("Evaluasi Tindak Lanjut Rakor Lalu", &view)
}

/// The meeting before this one, and what this one opens with.
pub(super) async fn evaluated(
    app: &App,
    directory: &Directory,
    it: &Meeting,
    limit: i64,
) -> Result<(Option<Meeting>, Vec<FollowUp>), Problem> {
    let (region, db) = (&directory.region, app.db().read());
    let previous = store::previous(db, &region.code, it).await?;
    let since = previous
        .as_ref()
        .and_then(Meeting::day)
        .map(|day| date::at(day, 0, region.zone));
    let rows = store::earlier(db, &region.code, it, since, limit).await?;
    Ok((previous, rows))
}

fn wa_text(directory: &Directory, it: &Meeting, open: &[Line]) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!("*Belum tuntas menjelang {}*\n", it.title);
    for (number, line) in open.iter().take(60).enumerate() {
        let card = &line.card;
        text += &format!(
            "{}. {} ({})\n   {}",
            number + 1,
            card.task,
            card.lead,
            card.status.label()
        );
        if !card.mark.is_empty() {
            text += &format!(", {}", card.mark.to_lowercase());
        }
        text += "\n";
    }
    text
}
