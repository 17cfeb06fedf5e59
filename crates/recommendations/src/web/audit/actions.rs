//! Rights to what audits found. A record that somebody may not see is not there for them.

use government::{Audience, Viewer};
use platform::{Actor, App, Located, PathParams, Place, Problem, RegionCode, rights};

use crate::store::audit::{self, AuditItem, AuditReport, Finding};

rights! {
    /// The register of findings, as far as one may see it.
    ListFindings "audit_finding.read" "Membuka temuan pemeriksaan";
    /// A new report.
    AddReport "audit_finding.write" "Mencatat hasil pemeriksaan";
}

rights! {
    AuditReport, report;
    /// One report.
    ReadReport "audit_finding.read" "Membuka temuan pemeriksaan";
    /// Change it, and add findings to it.
    WriteReport "audit_finding.write" "Mencatat hasil pemeriksaan";
}

rights! {
    Finding, finding;
    /// One finding.
    ReadFinding "audit_finding.read" "Membuka temuan pemeriksaan";
    /// Change it, and add recommendations to it.
    WriteFinding "audit_finding.write" "Mencatat hasil pemeriksaan";
}

rights! {
    AuditItem, item;
    /// One recommendation.
    ReadAuditItem "audit_finding.read" "Membuka temuan pemeriksaan";
    /// Change it, and note what became of it.
    WriteAuditItem "audit_finding.write" "Mencatat hasil pemeriksaan";
}

/// The record with the places of the units it concerns, if any of them is seen.
fn located<T>(
    actor: &Actor,
    region: &RegionCode,
    target: T,
    places: Vec<Place>,
) -> Option<Located<T>> {
    let viewer = Viewer::of(actor, region);
    if viewer.audits() {
        return Some(Located::region(target));
    }
    let seen: Vec<Place> = places
        .into_iter()
        .filter(|place| viewer.sees(Audience::Audit, place))
        .collect();
    match seen.is_empty() {
        true => None,
        false => Some(Located::units(target, seen)),
    }
}

async fn report(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<AuditReport>>, Problem> {
    let (db, id) = (app.db().read(), path.id("audit_report")?);
    let Some(found) = audit::find_report(db, region, id).await? else {
        return Ok(None);
    };
    let places = audit::places_of_report(db, region, id).await?;
    Ok(located(actor, region, found, places))
}

async fn finding(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Finding>>, Problem> {
    let (db, id) = (app.db().read(), path.id("finding")?);
    let Some(found) = audit::find_finding(db, region, id).await? else {
        return Ok(None);
    };
    let places = audit::places_of_finding(db, region, id).await?;
    Ok(located(actor, region, found, places))
}

async fn item(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<AuditItem>>, Problem> {
    let (db, id) = (app.db().read(), path.id("audit_item")?);
    let Some(found) = audit::find_audit_item(db, region, id).await? else {
        return Ok(None);
    };
    let places = audit::places_of_item(db, region, id).await?;
    Ok(located(actor, region, found, places))
}
