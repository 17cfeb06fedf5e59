//! Groups of units: "semua OPD", "semua camat", and lists a region keeps itself.

use platform::Uuid;
use time::Date;

use crate::{
    posts::Period,
    structure::{Unit, UnitKind},
};

/// A group that can be addressed as one.
#[derive(Clone, Debug)]
pub struct Group {
    /// Short stable name: `semua-opd`.
    pub key: String,
    /// Words on the screen.
    pub name: String,
    /// The stored list; `None` for a group that follows from the kinds of units.
    pub list: Option<KeptList>,
    members: Members,
}

/// A list the region keeps itself (*daftar alamat*).
#[derive(Clone, Copy, Debug)]
pub struct KeptList {
    /// Id.
    pub id: Uuid,
    /// Version; every change counts it up.
    pub version: i64,
}

/// A member of a list: a unit, or one post of it, for a time.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Id.
    pub id: Uuid,
    /// The unit, or the unit of the post.
    pub unit: Uuid,
    /// The post, where one is meant and not whoever leads the unit.
    pub post: Option<Uuid>,
    /// From when to when it belongs to the list.
    pub period: Period,
}

#[derive(Clone, Debug)]
enum Members {
    Rule(fn(&Unit) -> bool),
    Listed(Vec<Entry>),
}

impl Group {
    /// The groups every region has: they follow from the kinds of units.
    pub fn of_every_region(unit_word: &str) -> Vec<Self> {
        let rule = |key: &str, name: String, rule| Self {
            key: key.into(),
            name,
            list: None,
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
    pub fn listed(key: String, name: String, list: KeptList, members: Vec<Entry>) -> Self {
        Self {
            key,
            name,
            list: Some(list),
            members: Members::Listed(members),
        }
    }

    /// Members of a kept list, whenever; nothing for a group that follows from a rule.
    pub fn listed_entries(&self) -> &[Entry] {
        match &self.members {
            Members::Rule(_) => &[],
            Members::Listed(entries) => entries,
        }
    }

    /// Members of the group among `units` that exist on `date`, each unit once.
    pub fn members<'u>(&self, units: &'u [Unit], date: Date) -> Vec<&'u Unit> {
        units
            .iter()
            .filter(|unit| unit.exists_on(date))
            .filter(|unit| match &self.members {
                Members::Rule(rule) => rule(unit),
                Members::Listed(entries) => entries
                    .iter()
                    .any(|entry| entry.unit == unit.id() && entry.period.covers(date)),
            })
            .collect()
    }

    /// Members on `date` in the order of `units`: the unit, and the post where one is meant.
    pub fn entries(&self, units: &[Unit], date: Date) -> Vec<(Uuid, Option<Uuid>)> {
        let mut all = Vec::new();
        for unit in self.members(units, date) {
            match &self.members {
                Members::Rule(_) => all.push((unit.id(), None)),
                Members::Listed(entries) => all.extend(
                    entries
                        .iter()
                        .filter(|entry| entry.unit == unit.id() && entry.period.covers(date))
                        .map(|entry| (entry.unit, entry.post)),
                ),
            }
        }
        all
    }
}
