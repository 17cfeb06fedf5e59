//! Finding the columns of a foreign sheet by the words of its header: one to three rows, merged or
//! not, under a title, above a row of column numbers.

use platform::words::folded;

use super::read::{ReadCell, Row};

/// A column that is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// What rows are asked by.
    pub key: &'a str,
    /// What it is called; the first is what people are told. Case, spaces and marks do not count.
    pub names: &'a [&'a str],
    /// Whether the sheet must have it.
    pub required: bool,
}

impl<'a> Column<'a> {
    /// A column the sheet must have.
    pub const fn required(key: &'a str, names: &'a [&'a str]) -> Self {
        Self {
            key,
            names,
            required: true,
        }
    }

    /// A column the sheet may have.
    pub const fn optional(key: &'a str, names: &'a [&'a str]) -> Self {
        Self {
            key,
            names,
            required: false,
        }
    }

    /// What people are told it is called.
    pub fn name(&self) -> &'a str {
        self.names.first().copied().unwrap_or(self.key)
    }
}

/// Rows of a header at most.
const TALLEST: usize = 3;
/// Rows at the top in which a header is looked for.
const DEEPEST: usize = 60;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It stands above the rows, or belongs to the header.
    Head,
    /// It is one of the rows.
    Data,
    /// There is no header in this sheet.
    NoHeader,
}

/// Looks for the header while rows come in.
#[derive(Debug)]
pub struct Finder<'a> {
    wanted: &'a [Column<'a>],
    recent: Vec<Row>,
    seen: usize,
    columns: Vec<Option<u32>>,
    best: Vec<Option<u32>>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Looking,
    /// Found; the next row may still belong to it.
    Settling,
    Below,
}

impl<'a> Finder<'a> {
    /// A finder of these columns.
    pub fn new(wanted: &'a [Column<'a>]) -> Self {
        Self {
            wanted,
            recent: vec![],
            seen: 0,
            columns: vec![],
            best: vec![None; wanted.len()],
            state: State::Looking,
        }
    }

    /// Looks at the next row.
    pub fn offer(&mut self, row: &Row) -> Found {
        match self.state {
            State::Below => Found::Data,
            State::Looking if self.seen >= DEEPEST => Found::NoHeader,
            State::Looking => {
                self.seen += 1;
                self.look(row);
                Found::Head
            }
            State::Settling => self.settle(row),
        }
    }

    /// The cell of a column in a row.
    pub fn cell<'r>(&self, row: &'r Row, key: &str) -> Option<&'r ReadCell> {
        let place = self.place(key)?;
        row.cells.iter().find(|cell| cell.column == place)
    }

    /// Where a column stands, from 0.
    pub fn place(&self, key: &str) -> Option<u32> {
        let at = self.wanted.iter().position(|column| column.key == key)?;
        self.columns.get(at).copied().flatten()
    }

    /// Whether the header was found.
    pub fn is_found(&self) -> bool {
        self.state != State::Looking
    }

    /// What must be there and was found nowhere, by the row that came nearest.
    pub fn missing(&self) -> Vec<&'a str> {
        let columns = self.wanted.iter().zip(&self.best);
        columns
            .filter(|(column, place)| column.required && place.is_none())
            .map(|(column, _)| column.name())
            .collect()
    }

    fn look(&mut self, row: &Row) {
        self.recent.push(row.clone());
        if self.recent.len() > TALLEST {
            self.recent.remove(0);
        }
        for from in (0..self.recent.len()).rev() {
            let columns = self.matched(&self.recent[from..]);
            let count = |columns: &[Option<u32>]| columns.iter().flatten().count();
            if count(&columns) > count(&self.best) {
                self.best.clone_from(&columns);
            }
            let whole = self.wanted.iter().zip(&columns);
            if whole
                .into_iter()
                .all(|(column, place)| !column.required || place.is_some())
            {
                self.recent.drain(..from);
                self.columns = columns;
                self.state = State::Settling;
                return;
            }
        }
    }

    /// The row after a complete header: column numbers, one more row of it, or the first row.
    fn settle(&mut self, row: &Row) -> Found {
        if are_numbers(row) {
            self.state = State::Below;
            return Found::Head;
        }
        let taller = self.recent.len() < TALLEST;
        if taller {
            let mut block = self.recent.clone();
            block.push(row.clone());
            let columns = self.matched(&block);
            let more = columns.iter().flatten().count() > self.columns.iter().flatten().count();
            if more {
                self.recent = block;
                self.columns = columns;
                return Found::Head;
            }
        }
        self.state = State::Below;
        Found::Data
    }

    /// Where the wanted columns stand in a block of header rows.
    fn matched(&self, block: &[Row]) -> Vec<Option<u32>> {
        let named = names(block);
        let mut taken: Vec<u32> = vec![];
        self.wanted
            .iter()
            .map(|column| {
                let wanted: Vec<String> = column.names.iter().map(|name| folded(name)).collect();
                let found = named
                    .iter()
                    .find(|(place, names)| {
                        !taken.contains(place) && names.iter().any(|name| wanted.contains(name))
                    })
                    .map(|(place, _)| *place);
                taken.extend(found);
                found
            })
            .collect()
    }
}

