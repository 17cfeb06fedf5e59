//! Lists that more than one capability hands out, described once.

use government::{
    Directory,
    follow_up::{Card, FollowUp},
};
use platform::{Instant, date};

use crate::{
    HeadCell,
    workbook::{Cell, List, ListColumn},
};

/// Most rows of a list handed out as a workbook; beyond it the list says how to narrow down.
pub const MOST_ROWS: i64 = 5_000;

/// An empty list of a region as of `now`.
pub fn begin(name: &str, directory: &Directory, now: Instant, columns: &[(&str, u16)]) -> List {
    let region = &directory.region;
    let mut list =
        List::simple(name, now, columns).note(format!("Keadaan per {}", region.stamp(now)));
    list.title
        .push(format!("PEMERINTAH {}", region.name.to_uppercase()));
    list.simulated = region.simulated;
    list
}

/// What a list says that does not hold all it was asked for; empty when it does.
pub fn cut(held: usize, total: i64) -> String {
    match i64::try_from(held) {
        Ok(held) if held < total => format!(
            "Daftar ini memuat {held} dari {total} baris. Persempit saringannya untuk melihat yang \
             lain."
        ),
        _ => String::new(),
    }
}

/// Follow-ups with where each came from, in the layout of the monitoring matrix.
pub fn follow_ups(
    name: &str,
    directory: &Directory,
    now: Instant,
    lines: &[(&FollowUp, String)],
) -> List {
    let mut list = begin(
        name,
        directory,
        now,
        &[
            ("No", 5),
            ("Nomor", 12),
            ("Tindak Lanjut", 45),
            ("Sumber", 32),
            ("Jenis", 18),
            ("Penanggung Jawab", 30),
            ("Batas Waktu", 13),
            ("Satuan", 14),
            ("Target", 9),
            ("Realisasi", 11),
            ("Status", 20),
            ("Keterlambatan", 18),
        ],
    );
    let mut upper: Vec<HeadCell> = list.header.remove(0);
    let lower: Vec<HeadCell> = upper.drain(7..10).collect();
    upper = upper.into_iter().map(|cell| cell.down(2)).collect();
    upper.insert(7, HeadCell::new("Capaian").across(3));
    list.header = vec![upper, lower];
    list.rows(lines.iter().enumerate().map(|(index, (it, source))| {
        let card = Card::of(it, directory, now);
        vec![
            Cell::count(index + 1),
            Cell::from(card.number),
            Cell::from(card.task),
            Cell::from(source.as_str()),
            Cell::from(card.kind),
            Cell::from(card.lead),
            Cell::date_or(it.due.map(|due| due.date), "Belum ada"),
            Cell::text_or(it.measure.clone().unwrap_or_default(), "Belum ada"),
            Cell::number_or(it.target, "Belum ada"),
            Cell::number_or(it.done, "Belum diisi"),
            Cell::from(card.status.label()),
            Cell::from(card.mark),
        ]
    }))
}

/// The list with who supports each of its rows, in a column of its own at the end.
#[must_use]
pub fn with_supporters(mut list: List, supporters: Vec<String>) -> List {
    list.columns.push(ListColumn { width: 30 });
    let down = list.header.len();
    if let Some(upper) = list.header.first_mut() {
        upper.push(HeadCell::new("Pendukung").down(down));
    }
    for (row, words) in list.rows.iter_mut().zip(supporters) {
        row.push(Cell::text_or(words, "-"));
    }
    list
}

/// A stored date as a cell.
pub fn day(stored: &str) -> Cell {
    Cell::date_or(date::parse(stored), crate::text::NOT_RECORDED)
}
