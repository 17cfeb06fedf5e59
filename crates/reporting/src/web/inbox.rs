//! *Laporan Masuk*: the inbox of the capacity somebody acts in, and its rows by their words.

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory};
use platform::{Actor, App, Grant, Page, Problem, RegionCode, form::Filter};
use serde::Deserialize;

use super::{actions::ReadInbox, period::stamp};
use crate::store::{self, FoundRow, INBOX_LIMIT, Incoming};

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    cari: String,
}

#[derive(Template)]
#[template(path = "reporting/inbox.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    actor: &'a Actor,
    asked: &'a Asked,
    lines: &'a [Incoming],
    fresh: usize,
    found: Option<Vec<FoundRow>>,
    full: bool,
}

/// The inbox.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadInbox>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, actor, db) = (grant.region(), grant.actor(), app.db().read());
    let lines = store::inbox(db, region, actor).await?;
    let found = match asked.cari.trim() {
        "" => None,
        words => Some(store::search_rows(db, region, actor, words).await?),
    };
    let view = View {
        region,
        directory: &directory,
        actor,
        asked: &asked,
        fresh: lines.iter().filter(|it| it.opened_at.is_none()).count(),
        lines: &lines,
        full: found
            .as_ref()
            .is_some_and(|rows| i64::try_from(rows.len()).is_ok_and(|count| count >= INBOX_LIMIT)),
        found,
    };
    Page::new("Laporan Masuk", &view)
}
