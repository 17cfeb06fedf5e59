//! *Program Prioritas*: the board of a plan's priority programmes, and one of them.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, RegionCode};

use crate::{
    store::tree::{self, DevelopmentPlan, Priority},
    web::actions::{AddPlanTree, ListPlanTrees, ReadPriorityProgram},
};

#[derive(Template)]
#[template(path = "performance/tree/board.html")]
struct Board<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    /// Each plan with its programmes.
    plans: Vec<(DevelopmentPlan, Vec<Priority>)>,
    may_write: bool,
}

/// The board.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn board(
    grant: Grant<ListPlanTrees>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region) = (app.db().read(), grant.region());
    let plans = tree::plans(db, region).await?;
    let all = tree::priorities(db, region).await?;
    let plans = plans.into_iter().map(|plan| {
        let own = all.iter().filter(|it| it.plan_id == plan.id);
        let own = own.cloned().collect();
        (plan, own)
    });
    let board = Board {
        region,
        plans: plans.collect(),
        may_write: may(&app, grant.actor(), region, AddPlanTree::CODE),
        directory: &directory,
    };
    Page::new("Program Prioritas", &board)
}

#[derive(Template)]
#[template(path = "performance/tree/priority.html")]
struct One<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Priority,
    may_write: bool,
}

/// One of them.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadPriorityProgram>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, it) = (grant.region(), grant.target());
    let one = One {
        region,
        may_write: may(&app, grant.actor(), region, AddPlanTree::CODE),
        directory: &directory,
        it,
    };
    Page::new(it.name.clone(), &one)
}