/// Every column of a block with what it may be called: each of its own words, and the words of the
/// group above it with its own.
fn names(block: &[Row]) -> Vec<(u32, Vec<String>)> {
    let mut places: Vec<u32> = block
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| cell.column))
        .collect();
    places.sort_unstable();
    places.dedup();
    let own = |row: &Row, place: u32| -> Option<String> {
        let cell = row.cells.iter().find(|cell| cell.column == place)?;
        Some(folded(&cell.value.words())).filter(|words| !words.is_empty())
    };
    let named = |place: u32| {
        let mut names: Vec<String> = block.iter().filter_map(|row| own(row, place)).collect();
        let mut path: Vec<String> = vec![];
        for row in block {
            // a merged cell says its words in its first column only
            let left = row.cells.iter().rev().find(|cell| cell.column <= place);
            path.extend(left.map(|cell| folded(&cell.value.words())));
        }
        names.push(path.join(" "));
        (place, names)
    };
    places.into_iter().map(named).collect()
}

/// `(1) (2) (3)` or `1 2 3`: each one more than the one before; two only in brackets.
fn are_numbers(row: &Row) -> bool {
    let numbers: Option<Vec<u32>> = row
        .cells
        .iter()
        .map(|cell| folded(&cell.value.words()).parse().ok())
        .collect();
    numbers.is_some_and(|numbers| {
        let rises = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
        // two bare numbers may be a row of their own
        let marked = |cell: &ReadCell| cell.value.words().trim().starts_with('(');
        let enough = numbers.len() >= 3 || row.cells.iter().all(marked);
        enough && numbers.first() == Some(&1) && rises
    })
}

#[cfg(test)]
mod tests {
    use super::{Column, Finder, Found};
    use crate::workbook::{
        read::{ReadCell, Row},
        value::Value,
    };

    const WANTED: &[Column] = &[
        Column::required("task", &["Tindak Lanjut", "Arahan"]),
        Column::required("lead", &["Penanggung Jawab"]),
        Column::optional("target", &["Target"]),
        Column::optional("goal", &["Hipertensi Sasaran"]),
    ];

    fn row(number: u32, cells: &[&str]) -> Row {
        let cells = (0..).zip(cells).filter(|(_, text)| !text.is_empty());
        Row {
            number,
            cells: cells
                .map(|(column, text)| ReadCell {
                    column,
                    value: Value::Text((*text).into()),
                    formula: false,
                })
                .collect(),
        }
    }

    fn offered(rows: &[&[&str]]) -> (Finder<'static>, Vec<Found>) {
        let mut finder = Finder::new(WANTED);
        let found = (1..)
            .zip(rows)
            .map(|(n, cells)| finder.offer(&row(n, cells)))
            .collect();
        (finder, found)
    }

    #[test]
    fn a_simple_header_under_a_title() {
        let (finder, found) = offered(&[
            &["DAFTAR TINDAK LANJUT"],
            &["No", "TINDAK  LANJUT *", "Penanggung Jawab"],
            &["1", "Membersihkan sungai", "DLH"],
        ]);
        assert_eq!(found, [Found::Head, Found::Head, Found::Data]);
        assert_eq!(
            (finder.place("task"), finder.place("lead")),
            (Some(1), Some(2))
        );
        assert_eq!(finder.place("target"), None);
    }

    #[test]
    fn merged_headers_and_column_numbers() {
        let (finder, found) = offered(&[
            &[
                "No",
                "Arahan",
                "Penanggung Jawab",
                "Hipertensi",
                "",
                "Capaian",
                "",
            ],
            &["", "", "", "Sasaran", "Persen", "Target", "Realisasi"],
            &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            &["1", "a", "b"],
        ]);
        assert_eq!(found, [Found::Head, Found::Head, Found::Head, Found::Data]);
        assert_eq!(finder.place("goal"), Some(3));
        assert_eq!(finder.place("target"), Some(5));
    }

    #[test]
    fn what_is_missing_is_named() {
        let (finder, _) = offered(&[&["No", "Arahan", "Target"], &["1", "a", "5"]]);
        assert!(!finder.is_found());
        assert_eq!(finder.missing(), ["Penanggung Jawab"]);
        let many: Vec<&[&str]> = vec![&["x"]; 61];
        assert_eq!(offered(&many).1.last(), Some(&Found::NoHeader));
    }
}
