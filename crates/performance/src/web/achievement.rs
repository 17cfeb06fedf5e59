//! *Capaian Perjanjian Kinerja*: every unit's mean up to a quarter, the best first, with the table behind it.

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::{Directories, Directory};
use platform::{App, Bar, Grant, Page, Problem, RegionCode, form::Filter};
use serde::Deserialize;

use super::actions::ReadYear;
use crate::{
    books::{self, AchievedLine, AchievedUnit},
    papers,
    rules::{Grading, Quarter, up_to},
    store::{self, AgreementYear},
};

/// Up to which quarter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tw: String,
}

/// A unit with its bar.
struct Row {
    unit: AchievedUnit,
    bar: Bar,
}

#[derive(Template)]
#[template(path = "performance/achievement.html")]
struct Shown<'a> {
    region: &'a RegionCode,
    year: &'a AgreementYear,
    quarter: Quarter,
    quarters: [Quarter; 4],
    rows: Vec<Row>,
    unsigned: Vec<&'a str>,
    bases: Vec<String>,
    stamp: String,
}

/// Everything the page, the workbook and the paper say.
struct Found {
    grading: Grading,
    units: Vec<AchievedUnit>,
    unsigned: Vec<platform::Uuid>,
}

/// The units of a year with what they achieved up to a quarter, the best first, those without a figure
/// last; and the units whose agreement nobody has signed.
async fn found(
    app: &App,
    directory: &Directory,
    year: &AgreementYear,
    quarter: Quarter,
) -> Result<Found, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let all = store::agreements(db, region, year.id).await?;
    let lines = store::all_lines(db, region, year.id).await?;
    let reported = store::reported_of_year(db, region, year.id).await?;
    let grading = store::grading(db, region, year.year).await?;
    let wanted = || all.iter().filter(|it| it.dropped.is_empty());
    let of = |it: &store::Agreement| {
        let version = it.signed_id?;
        let own = lines.iter().filter(|line| line.version_id == version);
        Some(AchievedUnit::of(
            (it.id, directory.unit_name(it.unit_id)),
            own.map(|line| AchievedLine::of(line, it.id, &reported, quarter.number)),
            reported.last(it.id),
            &grading,
        ))
    };
    let mut units: Vec<AchievedUnit> = wanted().filter_map(of).collect();
    // a stable order: units come in the order of their numbers
    units.sort_by(|a, b| b.mean.figure.cmp(&a.mean.figure));
    let unsigned = wanted().filter(|it| it.signed_id.is_none());
    Ok(Found {
        unsigned: unsigned.map(|it| it.unit_id).collect(),
        grading,
        units,
    })
}

/// A bar as long as its mean, in a chart as wide as the longest or 100.
fn bar(unit: &AchievedUnit, widest: i64) -> Bar {
    let length = books::hundredths(&unit.mean);
    let fill = match unit.mean.is_provisional() {
        true => "belum",
        false => "utama",
    };
    let label = format!("{}: {}", unit.name, unit.mean.percent());
    Bar::new(label, &[(fill, length), ("sisa", widest - length)])
}

fn quarter(app: &App, directory: &Directory, year: &AgreementYear, asked: &Asked) -> Quarter {
    let today = directory.region.today(app.now());
    up_to(year.calendar_year(), &asked.tw, today)
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
    let found = found(&app, &directory, year, quarter).await?;
    let lengths = found.units.iter().map(|it| books::hundredths(&it.mean));
    let widest = lengths.chain([10_000]).max().unwrap_or(10_000);
    let rows = found.units.into_iter().map(|unit| Row {
        bar: bar(&unit, widest),
        unit,
    });
    let unsigned = found.unsigned.iter().map(|it| directory.unit_name(*it));
    let shown = Shown {
        region: grant.region(),
        rows: rows.collect(),
        unsigned: unsigned.collect(),
        bases: found.grading.bases(),
        stamp: directory.region.stamp(app.now()),
        quarters: Quarter::all(year.calendar_year()),
        quarter,
        year,
    };
    Page::new(format!("Capaian PK s.d. {}", quarter.name()), &shown)
}

fn name(quarter: Quarter) -> String {
    format!("Capaian Perjanjian Kinerja s.d. {}", quarter.name())
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
    let directory = Directories::of(&app, &grant).await?;
    let quarter = quarter(&app, &directory, grant.target(), &asked);
    let found = found(&app, &directory, grant.target(), quarter).await?;
    let name = name(quarter);
    let lists = books::achievement(&name, &directory, app.now(), &found.units);
    app.part::<Desk>().book(&name, lists).await
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
    let directory = Directories::of(&app, &grant).await?;
    let quarter = quarter(&app, &directory, grant.target(), &asked);
    let found = found(&app, &directory, grant.target(), quarter).await?;
    let paper = papers::achievement(&name(quarter), &directory, app.now(), &found.units);
    app.part::<Desk>().pdf(paper).await
}
