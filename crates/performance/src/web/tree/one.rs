//! The tree of a plan: on screen, on a sheet of A3, as a table.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::may::may;
use government::{
    Directories, Directory, history as chain,
    mission::{self, Mission},
};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode};

use super::branch::{Branch, branches};
use crate::{
    books::tree as book_of,
    papers,
    store::tree::{self, Budget, DevelopmentPlan, Indicator, Node, PLAN},
    web::actions::{ReadPlanTree, WritePlanTree},
};

/// Everything of a plan.
struct Found {
    directory: Arc<Directory>,
    missions: Vec<Mission>,
    nodes: Vec<Node>,
    indicators: Vec<Indicator>,
    budgets: Vec<Budget>,
}

async fn found(app: &App, grant: &Grant<ReadPlanTree>) -> Result<Found, Problem> {
    let (db, region, plan) = (app.db().read(), grant.region(), grant.target());
    let period = (plan.first_year, plan.last_year);
    let mut missions = mission::missions(db, region).await?;
    missions.retain(|it| (it.first_year, it.last_year) == period);
    Ok(Found {
        directory: Directories::of(app, grant).await?,
        missions,
        nodes: tree::nodes(db, region, plan.id).await?,
        indicators: tree::indicators(db, region, plan.id).await?,
        budgets: tree::budgets(db, region, plan.id).await?,
    })
}

impl Found {
    /// The missions, each with what stands below it.
    fn parts(&self) -> Vec<(&Mission, Vec<Branch<'_>>)> {
        let of = |mission: &Mission| {
            branches(
                &self.directory,
                &self.nodes,
                Some(mission.id),
                &self.indicators,
                &self.budgets,
            )
        };
        self.missions.iter().map(|it| (it, of(it))).collect()
    }
}

#[derive(Template)]
#[template(path = "performance/tree/one.html")]
struct One<'a> {
    region: &'a RegionCode,
    it: &'a DevelopmentPlan,
    parts: Vec<(&'a Mission, Vec<Branch<'a>>)>,
    nodes: usize,
    may_write: bool,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadPlanTree>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let found = found(&app, &grant).await?;
    let (region, it) = (grant.region(), grant.target());
    let one = One {
        region,
        parts: found.parts(),
        nodes: found.nodes.len(),
        may_write: may(&app, grant.actor(), region, WritePlanTree::CODE),
        it,
    };
    Page::new(it.title.clone(), &one)
}

/// *Pohon kinerja* on a sheet of A3.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadPlanTree>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let found = found(&app, &grant).await?;
    let paper = papers::tree(grant.target(), &found.directory, app.now(), &found.parts());
    app.part::<Desk>().pdf(paper).await
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ReadPlanTree>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let found = found(&app, &grant).await?;
    let book = book_of(grant.target(), &found.directory, app.now(), &found.parts());
    app.part::<Desk>().xlsx(book).await
}

/// The history of a plan.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn history(
    grant: Grant<ReadPlanTree>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let back = format!("/rpjmd/{}", it.id);
    chain::page(&app, &directory, Ref::new(PLAN, it.id), &it.title, &back).await
}
