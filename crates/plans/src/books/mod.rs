//! Plans, activities and the regularity of villages, described as workbooks. Pure.

use documents::{
    lists,
    workbook::{Cell, List},
};
use government::Directory;
use platform::Instant;

use crate::{
    rules::LEADER_GROUPS,
    store::Activity,
    web::{AreaLine, OperationLine, PlanLine},
};

const UNCOUNTED: &str = "Tidak dihitung";

/// The plans of a year, and below them the agencies without one.
pub fn plans(
    year: i32,
    directory: &Directory,
    now: Instant,
    lines: &[PlanLine],
    without: &[(String, bool)],
) -> List {
    let columns = [
        ("No", 5),
        ("Unit", 36),
        ("Rencana Aksi", 40),
        ("Masa", 28),
        ("Misi", 45),
        ("Langkah", 10),
        ("Tindak Lanjut", 12),
        ("Tuntas", 10),
        ("Status", 24),
    ];
    let planned = lines.iter().map(|line| {
        vec![
            Cell::from(line.unit.as_str()),
            Cell::from(line.title.as_str()),
            Cell::from(line.period.as_str()),
            Cell::text_or(line.mission.as_str(), "Belum dipilih"),
            Cell::Whole(line.steps),
            Cell::count(line.count.total),
            Cell::count(line.count.done),
            Cell::from(line.state.0),
        ]
    });
    let missing = without.iter().filter(|(_, draft)| !draft).map(|(name, _)| {
        let mut row = vec![
            Cell::from(name.as_str()),
            Cell::Missing("Belum ada rencana"),
        ];
        row.resize(8, Cell::Empty);
        row
    });
    let name = format!("Rencana Aksi {year}");
    let rows = planned.chain(missing).enumerate().map(|(index, row)| {
        let number = std::iter::once(Cell::count(index + 1));
        number.chain(row).collect::<Vec<Cell>>()
    });
    lists::begin(&name, directory, now, &columns).rows(rows)
}

/// Activities, one a row.
pub fn activities(directory: &Directory, now: Instant, all: &[Activity], cut: bool) -> List {
    let mut columns = vec![
        ("No", 5),
        ("Tanggal", 13),
        ("Kegiatan", 28),
        ("Unit", 34),
        ("Kelurahan/Kecamatan", 26),
        ("Tempat", 28),
        ("Peserta", 11),
    ];
    columns.extend(LEADER_GROUPS.iter().map(|it| (it.2, 11)));
    columns.extend([("Foto", 8), ("Uraian", 45)]);
    let mut list = lists::begin("Kegiatan", directory, now, &columns);
    if cut {
        list = list.note(format!(
            "Daftar ini memuat {} kegiatan terbaru. Persempit saringannya untuk melihat yang lain.",
            all.len()
        ));
    }
    list.rows(all.iter().enumerate().map(|(index, it)| {
        let area = it
            .area_code
            .as_deref()
            .and_then(|code| directory.area(code));
        let mut row = vec![
            Cell::count(index + 1),
            Cell::date_or(it.day(), "Belum ada"),
            Cell::from(it.kind.as_str()),
            Cell::from(directory.unit_name(it.unit_id)),
            Cell::from(area.map(|area| area.title()).unwrap_or_default()),
            Cell::from(it.place_words.as_str()),
            it.participants
                .map_or(Cell::Missing(UNCOUNTED), Cell::Whole),
        ];
        let leaders = it.leaders();
        row.extend(
            LEADER_GROUPS
                .iter()
                .map(|group| match leaders.has(group.0) {
                    true => Cell::from("Ya"),
                    false => Cell::Empty,
                }),
        );
        row.extend([Cell::Whole(it.pictures), Cell::from(it.note.as_str())]);
        row
    }))
}

/// Every village with the weeks in which something was done there.
pub fn regular(directory: &Directory, now: Instant, period: &str, lines: &[AreaLine]) -> List {
    let columns = [
        ("No", 5),
        ("Kelurahan", 26),
        ("Kecamatan", 22),
        ("Minggu dengan Kegiatan", 14),
        ("Minggu", 9),
        ("Keteraturan (%)", 13),
        ("Berturut-turut Sekarang", 14),
        ("Berturut-turut Terpanjang", 14),
        ("Kegiatan", 10),
        ("Unit", 8),
        ("Peserta", 11),
        ("Tokoh yang Ikut", 40),
    ];
    let list = lists::begin("Keteraturan Kegiatan", directory, now, &columns);
    list.note(format!("Masa {period}"))
        .rows(lines.iter().enumerate().map(|(index, line)| {
            let it = line.regularity;
            vec![
                Cell::count(index + 1),
                Cell::from(line.name.as_str()),
                Cell::from(line.above.as_str()),
                Cell::count(it.with),
                Cell::count(it.of),
                it.percent()
                    .map_or(Cell::Missing("Tidak ada minggu"), Cell::count),
                Cell::count(it.current),
                Cell::count(it.longest),
                Cell::Whole(line.activities),
                Cell::count(line.units),
                match (line.participants, line.activities) {
                    (Some(count), _) => Cell::Whole(count),
                    (None, 0) => Cell::Empty,
                    (None, _) => Cell::Missing(UNCOUNTED),
                },
                Cell::text_or(line.leaders.text(), "Belum ada"),
            ]
        }))
}

/// Joint operations, one place a row.
pub fn operations(directory: &Directory, now: Instant, lines: &[OperationLine]) -> List {
    let columns = [
        ("No", 5),
        ("Operasi", 36),
        ("Masa", 28),
        ("Penanggung Jawab", 40),
        ("Pendukung", 40),
        ("Lokasi", 32),
        ("Kelurahan/Kecamatan", 26),
        ("Status", 16),
    ];
    let rows = lines.iter().flat_map(|line| {
        let begin = || {
            vec![
                Cell::from(line.title.as_str()),
                Cell::from(line.period.as_str()),
                Cell::from(line.leads.as_str()),
                Cell::text_or(line.supporters.as_str(), "Belum ada"),
            ]
        };
        let mut rows: Vec<Vec<Cell>> = line
            .spots
            .iter()
            .map(|spot| {
                let area = spot.area_code.as_deref();
                let area = area.and_then(|code| Some(directory.area(code)?.title()));
                let mut row = begin();
                row.extend([
                    Cell::from(spot.name.as_str()),
                    Cell::from(area.unwrap_or_default()),
                    Cell::from(spot.state().label()),
                ]);
                row
            })
            .collect();
        if rows.is_empty() {
            let mut row = begin();
            row.extend([Cell::Missing("Belum ada lokasi"), Cell::Empty, Cell::Empty]);
            rows.push(row);
        }
        rows
    });
    let rows = rows.enumerate().map(|(index, row)| {
        let number = std::iter::once(Cell::count(index + 1));
        number.chain(row).collect::<Vec<Cell>>()
    });
    lists::begin("Operasi Gabungan", directory, now, &columns).rows(rows)
}
