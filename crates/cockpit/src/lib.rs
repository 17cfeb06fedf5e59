//! *Dasbor Pimpinan*: what the units owe and how it stands, with the names behind every number.
//!
//! It composes what all capabilities left in the obligations; it owns no records of its own.

mod rules;
mod web;

use government::CivicCapability;
use platform::{
    Routes,
    capability::{Capability, NavItem},
};

/// The capability.
pub struct Cockpit;

impl Capability for Cockpit {
    fn name(&self) -> &'static str {
        "cockpit"
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn navigation(&self) -> Vec<NavItem> {
        vec![NavItem {
            label: "Dasbor Pimpinan",
            path: "/dasbor",
            action: "cockpit.read",
            order: 10,
            group: "",
        }]
    }
}

impl CivicCapability for Cockpit {}
