//! *Butir Arahan*: a point kept as spoken.

mod form;
mod paste;
mod typing;

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{self, Card},
};
use platform::{Action, App, Grant, Page, Problem, RegionCode, date};

use super::actions::{HandOver, ReadPoint, WritePoint};
use crate::store::{POINT, Point};
pub(super) use form::{add, blank, change, edit};
pub(super) use paste::{empty as paste_form, keep as paste_keep};

#[derive(Template)]
#[template(path = "directives/point.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Point,
    day: String,
    cards: Vec<Card>,
    may_write: bool,
    may_hand: bool,
}

/// The point with its follow-ups.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadPoint>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region) = (grant.target(), grant.region());
    let now = app.now();
    let cards = follow_up::of_origins(app.db().read(), region, POINT, &[it.id])
        .await?
        .iter()
        .map(|row| Card::of(row, &directory, now))
        .collect();
    let actor = grant.actor();
    let may =
        |code: &str| actor.region == *region && app.matrix().scope(&actor.role, code).is_some();
    let view = View {
        day: date::parse(&it.meeting_date)
            .map(date::long)
            .unwrap_or_default(),
        may_write: may(WritePoint::CODE),
        may_hand: may(HandOver::CODE),
        directory: &directory,
        region,
        it,
        cards,
    };
    Page::new(format!("Butir {}", it.number), &view)
}
