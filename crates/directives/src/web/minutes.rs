//! *Notula*: the meeting as a paper, grouped by agenda item, ready to print.

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory};
use platform::{App, Grant, Page, Problem, RegionCode};

use super::{
    actions::ReadMeeting,
    meeting::{AgendaView, agenda_views, attendance_counts},
};
use crate::store::{self, Attendance, Meeting};

#[derive(Template)]
#[template(path = "directives/minutes.html")]
struct Minutes<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Meeting,
    when: String,
    agenda: Vec<AgendaView>,
    lines: Vec<Attendance>,
    attendance: Vec<(&'static str, usize)>,
    stamp: String,
}

/// The paper.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region) = (grant.target(), grant.region());
    let lines = store::attendance(app.db().read(), region, it.id).await?;
    let minutes = Minutes {
        when: it.when(&directory.region.zone_label),
        agenda: agenda_views(&app, &directory, region, it.id).await?,
        attendance: attendance_counts(&lines),
        stamp: directory.region.stamp(app.now()),
        directory: &directory,
        region,
        it,
        lines,
    };
    Page::new(format!("Notula {}", it.title), &minutes)
}
