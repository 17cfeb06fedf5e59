//! The rows of a report: columns the definition names, pasted from Excel or typed.

use platform::words::folded;

/// A row: a cell for each column.
pub type Row = Vec<String>;

/// Most columns of a report.
pub const MOST_COLUMNS: usize = 15;
/// Most rows of a report.
pub const MOST_ROWS: usize = 5_000;
/// Most characters of a cell.
pub const MOST_CELL: usize = 500;

/// Reads the names of columns, one a line.
///
/// # Errors
/// A sentence when there are too many, or one stands twice.
pub fn column_names(typed: &str) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    for name in typed.lines().map(str::trim).filter(|it| !it.is_empty()) {
        if names.iter().any(|known| folded(known) == folded(name)) {
            return Err(format!("Kolom \"{name}\" tertulis dua kali."));
        }
        if name.chars().count() > 60 || folded(name).is_empty() {
            return Err(format!(
                "Kolom \"{name}\": tulis nama paling banyak 60 karakter, dengan huruf atau angka."
            ));
        }
        names.push(name.to_owned());
    }
    match names.len() {
        0..=MOST_COLUMNS => Ok(names),
        count => Err(format!(
            "Paling banyak {MOST_COLUMNS} kolom; tertulis {count}."
        )),
    }
}

/// Reads pasted rows: cells by tabs, or by semicolons where there is no tab. A running number in
/// front, the heading, the row of column numbers and a closing sum are left out.
///
/// # Errors
/// A sentence for every row that cannot be read, with its line.
pub fn paste(text: &str, columns: &[String]) -> Result<Vec<Row>, Vec<String>> {
    let (mut rows, mut wrong): (Vec<Row>, Vec<String>) = (Vec::new(), Vec::new());
    // a heading that begins with "No" says that every row begins with its number
    let mut running = false;
    for (number, line) in (1..).zip(text.lines()) {
        let by = if line.contains('\t') || columns.len() == 1 {
            '\t'
        } else {
            ';'
        };
        let mut cells: Vec<&str> = line.split(by).map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let one_more = cells.len() == columns.len() + 1;
        let head = cells.first().map(|cell| folded(cell)).unwrap_or_default();
        running |= one_more && head == "no";
        let full = one_more && cells.last().is_some_and(|cell| !cell.is_empty());
        if head == "no" || ((running || full) && is_number(&head)) {
            cells.remove(0);
        }
        while cells.len() > columns.len() && cells.last().is_some_and(|cell| cell.is_empty()) {
            cells.pop();
        }
        if is_furniture(&cells, columns) {
            continue;
        }
        if cells.len() > columns.len() {
            wrong.push(format!(
                "Baris {number}: terbaca {} kolom, padahal laporan ini memiliki {} ({}).",
                cells.len(),
                columns.len(),
                columns.join(", ")
            ));
            continue;
        }
        if let Some(cell) = cells.iter().find(|cell| cell.chars().count() > MOST_CELL) {
            let begin: String = cell.chars().take(30).collect();
            wrong.push(format!(
                "Baris {number}: isi \"{begin}...\" lebih dari {MOST_CELL} karakter."
            ));
            continue;
        }
        let mut row: Row = cells.into_iter().map(clean).collect();
        row.resize(columns.len(), String::new());
        rows.push(row);
    }
    if rows.len() > MOST_ROWS {
        wrong.push(format!(
            "Paling banyak {MOST_ROWS} baris dalam satu laporan; tertempel {}.",
            rows.len()
        ));
    }
    match wrong.is_empty() {
        true => Ok(rows),
        false => Err(wrong),
    }
}

/// The words of a row by which it is found.
pub fn words(row: &[String]) -> String {
    folded(&row.join(" "))
}

fn clean(cell: &str) -> String {
    cell.chars().filter(|c| !c.is_control()).collect()
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim_matches(['(', ')', '.']);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// Whether a line is the heading, the row of column numbers or the closing sum.
fn is_furniture(cells: &[&str], columns: &[String]) -> bool {
    let heading = cells.len() == columns.len()
        && cells
            .iter()
            .zip(columns)
            .all(|(cell, name)| folded(cell) == folded(name));
    let first = cells.first().map(|cell| folded(cell)).unwrap_or_default();
    let numbered = cells.len() > 1
        && cells
            .iter()
            .all(|cell| cell.starts_with('(') && cell.ends_with(')') && is_number(cell));
    heading || numbered || first == "jumlah" || first == "total"
}

#[cfg(test)]
mod tests {
    use super::{column_names, paste, words};

    fn columns() -> Vec<String> {
        column_names("Nomor izin\nJenis izin\nNama pemegang\nKelurahan").unwrap()
    }

    #[test]
    fn a_pasted_table_is_read_without_its_furniture() {
        let text = "No\tNomor izin\tJenis izin\tNama pemegang\tKelurahan\r\n\
            (1)\t(2)\t(3)\t(4)\t(5)\r\n\
            1\t503/01\tReklame\tBudi\tPadma Rimba\r\n\r\n\
            2\t503/02\tUsaha\tSiti\t\r\nJumlah\t2\t\t\t";
        let rows = paste(text, &columns()).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0], ["503/01", "Reklame", "Budi", "Padma Rimba"]);
        assert_eq!(rows[1], ["503/02", "Usaha", "Siti", ""]);
        // without a heading a number in front may be the first cell
        let bare = paste("12\tReklame\tBudi\tPadma Rimba", &columns()).unwrap();
        assert_eq!(bare[0][0], "12");
        let typed = paste("503/03; Reklame; Joko; Tirta Melur", &columns()).unwrap();
        assert_eq!(words(&typed[0]), "503 03 reklame joko tirta melur");
    }

    #[test]
    fn what_is_wrong_is_said_by_row() {
        let long = "x".repeat(501);
        let text = format!("a\tb\tc\td\te\tf\n{long}\tb\tc\td");
        let wrong = paste(&text, &columns()).unwrap_err();
        assert!(
            wrong[0].starts_with("Baris 1: terbaca 6 kolom"),
            "{wrong:?}"
        );
        assert!(wrong[1].starts_with("Baris 2: isi"), "{wrong:?}");
        assert!(column_names("Nama\nnama").is_err());
        assert!(column_names("a\n").is_ok());
        assert!(column_names(&(0..16).map(|n| format!("k{n}\n")).collect::<String>()).is_err());
    }
}
