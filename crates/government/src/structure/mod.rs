//! The standing structure of a region: region, areas, units, groups, calendar. Read once per
//! version and kept in memory; names on pages come from here.

mod calendar;
mod directory;
mod due;
mod group;
mod institution;
mod named;
mod stationery;
mod store;
mod unit;

pub use calendar::{Holiday, WorkCalendar};
pub use directory::{Directories, Directory, Region};
pub use due::{Due, Mark};
pub use group::{Entry, Group, KeptList};
pub use institution::Institution;
pub use named::NotNamed;
pub use stationery::{EmblemFile, EmblemKind, Sheet, Stationery};
pub use store::{
    Area, FormerName, NewArea, NewEntry, NewName, NewRegion, NewUnit, RegionRules, add_areas,
    add_entries, add_holiday, add_institution, add_list, add_region, add_units, all_regions,
    change_institution, end_entry, former_names, read_areas, rename_list, rename_unit, set_address,
    set_emblem, set_flags, set_rules, set_sheet,
};
pub use unit::{Unit, UnitKind};
