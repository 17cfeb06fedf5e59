//! What is typed of an issue, read field by field.

use government::Directory;
use platform::{Uuid, form::FormErrors};
use serde::Deserialize;

use crate::{
    rules::{IssueKind, Raiser},
    store::{Issue, IssueInput},
    web::{
        raiser::Raisers,
        stored::{Stored, differing},
    },
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    pub(super) unit: String,
    pub(super) jenis: String,
    pub(super) isi: String,
    pub(super) langkah: String,
    pub(super) penyelesai: String,
    pub(super) asal: String,
    pub(super) rapat: String,
    pub(super) versi: String,
    pub(super) sekali: String,
}

impl Typing {
    /// The issue as its form shows it.
    pub(super) fn of(it: &Issue) -> Self {
        Self {
            unit: it.unit_id.to_string(),
            jenis: it.kind().word().into(),
            isi: it.text.clone(),
            langkah: it.steps.clone(),
            penyelesai: it
                .owner_unit_id
                .map(|id| id.to_string())
                .unwrap_or_default(),
            asal: it.raiser().map(Raiser::word).unwrap_or_default(),
            rapat: String::new(),
            versi: it.version.to_string(),
            sekali: String::new(),
        }
    }

    /// Reads the form; what is wrong stands beside the fields.
    pub(super) fn read(
        &self,
        directory: &Directory,
        raisers: &Raisers,
        errors: &mut FormErrors,
    ) -> Option<IssueInput> {
        let known = |typed: &str| {
            let id = Uuid::parse_str(typed).ok()?;
            directory.unit(id).map(|unit| unit.id())
        };
        let kind = IssueKind::from_word(&self.jenis);
        if kind.is_none() {
            errors.add("jenis", "Pilih jenisnya.");
        }
        let unit = known(&self.unit);
        if unit.is_none() {
            errors.add("unit", "Pilih unit dari daftar.");
        }
        let owner = known(&self.penyelesai);
        if owner.is_none() && !self.penyelesai.is_empty() {
            errors.add("penyelesai", "Pilih unit dari daftar.");
        }
        let raiser = raisers.read(&self.asal, errors);
        let text = errors.required("isi", &self.isi, 3000);
        let steps = errors.text("langkah", &self.langkah, 3000);
        if errors.any() {
            return None;
        }
        Some(IssueInput {
            unit: unit?,
            raiser,
            kind: kind?,
            text,
            steps,
            owner,
        })
    }

    /// The fields in which the stored issue is another than the one typed.
    pub(super) fn differing(&self, it: &Issue, directory: &Directory) -> Vec<Stored> {
        let now = Self::of(it);
        let name = |id: Option<Uuid>| id.map_or("", |id| directory.unit_name(id)).to_owned();
        differing(vec![
            ("Unit", &self.unit, &now.unit, name(Some(it.unit_id))),
            ("Disampaikan oleh", &self.asal, &now.asal, it.raiser.clone()),
            (
                "Jenis",
                &self.jenis,
                &now.jenis,
                it.kind().label().to_owned(),
            ),
            ("Isi", &self.isi, &now.isi, now.isi.clone()),
            (
                "Langkah penyelesaian",
                &self.langkah,
                &now.langkah,
                now.langkah.clone(),
            ),
            (
                "Penanggung jawab penyelesaian",
                &self.penyelesai,
                &now.penyelesai,
                name(it.owner_unit_id),
            ),
        ])
    }
}
