//! One decision of the council with its recommendations.

use askama::Template;
use axum::extract::State;
use documents::register::{self, view::Card};
use government::may::may;
use government::{Directories, Directory, history};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode, date};

use super::{
    actions::{AddMatrix, ReadDecision, WriteDecision},
    paper::path,
    view::{Line, of_decision},
};
use crate::{
    rules::Course,
    store::{DECISION, Decision},
};

#[derive(Template)]
#[template(path = "recommendations/decision.html")]
struct One<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Decision,
    day: String,
    lines: Vec<Line>,
    done: usize,
    late: usize,
    papers: Vec<Card>,
    may_write: bool,
    may_paper: bool,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadDecision>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, it) = (grant.region(), grant.target());
    let lines = of_decision(&app, &directory, it.id).await?;
    let subject = Ref::new(DECISION, it.id);
    let papers = register::of_subject(app.db().read(), region, subject).await?;
    let of = |course| lines.iter().filter(|line| line.course == course).count();
    let one = One {
        day: it.day().map(date::long).unwrap_or_default(),
        done: of(Course::Finished),
        late: of(Course::Late),
        papers: Card::latest(&papers, &path(it)),
        may_paper: may(&app, grant.actor(), region, AddMatrix::CODE),
        may_write: may(&app, grant.actor(), region, WriteDecision::CODE),
        directory: &directory,
        region,
        it,
        lines,
    };
    Page::new(it.name(), &one)
}

/// Its history.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn history(
    grant: Grant<ReadDecision>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let back = format!("/rekomendasi/keputusan/{}", it.id);
    history::page(
        &app,
        &directory,
        Ref::new(DECISION, it.id),
        &it.name(),
        &back,
    )
    .await
}
