//! The tables of the reports of all units of a year as one workbook.

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use government::Directory;
use platform::Instant;

use super::{
    ReportTables,
    report::{achieved, budget},
};

/// The tables of a unit, and how its report stands.
#[derive(Clone, Debug)]
pub struct UnitTables {
    /// "Sudah direviu, angka sama".
    pub state: String,
    /// What is computed for it.
    pub tables: ReportTables,
}

/// Achievement and money of all units, each row with its unit.
pub fn reports(year: i64, directory: &Directory, now: Instant, units: &[UnitTables]) -> Vec<List> {
    let earlier = units.first().map_or(&[][..], |it| &it.tables.years);
    let earlier: Vec<String> = earlier.iter().map(|it| format!("Realisasi {it}")).collect();
    let this = format!("Realisasi {year}");
    let word = directory.region.unit_word.as_str();
    let mut columns: Vec<(&str, u16)> = vec![
        (word, 36),
        ("Laporan", 24),
        ("No", 5),
        ("Sasaran", 32),
        ("Indikator Kinerja", 40),
        ("Satuan", 12),
        ("Target", 12),
        (&this, 14),
        ("Capaian (%)", 12),
        ("Rincian Perhitungan", 40),
    ];
    columns.extend(earlier.iter().map(|it| (it.as_str(), 14)));
    columns.extend([
        ("Target Akhir Rencana", 16),
        ("Capaian thd. Target Akhir (%)", 16),
    ]);
    let note = "Angka menurut keadaan saat berkas ini disusun";
    let before = |it: &UnitTables| {
        vec![
            Cell::from(it.tables.unit.name.as_str()),
            Cell::from(it.state.as_str()),
        ]
    };
    let reached = units.iter().flat_map(|it| {
        it.tables
            .rows()
            .enumerate()
            .map(move |(index, (line, with))| {
                let mut row = before(it);
                row.extend(achieved(index + 1, line, with));
                row
            })
    });
    let name = format!("Capaian {year}");
    let first = begin(&name, directory, now, &columns)
        .note(note)
        .rows(reached);
    let columns = [
        (word, 36),
        ("Laporan", 24),
        ("No", 5),
        ("Program/Kegiatan", 44),
        ("Sumber Dana", 16),
        ("Anggaran (Rp)", 20),
        ("Realisasi (Rp)", 20),
        ("Serapan (%)", 14),
    ];
    let money = units.iter().flat_map(|it| {
        let programs = it.tables.programs.iter().enumerate();
        programs.map(move |(index, program)| {
            let mut row = before(it);
            row.extend(budget(index + 1, program));
            row
        })
    });
    let name = format!("Anggaran {year}");
    let second = begin(&name, directory, now, &columns)
        .note(note)
        .rows(money);
    vec![first, second]
}
