//! What a person may do next with a follow-up.

use government::{
    Directory,
    follow_up::{FollowUp, FollowUpKind, Standing, Status},
    review::ReviewState,
};
use platform::{Action, Actor, App};

use super::actions::{DecideTerms, ProposeTerms, ReviewReport, Withdraw, WriteReport};

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
}

impl May {
    /// From the matrix, the lead's place and where the follow-up stands.
    pub fn of(app: &App, actor: &Actor, directory: &Directory, it: &FollowUp) -> Self {
        let place = directory.unit(it.lead).map(|unit| unit.place.clone());
        let has = |code: &str| {
            actor.region == directory.region.code
                && app.matrix().scope(&actor.role, code).is_some_and(|scope| {
                    place
                        .as_ref()
                        .is_some_and(|place| scope.covers(&actor.place, place))
                })
        };
        let active = it.standing == Standing::Active && it.kind != FollowUpKind::Appeal;
        let waits = it.round == Some(ReviewState::Submitted);
        Self {
            propose: active && has(ProposeTerms::CODE),
            decide_terms: active && has(DecideTerms::CODE),
            see_draft: has(WriteReport::CODE),
            write: active && !waits && it.status() != Status::Done && has(WriteReport::CODE),
            review: active && waits && has(ReviewReport::CODE),
            reopen_report: active
                && it.round == Some(ReviewState::Verified)
                && has(ReviewReport::CODE),
            withdraw: it.standing == Standing::Active && has(Withdraw::CODE),
            reopen: it.standing != Standing::Active && has(Withdraw::CODE),
        }
    }
}
