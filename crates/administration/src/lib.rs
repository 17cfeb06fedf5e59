//! Administration: signing in and out, one's own account, and the *Pengaturan* pages of accounts,
//! units, calendar, rules of the region, audit chain and jobs. A capability like any other: the
//! nouns it shows belong to `government` and the ground floor.

mod imports;
mod references;
mod rules;
mod store;
mod web;

use government::CivicCapability;
use platform::{
    capability::{Capability, NavItem, RefKind},
    right::Routes,
};

/// The capability.
pub struct Administration;

impl Capability for Administration {
    fn name(&self) -> &'static str {
        "administration"
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn navigation(&self) -> Vec<NavItem> {
        vec![NavItem {
            label: "Pengaturan",
            path: "/pengaturan",
            action: "settings.read",
            order: 90,
            group: "",
        }]
    }

    fn references(&self) -> Vec<RefKind> {
        references::kinds()
    }
}

impl CivicCapability for Administration {}
