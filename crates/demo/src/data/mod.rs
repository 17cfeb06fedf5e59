//! The files of `data/`, as they are written. Unknown fields are refused, so that nothing written
//! there is silently left out.

mod agreements;
mod follow_up;
mod lists;
mod meeting;
mod people;
mod plans;
mod priorities;
mod recommendations;
mod reports;
mod rpjmd;
mod stationery;
mod structure;
mod teams;

use platform::{Problem, RegionCode};
use rust_embed::Embed;
use serde::de::DeserializeOwned;

pub(crate) use agreements::{AgreementData, LineData, ProgramData, agreements};
pub(crate) use follow_up::{
    EvidenceData, EvidenceKind, FollowUpData, Outcome, ReportBy, ReportData, TermsWay,
};
pub(crate) use lists::lists;
pub(crate) use meeting::MeetingData;
pub(crate) use people::{PersonData, PostData, people};
pub(crate) use plans::{HabitData, plans};
pub(crate) use priorities::priorities;
pub(crate) use recommendations::{AuditItemData, ItemData, recommendations};
pub(crate) use reports::{StandingData, standing};
pub(crate) use rpjmd::rpjmd;
pub(crate) use stationery::addresses;
pub use structure::holidays;
pub(crate) use structure::{RelationData, areas, boundaries, region, relations, series, units};
pub(crate) use teams::teams;

/// The files themselves, inside the binary.
#[derive(Embed)]
#[folder = "../../data"]
struct Files;

/// The meetings of a region, in order of their file names.
pub(crate) fn meetings(region: &RegionCode) -> Result<Vec<MeetingData>, Problem> {
    let folder = format!("{region}/meetings/");
    let mut names: Vec<_> = Files::iter()
        .filter(|name| name.starts_with(&folder))
        .collect();
    names.sort_unstable();
    names.iter().map(|name| from_toml(name)).collect()
}

/// A mistake in the data.
pub(crate) fn wrong(what: impl std::fmt::Display) -> Problem {
    Problem::internal(format!("data: {what}"))
}

fn text(name: &str) -> Result<String, Problem> {
    let file = Files::get(name).ok_or_else(|| wrong(format!("{name} is missing")))?;
    String::from_utf8(file.data.into_owned()).map_err(|error| wrong(format!("{name}: {error}")))
}

fn from_toml<T: DeserializeOwned>(name: &str) -> Result<T, Problem> {
    toml::from_str(&text(name)?).map_err(|error| wrong(format!("{name}: {error}")))
}

fn from_csv<T: DeserializeOwned>(name: &str) -> Result<Vec<T>, Problem> {
    csv::Reader::from_reader(text(name)?.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| wrong(format!("{name}: {error}")))
}
