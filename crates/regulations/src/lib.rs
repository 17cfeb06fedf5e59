//! Regulations as data: packs of indicators, rules, scales, agreements and calendars, each item with
//! where it comes from. Pure: no database, no clock.
//!
//! A pack is a folder of `regulations/` at the root of the repository, built into the binary; how
//! one is written, checked and overlaid stands in docs/PACKS.md.

mod agreement;
mod calendar;
mod catalogue;
mod check;
mod example;
mod family;
mod files;
mod indicator;
mod key;
mod overlay;
mod pack;
mod provenance;
mod read;
mod report;
mod rule;
mod scale;
pub mod sheet;
pub mod warning;
mod weights;
pub mod yearly;

use std::sync::{LazyLock, OnceLock};

pub use agreement::{Agreement, Ground, Level, Part, Purpose};
pub use calendar::{Due, DueRule};
pub use catalogue::{Catalogue, Limit, PeriodKind, Source, Variable};
pub use check::{Fault, Refusal};
pub use example::{Example, Subject};
pub use family::{Held, held, own_id};
pub use files::{Files, ReadError};
pub use indicator::{Affair, Choice, Element, Indicator, Kind, Sources};
pub use key::{NoKey, VariableKey};
pub use overlay::{Change, NewCode, Overlay, OwnElement};
pub use pack::{Basis, Pack, Years};
pub use provenance::{Mark, Provenance};
pub use report::{Chapter, ChapterTable, Report};
pub use rule::{Case, Rule};
pub use scale::{Band, Bound, Notice, Scale};
pub use weights::{Weight, Weights};

// a test reads every shipped file, so that a mistake in one cannot be built
static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::read(&Files::embedded("variables")).unwrap_or_default());
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let folders = Files::embedded_packs();
    let read = folders
        .iter()
        .filter_map(|id| Pack::read(&Files::embedded(id)).ok());
    read.collect()
});

/// The shipped packs with those a test brought.
static BROUGHT: OnceLock<Vec<Pack>> = OnceLock::new();

/// The packs of this version, by id.
pub fn packs() -> &'static [Pack] {
    BROUGHT.get().unwrap_or(&PACKS)
}

/// Adds packs to the shipped ones, once in a process: no shipped packs of one family hold for one year, and
/// what is asked then is to be tried out before some do. Only tests call it, with packs of years no other test
/// lives in.
pub fn packs_for_tests(more: &[Pack]) {
    BROUGHT.get_or_init(|| PACKS.iter().chain(more).cloned().collect());
}

/// The pack with this id.
pub fn pack(id: &str) -> Option<&'static Pack> {
    packs().iter().find(|pack| pack.id == id)
}

/// The variables all packs share.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

#[cfg(test)]
mod tests;
