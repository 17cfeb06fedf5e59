//! *Laporan berkala*: what units report again and again, to whom, with copies to whom.
//!
//! A standing report says who reports, to which posts and units (*Yth.*, *tembusan*), how often and
//! when. Every period that begins makes one report of each unit, which owes it. What is sent is
//! frozen with its rows and lies in exactly the inboxes of those it is addressed to, who see its
//! rows, and note what they checked in the field.

pub mod books;
pub mod migrations;
pub mod papers;
pub mod rules;
pub mod store;
mod web;

use government::{CivicCapability, DailyStep, ObligationSource, SearchSource, UnitMove};
use platform::{
    Routes,
    capability::{Capability, JobKind, NavItem, RefKind},
    migrations::Step,
};

/// The capability.
pub struct Reporting;

impl Capability for Reporting {
    fn name(&self) -> &'static str {
        "reporting"
    }

    fn migrations(&self) -> Vec<Step> {
        migrations::steps()
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn navigation(&self) -> Vec<NavItem> {
        vec![NavItem {
            label: "Laporan Berkala",
            path: "/laporan-berkala",
            action: "standing_report.read",
            order: 40,
            group: "Kinerja",
        }]
    }

    fn jobs(&self) -> Vec<JobKind> {
        vec![store::TELL_JOB]
    }

    fn references(&self) -> Vec<RefKind> {
        store::references()
    }
}

impl CivicCapability for Reporting {
    fn obligations(&self) -> Vec<ObligationSource> {
        vec![store::OBLIGATIONS]
    }

    fn searches(&self) -> Vec<SearchSource> {
        store::searches()
    }

    fn unit_moves(&self) -> Vec<UnitMove> {
        store::moves()
    }

    fn daily(&self) -> Vec<DailyStep> {
        vec![|app, region| Box::pin(store::begin_periods(app, region))]
    }
}
