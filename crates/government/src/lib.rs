//! The civic nouns: region, area, unit, address list, institution, post, holder, assignment, team,
//! handover, account, calendar, mission, evidence, obligation, review, follow-up, notice. Capabilities
//! share them and never each other.

pub mod account;
pub mod assignment;
pub mod audience;
pub mod evidence;
pub mod follow_up;
pub mod handover;
pub mod history;
pub mod may;
pub mod merger;
pub mod migrations;
pub mod mission;
pub mod notice;
pub mod obligation;
pub mod posts;
pub mod review;
pub mod role;
pub mod search;
pub mod structure;
pub mod team;
pub mod transfer;

use platform::{
    capability::{Capability, JobKind},
    migrations::Step,
};

pub use audience::{Audience, LimitedKind, LimitedKinds, Viewer};
pub use handover::{LeftOpen, LeftOpenKinds};
pub use merger::{UnitMove, UnitMoves};
pub use obligation::{CivicCapability, DailyStep, DailySteps, ObligationSource, ObligationSources};
pub use role::Role;
pub use search::{SearchSource, SearchSources};
pub use structure::{Directories, Directory};

/// The nouns' own tables, obligation kinds and jobs. They have no pages; capabilities show them.
pub struct Government;

impl Capability for Government {
    fn name(&self) -> &'static str {
        "government"
    }

    fn migrations(&self) -> Vec<Step> {
        migrations::steps()
    }

    fn jobs(&self) -> Vec<JobKind> {
        notice::jobs()
    }
}

impl CivicCapability for Government {
    fn obligations(&self) -> Vec<ObligationSource> {
        vec![follow_up::OBLIGATIONS, handover::OBLIGATIONS]
    }

    fn searches(&self) -> Vec<SearchSource> {
        search::sources()
    }

    fn unit_moves(&self) -> Vec<UnitMove> {
        merger::moves()
    }

    fn limited(&self) -> Vec<LimitedKind> {
        vec![follow_up::LIMITED]
    }

    fn left_open(&self) -> Vec<LeftOpen> {
        handover::KINDS.to_vec()
    }
}
