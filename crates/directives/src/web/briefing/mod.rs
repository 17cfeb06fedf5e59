//! *Bahan Rakor*: the page of a meeting's material, live while it is collected, frozen after.

mod budget;
mod collect;
mod compose;
mod release;
mod row;

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, Actor, App, Grant, Page, Problem, RegionCode, date, form::Filter};
use serde::Deserialize;

use super::actions::{PrepareBriefing, ReadMeeting, ReleaseBriefing};
use crate::{
    rules::{Briefing, BriefingState, CUT},
    store::{self, Collection, Meeting, Release, UnitRow},
};
pub(super) use budget::{form as budget_form, keep as budget_keep};
pub(super) use collect::{form as collect_form, open as collect};
pub(super) use compose::MOST;
pub use compose::compose as compose_briefing;
pub(super) use release::{form as release_form, keep as release, reopen};
pub(super) use row::{confirm as row_confirm, form as row_form, keep as row_keep};

/// Which release is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    rilis: String,
}

struct Mine {
    path: String,
    unit: String,
    confirmed: bool,
}

#[derive(Template)]
#[template(path = "directives/briefing.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Meeting,
    state: Option<BriefingState>,
    due: String,
    briefing: Option<Briefing>,
    /// Paths of the units' rows while they can be filled in, in the order of the units.
    paths: Vec<String>,
    mine: Vec<Mine>,
    shown: Option<&'a Release>,
    releases: &'a [Release],
    may_prepare: bool,
    may_release: bool,
    wa: String,
}

/// The page. While the material is collected, those who prepare it see all of it, a unit its own.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region, db) = (grant.target(), grant.region(), app.db().read());
    let (collection, releases) = store::releases(db, region, it.id).await?;
    let state = collection.as_ref().map(Collection::state);
    let number: Option<i64> = asked.rilis.parse().ok();
    let shown = match number {
        Some(number) => releases.iter().find(|release| release.number == number),
        None => releases
            .first()
            .filter(|_| state == Some(BriefingState::Released)),
    };
    if number.is_some() && shown.is_none() {
        return Err(Problem::NotFound);
    }
    let may_prepare = may(&app, grant.actor(), region, PrepareBriefing::CODE);
    let collecting = shown.is_none() && state == Some(BriefingState::Collecting);
    let rows = match collecting {
        true => store::unit_rows(db, region, it.id).await?,
        false => vec![],
    };
    let briefing = match shown {
        Some(release) => Some(release.briefing()?),
        None if collecting && may_prepare => {
            Some(compose::compose(&app, &directory, it, &rows).await?)
        }
        None => None,
    };
    let due = collection.as_ref().and_then(Collection::due);
    let due = due.map(|due| due.text(&directory.region.zone_label));
    let view = View {
        paths: rows.iter().map(|row| path(region, row)).collect(),
        mine: mine(grant.actor(), region, &directory, &rows),
        wa: match &briefing {
            Some(briefing) if collecting => reminder(&directory, it, briefing),
            _ => String::new(),
        },
        due: due.unwrap_or_default(),
        may_release: may(&app, grant.actor(), region, ReleaseBriefing::CODE),
        directory: &directory,
        releases: &releases,
        region,
        it,
        state,
        briefing,
        shown,
        may_prepare,
    };
    Page::new("Bahan Rakor", &view)
}

fn path(region: &RegionCode, row: &UnitRow) -> String {
    format!("/{region}/bahan/{}", row.id)
}

/// The rows of the unit somebody acts for.
fn mine(actor: &Actor, region: &RegionCode, directory: &Directory, rows: &[UnitRow]) -> Vec<Mine> {
    let own = rows
        .iter()
        .filter(|row| actor.region == *region && row.unit_id == actor.place.id);
    own.map(|row| Mine {
        path: path(region, row),
        unit: directory.unit_name(row.unit_id).to_owned(),
        confirmed: row.confirmed_at.is_some(),
    })
    .collect()
}

/// The reminder to those who have not confirmed, as a WhatsApp text.
fn reminder(directory: &Directory, it: &Meeting, briefing: &Briefing) -> String {
    let missing = briefing.missing();
    if missing.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    let day = it.day().map(date::long).unwrap_or_default();
    text += &format!("*Bahan {}*\n{day}\nBelum dikonfirmasi:\n", it.title);
    for (number, unit) in (1..).zip(missing) {
        text += &format!("{number}. {unit}\n");
    }
    text
}
