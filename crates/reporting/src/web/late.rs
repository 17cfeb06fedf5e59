//! Reports that nobody sent and whose date has passed: an unreported month is overdue.

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory};
use platform::{App, Grant, Page, Problem, RegionCode};

use super::actions::ListStanding;
use crate::store::{self, PeriodReport};

/// Most reports of the page.
const MOST: i64 = 300;

/// A report that is overdue.
struct Line {
    path: String,
    title: String,
    period: String,
    unit: String,
    due: String,
    mark: String,
}

#[derive(Template)]
#[template(path = "reporting/late.html")]
struct Late<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    lines: Vec<Line>,
    full: bool,
    wa: String,
}

fn line(directory: &Directory, now: platform::Instant, it: &PeriodReport) -> Line {
    let due = it.due().map(|due| due.text(&directory.region.zone_label));
    Line {
        path: format!("/{}/laporan-periode/{}", directory.region.code, it.id),
        title: it.title.clone(),
        period: it.period_name(),
        unit: directory.unit_name(it.unit_id).to_owned(),
        due: due.unwrap_or_default(),
        mark: it.condition(directory, now).lateness(),
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListStanding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let now = app.now();
    let found = store::overdue(app.db().read(), grant.region(), now, MOST).await?;
    let full = i64::try_from(found.len()).is_ok_and(|count| count >= MOST);
    let lines: Vec<Line> = found.iter().map(|it| line(&directory, now, it)).collect();
    let late = Late {
        region: grant.region(),
        wa: wa(&directory, now, &lines),
        directory: &directory,
        lines,
        full,
    };
    Page::new("Laporan Berkala Terlambat", &late)
}

/// The list as a WhatsApp text.
fn wa(directory: &Directory, now: platform::Instant, lines: &[Line]) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!(
        "*Laporan berkala yang belum dikirim*\nKeadaan per {}\n",
        directory.region.stamp(now)
    );
    for (number, it) in (1..).zip(lines) {
        text += &format!(
            "{number}. {}: {}, {} ({})\n",
            it.unit, it.title, it.period, it.mark
        );
    }
    text
}
