//! What is typed of a team.

use government::{
    Directory,
    posts::Period,
    team::{NewTeam, Team},
};
use platform::{Uuid, date, form::FormErrors};
use serde::Deserialize;
use time::Date;

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub(super) nama: String,
    pub(super) dasar: String,
    pub(super) unit: String,
    pub(super) mulai: String,
    pub(super) sampai: String,
    pub(super) versi: String,
}

impl Form {
    pub(super) fn of(team: &Team) -> Self {
        Self {
            nama: team.name.clone(),
            dasar: team.decree.clone(),
            unit: team.home.map(|id| id.to_string()).unwrap_or_default(),
            mulai: team.period.from.map(date::iso).unwrap_or_default(),
            sampai: team.period.until.map(date::iso).unwrap_or_default(),
            versi: team.version.to_string(),
        }
    }

    pub(super) fn read(&self, directory: &Directory, errors: &mut FormErrors) -> Option<NewTeam> {
        let name = errors.required("nama", &self.nama, 150);
        let decree = errors.required("dasar", &self.dasar, 200);
        let home = Uuid::parse_str(&self.unit)
            .ok()
            .and_then(|id| directory.unit(id))
            .map(|unit| unit.id());
        if home.is_none() && !self.unit.is_empty() {
            errors.add("unit", "Pilih unit dari daftar.");
        }
        let period = Period {
            from: errors.date("mulai", &self.mulai),
            until: errors.date("sampai", &self.sampai),
        };
        if period.is_void() {
            errors.add(
                "sampai",
                "Hari terakhir tidak boleh mendahului hari pertama.",
            );
        }
        (!errors.any()).then_some(NewTeam {
            name,
            decree,
            home,
            period,
        })
    }
}

/// Units that may answer for a team.
pub(super) fn unit_choices(directory: &Directory, today: Date) -> Vec<(String, String)> {
    let mut choices = vec![(String::new(), "Unit ketua tim".to_owned())];
    choices.extend(
        directory
            .working_units(today)
            .map(|unit| (unit.id().to_string(), unit.name.clone())),
    );
    choices
}
