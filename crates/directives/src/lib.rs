//! Meetings, their points kept as spoken, and the follow-ups that come of them.
//!
//! A meeting has an agenda and attendance; under an agenda item stand the points (*butir arahan*);
//! a point yields 0..n follow-ups, each with its own lead. The next meeting of the series opens
//! with what is still open.

pub mod books;
mod imports;
pub mod migrations;
pub mod papers;
pub mod rules;
pub mod store;
mod web;

pub use web::compose_briefing;

use government::{CivicCapability, DailyStep, LeftOpen, ObligationSource, SearchSource, UnitMove};
use platform::{
    Routes,
    capability::{Capability, NavItem, RefKind},
    migrations::Step,
};

/// The capability.
pub struct Directives;

impl Capability for Directives {
    fn name(&self) -> &'static str {
        "directives"
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
                label: "Rapat",
                path: "/rapat",
                action: "meeting.read",
                order: 30,
                group: "",
            },
            NavItem {
                label: "Kalender Kerja",
                path: "/kalender-kerja",
                action: "calendar.read",
                order: 45,
                group: "",
            },
        ]
    }

    fn references(&self) -> Vec<RefKind> {
        store::references()
    }
}

impl CivicCapability for Directives {
    fn obligations(&self) -> Vec<ObligationSource> {
        vec![store::BRIEFING]
    }

    fn searches(&self) -> Vec<SearchSource> {
        store::searches()
    }

    fn unit_moves(&self) -> Vec<UnitMove> {
        store::moves()
    }

    fn daily(&self) -> Vec<DailyStep> {
        vec![|app, region| Box::pin(store::forget_check_ins(app, region))]
    }

    fn left_open(&self) -> Vec<LeftOpen> {
        store::LEFT_OPEN.to_vec()
    }
}
