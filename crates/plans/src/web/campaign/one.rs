//! One campaign: where it reached, and what every unit did for it.

use askama::Template;
use axum::extract::State;
use government::Directories;
use government::may::{covers, may};
use platform::{Action, App, Grant, Page, Problem, RegionCode, Uuid};

use super::Line;
use crate::{
    rules::Weeks,
    store::{self, Contribution},
    web::{
        actions::{AddActivity, ReadCampaign, WriteCampaign},
        regular::{self, AreaLine},
    },
};

/// What a unit did.
struct Part {
    unit: String,
    role: &'static str,
    did: Option<Contribution>,
}

#[derive(Template)]
#[template(path = "plans/campaign.html")]
struct One<'a> {
    region: &'a RegionCode,
    line: Line,
    /// Villages that were reached.
    reached: Vec<AreaLine>,
    villages: usize,
    parts: Vec<Part>,
    nothing: usize,
    may_write: bool,
    may_log: bool,
}

impl One<'_> {
    /// "35 orang", or that nobody counted.
    fn people(did: &Contribution) -> String {
        match (did.counted, did.activities - did.counted) {
            (0, _) => "Tidak dihitung".into(),
            (_, 0) => format!("{} orang", did.participants),
            (_, more) => format!("{} orang, {more} kegiatan tidak dihitung", did.participants),
        }
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadCampaign>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region) = (app.db().read(), grant.region());
    let it = grant.target().clone();
    let today = directory.region.today(app.now());
    let from = it.from().unwrap_or(today);
    let until = it.until().unwrap_or(today).min(today).max(from);
    let days = store::area_days(db, region, (from, until), None, Some(it.id)).await?;
    let all = regular::lines(&directory, Weeks::of(from, until), &days);
    let asked = store::units_of_campaign(db, region, it.id).await?;
    let did = store::contributions(db, region, "campaign_id", it.id).await?;
    let mut units: Vec<Uuid> = vec![it.unit_id];
    units.extend(asked.iter().copied());
    units.extend(did.iter().map(|it| it.unit_id));
    let mut seen = std::collections::HashSet::new();
    units.retain(|unit| seen.insert(*unit));
    let mut parts: Vec<Part> = units
        .into_iter()
        .map(|unit| Part {
            unit: directory.unit_name(unit).to_owned(),
            role: match unit {
                unit if unit == it.unit_id => "Koordinator",
                unit if asked.contains(&unit) => "Diminta ikut",
                _ => "Ikut atas prakarsa sendiri",
            },
            did: did.iter().find(|it| it.unit_id == unit).cloned(),
        })
        .collect();
    parts.sort_by_key(|part| part.did.is_some());
    let title = it.title.clone();
    let one = One {
        region,
        villages: all.len(),
        reached: all.into_iter().filter(|line| line.activities > 0).collect(),
        nothing: parts.iter().filter(|part| part.did.is_none()).count(),
        parts,
        may_write: covers(
            &app,
            grant.actor(),
            &directory,
            it.unit_id,
            WriteCampaign::CODE,
        ),
        may_log: may(&app, grant.actor(), region, AddActivity::CODE),
        line: Line::of(&directory, it),
    };
    Page::new(title, &one)
}
