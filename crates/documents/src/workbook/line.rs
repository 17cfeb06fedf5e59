//! One row of a foreign sheet, asked cell by cell as a form is asked field by field.

use figures::Amount;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{
    header::{Column, Finder},
    read::Row,
    value::{self, Value},
};

/// Something wrong in a sheet, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// The sheet, where the workbook holds several lists; else empty.
    #[serde(default)]
    pub sheet: String,
    /// Row on the sheet; 0: the sheet as a whole.
    pub row: u32,
    /// "C14", or empty.
    pub cell: String,
    /// What the column is called, or empty.
    pub column: String,
    /// What is wrong and what to do.
    pub text: String,
}

impl Trouble {
    /// Of a sheet as a whole.
    pub fn sheet(text: impl Into<String>) -> Self {
        Self {
            sheet: String::new(),
            row: 0,
            cell: String::new(),
            column: String::new(),
            text: text.into(),
        }
    }
}

impl std::fmt::Display for Trouble {
    /// "Baris 14, kolom Batas Waktu: ...", "Lembar Jabatan, baris 14, kolom Peran: ..."
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sheet, row) = match self.sheet.as_str() {
            "" => (String::new(), "Baris"),
            sheet => (format!("Lembar {sheet}, "), "baris"),
        };
        match (self.row, self.column.as_str()) {
            (0, _) => write!(f, "{}{}", sheet.replace(", ", ": "), self.text),
            (number, "") => write!(f, "{sheet}{row} {number}: {}", self.text),
            (number, column) => {
                write!(f, "{sheet}{row} {number}, kolom {column}: {}", self.text)
            }
        }
    }
}

/// Most troubles kept in words; all are counted.
const MOST_KEPT: usize = 200;

/// What is wrong so far.
#[derive(Debug, Default)]
pub struct Troubles {
    /// The first of them.
    pub kept: Vec<Trouble>,
    /// How many.
    pub count: usize,
}

impl Troubles {
    /// Notes one.
    pub fn add(&mut self, trouble: Trouble) {
        self.count += 1;
        if self.kept.len() < MOST_KEPT {
            self.kept.push(trouble);
        }
    }
}

/// A row being read.
pub struct Line<'a> {
    row: &'a Row,
    finder: &'a Finder<'a>,
    wanted: &'a [Column<'a>],
    troubles: &'a mut Troubles,
    wrong: bool,
}

impl<'a> Line<'a> {
    pub(crate) fn new(
        row: &'a Row,
        finder: &'a Finder<'a>,
        wanted: &'a [Column<'a>],
        troubles: &'a mut Troubles,
    ) -> Self {
        Self {
            row,
            finder,
            wanted,
            troubles,
            wrong: false,
        }
    }

    /// Its number on the sheet.
    pub fn number(&self) -> u32 {
        self.row.number
    }

    /// Whether something in it is wrong.
    pub fn is_wrong(&self) -> bool {
        self.wrong
    }

    /// Where a cell of it stands: "C14"; empty when the sheet lacks the column.
    pub fn place(&self, key: &str) -> String {
        let place = self.finder.place(key);
        place.map_or_else(String::new, |place| {
            format!("{}{}", letters(place), self.row.number)
        })
    }

    /// Notes what is wrong with a cell.
    pub fn wrong(&mut self, key: &str, text: impl Into<String>) {
        self.wrong = true;
        let column = self.wanted.iter().find(|column| column.key == key);
        self.troubles.add(Trouble {
            sheet: String::new(),
            row: self.row.number,
            cell: self.place(key),
            column: column.map_or("", |column| column.name()).to_owned(),
            text: text.into(),
        });
    }

    /// What stands in a cell, without judging it.
    pub fn peek(&self, key: &str) -> String {
        let cell = self.finder.cell(self.row, key);
        cell.map_or_else(String::new, |cell| cell.value.words())
    }

    fn value(&mut self, key: &str) -> Value {
        let cell = self.finder.cell(self.row, key);
        if cell.is_some_and(|cell| cell.formula && cell.value == Value::Empty) {
            self.wrong(
                key,
                "Berisi rumus yang belum dihitung. Buka berkasnya di Excel, simpan, lalu unggah lagi.",
            );
        }
        cell.map_or(Value::Empty, |cell| cell.value.clone())
    }

    fn taken<T>(&mut self, key: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|text| self.wrong(key, text)).ok()
    }

    /// Words of at most `max` characters; empty where nothing stands.
    pub fn text(&mut self, key: &str, max: usize) -> String {
        let value = self.value(key);
        let words = self.taken(key, value::words(&value)).unwrap_or_default();
        let words = crate::text::printable(&words);
        let length = words.chars().count();
        if length > max {
            self.wrong(
                key,
                format!("Paling banyak {max} karakter; isinya {length} karakter."),
            );
        }
        words
    }

    /// Words that may not be missing.
    pub fn required(&mut self, key: &str, max: usize) -> String {
        let before = self.troubles.count;
        let words = self.text(key, max);
        if words.is_empty() && self.troubles.count == before {
            self.wrong(key, "Wajib diisi.");
        }
        words
    }

    /// A figure; nothing is no zero.
    pub fn amount(&mut self, key: &str) -> Option<Amount> {
        let value = self.value(key);
        self.taken(key, value::amount(&value)).flatten()
    }

    /// A date.
    pub fn date(&mut self, key: &str) -> Option<Date> {
        let value = self.value(key);
        self.taken(key, value::day(&value)).flatten()
    }
}

/// Letters of a column: A, B, ..., Z, AA.
fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut letters = String::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::{Trouble, letters};

    #[test]
    fn places_are_named_as_people_see_them() {
        let names: Vec<String> = [0, 25, 26, 701, 702, 16_383].map(letters).into();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        let mut trouble = Trouble {
            sheet: String::new(),
            row: 14,
            cell: "G14".into(),
            column: "Batas Waktu".into(),
            text: "Wajib diisi.".into(),
        };
        assert_eq!(
            trouble.to_string(),
            "Baris 14, kolom Batas Waktu: Wajib diisi."
        );
        trouble.sheet = "Jabatan".into();
        assert_eq!(
            trouble.to_string(),
            "Lembar Jabatan, baris 14, kolom Batas Waktu: Wajib diisi."
        );
        assert_eq!(Trouble::sheet("Kosong.").to_string(), "Kosong.");
    }
}
