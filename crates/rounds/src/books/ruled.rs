//! Scale and calendar that hold in a year, as workbooks that come back in.

use documents::{
    lists,
    workbook::{Cell, List},
};
use government::Directory;
use platform::Instant;
use regulations::{
    Mark, Pack, Scale,
    sheet::{band_rows, due_rows},
};
use values::store::Rules;

use crate::imports::{bands, dues};

fn pack(rules: &Rules, id: &str, year: u16) -> Option<Pack> {
    rules.merged(id, year).one()
}

/// The scale that holds in a year.
pub(crate) fn scale(rules: &Rules, year: u16) -> Option<Scale> {
    pack(rules, bands::PACK, year)?.usual_scale().cloned()
}

/// Its bands as rows of the sheet.
pub(crate) fn band_cells(rules: &Rules, year: u16) -> Vec<Vec<Cell>> {
    let Some(scale) = scale(rules, year) else {
        return vec![];
    };
    let basis = scale.provenance.citation.clone();
    let rows = band_rows(&scale, 0, 1).into_iter();
    rows.map(|row| {
        let mut cells = vec![Cell::Whole(i64::from(year))];
        let words = [&scale.title, &row.label, &row.from, &row.above, &row.to];
        let words = words.into_iter().chain([&row.below, &basis]);
        cells.extend(words.map(|it| Cell::from(it.as_str())));
        cells
    })
    .collect()
}

/// The calendar of a year as rows of the sheet; what follows an event has no day.
pub(crate) fn due_cells(rules: &Rules, year: u16) -> Vec<Vec<Cell>> {
    let pack = pack(rules, dues::PACK, year);
    let rows = pack.iter().flat_map(|pack| due_rows(pack, year, 1));
    rows.map(|row| {
        vec![
            Cell::Whole(i64::from(year)),
            Cell::from(row.title),
            Cell::from(row.from),
            Cell::from(row.to),
            row.day.map_or(Cell::Empty, Cell::Date),
            Cell::from(row.basis),
        ]
    })
    .collect()
}

/// Whose a statement is.
pub(crate) fn whose(mark: Mark) -> &'static str {
    match mark {
        Mark::Region => "milik daerah",
        other => other.label(),
    }
}

/// The scale of a year as a workbook.
pub(crate) fn band_list(rules: &Rules, year: u16, about: (&Directory, Instant)) -> List {
    let columns = [
        ("Tahun", 7),
        ("Skala", 30),
        ("Sebutan", 22),
        ("Mulai Dari", 12),
        ("Lebih Dari", 12),
        ("Sampai Dengan", 14),
        ("Kurang Dari", 12),
        ("Dasar Hukum", 50),
    ];
    let mark = scale(rules, year).map_or("", |it| whose(it.provenance.mark));
    let name = format!("Skala Peringkat {year}");
    lists::begin(&name, about.0, about.1, &columns)
        .note(format!("Tanda: {mark}."))
        .rows(band_cells(rules, year))
}

/// The calendar of a year as a workbook.
pub(crate) fn due_list(rules: &Rules, year: u16, about: (&Directory, Instant)) -> List {
    let columns = [
        ("Tahun Anggaran", 9),
        ("Laporan", 44),
        ("Dari", 26),
        ("Kepada", 30),
        ("Batas Waktu", 14),
        ("Dasar", 50),
        ("Tanda", 26),
    ];
    let pack = pack(rules, dues::PACK, year);
    let marks = pack.iter().flat_map(|it| &it.calendar);
    let marks = marks.map(|it| Cell::from(whose(it.provenance.mark)));
    let rows = due_cells(rules, year).into_iter().zip(marks);
    let rows = rows.map(|(mut row, mark)| {
        row.push(mark);
        row
    });
    lists::begin(
        &format!("Kalender Akuntabilitas {year}"),
        about.0,
        about.1,
        &columns,
    )
    .rows(rows)
}
