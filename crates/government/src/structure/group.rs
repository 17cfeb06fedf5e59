//! Groups of units: "semua OPD", "semua camat", and lists a region keeps itself.

use platform::Uuid;
use time::Date;

use crate::structure::{Unit, UnitKind};

/// A group that can be addressed as one.
#[derive(Clone, Debug)]
pub struct Group {
    /// Short stable name: `semua-opd`.
    pub key: String,
    /// Words on the screen.
    pub name: String,
    members: Members,
}

#[derive(Clone, Debug)]
enum Members {
    Rule(fn(&Unit) -> bool),
    Listed(Vec<Uuid>),
}

impl Group {
    /// The groups every region has: they follow from the kinds of units.
    pub fn of_every_region(unit_word: &str) -> Vec<Self> {
        let rule = |key: &str, name: String, rule| Self {
            key: key.into(),
            name,
            members: Members::Rule(rule),
        };
        vec![
            rule("semua-opd", format!("Semua {unit_word}"), |u| {
                u.kind.is_agency()
            }),
            rule("semua-unit", "Semua unit kerja".into(), |u| {
                u.kind.is_working_unit()
            }),
            rule("semua-bagian", "Semua Bagian Setda".into(), |u| {
                u.kind == UnitKind::Section
            }),
            rule("semua-kecamatan", "Semua kecamatan".into(), |u| {
                u.kind == UnitKind::District
            }),
            rule("semua-kelurahan", "Semua kelurahan".into(), |u| {
                u.kind == UnitKind::Village
            }),
            rule("semua-puskesmas", "Semua Puskesmas".into(), |u| {
                u.kind == UnitKind::TechnicalUnit && u.name.contains("Puskesmas")
            }),
            rule(
                "unit-pelayanan-publik",
                "Unit pelayanan publik".into(),
                |u| u.public_service,
            ),
        ]
    }

    /// A list the region keeps itself.
    pub fn listed(key: String, name: String, members: Vec<Uuid>) -> Self {
        Self {
            key,
            name,
            members: Members::Listed(members),
        }
    }

    /// Members of the group among `units` that exist on `date`.
    pub fn members<'u>(&self, units: &'u [Unit], date: Date) -> Vec<&'u Unit> {
        units
            .iter()
            .filter(|unit| unit.exists_on(date))
            .filter(|unit| match &self.members {
                Members::Rule(rule) => rule(unit),
                Members::Listed(ids) => ids.contains(&unit.id()),
            })
            .collect()
    }
}
