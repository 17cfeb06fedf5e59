//! A Renstra, RKPD or Renja as a workbook, and the list of who has one.

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use figures::Amount;
use government::Directory;
use platform::Instant;
use time::Date;

use crate::rules::{
    document::{Content, Difference, Row, Stated, UNFILLED},
    tree::Level,
};

/// A document in a row of the list.
#[derive(Clone, Debug)]
pub struct DocumentLine {
    /// "Renja 2027".
    pub document: String,
    /// Whose.
    pub unit: String,
    /// How it stands.
    pub state: &'static str,
    /// By when it is sent.
    pub due: Option<Date>,
    /// Who sent it, or empty.
    pub sent: String,
    /// What set it, or empty.
    pub basis: String,
    /// When that was.
    pub set_on: Option<Date>,
}

/// Who has a document of a year, and who has not.
pub fn documents(name: &str, directory: &Directory, now: Instant, all: &[DocumentLine]) -> List {
    let columns = [
        ("No", 5),
        ("Dokumen", 22),
        (directory.region.unit_word.as_str(), 40),
        ("Status", 28),
        ("Batas Waktu", 14),
        ("Dikirim Oleh", 28),
        ("Ditetapkan Dengan", 40),
        ("Tanggal Penetapan", 16),
    ];
    let rows = all.iter().enumerate().map(|(index, it)| {
        vec![
            Cell::count(index + 1),
            Cell::from(it.document.as_str()),
            Cell::from(it.unit.as_str()),
            Cell::from(it.state),
            Cell::date_or(it.due, "Tanpa batas waktu"),
            Cell::text_or(it.sent.as_str(), "Belum dikirim"),
            Cell::text_or(it.basis.as_str(), "Belum ditetapkan"),
            Cell::date_or(it.set_on, "Belum ditetapkan"),
        ]
    });
    begin(name, directory, now, &columns).rows(rows)
}

/// A document: its rows, and what changed since it was set.
pub fn document(
    name: &str,
    directory: &Directory,
    now: Instant,
    version: &str,
    (content, changed): (&Content, &[Difference]),
) -> Vec<List> {
    let heads: Vec<(String, u16)> = content
        .years
        .iter()
        .map(|year| (format!("Target {year}"), 14))
        .chain(
            content
                .years
                .iter()
                .map(|year| (format!("Pagu {year} (Rp)"), 20)),
        )
        .collect();
    let mut columns = vec![
        ("Tingkat", 14),
        ("Kode", 20),
        ("Uraian", 44),
        ("Penanggung Jawab", 34),
        ("Indikator", 40),
        ("Satuan", 12),
        ("Kondisi Awal", 12),
    ];
    columns.extend(heads.iter().map(|(head, width)| (head.as_str(), *width)));
    columns.push(("Keterangan", 44));
    let rows = content.rows.iter().enumerate();
    let rows = rows.flat_map(|(place, row)| lines(content, place, row));
    let first = begin(name, directory, now, &columns)
        .note(version.to_owned())
        .rows(rows);
    if changed.is_empty() {
        return vec![first];
    }
    let columns = [
        ("No", 5),
        ("Baris", 60),
        ("Yang Berubah", 40),
        ("Semula", 24),
        ("Sekarang", 24),
    ];
    let rows = changed.iter().enumerate().map(|(index, it)| {
        vec![
            Cell::count(index + 1),
            Cell::from(it.row.as_str()),
            Cell::from(it.what.as_str()),
            Cell::from(it.then.as_str()),
            Cell::from(it.now.as_str()),
        ]
    });
    let second = begin("Perubahan", directory, now, &columns).rows(rows);
    vec![first, second]
}

/// The lines of a row: one for each indicator, money beside the first.
fn lines(content: &Content, place: usize, row: &Row) -> Vec<Vec<Cell>> {
    let sums = content.sums(place).unwrap_or_default();
    let count = row.goals.len().max(1);
    let line = |number: usize| {
        let goal = row.goals.get(number);
        let mut cells = vec![
            Cell::from(row.level().label()),
            Cell::from(row.code.as_str()),
            Cell::from(row.name.as_str()),
            Cell::from(row.unit_name.as_str()),
            Cell::text_or(goal.map_or("", |it| &it.name), "Belum ada indikator"),
            Cell::from(goal.map_or("", |it| &it.measure)),
            amount(goal.and_then(|it| it.baseline.as_deref()), UNFILLED),
        ];
        let mut remarks = Vec::new();
        for place in 0..content.years.len() {
            let stated = goal.and_then(|it| it.targets.get(place));
            cells.push(stated.map_or(Cell::Empty, target));
            remarks.extend(stated.map(|it| it.remark(false)));
        }
        for place in 0..content.years.len() {
            let cell = match (row.level(), number) {
                (Level::SubActivity, 0) => row.money.get(place).map(|it| Cell::from(it.money())),
                (_, 0) => sums.get(place).map(|it| Cell::from(it.words())),
                _ => None,
            };
            cells.push(cell.unwrap_or(Cell::Empty));
            let stated = row.money.get(place).filter(|_| number == 0);
            remarks.extend(stated.map(|it| it.remark(true)));
        }
        remarks.retain(|it| !it.is_empty());
        cells.push(Cell::from(remarks.join("\n")));
        cells
    };
    (0..count).map(line).collect()
}

fn target(it: &Stated) -> Cell {
    let missing = match it.own {
        Some(_) => crate::rules::document::NONE,
        None => UNFILLED,
    };
    amount(it.value.as_deref(), missing)
}

fn amount(stored: Option<&str>, missing: &'static str) -> Cell {
    let read = stored.and_then(|it| it.parse::<Amount>().ok());
    Cell::number_or(read, missing)
}
