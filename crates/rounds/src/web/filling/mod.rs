//! What a unit fills in: the grid, pasting, evidence, parts of units below, review, signature.

mod around;
pub(super) mod assist;
pub(super) mod findings;
pub(super) mod grid;
pub(super) mod history;
pub(super) mod later;
mod line;
pub(in crate::web) mod one;
pub(super) mod parts;
pub(super) mod paste;
pub(super) mod print;
pub(super) mod proof;
pub(super) mod row;
pub(super) mod step;
