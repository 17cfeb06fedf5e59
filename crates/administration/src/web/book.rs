//! *Unduh Excel*: units and the calendar as workbooks.

use axum::extract::State;
use documents::{Desk, Download, lists, workbook::Cell};
use government::Directories;
use platform::{App, Grant, Problem, date, form::Filter, provenance};

use super::{
    actions::{ReadCalendar, ReadUnits},
    calendar::{self, Query},
    units,
};

/// *Unit Kerja*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub async fn units(grant: Grant<ReadUnits>, State(app): State<App>) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let now = app.now();
    let today = directory.region.today(now);
    let columns = [
        ("No", 5),
        ("Kode", 16),
        ("Nama Unit", 45),
        ("Singkatan", 14),
        ("Jenis", 22),
        ("Unit Atasan", 40),
        ("Pelayanan Publik", 11),
        ("Sorotan Publik", 11),
        ("Berlaku", 12),
        ("Sumber Data", 40),
    ];
    let yes = |is: bool| Cell::from(if is { "Ya" } else { "Tidak" });
    let list = lists::begin("Unit Kerja", &directory, now, &columns);
    let rows = units::in_order(&directory).into_iter().enumerate();
    let list = list.rows(rows.map(|(index, unit)| {
        let above = unit.parent.map(|id| directory.unit_name(id));
        vec![
            Cell::count(index + 1),
            Cell::from(unit.key.as_str()),
            Cell::from(unit.name.as_str()),
            Cell::from(unit.abbreviation.as_str()),
            Cell::from(unit.kind.label()),
            Cell::from(above.unwrap_or_default()),
            yes(unit.public_service),
            yes(unit.spotlight),
            yes(unit.exists_on(today)),
            Cell::from(provenance::words(&unit.source)),
        ]
    }));
    app.part::<Desk>().xlsx(list).await
}

/// *Kalender* of the year that is asked for.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub async fn calendar(
    grant: Grant<ReadCalendar>,
    State(app): State<App>,
    Filter(query): Filter<Query>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let now = app.now();
    let year = calendar::year(&query.tahun, directory.region.today(now).year());
    let columns = [
        ("No", 5),
        ("Tanggal", 13),
        ("Hari", 28),
        ("Nama", 45),
        ("Jenis", 20),
        ("Sumber", 50),
    ];
    let name = format!("Hari Libur dan Cuti Bersama {year}");
    let mut list = lists::begin(&name, &directory, now, &columns);
    if !directory.calendar.is_decreed(year) {
        list = list.note(format!(
            "Untuk tahun {year} belum ada keputusan hari libur di sini."
        ));
    }
    let list = list.rows(
        directory
            .calendar
            .of_year(year)
            .enumerate()
            .map(|(index, day)| {
                vec![
                    Cell::count(index + 1),
                    Cell::Date(day.date),
                    Cell::from(date::long(day.date)),
                    Cell::from(day.name.as_str()),
                    Cell::from(day.kind.as_str()),
                    Cell::from(provenance::words(&day.source)),
                ]
            }),
    );
    app.part::<Desk>().xlsx(list).await
}
