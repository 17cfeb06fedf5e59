//! *Laporan Berkala*: all of a region, with what is overdue.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, RegionCode, date};

use super::actions::{AddStanding, ListStanding};
use crate::store;

/// A standing report.
struct Line {
    path: String,
    title: String,
    rhythm: &'static str,
    units: i64,
    sent: i64,
    late: i64,
    ended: String,
}

#[derive(Template)]
#[template(path = "reporting/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    lines: Vec<Line>,
    late: i64,
    may_add: bool,
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListStanding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let all = store::standing_reports(app.db().read(), region, app.now().0).await?;
    let list = List {
        late: all.iter().map(|it| it.late).sum(),
        lines: all
            .into_iter()
            .map(|it| Line {
                path: format!("/{region}/laporan-berkala/{}", it.id),
                rhythm: it.rhythm().label(),
                ended: it.last().map(date::medium).unwrap_or_default(),
                title: it.title,
                units: it.units,
                sent: it.sent,
                late: it.late,
            })
            .collect(),
        may_add: may(&app, grant.actor(), region, AddStanding::CODE),
        directory: &directory,
        region,
    };
    Page::new("Laporan Berkala", &list)
}
