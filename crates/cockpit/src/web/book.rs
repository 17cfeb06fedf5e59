//! *Unduh Excel*: the board as a workbook, unit by kind.

use axum::extract::State;
use documents::{Desk, Download, HeadCell, lists, workbook::Cell};
use government::{Directories, obligation};
use platform::{App, Grant, Problem};

use super::actions::ReadCockpit;
use crate::rules::{Row, rows, totals};

/// The board.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn board(
    grant: Grant<ReadCockpit>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, now) = (app.db().read(), grant.region(), app.now());
    let cells = obligation::tally_cells(db, region).await?;
    let (late, _) = obligation::late_cells(db, region, now).await?;
    let rows = rows(&directory, &cells, &late);
    let columns = [
        ("No", 5),
        (directory.region.unit_word.as_str(), 45),
        ("Tuntas", 10),
        ("Menunggu verifikasi", 13),
        ("Masih ada waktu", 13),
        ("Dikembalikan", 13),
        ("Terlambat", 11),
        ("Jumlah", 10),
        ("% Tuntas", 10),
        ("Perlu dilengkapi", 13),
    ];
    let mut list = lists::begin("Dasbor Pimpinan", &directory, now, &columns);
    list.header = header(list.header);
    list.total = Some(counts(&totals(&rows).sum));
    let list = list.rows(rows.iter().enumerate().map(|(index, row)| {
        let mut cells = vec![Cell::count(index + 1), Cell::from(row.name.as_str())];
        cells.extend(counts(row));
        cells
    }));
    app.part::<Desk>().xlsx(list).await
}

/// The six counts of follow-ups stand under one heading.
fn header(mut header: Vec<Vec<HeadCell>>) -> Vec<Vec<HeadCell>> {
    let mut upper = header.remove(0);
    let lower: Vec<HeadCell> = upper.drain(2..8).collect();
    let mut upper: Vec<HeadCell> = upper.into_iter().map(|cell| cell.down(2)).collect();
    upper.insert(2, HeadCell::new("Tindak Lanjut").across(lower.len()));
    vec![upper, lower]
}

fn counts(row: &Row) -> Vec<Cell> {
    vec![
        Cell::Whole(row.done),
        Cell::Whole(row.waiting),
        Cell::Whole(row.open),
        Cell::Whole(row.returned),
        Cell::Whole(row.late),
        Cell::Whole(row.total()),
        row.percent()
            .map_or(Cell::Missing("Tidak ada tagihan"), Cell::Whole),
        Cell::Whole(row.incomplete),
    ]
}
