//! All rounds.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, RegionCode};

use crate::{
    store::{self, Round},
    web::actions::{AddRound, ListRounds},
};

#[derive(Template)]
#[template(path = "rounds/rounds.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    rounds: Vec<Line>,
    may_add: bool,
}

struct Line {
    it: Round,
    due: String,
    mark: String,
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ListRounds>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (now, calendar) = (app.now(), &directory.calendar);
    let today = directory.region.today(now);
    let rounds = store::rounds(app.db().read(), grant.region()).await?;
    let list = List {
        region: grant.region(),
        rounds: rounds
            .into_iter()
            .map(|it| {
                let due = it.due();
                let mark = due
                    .filter(|_| it.is_open())
                    .map(|due| due.mark(now, today, calendar));
                Line {
                    due: due
                        .map(|due| due.text(&directory.region.zone_label))
                        .unwrap_or_default(),
                    mark: mark.map(|mark| mark.text()).unwrap_or_default(),
                    it,
                }
            })
            .collect(),
        may_add: may(&app, grant.actor(), grant.region(), AddRound::CODE),
        directory: &directory,
    };
    Page::new("Periode Pengisian", &list)
}
