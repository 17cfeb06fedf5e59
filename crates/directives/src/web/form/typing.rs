//! What is typed of a meeting, read field by field.

use government::Directory;
use platform::{App, Problem, Uuid, date, form::FormErrors};
use serde::Deserialize;

use crate::{
    rules::MeetingKind,
    store::{self, AgendaInput, Meeting, MeetingInput},
    web::stored::{Stored, differing},
};

/// The roles of who chairs.
pub(super) const ROLES: [(&str, &str); 2] =
    [("memimpin", "Memimpin"), ("menghadiri", "Menghadiri")];

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    pub(super) judul: String,
    pub(super) jenis: String,
    pub(super) rangkaian: String,
    pub(super) tanggal: String,
    pub(super) mulai: String,
    pub(super) selesai: String,
    pub(super) tempat: String,
    pub(super) pimpinan: String,
    pub(super) jabatan: String,
    pub(super) peran: String,
    pub(super) penyelenggara: String,
    pub(super) pelapor: String,
    pub(super) jabatan_pelapor: String,
    pub(super) maksud: String,
    pub(super) dasar: String,
    pub(super) notulis: String,
    pub(super) jabatan_notulis: String,
    pub(super) catatan: String,
    pub(super) agenda: String,
    pub(super) versi: String,
    pub(super) sekali: String,
}

/// What the region offers to choose from: value and words.
pub(super) struct Choices {
    pub(super) kinds: Vec<(String, String)>,
    pub(super) series: Vec<(String, String)>,
    pub(super) units: Vec<(String, String)>,
}

impl Choices {
    /// The kinds, series and units of the region. `current` is the kind the meeting has: it stays
    /// to be chosen though it is no longer offered.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn of(
        app: &App,
        directory: &Directory,
        current: &str,
    ) -> Result<Self, Problem> {
        let (db, region) = (app.db().read(), &directory.region.code);
        let known = store::series(db, region).await?;
        let own = store::kinds(db, region).await?;
        let kinds = MeetingKind::ALL
            .iter()
            .map(|kind| (kind.code().to_owned(), kind.label().to_owned()))
            .chain(
                own.into_iter()
                    .filter(|kind| kind.offered || kind.key == current)
                    .map(|kind| (kind.key, kind.name)),
            )
            .collect();
        let none = |words: &str| std::iter::once((String::new(), words.to_owned()));
        Ok(Self {
            kinds,
            series: none("Tidak termasuk rangkaian")
                .chain(known.into_iter().map(|s| (s.id.to_string(), s.name)))
                .collect(),
            units: none("Belum ditentukan")
                .chain(
                    directory
                        .units
                        .iter()
                        .map(|unit| (unit.id().to_string(), unit.name.clone())),
                )
                .collect(),
        })
    }
}

/// The words of a choice.
fn words(choices: &[(String, String)], value: &str) -> String {
    choices
        .iter()
        .find(|(known, _)| known == value)
        .map(|(_, words)| words.clone())
        .unwrap_or_default()
}

/// The id chosen from a list; one that is not in it stands beside its field.
fn chosen(
    errors: &mut FormErrors,
    field: &'static str,
    choices: &[(String, String)],
    typed: &str,
) -> Option<Uuid> {
    if !choices.iter().any(|(known, _)| known == typed) {
        errors.add(field, "Tidak ada di daerah ini. Pilih lagi dari daftar.");
    }
    Uuid::parse_str(typed).ok()
}

impl Typing {
    /// The meeting as its form shows it.
    pub(super) fn of(it: &Meeting) -> Self {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let minute = |minute: Option<i64>| minute.map(date::minute).unwrap_or_default();
        let it = it.clone();
        Self {
            rangkaian: id(it.series_id),
            penyelenggara: id(it.organiser_unit_id),
            mulai: minute(it.start_minute),
            selesai: minute(it.end_minute),
            judul: it.title,
            jenis: it.kind,
            tanggal: it.date,
            tempat: it.place,
            pimpinan: it.chair_name,
            jabatan: it.chair_office,
            peran: it.chair_role,
            pelapor: it.reporter_name,
            jabatan_pelapor: it.reporter_office,
            maksud: it.purpose,
            dasar: it.legal_bases,
            notulis: it.recorder_name,
            jabatan_notulis: it.recorder_office,
            catatan: it.remarks,
            agenda: String::new(),
            versi: it.version.to_string(),
            sekali: String::new(),
        }
    }

