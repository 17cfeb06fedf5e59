//! What is typed of an activity, read field by field.

use government::Directory;
use platform::{Uuid, date, form::FormErrors, upload::Sent};

use crate::{
    rules::Leaders,
    store::{Activity, ActivityInput},
};

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Typing {
    pub unit: String,
    pub day: String,
    pub area: String,
    pub place: String,
    pub kind: String,
    pub note: String,
    pub participants: String,
    pub leaders: Vec<String>,
    /// `rencana:ID`, `langkah:ID`, or empty.
    pub part_of: String,
    pub campaign: String,
    /// `kind:ID` of a record of another capability, or empty.
    pub topic: String,
    pub version: String,
    pub once: String,
}

/// A plan or a step that an activity can belong to.
pub(super) struct PartOf {
    pub plan: Uuid,
    pub step: Option<Uuid>,
    pub words: String,
}

impl PartOf {
    /// The value of the choice.
    pub(super) fn value(&self) -> String {
        match self.step {
            None => format!("rencana:{}", self.plan),
            Some(step) => format!("langkah:{step}"),
        }
    }
}

/// What the typed choices are looked up in.
pub(super) struct Known<'a> {
    pub directory: &'a Directory,
    pub unit: Option<Uuid>,
    pub parts: &'a [PartOf],
    pub campaigns: &'a [(String, String)],
    /// Whether somebody knows the record that `topic` names.
    pub topic: bool,
    pub today: time::Date,
}

/// The record that `kind:ID` names.
pub(super) fn topic(typed: &str) -> Option<(String, Uuid)> {
    let (kind, id) = typed.split_once(':')?;
    Some((kind.to_owned(), Uuid::parse_str(id).ok()?))
}

impl Typing {
    /// What came with a form.
    pub(super) fn sent(sent: &Sent) -> Self {
        Self {
            unit: sent.text("unit"),
            day: sent.text("tanggal"),
            area: sent.text("wilayah"),
            place: sent.text("tempat"),
            kind: sent.text("jenis"),
            note: sent.text("uraian"),
            participants: sent.text("peserta"),
            leaders: sent.all("tokoh").to_vec(),
            part_of: sent.text("bagian"),
            campaign: sent.text("gerakan"),
            topic: sent.text("topik"),
            version: sent.text("versi"),
            once: sent.text("sekali"),
        }
    }

    /// The activity as its form shows it.
    pub(super) fn of(it: &Activity) -> Self {
        let part_of = match (it.plan_id, it.step_id) {
            (_, Some(step)) => format!("langkah:{step}"),
            (Some(plan), None) => format!("rencana:{plan}"),
            (None, None) => String::new(),
        };
        Self {
            unit: it.unit_id.to_string(),
            day: it.day().map(date::iso).unwrap_or_default(),
            area: it.area_code.clone().unwrap_or_default(),
            place: it.place_words.clone(),
            kind: it.kind.clone(),
            note: it.note.clone(),
            participants: it.participants.map(|n| n.to_string()).unwrap_or_default(),
            leaders: it.leaders().words(),
            part_of,
            campaign: it.campaign_id.map(|id| id.to_string()).unwrap_or_default(),
            topic: it
                .topic()
                .map(|(kind, id)| format!("{kind}:{id}"))
                .unwrap_or_default(),
            version: it.version.to_string(),
            once: String::new(),
        }
    }

    /// Reads the form; what is wrong stands beside the fields.
    pub(super) fn read(&self, known: &Known<'_>, errors: &mut FormErrors) -> Option<ActivityInput> {
        if known.unit.is_none() {
            errors.add("unit", "Pilih unit dari daftar.");
        }
        let day = errors.date("tanggal", &self.day);
        match day {
            None => errors.add("tanggal", "Wajib diisi."),
            Some(day) if day > known.today => errors.add(
                "tanggal",
                "Kegiatan dicatat setelah dilaksanakan; tanggal ini belum tiba.",
            ),
            Some(_) => {}
        }
        let area = Some(self.area.clone()).filter(|code| !code.is_empty());
        if let Some(code) = &area
            && known.directory.area(code).is_none()
        {
            errors.add("wilayah", "Pilih wilayah dari daftar.");
        }
        let place = errors.text("tempat", &self.place, 200);
        if area.is_none() && place.is_empty() {
            errors.add("wilayah", "Pilih wilayahnya, atau tulis tempatnya.");
        }
        let kind = errors.required("jenis", &self.kind, 80);
        let note = errors.text("uraian", &self.note, 3000);
        let participants = self.participants(errors);
        let part = known.parts.iter().find(|it| it.value() == self.part_of);
        if part.is_none() && !self.part_of.is_empty() {
            errors.add("bagian", "Pilih rencana atau langkah dari daftar.");
        }
        let campaign = known.campaigns.iter().find(|it| it.0 == self.campaign);
        if campaign.is_none() && !self.campaign.is_empty() {
            errors.add("gerakan", "Pilih gerakan dari daftar.");
        }
        if !self.topic.is_empty() && !known.topic {
            errors.add("", "Catatan yang dikaitkan tidak ditemukan lagi.");
        }
        if errors.any() {
            return None;
        }
        Some(ActivityInput {
            unit: known.unit?,
            day: day?,
            area,
            place,
            kind,
            note,
            participants,
            leaders: Leaders::read(&self.leaders),
            plan: part.map(|it| it.plan),
            step: part.and_then(|it| it.step),
            campaign: campaign.and_then(|it| Uuid::parse_str(&it.0).ok()),
            topic: topic(&self.topic),
        })
    }

    /// An empty field is "nobody counted", 0 is nobody.
    fn participants(&self, errors: &mut FormErrors) -> Option<i64> {
        let typed = self.participants.trim();
        if typed.is_empty() {
            return None;
        }
        let plain: String = typed.chars().filter(|c| *c != '.').collect();
        let count = plain.parse().ok();
        let count = count.filter(|count: &i64| (0..=1_000_000).contains(count));
        if count.is_none() {
            errors.add(
                "peserta",
                "Tulis jumlah orang dengan angka, misalnya 35; kosongkan bila tidak dihitung.",
            );
        }
        count
    }
}
