//! The heads of a year: all of them for who prepares and decides, oneself for everybody else.

use std::collections::HashSet;

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::{Directories, Directory, structure::Unit};
use platform::{Actor, App, Grant, Page, Problem, RegionCode, Uuid, right::Scope};
use time::{Date, Month};

use super::{
    WHOLE_REGION,
    gather::{Facts, OfUnit, evaluated},
    path,
};
use crate::{
    books::{self, EvaluatedHead},
    papers,
    rules::{Signature, heads, level_of, unled},
    store::{self, Agreement, AgreementYear},
    web::actions::ListHeads,
};

/// Level of the heads of agencies, who owe an agreement.
const AGENCY: &str = "kepala_pd";

#[derive(Template)]
#[template(path = "performance/heads/list.html")]
struct Shown<'a> {
    region: &'a RegionCode,
    year: &'a AgreementYear,
    rows: &'a [EvaluatedHead],
    waiting: Vec<&'a EvaluatedHead>,
    incomplete: usize,
    late: usize,
    all: bool,
    bases: Vec<String>,
    stamp: String,
}

impl Shown<'_> {
    fn path(&self, row: &EvaluatedHead) -> Option<String> {
        let (agreement, account) = row.agreement.zip(row.account)?;
        Some(path(agreement, account))
    }
}

/// Agencies of a year without an agreement. One that ended before the year did handed its agreement over.
fn without<'a>(
    directory: &'a Directory,
    agreements: &'a [Agreement],
    (year, today): (i32, Date),
) -> impl Iterator<Item = &'a Unit> {
    let last = Date::from_calendar_date(year, Month::December, 31);
    let day = last.map_or(today, |last| last.min(today));
    let known: HashSet<Uuid> = agreements.iter().map(|it| it.unit_id).collect();
    directory
        .units
        .iter()
        .filter(|it| it.kind.is_agency() && level_of(it.kind) == AGENCY)
        .filter(move |it| it.exists_on(day) && !known.contains(&it.id()))
}

async fn found(
    app: &App,
    (actor, scope): (&Actor, Scope),
    directory: &Directory,
    year: &AgreementYear,
) -> Result<Vec<EvaluatedHead>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let agreements = store::agreements(db, region, year.id).await?;
    let tenures = store::tenures_of_region(db, region).await?;
    let signatures = store::signatures_of_year(db, region, year.id).await?;
    let facts = Facts::of_year(app, directory, year).await?;
    let calendar = year.calendar_year();
    let with = agreements.iter().filter(|it| it.level != WHOLE_REGION);
    let with = with.map(|it| (it.unit_id, Some(it)));
    let days = (calendar, directory.region.today(app.now()));
    let none = without(directory, &agreements, days).map(|it| (it.id(), None));
    let mut rows = Vec::new();
    for (unit, agreement) in with.chain(none) {
        let own = signatures.iter();
        let signed: Vec<&Signature> = own
            .filter(|it| agreement.is_some_and(|of| of.id == it.agreement))
            .collect();
        let held = tenures.get(&unit).map_or(&[][..], Vec::as_slice);
        let found = heads(calendar, held, &signed);
        let of = OfUnit {
            unit,
            year: calendar,
            agreement,
            signatures: &signed,
            unled: unled(&found),
        };
        let row = |head| evaluated((app, actor), directory, &facts, &of, head);
        rows.extend(found.iter().map(|head| row(Some(head))));
        if !of.unled.is_empty() {
            rows.push(row(None));
        }
    }
    if scope < Scope::Region {
        rows.retain(|it| it.account == Some(actor.person));
    }
    Ok(rows)
}

fn name(year: &AgreementYear) -> String {
    format!("Bahan Evaluasi Kepala Perangkat Daerah {}", year.year)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ListHeads>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = grant.target();
    let reader = (grant.actor(), grant.scope());
    let rows = found(&app, reader, &directory, year).await?;
    let shown = Shown {
        region: grant.region(),
        waiting: rows.iter().filter(|it| it.waits).collect(),
        incomplete: rows.iter().filter(|it| !it.missing.is_empty()).count(),
        late: rows.iter().filter(|it| !it.late.is_empty()).count(),
        all: grant.scope() >= Scope::Region,
        bases: books::bases(),
        stamp: directory.region.stamp(app.now()),
        rows: &rows,
        year,
    };
    Page::new(name(year), &shown)
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ListHeads>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (year, reader) = (grant.target(), (grant.actor(), grant.scope()));
    let rows = found(&app, reader, &directory, year).await?;
    let short = format!("Evaluasi Kepala PD {}", year.year);
    let lists = books::heads(&short, &directory, app.now(), &rows);
    app.part::<Desk>().book(&name(year), lists).await
}

async fn paper(app: &App, grant: &Grant<ListHeads>) -> Result<documents::Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (year, reader) = (grant.target(), (grant.actor(), grant.scope()));
    let rows = found(app, reader, &directory, year).await?;
    Ok(papers::heads(&name(year), &directory, app.now(), &rows))
}

/// *Cetak F4*.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ListHeads>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    app.part::<Desk>().pdf(paper(&app, &grant).await?).await
}

/// *Unduh Word*.
///
/// # Errors
/// As `pdf`.
pub(super) async fn docx(
    grant: Grant<ListHeads>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    app.part::<Desk>().docx(paper(&app, &grant).await?).await
}
