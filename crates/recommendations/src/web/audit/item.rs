//! One recommendation of an auditor: clocks, follow-ups, what the auditor said, money paid in.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{
    Directories, Directory, Viewer,
    evidence::{self, Evidence},
    history,
};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode, Uuid, date,
    form::FormErrors, provenance, random,
};
use serde::Deserialize;

use super::{
    actions::{ReadAuditItem, WriteAuditItem},
    view::{AuditLine, audit_lines},
};
use crate::{
    rules::audit::regulation,
    store::audit::{self, AUDIT_ITEM, AuditItem, PAYMENT, Payment, Said},
};

/// What was typed into one of the forms of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    /// Which form was refused; empty when none was.
    #[serde(skip)]
    pub form: &'static str,
    pub status: String,
    pub alasan: String,
    pub surat: String,
    pub tanggal: String,
    pub catatan: String,
    pub tanda_terima: String,
    pub nilai: String,
    pub tautan: String,
    pub versi: String,
    pub sekali: String,
}

/// Something said, in words.
struct SaidView {
    it: Said,
    day: String,
    noted: String,
}

/// A payment with its proof.
struct Paid {
    it: Payment,
    day: String,
    proofs: Vec<Evidence>,
}

#[derive(Template)]
#[template(path = "recommendations/audit/item.html")]
struct One<'a> {
    region: &'a RegionCode,
    line: AuditLine,
    statuses: Vec<(&'a str, String)>,
    reasons: Vec<(&'a str, &'a str)>,
    answered: String,
    answer_basis: String,
    review_due: String,
    review_basis: String,
    said: Vec<SaidView>,
    paid: Vec<Paid>,
    typing: &'a Typing,
    errors: &'a FormErrors,
    version: i64,
    once: String,
    limit: u64,
    may_write: bool,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadAuditItem>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (typing, none) = (Typing::default(), FormErrors::new());
    page(
        &app,
        &directory,
        grant.actor(),
        grant.target(),
        &typing,
        &none,
    )
    .await
}

/// The page as `actor` sees it, with what a refused form typed.
pub(super) async fn page(
    app: &App,
    directory: &Directory,
    actor: &Actor,
    it: &AuditItem,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (region, db) = (&directory.region.code, app.db().read());
    let viewer = Viewer::of(actor, region);
    let mut found = audit_lines(app, directory, &viewer, vec![it.clone()]).await?;
    let line = found.pop().ok_or(Problem::NotFound)?;
    let stamp = |at: i64| directory.region.stamp(Instant(at));
    let said = audit::statuses(db, region, it.id).await?;
    let payments = audit::payments(db, region, it.id).await?;
    let ids: Vec<Uuid> = payments.iter().map(|it| it.id).collect();
    let proofs = evidence::of_subjects(db, region, PAYMENT, &ids).await?;
    let rules = regulation();
    let source = it.source();
    let one = One {
        statuses: rules
            .statuses
            .iter()
            .map(|it| (it.code.as_str(), format!("{}. {}", it.code, it.label)))
            .collect(),
        reasons: std::iter::once(("", "Tidak perlu"))
            .chain(
                rules
                    .reasons
                    .iter()
                    .map(|it| (it.code.as_str(), it.label.as_str())),
            )
            .collect(),
        answered: it.answered().map(date::long).unwrap_or_default(),
        answer_basis: source
            .map(|it| provenance::words(&it.answer_basis))
            .unwrap_or_default(),
        review_due: it.review_due().map(date::long).unwrap_or_default(),
        review_basis: source
            .map(|it| provenance::words(&it.review_basis))
            .unwrap_or_default(),
        said: said
            .into_iter()
            .map(|it| SaidView {
                day: it.day().map(date::long).unwrap_or_default(),
                noted: format!("{} oleh {}", stamp(it.noted_at), it.noted_name),
                it,
            })
            .collect(),
        paid: payments
            .into_iter()
            .map(|it| Paid {
                day: it.day().map(date::long).unwrap_or_default(),
                proofs: proofs
                    .iter()
                    .filter(|proof| proof.subject_id == it.id)
                    .cloned()
                    .collect(),
                it,
            })
            .collect(),
        version: it.version,
        once: random::id(app.now()).to_string(),
        limit: app.files().limit / 1_000_000,
        may_write: may(app, actor, region, WriteAuditItem::CODE),
        region,
        line,
        typing,
        errors,
    };
    Page::new("Rekomendasi Pemeriksaan", &one)
}

/// Its history.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn history(
    grant: Grant<ReadAuditItem>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let title = format!("Rekomendasi {} temuan {}", it.number, it.finding_number);
    let back = format!("/rekomendasi-pemeriksaan/{}", it.id);
    history::page(&app, &directory, Ref::new(AUDIT_ITEM, it.id), &title, &back).await
}
