//! What is decided without a database.

mod achieved;
mod achievement;
pub mod document;
mod grading;
mod heads;
mod ikk;
mod lacking;
mod part;
mod parties;
mod proposal;
mod quarter;
mod regulation;
mod report;
mod state;
mod taken;
pub mod tree;

pub use achieved::{QUARTERLY, Remaining, printed, remaining};
pub use achievement::{
    Achieved, Mean, achieved, basis, mean, mean_basis, percent, reported, so_far, up_to,
};
pub use grading::{Grading, SCALES, bases};
pub use heads::{Head, Signature, Tenure, heads, part, unled};
pub use ikk::{IkkPresence, OwnedIkk, owned, presence, same};
pub use lacking::{Draft, lacking, warnings};
pub use part::{Sending, Standing, missing};
pub use parties::{Parties, Party, changed, level_of, second_unit};
pub use proposal::{ProposalKind, proposal_state};
pub use quarter::Quarter;
pub use regulation::{
    OFFICIAL, Statement, after_budget, day, deadline_basis, ground, grounds, level, levels,
    regulation, statement,
};
pub use report::{
    CALENDAR, Calendar, Chapter, ChapterTable, History, chapter, chapters, outline_basis,
    same_indicator,
};
pub use state::{DIRECTIONS, REASONS, VersionState, needs_reason};
pub use taken::{IkkResult, may_take};
