//! Decisions about lists, fillings and findings. Pure.

mod compilation;
mod finding;
mod listed;
mod many;
mod narrative;
mod proof_match;
mod proof_name;
pub mod reopening;
mod rise;
mod station;
mod version;
mod warning;

pub use compilation::{
    CompilationAct, CompilationError, CompilationState, Ending, holding_back, may_sign_later,
};
pub use finding::{FindingKind, FindingState};
pub use listed::inputs;
pub use many::{Many, Seen, moved};
pub use narrative::{Piece, ResultLine, chooses, outline, pieces, stands_in};
pub use proof_match::{Belongs, Places};
pub use reopening::{ReopeningError, ReopeningState};
pub use rise::{Aim, Rise, aim, rise};
pub use station::{Act, ActError, Stand, Station, Who};
pub use version::{Shot, VersionKind, differences};
pub use warning::{Row, warnings};
