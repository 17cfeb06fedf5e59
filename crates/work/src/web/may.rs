//! What a person may do next with a follow-up.

use government::{
    Audience, Directory,
    follow_up::{FollowUp, FollowUpKind, Standing, Status, Terms},
    may,
    review::ReviewState,
};
use platform::{Action, Actor, App, Uuid};

use super::actions::{
    DecideTerms, Escalate, ExtendTerms, GiveDisposition, ProposeTerms, ReadDispositions,
    ReviewAudited, ReviewReport, Withdraw, WriteReport, WriteRisk, WriteUploadLinks,
};

/// What a person may do next.
#[derive(Default)]
pub(super) struct May {
    pub propose: bool,
    pub decide_terms: bool,
    pub see_draft: bool,
    pub write: bool,
    pub review: bool,
    pub reopen_report: bool,
    pub withdraw: bool,
    pub reopen: bool,
    pub see_dispositions: bool,
    pub give: bool,
    pub extend: bool,
    pub escalate: bool,
    pub risk: bool,
    pub link: bool,
    /// What stands in the path of a decision on a report, before the decision.
    pub review_path: &'static str,
}

impl May {
    /// From the matrix, the places of lead and supporters, and where the follow-up stands.
    pub fn of(
        app: &App,
        actor: &Actor,
        directory: &Directory,
        it: &FollowUp,
        supporters: &[Uuid],
    ) -> Self {
        let covers = |unit: Uuid, code: &str| may::covers(app, actor, directory, unit, code);
        let has = |code: &str| covers(it.lead, code);
        let helps = |code: &str| has(code) || supporters.iter().any(|unit| covers(*unit, code));
        let active = it.standing == Standing::Active && it.kind != FollowUpKind::Appeal;
        let waits = it.round == Some(ReviewState::Submitted);
        let shared = !it.audience.is_limited();
        let reviews = match it.audience {
            Audience::Audit => has(ReviewAudited::CODE),
            _ => has(ReviewReport::CODE),
        };
        Self {
            propose: active && has(ProposeTerms::CODE),
            decide_terms: active && has(DecideTerms::CODE),
            see_draft: has(WriteReport::CODE),
            write: active && !waits && it.status() != Status::Done && has(WriteReport::CODE),
            review: active && waits && reviews,
            reopen_report: active && it.round == Some(ReviewState::Verified) && reviews,
            withdraw: it.standing == Standing::Active && has(Withdraw::CODE),
            reopen: it.standing != Standing::Active && has(Withdraw::CODE),
            see_dispositions: helps(ReadDispositions::CODE),
            risk: it.status().is_open() && has(WriteRisk::CODE),
            link: shared && it.status().is_open() && has(WriteUploadLinks::CODE),
            escalate: shared && it.status().is_open() && has(Escalate::CODE),
            extend: shared
                && it.status().is_open()
                && it.due.is_some()
                && it.terms == Terms::Locked
                && has(ExtendTerms::CODE),
            review_path: match it.audience {
                Audience::Audit => "/apip",
                _ => "",
            },
            give: it.status().is_open() && helps(GiveDisposition::CODE),
        }
    }
}
