//! One standing report: who reports to whom, and how every period stands.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Instant, Page, Problem, RegionCode, date};

use super::actions::{ReadStanding, WriteStanding};
use crate::store::{self, PeriodReport, Recipient, Standing};

/// Most reports of the page.
const MOST: i64 = 500;

/// A unit's report on a period.
struct Line {
    path: String,
    unit: String,
    chip: &'static str,
    state: &'static str,
    due: String,
    late: bool,
    sent: String,
}

/// A period with the reports on it.
struct Block {
    name: String,
    sent: usize,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "reporting/standing.html")]
struct View<'a> {
    region: &'a RegionCode,
    it: &'a Standing,
    units: Vec<&'a str>,
    recipients: &'a [Recipient],
    first: String,
    last: String,
    blocks: Vec<Block>,
    full: bool,
    may_write: bool,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadStanding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region, db) = (grant.target(), grant.region(), app.db().read());
    let units = store::units_of(db, region, &[it.id]).await?;
    let recipients = store::recipients(db, region, it.id).await?;
    let reports = store::periods(db, region, it.id, MOST).await?;
    let full = i64::try_from(reports.len()).is_ok_and(|count| count >= MOST);
    let view = View {
        region,
        units: units
            .iter()
            .map(|(_, id)| directory.unit_name(*id))
            .collect(),
        recipients: &recipients,
        first: it.first().map(date::medium).unwrap_or_default(),
        last: it.last().map(date::medium).unwrap_or_default(),
        blocks: blocks(&directory, app.now(), &reports),
        full,
        may_write: may(&app, grant.actor(), region, WriteStanding::CODE),
        it,
    };
    Page::new(it.title.clone(), &view)
}

/// The periods, the newest first, with their reports.
fn blocks(directory: &Directory, now: Instant, reports: &[PeriodReport]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for report in reports {
        let name = report.period_name();
        if blocks.last().is_none_or(|last| last.name != name) {
            blocks.push(Block {
                name,
                sent: 0,
                lines: vec![],
            });
        }
        if let Some(block) = blocks.last_mut() {
            block.sent += usize::from(report.sendings > 0);
            block.lines.push(line(directory, now, report));
        }
    }
    blocks
}

fn line(directory: &Directory, now: Instant, it: &PeriodReport) -> Line {
    let condition = it.condition(directory, now);
    let late = condition.lateness();
    let due = it
        .due()
        .map(|due| date::medium(due.date))
        .unwrap_or_default();
    Line {
        path: format!("/{}/laporan-periode/{}", directory.region.code, it.id),
        unit: directory.unit_name(it.unit_id).to_owned(),
        chip: condition.chip(),
        state: condition.label(),
        due: match late.as_str() {
            "" => due,
            late => format!("{due} · {}", late.to_lowercase()),
        },
        late: condition.is_overdue(),
        sent: it
            .first_sent()
            .map(|at| directory.region.stamp(at))
            .unwrap_or_default(),
    }
}
