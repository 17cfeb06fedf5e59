//! The priorities of a year, described as a workbook. Pure.

use documents::{
    lists,
    workbook::{Cell, List},
};
use government::Directory;
use platform::Instant;

use crate::web::Standing;

/// The priorities of a year with how they stand.
pub fn year(year: i32, directory: &Directory, now: Instant, lines: &[Standing]) -> List {
    let columns = [
        ("No", 5),
        ("Prioritas", 45),
        ("Uraian", 45),
        ("Dasar", 30),
        ("Penanggung Jawab", 36),
        ("Selesai Paling Lambat", 14),
        ("Status", 24),
        ("Keterlambatan", 24),
        ("Tindak Lanjut", 12),
        ("Tuntas", 10),
        ("Terlambat", 11),
    ];
    let name = format!("Prioritas Tahun {year}");
    lists::begin(&name, directory, now, &columns).rows(lines.iter().map(|line| {
        let it = &line.priority;
        vec![
            Cell::Whole(it.number),
            Cell::from(it.title.as_str()),
            Cell::from(it.description.as_str()),
            Cell::from(it.basis.as_str()),
            Cell::from(line.owner.as_str()),
            Cell::date_or(it.due(), "Belum ada"),
            Cell::from(line.course.label()),
            Cell::from(line.mark.as_str()),
            Cell::count(line.count.total),
            Cell::count(line.count.done),
            Cell::count(line.count.late),
        ]
    }))
}
