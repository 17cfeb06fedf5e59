//! One audit report with its findings.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory, Viewer, history};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode, date, provenance};

use super::{
    actions::{ReadReport, WriteReport},
    view::{AuditLine, audit_lines},
};
use crate::store::audit::{self, AUDIT_REPORT, AuditReport, Finding, Wanted};

/// A finding with what was recommended on it.
struct Part {
    finding: Finding,
    lines: Vec<AuditLine>,
}

#[derive(Template)]
#[template(path = "recommendations/audit/report.html")]
struct One<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a AuditReport,
    day: String,
    received: String,
    answer_due: String,
    basis: String,
    parts: Vec<Part>,
    may_write: bool,
}

/// The page: findings with recommendations that one may see.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadReport>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, it, db) = (grant.region(), grant.target(), app.db().read());
    let viewer = Viewer::of(grant.actor(), region);
    let wanted = Wanted {
        report: Some(it.id),
        ..Wanted::default()
    };
    let items = audit::audit_items(db, region, &viewer, &wanted).await?;
    let mut lines = audit_lines(&app, &directory, &viewer, items).await?;
    let mut parts = Vec::new();
    for finding in audit::findings_of(db, region, it.id).await? {
        let (own, others) = lines
            .into_iter()
            .partition(|line| line.item.finding_id == finding.id);
        lines = others;
        let part = Part {
            finding,
            lines: own,
        };
        if viewer.audits() || !part.lines.is_empty() {
            parts.push(part);
        }
    }
    let one = One {
        day: it.day().map(date::long).unwrap_or_default(),
        received: it.received().map(date::long).unwrap_or_default(),
        answer_due: it.answer_due().map(date::long).unwrap_or_default(),
        basis: it
            .source()
            .map(|source| provenance::words(&source.answer_basis))
            .unwrap_or_default(),
        may_write: may(&app, grant.actor(), region, WriteReport::CODE),
        directory: &directory,
        region,
        parts,
        it,
    };
    Page::new(it.name(), &one)
}

/// Its history.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn history(
    grant: Grant<ReadReport>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let back = format!("/temuan/laporan/{}", it.id);
    let subject = Ref::new(AUDIT_REPORT, it.id);
    history::page(&app, &directory, subject, &it.name(), &back).await
}
