//! *Dokumen rencana*: what an agency strategic plan, an annual plan and an agency work plan hold of the tree
//! of a term, what a unit says otherwise for its year, and what changed since one was set. Pure.

mod build;
mod compare;
mod content;
mod kind;
mod spot;
mod told;

pub use build::{Aim, Cost, Place, Plan, Said, Say, build, unmatched, values_of};
pub use compare::{Difference, differences};
pub use content::{Content, Goal, NONE, Row, Stated, Sum, UNFILLED, Value};
pub use kind::{DocumentKind, EditionState, state_label};
pub use spot::{Spot, spots};
pub use told::{Told, told};
