//! The plans of a region.

use askama::Template;
use axum::extract::State;
use government::may::may;
use platform::{Action, App, Grant, Page, Problem, RegionCode};

use crate::{
    store::tree::{self, DevelopmentPlan},
    web::actions::{AddPlanTree, ListPlanTrees},
};

#[derive(Template)]
#[template(path = "performance/tree/list.html")]
struct List<'a> {
    region: &'a RegionCode,
    plans: Vec<DevelopmentPlan>,
    may_add: bool,
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListPlanTrees>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let region = grant.region();
    let list = List {
        region,
        plans: tree::plans(app.db().read(), region).await?,
        may_add: may(&app, grant.actor(), region, AddPlanTree::CODE),
    };
    Page::new("RPJMD", &list)
}
