//! Judges tables that others have published: recomputes every row from what the row itself says
//! and tells whether the printed result follows from it. Pure: files in, files out.
//!
//! What is read, which words come out and what each of them means stands in docs/RECHECK.md.

mod columns;
mod compare;
mod decide;
mod error;
mod faults;
mod judge;
mod kind;
mod printed;
mod rows;
mod rules;
mod stream;
#[cfg(test)]
mod tests;

pub use compare::Agrees;
pub use decide::Judged;
pub use error::RecheckError;
pub use judge::Judge;
pub use kind::Kind;
pub use rows::{Row, each};
pub use stream::{Summary, recheck};
