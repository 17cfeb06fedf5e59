//! *Periode Pengisian*: figures asked of units, filled in, reviewed in the order the law has, signed,
//! and printed; and the chapters that are written around them.
//!
//! A round asks the owners of a list of indicators (the IKK of an LPPD, or a list of the region's own) for
//! their figures by a date. Each owes its filling, may pass parts of it on to units below, and sends
//! it: the compiling section looks (*desk*), the internal auditor reviews and notes without editing,
//! the unit corrects, the head signs. Figures themselves are kept by `values`. What is written about them
//! (*Naskah*) is owed piece by piece, and put together with the figures a compilation froze.

pub mod books;
mod imports;
pub mod migrations;
pub mod papers;
pub mod rules;
pub mod store;
mod web;

use government::{CivicCapability, ObligationSource, UnitMove};
use platform::{
    Routes,
    capability::{Capability, NavItem, RefKind},
    migrations::Step,
};

/// The capability.
pub struct Rounds;

impl Capability for Rounds {
    fn name(&self) -> &'static str {
        "rounds"
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
                label: "Periode Pengisian",
                path: "/periode-pengisian",
                action: "data_round.read",
                order: 50,
                group: "Kinerja",
            },
            NavItem {
                label: "Naskah LPPD",
                path: "/naskah-laporan",
                action: "data_round.read",
                order: 50,
                group: "Kinerja",
            },
            NavItem {
                label: "Daftar Indikator",
                path: "/daftar-ikk",
                action: "data_round.read",
                order: 51,
                group: "Kinerja",
            },
            NavItem {
                label: "Peraturan",
                path: "/peraturan",
                action: "data_round.read",
                order: 52,
                group: "Kinerja",
            },
        ]
    }

    fn references(&self) -> Vec<RefKind> {
        store::references()
    }
}

impl CivicCapability for Rounds {
    fn obligations(&self) -> Vec<ObligationSource> {
        vec![
            store::OBLIGATIONS,
            store::REOPENINGS,
            store::COMPILATIONS,
            store::NARRATIVES,
        ]
    }

    fn unit_moves(&self) -> Vec<UnitMove> {
        store::moves()
    }
}
