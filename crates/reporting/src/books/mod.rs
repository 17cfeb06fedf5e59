//! Lists of reports and their rows, described as workbooks. Pure.

use documents::{
    lists,
    workbook::{Cell, List},
};
use government::Directory;
use platform::Instant;

use crate::store::{FieldCheck, PeriodReport, SentReport, SentRow};

/// Reports on periods with how they stand.
pub fn reports(name: &str, directory: &Directory, now: Instant, found: &[PeriodReport]) -> List {
    let columns = [
        ("No", 5),
        ("Laporan", 40),
        ("Periode", 18),
        ("Unit", 40),
        ("Batas Waktu", 13),
        ("Status", 28),
        ("Keterlambatan", 24),
        ("Dikirim", 13),
    ];
    let rows = found.iter().enumerate().map(|(index, it)| {
        let condition = it.condition(directory, now);
        let sent = it.first_sent().map(|at| directory.region.today(at));
        vec![
            Cell::count(index + 1),
            Cell::from(it.title.as_str()),
            Cell::from(it.period_name()),
            Cell::from(directory.unit_name(it.unit_id)),
            Cell::date_or(it.due().map(|due| due.date), "Belum ada"),
            Cell::from(condition.label()),
            Cell::from(condition.lateness()),
            Cell::date_or(sent, "Belum dikirim"),
        ]
    });
    lists::begin(name, directory, now, &columns).rows(rows)
}

/// The rows of what was sent, with what was found in the field.
pub fn rows(
    it: &SentReport,
    directory: &Directory,
    now: Instant,
    rows: &[SentRow],
    checks: &[FieldCheck],
) -> List {
    let names = it.columns();
    let mut columns = vec![("No", 5)];
    columns.extend(names.iter().map(|name| (name.as_str(), 24)));
    columns.push(("Pemeriksaan Lapangan", 45));
    let name = format!("{} {}", it.title, it.period_name());
    lists::begin(&name, directory, now, &columns)
        .note(format!("Dari: {}", directory.unit_name(it.unit_id)))
        .rows(rows.iter().map(|row| {
            let found: Vec<String> = checks
                .iter()
                .filter(|check| check.row_id == row.id)
                .map(|check| {
                    let unit = directory.unit_short(check.unit_id);
                    format!("{} ({unit}): {}", check.day(), check.result)
                })
                .collect();
            let mut cells = vec![Cell::Whole(row.number)];
            cells.extend(row.cells().into_iter().map(Cell::from));
            cells.resize(names.len() + 1, Cell::Empty);
            cells.push(Cell::from(found.join("\n")));
            cells
        }))
}

/// The rows of a draft: what is filled in and comes back in.
pub fn draft(it: &PeriodReport, directory: &Directory, now: Instant) -> List {
    let names = it.columns();
    let mut columns = vec![("No", 5)];
    columns.extend(names.iter().map(|name| (name.as_str(), 24)));
    let name = format!("{} {}", it.title, it.period_name());
    let rows = it.rows();
    lists::begin(&name, directory, now, &columns)
        .note(directory.unit_name(it.unit_id))
        .rows(rows.iter().enumerate().map(|(index, row)| {
            let mut cells = vec![Cell::count(index + 1)];
            cells.extend(row.iter().map(|cell| Cell::from(cell.as_str())));
            cells
        }))
}
