//! A quarter of all agreements of a year: targets, what was reached, what reviewers noted.

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use figures::State as Known;
use government::{Directories, Directory};
use platform::{App, Grant, Page, Problem, RegionCode, Uuid, form::Filter};
use serde::Deserialize;

use super::{actions::ReadYear, quarter::target_of};
use crate::{
    books::{self, AchievedLine, ReportLine},
    papers,
    rules::{self, Quarter},
    store::{self, AgreementYear, QuarterReport},
};

/// Which quarter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tw: String,
}

/// A unit with its quarter.
struct Block {
    report: QuarterReport,
    unit: String,
    lines: Vec<ReportLine>,
}

#[derive(Template)]
#[template(path = "performance/report.html")]
struct Shown<'a> {
    region: &'a RegionCode,
    year: &'a AgreementYear,
    quarter: Quarter,
    quarters: [Quarter; 4],
    blocks: Vec<Block>,
    sent: usize,
    stamp: String,
}

/// The quarter that is asked for; the last that is over where none is.
fn quarter(app: &App, directory: &Directory, year: &AgreementYear, asked: &Asked) -> Quarter {
    let today = directory.region.today(app.now());
    rules::up_to(year.calendar_year(), &asked.tw, today)
}

async fn blocks(
    app: &App,
    directory: &Directory,
    year: &AgreementYear,
    quarter: Quarter,
) -> Result<Vec<Block>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let number = i64::from(quarter.number);
    let reports = store::quarters_of_year(db, region, year.id, number).await?;
    let lines = store::all_lines(db, region, year.id).await?;
    let ids: Vec<Uuid> = reports.iter().map(|it| it.id).collect();
    let results = store::results_of(db, region, &ids).await?;
    let reported = store::reported_of_year(db, region, year.id).await?;
    let block = |report: QuarterReport| {
        let unit = directory.unit_name(report.unit_id).to_owned();
        let sent = report.sent_at.is_some();
        let own = lines
            .iter()
            .filter(|line| line.version_id == report.signed_id);
        let lines = own.map(|line| {
            // what is drafted is the unit's
            let mut own = results.iter().filter(|it| sent && it.quarter == report.id);
            let known = own.find(|it| it.line == line.key);
            let (state, amount) =
                known.map_or((Known::NotFilled, None), |it| (it.state, it.amount));
            let target = target_of(line, number);
            let achieved = |target| {
                rules::achieved(line.input.direction, target, rules::reported(state, amount))
            };
            let year = AchievedLine::of(line, report.agreement_id, &reported, quarter.number);
            ReportLine {
                unit: unit.clone(),
                quarter_target: target,
                of_quarter: target.map(achieved),
                of_year: year.achieved,
                state,
                amount,
                remark: known.map(|it| it.remark.clone()).unwrap_or_default(),
                note: report.note.clone(),
                sent: report
                    .sent_at
                    .map(|at| directory.region.stamp(platform::Instant(at)))
                    .unwrap_or_default(),
                line: line.clone(),
            }
        });
        Block {
            lines: lines.collect(),
            unit,
            report,
        }
    };
    Ok(reports.into_iter().map(block).collect())
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadYear>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = grant.target();
    let quarter = quarter(&app, &directory, year, &asked);
    let blocks = blocks(&app, &directory, year, quarter).await?;
    let shown = Shown {
        region: grant.region(),
        sent: blocks
            .iter()
            .filter(|it| it.report.sent_at.is_some())
            .count(),
        stamp: directory.region.stamp(app.now()),
        quarters: Quarter::all(year.calendar_year()),
        blocks,
        quarter,
        year,
    };
    Page::new(format!("Realisasi PK {}", quarter.name()), &shown)
}

async fn lines(
    app: &App,
    grant: &Grant<ReadYear>,
    asked: &Asked,
) -> Result<(std::sync::Arc<Directory>, String, Vec<ReportLine>), Problem> {
    let directory = Directories::of(app, grant).await?;
    let quarter = quarter(app, &directory, grant.target(), asked);
    let blocks = blocks(app, &directory, grant.target(), quarter).await?;
    let lines = blocks.into_iter().flat_map(|block| block.lines).collect();
    let name = format!("Realisasi Perjanjian Kinerja {}", quarter.name());
    Ok((directory, name, lines))
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ReadYear>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let (directory, name, lines) = lines(&app, &grant, &asked).await?;
    let book = books::quarter(&name, &directory, app.now(), &lines);
    app.part::<Desk>().xlsx(book).await
}

/// *Cetak F4*.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadYear>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let (directory, name, lines) = lines(&app, &grant, &asked).await?;
    let paper = papers::quarter(&name, &directory, app.now(), &lines);
    app.part::<Desk>().pdf(paper).await
}
