//! *Unduh Excel*: the agreements of a year, a quarter of all of them, and the cascade to those below,
//! from which the national staff system takes individual targets. They are not kept here.

mod achievement;
mod document;
mod heads;
mod mapping;
mod monitoring;
mod part;
mod report;
mod reports;
mod tree;

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use figures::{Amount, State};
use government::Directory;
use platform::Instant;

use crate::{
    rules::{self, Achieved},
    store::{Agreement, Line},
};

pub use achievement::{AchievedLine, AchievedUnit, achievement, hundredths};
use achievement::{exact, share};
pub use document::{DocumentLine, document, documents};
pub use heads::{EvaluatedHead, bases, heads};
pub use mapping::{MappedIkk, mapping};
pub use monitoring::{Quarterly, Watched, monitoring};
pub use part::PartLine;
pub use report::{Compared, NO_DATA, ReportTables, report};
pub use reports::{UnitTables, reports};
pub use tree::tree;

/// The agreements of a year with how they stand.
pub fn agreements(year: i64, directory: &Directory, now: Instant, all: &[Agreement]) -> List {
    let name = format!("Perjanjian Kinerja {year}");
    begin(
        &name,
        directory,
        now,
        &[
            ("No", 5),
            ("Unit", 40),
            ("Tingkat", 26),
            ("Versi", 28),
            ("Status", 24),
            ("Ditandatangani", 14),
            ("Pihak Pertama", 40),
            ("Pihak Kedua", 40),
        ],
    )
    .rows(all.iter().enumerate().map(|(index, it)| {
        let party = |office: &Option<String>, name: &Option<String>| {
            let words = match (name.as_deref(), office.as_deref()) {
                (Some(name), Some(office)) if !name.is_empty() => format!("{name}, {office}"),
                _ => String::new(),
            };
            Cell::text_or(words, "Belum TTD")
        };
        vec![
            Cell::count(index + 1),
            Cell::from(directory.unit_name(it.unit_id)),
            Cell::from(level(&it.level)),
            Cell::from(it.title()),
            Cell::from(it.state().label()),
            Cell::date_or(it.signed(), "Belum TTD"),
            party(&it.first_office, &it.first_name),
            party(&it.second_office, &it.second_name),
        ]
    }))
}

/// Words of a level.
pub fn level(code: &str) -> &str {
    rules::level(code).map_or("-", |it| &it.title)
}

/// A line of a quarter's report.
#[derive(Clone, Debug)]
pub struct ReportLine {
    /// Name of the unit.
    pub unit: String,
    /// The line.
    pub line: Line,
    /// The target of the quarter.
    pub quarter_target: Option<Amount>,
    /// What is reported, or why nothing.
    pub state: State,
    /// The number.
    pub amount: Option<Amount>,
    /// What the unit says.
    pub remark: String,
    /// What the reviewer noted of the unit's quarter, or empty.
    pub note: String,
    /// When it was sent, or empty.
    pub sent: String,
    /// What was achieved of the target of the quarter; none where the quarter has no target.
    pub of_quarter: Option<Achieved>,
    /// What was achieved of the target of the year, up to this quarter.
    pub of_year: Achieved,
}

impl ReportLine {
    /// What was achieved of the quarter's target, or why there is none.
    pub fn quarter_percent(&self) -> String {
        match &self.of_quarter {
            Some(it) => it.percent(),
            None => "Tidak ada target triwulan".to_owned(),
        }
    }
}

/// What stands in the place of a number.
pub(crate) fn said(line: &ReportLine) -> String {
    match line.amount {
        Some(amount) => amount.to_string(),
        None => line.state.label().to_owned(),
    }
}

