//! *Notula*: the meeting as a paper, grouped by agenda item, ready to print.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{self, OralReport},
};
use platform::{App, Grant, Page, Problem, RegionCode};

use super::{
    actions::ReadMeeting,
    meeting::{AgendaView, agenda_views},
};
use crate::{
    rules::{GroupCount, by_group, by_status},
    store::{self, Attendance, Award, Meeting},
};

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
    groups: Vec<GroupCount>,
    said: Vec<OralReport>,
    awards: Vec<Award>,
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
        attendance: by_status(lines.iter().map(Attendance::status)),
        groups: by_group(
            lines
                .iter()
                .map(|line| (group_of(&directory, line), line.status())),
        ),
        said: follow_up::oral_reports(app.db().read(), region, it.id).await?,
        awards: store::awards(app.db().read(), region, it.id).await?,
        stamp: directory.region.stamp(app.now()),
        directory: &directory,
        region,
        it,
        lines,
    };
    Page::new(format!("Notula {}", it.title), &minutes)
}

/// What a line of the list is counted with: the kind of its unit, or guests.
fn group_of<'a>(directory: &'a Directory, line: &Attendance) -> &'a str {
    let unit = line.unit_id.and_then(|id| directory.unit(id));
    match unit {
        Some(unit) => unit.kind.label(),
        None if line.is_group => "Kelompok",
        None => "Tamu dan narasumber",
    }
}
