//! Reports in words, for the page of a follow-up and the form of the next report.

use std::collections::HashMap;

use government::{
    Directory,
    evidence::{self, Evidence},
    follow_up::{self, FollowUp, Report},
    review::{self, ReviewState, Step},
};
use platform::{App, Instant, Problem, RegionCode, Uuid};

/// Key under which a browser keeps the draft of a person's report.
pub(super) fn draft_key(person: Uuid, follow_up: Uuid) -> String {
    format!("{person}:lapor:{follow_up}")
}

/// A report with its log and evidence, in words.
pub(super) struct ReportView {
    pub report: Report,
    pub state: ReviewState,
    pub chip: &'static str,
    pub amount: String,
    pub submitted: String,
    pub steps: Vec<(String, &'static str, String, String, bool)>,
    pub evidence: Vec<Evidence>,
}

/// All reports of a follow-up in words, newest first: three statements. A draft is shown to those
/// who may write it and to nobody else.
pub(super) async fn report_views(
    app: &App,
    directory: &Directory,
    region: &RegionCode,
    it: &FollowUp,
    with_draft: bool,
) -> Result<Vec<ReportView>, Problem> {
    let db = app.db().read();
    let mut reports = follow_up::reports(db, region, it.id).await?;
    reports.retain(|report| with_draft || report.state() != ReviewState::Draft);
    let ids: Vec<Uuid> = reports.iter().map(|report| report.id).collect();
    let mut steps: HashMap<Uuid, Vec<_>> = HashMap::new();
    for entry in review::of_subjects(db, region, follow_up::REPORT, &ids).await? {
        steps.entry(entry.subject_id).or_default().push((
            directory.region.stamp(Instant(entry.at)),
            Step::label_of(&entry.step),
            entry.actor_label,
            entry.note,
            entry.combined,
        ));
    }
    let mut pieces: HashMap<Uuid, Vec<Evidence>> = HashMap::new();
    for piece in evidence::of_subjects(db, region, follow_up::REPORT, &ids).await? {
        pieces.entry(piece.subject_id).or_default().push(piece);
    }
    let measure = it.measure.as_deref().unwrap_or("");
    Ok(reports
        .into_iter()
        .map(|report| {
            let state = report.state();
            ReportView {
                chip: match state {
                    ReviewState::Draft => "chip chip-belum",
                    ReviewState::Submitted => "chip chip-menunggu",
                    ReviewState::Returned => "chip chip-dikembalikan",
                    ReviewState::Verified | ReviewState::Final => "chip chip-tuntas",
                },
                amount: match (report.amount(), it.target) {
                    (Some(amount), Some(target)) => format!("{amount} dari {target} {measure}"),
                    (Some(amount), None) => format!("{amount} {measure}"),
                    (None, _) => "Belum diisi".into(),
                },
                submitted: report
                    .submitted_at
                    .map(|at| directory.region.stamp(Instant(at)))
                    .unwrap_or_default(),
                steps: steps.remove(&report.id).unwrap_or_default(),
                evidence: pieces.remove(&report.id).unwrap_or_default(),
                state,
                report,
            }
        })
        .collect())
}
