//! *Bahan Evaluasi Kepala Perangkat Daerah*: heads on one sheet, their lines with the explanation on another.

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use figures::Figure;
use government::Directory;
use platform::{Instant, Uuid};

use super::{PartLine, exact, share};
use crate::rules::{self, Mean};

/// What stands where no mean does.
const NO_MEAN: &str = "Belum dapat dihitung";

/// A head of a unit with what the evaluation looks at.
#[derive(Clone, Debug)]
pub struct EvaluatedHead {
    /// The agreement; none where the unit has none.
    pub agreement: Option<Uuid>,
    /// The person; none where nobody is recorded.
    pub account: Option<Uuid>,
    /// The unit.
    pub unit: String,
    /// Name with degrees, or that nobody is recorded.
    pub name: String,
    /// Each time of the year on the post.
    pub times: Vec<String>,
    /// The quarters that are theirs, in words.
    pub part: String,
    /// The lines of what they answer for.
    pub lines: Vec<PartLine>,
    /// The mean of what was achieved, by the cited rule.
    pub mean: Mean,
    /// The same of what is within the bounds of the rules.
    pub capped: Mean,
    /// Up to which of their quarters was sent.
    pub sent: &'static str,
    /// What is missing, in words.
    pub missing: Vec<String>,
    /// Which of their quarters came late, or are late.
    pub late: Vec<String>,
    /// How the performance report of the unit stands.
    pub report: &'static str,
    /// How far the unit gave the figures of the LPPD.
    pub lppd: String,
    /// What was proposed and decided, as far as the reader may know.
    pub proposal: String,
    /// Whether a proposal waits for its decision, as far as the reader may know.
    pub waits: bool,
}

impl EvaluatedHead {
    /// What is missing in a line; "Lengkap" where nothing is.
    pub fn missing_words(&self) -> String {
        match self.missing.is_empty() {
            true => "Lengkap".to_owned(),
            false => self.missing.join("; "),
        }
    }

    /// What came late in a line, or that nothing did.
    pub fn late_words(&self) -> String {
        match self.late.is_empty() {
            true => "Tidak ada".to_owned(),
            false => self.late.join("; "),
        }
    }

    /// Everything a proposal is written beside, in a line: it is kept with the proposal.
    pub fn basis(&self) -> String {
        format!(
            "Rata-rata capaian PK {} (nilai asli) dan {} (dibatasi), {}, realisasi terakhir: {}. Yang \
             belum ada: {}. Terlambat: {}. Laporan Kinerja: {}. LPPD: {}.",
            self.mean.percent(),
            self.capped.percent(),
            self.mean.counts(),
            self.sent,
            self.missing_words(),
            self.late_words(),
            self.report,
            self.lppd
        )
    }
}

/// Everything the figures rest on, and how a year is divided among those who led a unit in it.
pub fn bases() -> Vec<String> {
    let own = [
        "Triwulan dihitung pada pejabat yang memimpin unit pada hari terakhirnya; pelaksana harian hanya \
         bila tidak ada pejabat lain (aturan aplikasi, belum ada ketentuan yang ditemukan).",
        "Target yang dijumlahkan dikurangi yang sudah dicapai pejabat lain sebelumnya; target lain \
         berlaku utuh (aturan aplikasi, sama dengan penerbitan kembali perjanjian).",
        "Pejabat yang berhenti sebelum akhir tahun dibandingkan dengan target setahun, bukan dengan bagiannya; \
         angkanya tidak sebanding dengan pejabat yang memimpin setahun penuh (aturan aplikasi).",
        "Rata-rata dibatasi hanya pembanding: setiap capaian dibatasi menurut aturannya sebelum \
         dirata-ratakan.",
        "LPPD dihitung per isian data unit dan tidak dijumlahkan dengan capaian PK.",
    ];
    let rules = rules::bases().into_iter();
    rules.chain(own.map(str::to_owned)).collect()
}

fn mean(it: &Mean) -> Cell {
    match &it.figure {
        Some(number) => share(&Figure::Known(number.clone())),
        None => Cell::Missing(NO_MEAN),
    }
}

/// The two sheets.
pub fn heads(name: &str, directory: &Directory, now: Instant, all: &[EvaluatedHead]) -> Vec<List> {
    let list = begin(
        name,
        directory,
        now,
        &[
            ("No", 5),
            ("Pejabat", 36),
            ("Unit", 36),
            ("Masa Jabatan", 40),
            ("Bagian", 20),
            ("Rata-rata Capaian PK (%)", 14),
            ("Rata-rata Dibatasi (%)", 14),
            ("Indikator Dapat Dihitung", 12),
            ("Jumlah Indikator", 12),
            ("Realisasi Terakhir", 16),
            ("Yang Belum Ada", 44),
            ("Terlambat", 36),
            ("Laporan Kinerja", 24),
            ("Pengisian LPPD", 36),
            ("Usulan", 36),
        ],
    );
    let list = bases().into_iter().fold(list, List::note);
    let first = list.rows(all.iter().enumerate().map(|(index, it)| {
        vec![
            Cell::count(index + 1),
            Cell::from(it.name.as_str()),
            Cell::from(it.unit.as_str()),
            Cell::text_or(it.times.join("; "), "Belum tercatat"),
            Cell::from(it.part.as_str()),
            mean(&it.mean),
            mean(&it.capped),
            Cell::count(it.mean.counted),
            Cell::count(it.mean.of),
            Cell::from(it.sent),
            Cell::from(it.missing_words()),
            Cell::from(it.late_words()),
            Cell::from(it.report),
            Cell::from(it.lppd.as_str()),
            Cell::from(it.proposal.as_str()),
        ]
    }));
    vec![first, lines(directory, now, all)]
}

fn lines(directory: &Directory, now: Instant, all: &[EvaluatedHead]) -> List {
    let list = begin(
        "Capaian per indikator",
        directory,
        now,
        &[
            ("No", 5),
            ("Pejabat", 36),
            ("Unit", 32),
            ("Indikator Kinerja", 40),
            ("Satuan", 12),
            ("Target Bagian", 14),
            ("Realisasi", 14),
            ("Capaian (%)", 12),
            ("Capaian Dibatasi (%)", 12),
            ("Rincian Perhitungan", 44),
            ("Keterangan", 44),
            ("Dasar", 44),
        ],
    );
    let rows = all
        .iter()
        .flat_map(|head| head.lines.iter().map(move |line| (head, line)));
    list.rows(rows.enumerate().map(|(index, (head, it))| {
        let input = &it.line.input;
        vec![
            Cell::count(index + 1),
            Cell::from(head.name.as_str()),
            Cell::from(head.unit.as_str()),
            Cell::from(input.indicator.as_str()),
            Cell::from(input.measure.as_str()),
            exact(&Figure::Known(it.target.clone())),
            exact(&it.achieved.actual),
            share(&it.achieved.raw),
            share(&it.achieved.capped),
            Cell::from(it.achieved.line.as_str()),
            Cell::text_or(it.left(), "-"),
            Cell::from(it.basis()),
        ]
    }))
}
