//! The rounds of the LPPD, with how far what is written for each is.

use askama::Template;
use axum::extract::State;
use platform::{App, Grant, Page, Problem, RegionCode};

use super::LPPD;
use crate::{
    store::{self, Round},
    web::actions::ListRounds,
};

/// A round with how many units write for it, and how many of them were accepted.
struct Line {
    it: Round,
    asked: i64,
    accepted: i64,
}

#[derive(Template)]
#[template(path = "rounds/narratives.html")]
struct View<'a> {
    region: &'a RegionCode,
    lines: Vec<Line>,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ListRounds>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), grant.region());
    let counts = store::narrative_counts(db, region, LPPD).await?;
    let rounds = store::rounds(db, region).await?;
    let rounds = rounds.into_iter().filter(|it| it.list == crate::web::LPPD);
    let lines = rounds.map(|it| {
        let count = counts.iter().find(|(round, ..)| *round == it.id);
        let (asked, accepted) = count.map_or((0, 0), |(_, asked, accepted)| (*asked, *accepted));
        Line {
            it,
            asked,
            accepted,
        }
    });
    let view = View {
        region,
        lines: lines.collect(),
    };
    Page::new("Naskah LPPD", &view)
}
