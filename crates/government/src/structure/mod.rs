//! The standing structure of a region: region, areas, units, groups, calendar. Read once per
//! version and kept in memory; names on pages come from here.

mod affair;
mod calendar;
mod directory;
mod due;
mod group;
mod institution;
mod named;
mod relation;
mod stationery;
mod store;
mod unit;

pub use affair::Affair;
pub use calendar::{Holiday, WorkCalendar};
pub use directory::{Directories, Directory, Region};
pub use due::{Due, Mark};
pub use group::{Entry, Group, KeptList};
pub use institution::Institution;
pub use named::NotNamed;
pub use relation::{Relation, RelationKind};
pub use stationery::{EmblemFile, EmblemKind, Sheet, Stationery};
pub use store::{
    Area, Boundary, FormerName, NewArea, NewEntry, NewName, NewRegion, NewRelation, NewUnit,
    RegionRules, add_areas, add_boundaries, add_entries, add_holiday, add_institution, add_list,
    add_region, add_units, all_regions, change_institution, end_entry, end_relation, former_names,
    move_unit, read_areas, read_boundaries, relate, rename_list, rename_unit, set_address,
    set_emblem, set_flags, set_rules, set_sheet,
};
pub(crate) use store::{concerned, hand_over_relations, keep_structure, relations};
pub use unit::{Unit, UnitKind};