    /// Reads the form; what is wrong stands beside the fields.
    pub(super) fn read(
        &self,
        choices: &Choices,
        errors: &mut FormErrors,
        source: &str,
    ) -> Option<MeetingInput> {
        let day = errors.date("tanggal", &self.tanggal);
        if day.is_none() {
            errors.add("tanggal", "Wajib diisi.");
        }
        let (start, end) = (
            errors.minute("mulai", &self.mulai),
            errors.minute("selesai", &self.selesai),
        );
        if matches!((start, end), (Some(start), Some(end)) if end <= start) {
            errors.add("selesai", "Jam selesai harus setelah jam mulai.");
        }
        if !choices.kinds.iter().any(|(known, _)| *known == self.jenis) {
            errors.add("jenis", "Pilih jenis rapat.");
        }
        let series_id = chosen(errors, "rangkaian", &choices.series, &self.rangkaian);
        let organiser = chosen(errors, "penyelenggara", &choices.units, &self.penyelenggara);
        let title = errors.required("judul", &self.judul, 200);
        let mut text = |field, typed: &str, max| errors.text(field, typed, max);
        let input = MeetingInput {
            series_id,
            kind: self.jenis.clone(),
            title,
            date: day?,
            start,
            end,
            place: text("tempat", &self.tempat, 200),
            chair_name: text("pimpinan", &self.pimpinan, 200),
            chair_office: text("jabatan", &self.jabatan, 200),
            chair_role: if self.peran == "menghadiri" {
                "menghadiri"
            } else {
                "memimpin"
            }
            .into(),
            organiser,
            reporter_name: text("pelapor", &self.pelapor, 200),
            reporter_office: text("jabatan_pelapor", &self.jabatan_pelapor, 200),
            purpose: text("maksud", &self.maksud, 2000),
            legal_bases: text("dasar", &self.dasar, 2000),
            recorder_name: text("notulis", &self.notulis, 200),
            recorder_office: text("jabatan_notulis", &self.jabatan_notulis, 200),
            remarks: text("catatan", &self.catatan, 4000),
            source: source.to_owned(),
            participants_stated: None,
        };
        (!errors.any()).then_some(input)
    }

    /// The lines of the agenda field, one item each.
    pub(super) fn agenda_lines(&self, errors: &mut FormErrors) -> Vec<AgendaInput> {
        errors
            .text("agenda", &self.agenda, 4000)
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|topic| AgendaInput {
                topic: topic.to_owned(),
                presenter: String::new(),
                material: String::new(),
            })
            .collect()
    }

    /// The fields in which the stored meeting is another than the one typed.
    pub(super) fn differing(&self, it: &Meeting, choices: &Choices) -> Vec<Stored> {
        let now = Self::of(it);
        let day = |typed: &str| date::parse(typed).map_or_else(|| typed.to_owned(), date::iso);
        let clock =
            |typed: &str| date::parse_minute(typed).map_or_else(|| typed.to_owned(), date::minute);
        let (typed_day, typed_start, typed_end) =
            (day(&self.tanggal), clock(&self.mulai), clock(&self.selesai));
        let kind = it.kind_label();
        let role = ROLES.iter().find(|(code, _)| *code == now.peran);
        let same = |label, typed, stored: &'_ String| (label, typed, stored.clone());
        let texts = [
            same("Judul rapat", self.judul.as_str(), &now.judul),
            same("Tempat", &self.tempat, &now.tempat),
            same("Nama pimpinan rapat", &self.pimpinan, &now.pimpinan),
            same("Jabatan pimpinan rapat", &self.jabatan, &now.jabatan),
            same("Yang melaporkan", &self.pelapor, &now.pelapor),
            same(
                "Jabatan yang melaporkan",
                &self.jabatan_pelapor,
                &now.jabatan_pelapor,
            ),
            same("Maksud dan tujuan", &self.maksud, &now.maksud),
            same("Dasar hukum", &self.dasar, &now.dasar),
            same("Notulis", &self.notulis, &now.notulis),
            same(
                "Jabatan notulis",
                &self.jabatan_notulis,
                &now.jabatan_notulis,
            ),
            same("Catatan", &self.catatan, &now.catatan),
            same("Mulai", &typed_start, &now.mulai),
            same("Selesai", &typed_end, &now.selesai),
        ];
        let mut fields = vec![
            (
                "Jenis",
                self.jenis.as_str(),
                now.jenis.as_str(),
                kind.to_owned(),
            ),
            (
                "Rangkaian",
                &self.rangkaian,
                &now.rangkaian,
                words(&choices.series, &now.rangkaian),
            ),
            (
                "Hari/tanggal",
                &typed_day,
                &now.tanggal,
                it.day().map(date::long).unwrap_or_default(),
            ),
            (
                "Peran",
                &self.peran,
                &now.peran,
                role.map_or("", |(_, words)| words).to_owned(),
            ),
            (
                "Penyelenggara",
                &self.penyelenggara,
                &now.penyelenggara,
                words(&choices.units, &now.penyelenggara),
            ),
        ];
        fields.extend(
            texts
                .iter()
                .map(|(label, typed, stored)| (*label, *typed, stored.as_str(), stored.clone())),
        );
        differing(fields)
    }
}
