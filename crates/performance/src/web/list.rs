//! The agreements of a year: who has signed, who has not.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, RegionCode, Uuid, date, form::Filter};
use serde::Deserialize;

use super::actions::{AddSigning, AddYear, DecideRevision, ListAgreements, ListHeads, WriteYear};
use crate::{
    books,
    rules::{VersionState, day},
    store::{self, Agreement, AgreementYear, Signing},
};

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tahun: String,
}

/// An agreement as the list shows it.
struct Line {
    id: Uuid,
    unit: String,
    level: String,
    title: String,
    state: VersionState,
    signed: String,
}

#[derive(Template)]
#[template(path = "performance/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    stamp: String,
    years: &'a [AgreementYear],
    year: Option<&'a AgreementYear>,
    due: String,
    lines: Vec<Line>,
    signed: usize,
    unsigned: Vec<(Uuid, String, VersionState)>,
    signings: Vec<Signing>,
    may_open: bool,
    may_change: bool,
    may_sign: bool,
    may_reissue: bool,
    may_heads: bool,
}

impl Line {
    fn of(directory: &Directory, it: &Agreement) -> Self {
        Self {
            id: it.id,
            unit: directory.unit_name(it.unit_id).to_owned(),
            level: books::level(&it.level).to_owned(),
            title: it.title(),
            state: it.state(),
            signed: day(it.signed()),
        }
    }
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListAgreements>,
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
    let (all, signings) = match year {
        Some(year) => (
            store::agreements(db, region, year.id).await?,
            store::signings(db, region, year.id).await?,
        ),
        None => (vec![], vec![]),
    };
    let unsigned = all
        .iter()
        .filter(|it| !it.is_locked() && it.dropped.is_empty())
        .map(|it| {
            (
                it.id,
                directory.unit_name(it.unit_id).to_owned(),
                it.state(),
            )
        });
    let may = |code| may(&app, grant.actor(), region, code);
    let list = List {
        region,
        stamp: directory.region.stamp(app.now()),
        due: year
            .and_then(AgreementYear::due)
            .map(|due| date::long(due.date))
            .unwrap_or_default(),
        signed: all.iter().filter(|it| it.is_locked()).count(),
        unsigned: unsigned.collect(),
        lines: all.iter().map(|it| Line::of(&directory, it)).collect(),
        signings,
        may_open: may(AddYear::CODE),
        may_change: may(WriteYear::CODE),
        may_sign: may(AddSigning::CODE),
        may_reissue: may(DecideRevision::CODE),
        may_heads: may(ListHeads::CODE),
        directory: &directory,
        years: &years,
        year,
    };
    let name = match year {
        Some(year) => format!("Perjanjian Kinerja {}", year.year),
        None => "Perjanjian Kinerja".to_owned(),
    };
    Page::new(name, &list)
}
