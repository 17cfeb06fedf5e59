//! *Gerakan*: campaigns that many units carry.

pub(super) mod form;
pub(super) mod one;

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, RegionCode, date};

use super::actions::{AddCampaign, ListCampaigns};
use crate::store::{self, Campaign};

/// A campaign in words.
struct Line {
    it: Campaign,
    unit: String,
    period: String,
}

impl Line {
    fn of(directory: &Directory, it: Campaign) -> Self {
        let from = it.from().map(date::medium).unwrap_or_default();
        Self {
            unit: directory.unit_name(it.unit_id).to_owned(),
            period: match it.until() {
                Some(until) => format!("{from} - {}", date::medium(until)),
                None => format!("sejak {from}"),
            },
            it,
        }
    }
}

#[derive(Template)]
#[template(path = "plans/campaigns.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    lines: Vec<Line>,
    may_add: bool,
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn list(
    grant: Grant<ListCampaigns>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let found = store::campaigns(app.db().read(), region).await?;
    let list = List {
        region,
        lines: found
            .into_iter()
            .map(|it| Line::of(&directory, it))
            .collect(),
        directory: &directory,
        may_add: may(&app, grant.actor(), region, AddCampaign::CODE),
    };
    Page::new("Gerakan", &list)
}