/// A quarter of all agreements of a year.
pub fn quarter(name: &str, directory: &Directory, now: Instant, lines: &[ReportLine]) -> List {
    begin(
        name,
        directory,
        now,
        &[
            ("No", 5),
            ("Unit", 32),
            ("Sasaran", 36),
            ("Indikator Kinerja", 40),
            ("Satuan", 12),
            ("Target Tahun", 12),
            ("Target Triwulan", 12),
            ("Realisasi", 14),
            ("Capaian Triwulan (%)", 12),
            ("Realisasi s.d. Triwulan", 14),
            ("Capaian thd. Target Tahun (%)", 14),
            ("Rincian Perhitungan", 40),
            ("Keterangan Unit", 36),
            ("Catatan Pemeriksa", 36),
            ("Dikirim", 24),
        ],
    )
    .rows(lines.iter().enumerate().map(|(index, it)| {
        vec![
            Cell::count(index + 1),
            Cell::from(it.unit.as_str()),
            Cell::from(it.line.input.objective.as_str()),
            Cell::from(it.line.input.indicator.as_str()),
            Cell::from(it.line.input.measure.as_str()),
            Cell::Number(it.line.input.target),
            Cell::number_or(it.quarter_target, "Tidak ada target triwulan"),
            Cell::number_or(it.amount, it.state.label()),
            match &it.of_quarter {
                Some(it) => share(&it.raw),
                None => Cell::Missing("Tidak ada target triwulan"),
            },
            exact(&it.of_year.actual),
            share(&it.of_year.raw),
            Cell::from(it.of_year.line.as_str()),
            Cell::from(it.remark.as_str()),
            Cell::from(it.note.as_str()),
            Cell::text_or(it.sent.as_str(), "Belum dikirim"),
        ]
    }))
}

/// A line of an agreement with the line of the superior's that it serves.
#[derive(Clone, Debug)]
pub struct CascadeLine {
    /// Name of the unit.
    pub unit: String,
    /// Office and name of who promises.
    pub first: (String, String),
    /// The line.
    pub line: Line,
    /// Name of the superior's unit, or empty.
    pub above_unit: String,
    /// The superior's indicator; or why there is none.
    pub above: Result<String, &'static str>,
}

/// The cascade of a year on one sheet, and lines that serve no line of their superior on another.
pub fn cascade(year: i64, directory: &Directory, now: Instant, lines: &[CascadeLine]) -> Vec<List> {
    let columns = [
        ("No", 5),
        ("Unit Atasan", 32),
        ("Indikator Atasan", 40),
        ("Unit", 32),
        ("Jabatan", 32),
        ("Nama", 30),
        ("Sasaran", 36),
        ("Indikator Kinerja", 40),
        ("Satuan", 12),
        ("Target", 12),
        ("TW I", 10),
        ("TW II", 10),
        ("TW III", 10),
        ("TW IV", 10),
    ];
    let row = |index: usize, it: &CascadeLine| {
        let input = &it.line.input;
        let mut cells = vec![
            Cell::count(index + 1),
            Cell::from(it.above_unit.as_str()),
            match &it.above {
                Ok(indicator) => Cell::from(indicator.as_str()),
                Err(reason) => Cell::Missing(reason),
            },
            Cell::from(it.unit.as_str()),
            Cell::from(it.first.0.as_str()),
            Cell::text_or(it.first.1.as_str(), "Kosong"),
            Cell::from(input.objective.as_str()),
            Cell::from(input.indicator.as_str()),
            Cell::from(input.measure.as_str()),
            Cell::Number(input.target),
        ];
        let quarters = input.quarters.map(|it| Cell::number_or(it, "-"));
        cells.extend(quarters);
        cells
    };
    let sheet = |name: &str, wanted: bool| {
        let found = lines.iter().filter(|it| it.above.is_ok() == wanted);
        begin(name, directory, now, &columns)
            .note("Untuk dimasukkan ke e-Kinerja BKN; sasaran kinerja pegawai tidak disimpan di sini.")
            .rows(found.enumerate().map(|(index, it)| row(index, it)))
    };
    vec![
        sheet(&format!("Cascading PK {year}"), true),
        sheet("Belum terhubung ke atasan", false),
    ]
}
