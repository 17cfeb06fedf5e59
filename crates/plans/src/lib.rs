//! *Rencana Aksi* and *Kegiatan*: what units set out to do, step by step and by whom, and what was
//! done where, week after week.
//!
//! A plan names the mission it serves and the duty of its unit. Once it is agreed, each step of a
//! unit, an area or a team is a follow-up of its own. An activity is a day, a place and who took
//! part; how regular a village is follows from its activities, week by week.

pub mod books;
pub mod migrations;
pub mod rules;
pub mod store;
mod web;

use government::{CivicCapability, ObligationSource, SearchSource, UnitMove};
use platform::{
    Routes,
    capability::{Capability, NavItem, RefKind},
    migrations::Step,
};

/// The capability.
pub struct Plans;

impl Capability for Plans {
    fn name(&self) -> &'static str {
        "plans"
    }

    fn migrations(&self) -> Vec<Step> {
        migrations::steps()
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn navigation(&self) -> Vec<NavItem> {
        vec![
            NavItem {
                label: "Rencana Aksi",
                path: "/rencana-aksi",
                action: "action_plan.read",
                order: 36,
                group: "Program",
            },
            NavItem {
                label: "Kegiatan",
                path: "/kegiatan",
                action: "activity.read",
                order: 37,
                group: "Program",
            },
        ]
    }

    fn references(&self) -> Vec<RefKind> {
        store::references()
    }
}

impl CivicCapability for Plans {
    fn obligations(&self) -> Vec<ObligationSource> {
        vec![store::OBLIGATIONS]
    }

    fn searches(&self) -> Vec<SearchSource> {
        store::searches()
    }

    fn unit_moves(&self) -> Vec<UnitMove> {
        store::moves()
    }
}
