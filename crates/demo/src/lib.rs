//! Data to begin with: three real cities as the public record states them, and *Kota Contoh*
//! (99.99), in which a year of meetings is played.
//!
//! Real regions hold structure and the recorded meetings: no accounts, no reports, nothing agreed
//! that was not stated. Everything played lies in Kota Contoh: its people do with their own rights
//! what people do, each step at its own instant, so that audit rows, receipts and notices tell a
//! year that hangs together. The files are in `data/` and travel inside the binary.

mod actions;
mod cast;
mod data;
mod lists;
mod meeting;
mod people;
mod pictures;
mod play;
mod real;
mod stationery;
mod structure;
mod teams;

pub use data::holidays;

use platform::{App, Instant, Problem, RegionCode, clock::SetClock};

/// Codes of the real regions.
pub const REAL: [&str; 3] = ["12.72", "19.71", "18.72"];

/// Code of the played region, Kota Contoh.
pub const PLAYED: &str = "99.99";

/// The password of every person of Kota Contoh. It is hashed once and the hash is shared, because
/// a hundred hashes would take longer than the rest of the year; real regions have no accounts.
pub const DEMO_PASSWORD: &str = "tuntas-kota-contoh";

/// What was loaded.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The regions, in the order of loading.
    pub regions: Vec<LoadedRegion>,
    /// Accounts for trying out.
    pub accounts: Vec<DemoAccount>,
}

/// What was loaded of a region.
#[derive(Clone, Debug)]
pub struct LoadedRegion {
    /// Code.
    pub code: RegionCode,
    /// "Kota Contoh".
    pub name: String,
    /// Everything in it is played.
    pub simulated: bool,
    /// How many meetings.
    pub meetings: usize,
    /// How many follow-ups, one per lead.
    pub follow_ups: usize,
    /// How many reports, drafts among them.
    pub reports: usize,
    /// Reports of the played year left out because their time has not come yet.
    pub dropped: usize,
}

/// An account for trying out.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// Name to sign in with.
    pub sign_in: String,
    /// Name with degrees.
    pub name: String,
    /// "Kepala Dinas Lingkungan Hidup".
    pub title: String,
    /// Role in words.
    pub role_label: String,
    /// What there is to try with it.
    pub note: String,
}

/// Loads the played region with its whole year and the real regions. The database stamps with its
/// own clock, which the caller made from this `clock`; afterwards it stands at `today`.
///
/// # Errors
/// When a data file is wrong, a rule of the house refuses a step, or a region is there already.
pub async fn load_all(
    app: &App,
    clock: &SetClock,
    today: Instant,
    mut progress: impl FnMut(&str),
) -> Result<Loaded, Problem> {
    // played first: after it the clock only goes forward
    let mut loaded = play::year(app, clock, today, &mut progress).await?;
    clock.set(today.plus_seconds(-60));
    for code in REAL {
        let region = real::load(app, code).await?;
        progress(&format!(
            "{}: {} rapat, {} tindak lanjut",
            region.name, region.meetings, region.follow_ups
        ));
        loaded.regions.push(region);
    }
    clock.set(today);
    Ok(loaded)
}

/// Loads one real region: structure and recorded meetings, stamped with the present time.
///
/// # Errors
/// As `load_all`.
pub async fn load_real(app: &App, code: &str) -> Result<LoadedRegion, Problem> {
    real::load(app, code).await
}

/// Loads Kota Contoh and plays its year up to `today`, where the clock stands afterwards.
///
/// # Errors
/// As `load_all`.
pub async fn load_played(app: &App, clock: &SetClock, today: Instant) -> Result<Loaded, Problem> {
    play::year(app, clock, today, &mut |_: &str| {}).await
}

/// Loads structure, series and people of Kota Contoh, without meetings: what tests build on. The
/// clock stands at `today` afterwards.
///
/// # Errors
/// As `load_all`.
pub async fn load_small_played(
    app: &App,
    clock: &SetClock,
    today: Instant,
) -> Result<Loaded, Problem> {
    let setting = play::Setting::load(app, clock, today).await?;
    clock.set(today);
    Ok(Loaded {
        regions: vec![setting.loaded(0, 0, 0, 0)],
        accounts: setting.people.accounts,
    })
}
