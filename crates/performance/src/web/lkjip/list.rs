//! The performance reports of a year: asked for, and how each stands.

use askama::Template;
use axum::{extract::State, response::Redirect};
use documents::making::{self, Making, MakingState};
use government::{Directories, Directory, may::may, structure::Due};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode, Uuid, form::Filter};
use serde::Deserialize;

use crate::{
    rules,
    store::{self, AgreementYear, COMPILATION, Report},
    web::actions::{ListReports, WriteYear},
};

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    tahun: String,
}

/// A report as the list shows it.
struct Line {
    it: Report,
    unit: String,
    due: String,
    mark: String,
}

#[derive(Template)]
#[template(path = "performance/lkjip/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    years: &'a [AgreementYear],
    year: Option<&'a AgreementYear>,
    lines: Vec<Line>,
    confirmed: usize,
    chapters: usize,
    waiting: usize,
    bases: [String; 2],
    may_ask: bool,
    compiled: Vec<(Making, String)>,
    stamp: String,
}

fn line(app: &App, directory: &Directory, it: Report) -> Line {
    let today = directory.region.today(app.now());
    let open = it.is_open();
    let mark = it
        .due()
        .filter(|_| open)
        .map(|due| due.mark(app.now(), today, &directory.calendar).text());
    Line {
        unit: directory.unit_name(it.unit_id).to_owned(),
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        mark: mark.unwrap_or_default(),
        it,
    }
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ListReports>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region) = (app.db().read(), grant.region());
    let years = store::years(db, region).await?;
    let this = i64::from(directory.region.today(app.now()).year());
    let wanted = asked.tahun.trim().parse().unwrap_or(this);
    let year = years
        .iter()
        .find(|it| it.year == wanted)
        .or(years.first().filter(|_| asked.tahun.is_empty()));
    let fiscal = year.map_or_else(
        || directory.region.today(app.now()).year(),
        AgreementYear::calendar_year,
    );
    let calendar = store::calendar(db, region, fiscal).await?;
    let (all, agreements, compiled) = match year {
        Some(year) => (
            store::reports(db, region, year.id).await?,
            store::agreements(db, region, year.id).await?,
            making::of_subject(db, region, Ref::new(COMPILATION, year.id)).await?,
        ),
        None => (vec![], vec![], vec![]),
    };
    let stamped = compiled.into_iter().map(|it| {
        let at = directory.region.stamp(platform::Instant(it.at));
        (it, at)
    });
    let waiting = agreements.iter().filter(|it| {
        let asked = all.iter().any(|report| report.agreement_id == it.id);
        it.dropped.is_empty() && it.signed_id.is_some() && !asked
    });
    let confirmed = |it: &&Report| it.verified_at.is_some();
    let list = List {
        region,
        waiting: waiting.count(),
        confirmed: all.iter().filter(confirmed).count(),
        lines: all
            .into_iter()
            .map(|it| line(&app, &directory, it))
            .collect(),
        chapters: rules::chapters().len(),
        bases: [
            calendar.basis(government::structure::UnitKind::Department),
            calendar.basis(government::structure::UnitKind::HeadOfRegion),
        ],
        compiled: stamped.collect(),
        may_ask: may(&app, grant.actor(), region, WriteYear::CODE),
        stamp: directory.region.stamp(app.now()),
        directory: &directory,
        years: &years,
        year,
    };
    let name = match year {
        Some(year) => format!("Laporan Kinerja {}", year.year),
        None => "Laporan Kinerja".to_owned(),
    };
    Page::new(name, &list)
}

/// Asks for the report of every unit whose agreement is signed and that was not asked yet.
///
/// # Errors
/// `Problem::Refused` when nobody is left to ask.
pub(in crate::web) async fn ask(
    grant: Grant<WriteYear>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = grant.target().clone();
    let all = store::agreements(app.db().read(), grant.region(), year.id).await?;
    let zone = directory.region.zone;
    // the date is given once, here: what the region sets later moves none of those asked before
    let calendar = store::calendar(app.db().read(), grant.region(), year.calendar_year()).await?;
    let due = |unit: Uuid| {
        let kind = directory.unit(unit)?.kind;
        let day = calendar.report_due(kind, year.calendar_year())?;
        Some(Due::new(day, None, zone))
    };
    let wanted: Vec<(Uuid, Option<Due>)> = all
        .iter()
        .filter(|it| it.dropped.is_empty() && it.signed_id.is_some())
        .map(|it| (it.id, due(it.unit_id)))
        .collect();
    let path = format!("/{}/lkjip?tahun={}", grant.region(), year.year);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                match store::add_reports(tx, year.id, &wanted).await? {
                    0 => Err(Problem::Refused(
                        "Laporan sudah diminta dari semua unit yang perjanjiannya ditandatangani."
                            .into(),
                    )),
                    _ => Ok(()),
                }
            })
        })
        .await?;
    Ok(Redirect::to(&path))
}
