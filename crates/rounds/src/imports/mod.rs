//! What comes in as workbooks: the list of indicators of a year, a scale and a calendar of the region, and a
//! unit's figures.

pub(crate) mod bands;
mod cells;
pub(crate) mod dues;
mod historic;
mod indicators;
mod targets;

pub(crate) use bands::BandList;
pub(crate) use cells::CellList;
pub(crate) use dues::{DueList, PACK as CALENDAR};
pub(crate) use historic::HistoricList;
pub(crate) use indicators::IndicatorList;

use documents::workbook::{Column, Line, Trouble};
use regulations::yearly;

/// What is wrong with a row beside another.
fn trouble(row: u32, column: &str, text: &str) -> Trouble {
    Trouble {
        sheet: String::new(),
        row,
        cell: String::new(),
        column: column.to_owned(),
        text: text.to_owned(),
    }
}

/// The year a row is for.
fn year(line: &mut Line<'_>) -> Option<u16> {
    let year = line.text("year", 10).parse::<u16>().ok();
    let year = year.filter(|year| (2000..=2100).contains(year));
    if year.is_none() {
        line.wrong("year", "Tulis tahun, misalnya 2025.");
    }
    year
}

/// The columns of a sheet as `regulations` names them, put among others from `at` on.
const fn put<const FEW: usize, const MANY: usize>(
    mut all: [Column<'static>; MANY],
    inner: &[yearly::Column; FEW],
    at: usize,
) -> [Column<'static>; MANY] {
    let mut place = 0;
    while place < FEW {
        all[at + place] = Column {
            key: inner[place].key,
            names: inner[place].names,
            required: inner[place].required,
        };
        place += 1;
    }
    all
}

/// What people call the column with this key.
fn column_name<'a>(columns: &[Column<'a>], key: &str) -> &'a str {
    let found = columns.iter().find(|column| column.key == key);
    found.map_or("", Column::name)
}

/// Everything that is wrong, in one text.
fn in_words(wrong: &[Trouble]) -> String {
    let words: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    words.join(" ")
}
