//! What is typed of a point, read field by field.

use government::follow_up::FollowUpKind;
use platform::{Uuid, form::FormErrors};
use serde::Deserialize;

use crate::{
    rules::Raiser,
    store::{Point, PointInput},
    web::{
        raiser::Raisers,
        stored::{Stored, differing},
    },
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    pub(super) isi: String,
    pub(super) agenda: String,
    pub(super) disampaikan: String,
    pub(super) jabatan: String,
    pub(super) jenis: String,
    pub(super) kepada: String,
    pub(super) asal: String,
    pub(super) versi: String,
    pub(super) sekali: String,
}

impl Typing {
    /// The point as its form shows it.
    pub(super) fn of(it: &Point) -> Self {
        Self {
            isi: it.text.clone(),
            agenda: it
                .agenda_item_id
                .map(|id| id.to_string())
                .unwrap_or_default(),
            disampaikan: it.speaker.clone(),
            jabatan: it.office.clone(),
            jenis: it.kind().word().into(),
            kepada: it.addressees.clone(),
            asal: it.raiser().map(Raiser::word).unwrap_or_default(),
            versi: it.version.to_string(),
            sekali: String::new(),
        }
    }

    /// Reads the form; what is wrong stands beside the fields.
    pub(super) fn read(&self, raisers: &Raisers, errors: &mut FormErrors) -> PointInput {
        let kind = FollowUpKind::from_word(&self.jenis).unwrap_or_else(|| {
            errors.add("jenis", "Pilih jenisnya.");
            FollowUpKind::Mandatory
        });
        let agenda_item = Uuid::parse_str(&self.agenda).ok();
        if agenda_item.is_none() && !self.agenda.is_empty() {
            errors.add("agenda", "Pilih agenda dari daftar.");
        }
        PointInput {
            agenda_item,
            speaker: errors.text("disampaikan", &self.disampaikan, 200),
            office: errors.text("jabatan", &self.jabatan, 200),
            kind,
            raiser: raisers.read(&self.asal, errors),
            addressees: errors.text("kepada", &self.kepada, 500),
            text: errors.required("isi", &self.isi, 6000),
        }
    }

    /// The fields in which the stored point is another than the one typed.
    pub(super) fn differing(&self, it: &Point, agenda: &[(String, String)]) -> Vec<Stored> {
        let now = Self::of(it);
        let item = agenda.iter().find(|(id, _)| *id == now.agenda);
        let item = item.map(|(_, words)| words.clone()).unwrap_or_default();
        let text = |label, typed, stored: &'_ String| (label, typed, stored.clone());
        let texts = [
            text("Isi arahan", self.isi.as_str(), &now.isi),
            text("Disampaikan oleh", &self.disampaikan, &now.disampaikan),
            text("Jabatan", &self.jabatan, &now.jabatan),
            text("Ditujukan kepada", &self.kepada, &now.kepada),
        ];
        let mut fields: Vec<_> = texts
            .iter()
            .map(|(label, typed, stored)| (*label, *typed, stored.as_str(), stored.clone()))
            .collect();
        fields.push(("Asal", &self.asal, &now.asal, it.raiser.clone()));
        fields.push(("Agenda", &self.agenda, &now.agenda, item));
        fields.push((
            "Jenis",
            &self.jenis,
            &now.jenis,
            it.kind().label().to_owned(),
        ));
        differing(fields)
    }
}
