//! One finding with what was recommended on it.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Viewer, history};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode};

use super::{
    actions::{ReadFinding, WriteFinding},
    view::{AuditLine, audit_lines},
};
use crate::store::audit::{self, FINDING, Finding, Wanted};

#[derive(Template)]
#[template(path = "recommendations/audit/finding.html")]
struct One<'a> {
    region: &'a RegionCode,
    it: &'a Finding,
    lines: Vec<AuditLine>,
    may_write: bool,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadFinding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, it) = (grant.region(), grant.target());
    let viewer = Viewer::of(grant.actor(), region);
    let wanted = Wanted {
        finding: Some(it.id),
        ..Wanted::default()
    };
    let items = audit::audit_items(app.db().read(), region, &viewer, &wanted).await?;
    let one = One {
        lines: audit_lines(&app, &directory, &viewer, items).await?,
        may_write: may(&app, grant.actor(), region, WriteFinding::CODE),
        region,
        it,
    };
    Page::new(format!("Temuan {}", it.number), &one)
}

/// Its history.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn history(
    grant: Grant<ReadFinding>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let (title, back) = (
        format!("Temuan {}", it.number),
        format!("/temuan/{}", it.id),
    );
    history::page(&app, &directory, Ref::new(FINDING, it.id), &title, &back).await
}
