//! *Prioritas Tahunan*: what a government wants finished within a year, each with its owner and the
//! day it is to be finished on. How it stands follows from the follow-ups that work on it.

pub mod books;
pub mod migrations;
pub mod papers;
pub mod rules;
pub mod store;
pub mod web;

use government::{CivicCapability, SearchSource, UnitMove};
use platform::{
    Routes,
    capability::{Capability, NavItem, RefKind},
    migrations::Step,
};

/// The capability.
pub struct Priorities;

impl Capability for Priorities {
    fn name(&self) -> &'static str {
        "priorities"
    }

    fn migrations(&self) -> Vec<Step> {
        migrations::steps()
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn navigation(&self) -> Vec<NavItem> {
        vec![NavItem {
            label: "Prioritas",
            path: "/prioritas",
            action: "priority.read",
            order: 35,
            group: "Program",
        }]
    }

    fn references(&self) -> Vec<RefKind> {
        store::references()
    }
}

impl CivicCapability for Priorities {
    fn searches(&self) -> Vec<SearchSource> {
        store::searches()
    }

    fn unit_moves(&self) -> Vec<UnitMove> {
        store::moves()
    }
}
