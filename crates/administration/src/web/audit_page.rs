//! The page of the audit chain, with or without what a check found.

use std::collections::HashSet;

use askama::Template;
use government::{
    Directories, Viewer,
    audience::{self, MASKED},
    history,
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid,
    store::audit::{self, Entry},
};

use super::{Frame, actions::ReadAccounts, may};
use crate::references::ACCOUNT;

const PER_PAGE: i64 = 50;

/// What a check found, in words.
pub struct Verdict {
    /// Nothing is missing or changed.
    pub whole: bool,
    /// In three words.
    pub title: &'static str,
    /// In full.
    pub text: String,
}

struct Line {
    entry: history::Line,
    subject: String,
    path: Option<String>,
}

#[derive(Template)]
#[template(path = "administration/audit.html")]
struct AuditPage {
    frame: Frame,
    lines: Vec<Line>,
    first_page: bool,
    older: Option<i64>,
    verdict: Option<Verdict>,
}

/// The rows from before `before` (0: the latest), below what a check found.
pub async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    before: i64,
    verdict: Option<Verdict>,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let entries = audit::latest(app.db().read(), grant.region(), before, PER_PAGE).await?;
    let older = entries
        .last()
        .map(|entry| entry.seq)
        .filter(|last| *last > 1);
    let sees_accounts = may(app, grant, ReadAccounts::CODE);
    // a link that leads to a refusal helps nobody
    let leads_on = |entry: &Entry| {
        !entry.subject_id.is_nil() && (sees_accounts || entry.subject_kind != ACCOUNT)
    };
    let hidden = hidden(app, grant, &entries).await?;
    let lines = entries
        .iter()
        .map(|entry| Line {
            entry: match hidden.contains(&entry.subject_id) {
                true => history::Line {
                    details: vec![("Rincian".into(), MASKED.into())],
                    ..history::line(app, &directory, entry)
                },
                false => history::line(app, &directory, entry),
            },
            subject: kind_in_words(&entry.subject_kind).to_owned(),
            path: (leads_on(entry) && !hidden.contains(&entry.subject_id))
                .then(|| app.path_of(&entry.subject_kind, entry.subject_id))
                .flatten(),
        })
        .collect();
    Page::new(
        "Jejak Audit",
        &AuditPage {
            frame: Frame::new(app, &directory),
            lines,
            first_page: before <= 0,
            older,
            verdict,
        },
    )
}

/// Records whose words this reader may not see.
async fn hidden<A: Action>(
    app: &App,
    grant: &Grant<A>,
    entries: &[Entry],
) -> Result<HashSet<Uuid>, Problem> {
    if Viewer::of(grant.actor(), grant.region()).audits() {
        return Ok(HashSet::new());
    }
    let subjects = entries
        .iter()
        .map(|it| (it.subject_kind.as_str(), it.subject_id));
    audience::limited(app, grant.region(), subjects).await
}

fn kind_in_words(kind: &str) -> &str {
    match kind {
        ACCOUNT => "Akun",
        "government.capacity" => "Jabatan atau penugasan",
        "government.post" => "Jabatan",
        "government.unit" => "Unit kerja",
        "government.region" => "Daerah",
        "government.calendar" => "Kalender",
        "government.transfer" => "Mutasi jabatan",
        "government.follow_up" => "Tindak lanjut",
        "government.evidence" => "Data dukung",
        "directives.meeting" => "Rapat",
        "directives.point" => "Butir arahan",
        "directives.issue" => "Permasalahan",
        "recommendations.decision" => "Keputusan DPRD",
        "recommendations.item" => "Rekomendasi DPRD",
        "recommendations.audit_report" => "Laporan hasil pemeriksaan",
        "recommendations.finding" => "Temuan pemeriksaan",
        "recommendations.audit_item" => "Rekomendasi pemeriksaan",
        "platform.job" => "Pekerjaan sistem",
        other => other,
    }
}
