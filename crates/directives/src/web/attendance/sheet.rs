//! What is typed on the sheet, read row by row: one value a row in every list.

use government::Directory;
use platform::{Problem, Uuid, form::FormErrors};
use serde::Deserialize;

use crate::{
    rules::AttendanceStatus,
    store::{Attendance, AttendanceInput},
};

/// Most rows of a sheet.
const MOST: usize = 1000;

/// What was typed: one value per row in every list, in the order of the rows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    pub(super) versi: String,
    urutan: Vec<String>,
    kelompok: Vec<String>,
    unit: Vec<String>,
    status: Vec<String>,
    nama: Vec<String>,
    jabatan: Vec<String>,
    instansi: Vec<String>,
    keterangan: Vec<String>,
}

/// A row of the sheet, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Place in the stored list; `None` for a row that is not stored.
    pub place: Option<usize>,
    /// Whether it stands for a group.
    pub is_group: bool,
    /// Id of the unit, or empty.
    pub unit: String,
    /// Who the row is about, for people who hear the page.
    pub label: String,
    /// Word of the status, or empty: not on the list.
    pub status: String,
    /// Name of the person, or of the group.
    pub name: String,
    /// Office.
    pub office: String,
    /// Institution.
    pub institution: String,
    /// A note.
    pub note: String,
    /// What is wrong with it.
    pub error: String,
    /// Whether the summary leads here.
    pub first_wrong: bool,
}

impl Row {
    /// A stored line as a row.
    pub(super) fn of(directory: &Directory, place: usize, line: &Attendance) -> Self {
        let mut row = Self {
            place: Some(place),
            is_group: line.is_group,
            unit: line.unit_id.map(|id| id.to_string()).unwrap_or_default(),
            status: line.status().word().to_owned(),
            name: line.name.clone(),
            office: line.office.clone(),
            institution: line.institution.clone(),
            note: line.note.clone(),
            ..Self::default()
        };
        row.label = row.who(directory);
        row
    }

    /// A row to be filled in.
    pub(super) fn empty(is_group: bool) -> Self {
        Self {
            is_group,
            label: if is_group {
                "kelompok baru"
            } else {
                "tamu baru"
            }
            .to_owned(),
            status: AttendanceStatus::Present.word().to_owned(),
            ..Self::default()
        }
    }

    /// The unit, or the name, or the institution.
    fn who(&self, directory: &Directory) -> String {
        let unit = Uuid::parse_str(&self.unit).ok();
        let unit = unit.and_then(|id| directory.unit(id));
        let names = [
            unit.map_or("", |unit| &unit.name),
            &self.name,
            &self.institution,
        ];
        let name = names.into_iter().find(|name| !name.trim().is_empty());
        name.unwrap_or("baris baru").to_owned()
    }

    /// Whether somebody typed anything into it.
    fn is_filled(&self) -> bool {
        let own_institution = if self.unit.is_empty() {
            self.institution.as_str()
        } else {
            ""
        };
        [&self.name, &self.office, &self.note, own_institution]
            .iter()
            .any(|text| !text.trim().is_empty())
    }

    /// Whether it offers a unit that nobody noted anything of.
    pub(super) fn is_untouched(&self) -> bool {
        self.place.is_none() && self.status.is_empty() && !self.is_filled()
    }

    /// Whether it stays off the list: a unit not asked, an empty row, a line taken off.
    fn is_off(&self) -> bool {
        if self.status.is_empty() {
            return self.place.is_some() || !self.is_filled();
        }
        self.unit.is_empty() && !self.is_filled()
    }

    /// The line the row stands for; what is wrong stays in the row.
    fn line(&mut self, directory: &Directory) -> Option<AttendanceInput> {
        if self.is_off() {
            return None;
        }
        let mut errors = FormErrors::new();
        let unit = Uuid::parse_str(&self.unit)
            .ok()
            .filter(|id| directory.unit(*id).is_some());
        if unit.is_none() && !self.unit.is_empty() {
            errors.add(
                "unit",
                "Unit ini tidak ada di daerah ini. Muat ulang lembarnya.",
            );
        }
        let status = AttendanceStatus::from_word(&self.status);
        if status.is_none() {
            errors.add(
                "status",
                if self.status.is_empty() {
                    "Pilih kehadirannya, atau kosongkan isiannya."
                } else {
                    "Kehadiran tidak dikenal. Pilih lagi dari daftar."
                },
            );
        }
        let line = AttendanceInput {
            unit,
            name: errors.text("nama", &self.name, 200),
            office: errors.text("jabatan", &self.office, 200),
            institution: errors.text("instansi", &self.institution, 200),
            status: status.unwrap_or(AttendanceStatus::Invited),
            is_group: self.is_group,
            note: errors.text("keterangan", &self.note, 500),
        };
        if status == Some(AttendanceStatus::Represented) && line.name.is_empty() {
            errors.add("nama", "Tulis nama yang mewakili.");
        }
        let wrong: Vec<&str> = errors.all().map(|(_, text)| text.as_str()).collect();
        self.error = wrong.join(" ");
        self.error.is_empty().then_some(line)
    }
}

impl Typing {
    /// The rows, and the lines they stand for in the order in which they were stored. A row with
    /// something wrong says so and has no line.
    ///
    /// # Errors
    /// `Problem::Malformed` when rows lost a part on the way, `Problem::TooLarge` beyond 1000.
    pub(super) fn read(
        &self,
        directory: &Directory,
    ) -> Result<(Vec<Row>, Vec<AttendanceInput>), Problem> {
        let lists = [
            &self.urutan,
            &self.kelompok,
            &self.unit,
            &self.nama,
            &self.jabatan,
            &self.instansi,
            &self.keterangan,
        ];
        let count = self.status.len();
        if lists.iter().any(|list| list.len() != count) {
            return Err(Problem::Malformed(
                "Sebagian baris lembar ini tidak lengkap saat dikirim, jadi belum ada yang \
                 disimpan. Muat ulang lembarnya, lalu isi kembali."
                    .into(),
            ));
        }
        if count > MOST {
            return Err(Problem::TooLarge(format!(
                "Paling banyak {MOST} baris dalam satu daftar hadir; yang dikirim {count} baris."
            )));
        }
        let mut rows = Vec::new();
        let mut lines = Vec::new();
        for index in 0..count {
            let mut row = self.row(index);
            row.label = row.who(directory);
            lines.extend(row.line(directory).map(|line| (row.place, line)));
            rows.push(row);
        }
        lines.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
        Ok((rows, lines.into_iter().map(|(_, line)| line).collect()))
    }

    fn row(&self, index: usize) -> Row {
        let at = |list: &[String]| list.get(index).cloned().unwrap_or_default();
        Row {
            place: at(&self.urutan).parse().ok(),
            is_group: !at(&self.kelompok).is_empty(),
            unit: at(&self.unit),
            status: at(&self.status),
            name: at(&self.nama),
            office: at(&self.jabatan),
            institution: at(&self.instansi),
            note: at(&self.keterangan),
            ..Row::default()
        }
    }
}

/// Says above the sheet which rows are wrong.
pub(super) fn point_out(rows: &mut [Row], errors: &mut FormErrors) {
    let count = rows.iter().filter(|row| !row.error.is_empty()).count();
    let Some(first) = rows.iter_mut().find(|row| !row.error.is_empty()) else {
        return;
    };
    first.first_wrong = true;
    let more = match count {
        1 => String::new(),
        count => format!(" Ada {count} baris yang perlu diperbaiki."),
    };
    errors.add(
        "baris-salah",
        format!("{}: {}{more}", first.label, first.error),
    );
}
