//! Pages of the register. A capability mounts them below its own records.

mod card;
mod detail;
mod prepare;
mod step;

pub use card::Card;
pub use detail::{Shown, detail};
pub use prepare::{Asked, prepare};
pub use step::step;

use platform::RegionCode;

/// The record whose papers are shown.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The region.
    pub region: &'a RegionCode,
    /// Its title.
    pub title: &'a str,
    /// Its path behind the region: `/rapat/{id}`. Its papers stand below it, in `/naskah`.
    pub path: &'a str,
    /// What of a letter is taken from the record, in a sentence.
    pub taken: &'a str,
}
