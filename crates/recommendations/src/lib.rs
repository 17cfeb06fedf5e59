//! *Rekomendasi*: what the council asks for in its decision on an LKPJ, and what auditors found and
//! recommended. Each recommendation concerns units and opens follow-ups, which carry progress,
//! evidence and review. What the council repeats the year after is shown beside what it repeats; what
//! auditors found is seen by the units concerned, the head of the region and the internal auditors.

pub mod books;
pub mod migrations;
pub mod papers;
pub mod rules;
pub mod store;
pub mod web;

use government::{CivicCapability, LimitedKind, SearchSource, UnitMove};
use platform::{
    Routes,
    capability::{Capability, NavItem, RefKind},
    migrations::Step,
};

/// The capability.
pub struct Recommendations;

impl Capability for Recommendations {
    fn name(&self) -> &'static str {
        "recommendations"
    }

    fn migrations(&self) -> Vec<Step> {
        migrations::steps()
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn navigation(&self) -> Vec<NavItem> {
        vec![NavItem {
            label: "Rekomendasi",
            path: "/rekomendasi",
            action: "council.read",
            order: 36,
            group: "Program",
        }]
    }

    fn references(&self) -> Vec<RefKind> {
        let mut all = store::references();
        all.extend(store::audit::references());
        all
    }
}

impl CivicCapability for Recommendations {
    fn searches(&self) -> Vec<SearchSource> {
        store::searches()
    }

    fn unit_moves(&self) -> Vec<UnitMove> {
        let mut all = store::moves();
        all.extend(store::audit::moves());
        all
    }

    fn limited(&self) -> Vec<LimitedKind> {
        store::audit::limited()
    }
}
