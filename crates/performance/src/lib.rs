//! *Perjanjian Kinerja*: what the head of a unit promises for a year to whom stands above, signed in one
//! ceremony and locked from then on; changed only by a revision on one of the grounds the rules know;
//! reported quarter by quarter.
//!
//! *Laporan Kinerja* (LKjIP): what a unit writes about the year of its agreement, chapter by chapter, around
//! tables that are computed; confirmed by the internal auditors.
//!
//! *RPJMD*: the tree from vision and missions down to sub-activities, with a target for every year of its
//! period and money by version of the budget; the priority programmes; which IKK it covers.
//!
//! *Dokumen rencana*: Renstra, RKPD and Renja as documents made from that tree: asked of units, sent, set on
//! a basis, kept as they were set, opened again for a change.

pub mod books;
mod imports;
pub mod migrations;
pub mod papers;
pub mod rules;
pub mod store;
mod web;

use government::{CivicCapability, DailyStep, ObligationSource, SearchSource, UnitMove};
use platform::{
    Routes,
    capability::{Capability, NavItem, RefKind},
    migrations::Step,
};

/// The capability.
pub struct Performance;

impl Capability for Performance {
    fn name(&self) -> &'static str {
        "performance"
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
                label: "RPJMD",
                path: "/rpjmd",
                action: "plan_tree.read",
                order: 33,
                group: "Program",
            },
            NavItem {
                label: "Dokumen Rencana",
                path: "/dokumen-rencana",
                action: "plan_tree.read",
                order: 33,
                group: "Program",
            },
            NavItem {
                label: "Perjanjian Kinerja",
                path: "/perjanjian-kinerja",
                action: "agreement.read",
                order: 34,
                group: "Program",
            },
            NavItem {
                label: "Laporan Kinerja",
                path: "/lkjip",
                action: "performance_report.read",
                order: 35,
                group: "Kinerja",
            },
        ]
    }

    fn references(&self) -> Vec<RefKind> {
        store::references()
    }
}

impl CivicCapability for Performance {
    fn obligations(&self) -> Vec<ObligationSource> {
        vec![
            store::AGREEMENTS,
            store::QUARTERS,
            store::REPORTS,
            store::MAPPINGS,
            store::document::DOCUMENTS,
        ]
    }

    fn searches(&self) -> Vec<SearchSource> {
        store::searches()
    }

    fn unit_moves(&self) -> Vec<UnitMove> {
        let mut all = store::moves();
        all.extend(store::tree::moves());
        all.extend(store::document::moves());
        all
    }

    fn daily(&self) -> Vec<DailyStep> {
        vec![|app, region| Box::pin(store::begin_quarters(app, region))]
    }
}
