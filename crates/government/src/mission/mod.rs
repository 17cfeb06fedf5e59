//! *Misi*: the missions of a region, numbered sentences of a period. Plans of units serve them, lines of
//! performance agreements and priority programmes too, so they are a noun of the house. Their table
//! was made by `plans`, where they began.

mod store;

pub use store::{Mission, MissionInput, add_mission, missions, update_mission};
