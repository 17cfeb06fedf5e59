//! The list of issues: open ones first, the longest open on top.

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, query},
};
use serde::Deserialize;

use super::{Line, unit_choices};
use crate::{
    rules::IssueKind,
    store::{self, ISSUE_LIMIT, IssueFilter},
    web::actions::{AddIssue, ListIssues},
};

/// The filter in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    unit: String,
    jenis: String,
    status: String,
}

impl Asked {
    pub(in crate::web) fn filter(&self) -> IssueFilter {
        IssueFilter {
            unit: Uuid::parse_str(&self.unit).ok(),
            kind: IssueKind::from_word(&self.jenis),
            solved: match self.status.as_str() {
                "selesai" => Some(true),
                "semua" => None,
                _ => Some(false),
            },
        }
    }

    /// The filter in words.
    pub(in crate::web) fn words(&self) -> String {
        let state = STATES.iter().find(|(value, _)| *value == self.status);
        let kind = IssueKind::from_word(&self.jenis);
        format!(
            "Saringan: {}, {}",
            state.map_or("Belum selesai", |(_, words)| words),
            kind.map_or("semua jenis", IssueKind::label).to_lowercase()
        )
    }
}

const STATES: [(&str, &str); 3] = [
    ("", "Belum selesai"),
    ("selesai", "Selesai"),
    ("semua", "Semua"),
];

#[derive(Template)]
#[template(path = "directives/issues.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    asked: &'a Asked,
    lines: Vec<Line>,
    units: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    states: [(&'static str, &'static str); 3],
    full: bool,
    may_add: bool,
    wa: String,
    book: String,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn list(
    grant: Grant<ListIssues>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let rows = store::issues(app.db().read(), region, &asked.filter(), ISSUE_LIMIT).await?;
    let lines: Vec<Line> = rows.iter().map(|row| Line::of(&directory, row)).collect();
    let mut kinds = vec![("", "Semua jenis")];
    kinds.extend(
        IssueKind::ALL
            .iter()
            .map(|kind| (kind.word(), kind.label())),
    );
    let actor = grant.actor();
    let view = List {
        full: i64::try_from(lines.len()).unwrap_or(0) >= ISSUE_LIMIT,
        units: unit_choices(&app, &directory, "Semua unit"),
        states: STATES,
        may_add: actor.region == *region
            && app.matrix().scope(&actor.role, AddIssue::CODE).is_some(),
        wa: wa_text(&directory, &lines),
        book: query(&[
            ("unit", &asked.unit),
            ("jenis", &asked.jenis),
            ("status", &asked.status),
        ]),
        directory: &directory,
        asked: &asked,
        region,
        lines,
        kinds,
    };
    Page::new("Permasalahan", &view)
}

fn wa_text(directory: &Directory, lines: &[Line]) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!("*Permasalahan {}*\n", directory.region.name);
    for (number, line) in lines.iter().take(60).enumerate() {
        text += &format!("{}. {}: {}\n", number + 1, line.unit, line.text);
        if !line.steps.is_empty() {
            text += &format!("   Langkah: {}\n", line.steps);
        }
    }
    text
}
