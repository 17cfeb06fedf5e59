//! What of a report's tables reads otherwise now than when it was confirmed.

use documents::{Block, Paper, Table};

/// A cell that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What its row is about.
    pub row: String,
    /// The words of its column.
    pub column: String,
    /// What stood there.
    pub then: String,
    /// What stands there now.
    pub now: String,
}

/// A row that is not there.
const NONE: &str = "Tidak ada";

fn tables(paper: &Paper) -> Vec<&Table> {
    let tables = paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

/// What a row is about: its second cell, behind the number.
fn name(row: &[String]) -> &str {
    row.get(1).map_or("", String::as_str)
}

/// The cells that changed, in the order of the tables.
pub fn changed(then: &Paper, now: &Paper) -> Vec<Changed> {
    let (then, now) = (tables(then), tables(now));
    let mut found = Vec::new();
    for (old, new) in then.iter().zip(&now) {
        let columns = old.header.first().map_or(&[][..], Vec::as_slice);
        for row in &old.rows {
            match new.rows.iter().find(|it| name(it) == name(row)) {
                None => found.push(Changed::row(name(row), name(row), NONE)),
                // the number of a row says nothing
                Some(other) => {
                    let cells = columns.iter().zip(row.iter().zip(other)).skip(1);
                    let differ = cells.filter(|(_, (old, new))| old != new);
                    found.extend(differ.map(|(column, (old, new))| Changed {
                        row: name(row).to_owned(),
                        column: column.text.clone(),
                        then: old.clone(),
                        now: new.clone(),
                    }));
                }
            }
        }
        let added = new
            .rows
            .iter()
            .filter(|row| !old.rows.iter().any(|it| name(it) == name(row)));
        found.extend(added.map(|row| Changed::row(name(row), NONE, name(row))));
    }
    found
}

impl Changed {
    fn row(row: &str, then: &str, now: &str) -> Self {
        Self {
            row: row.to_owned(),
            column: "Baris".to_owned(),
            then: then.to_owned(),
            now: now.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use documents::{Align, Block, Format, Paper, Table};

    use super::{Changed, changed};

    fn paper(rows: &[[&str; 3]]) -> Paper {
        let mut table = Table::simple(&[
            ("No", 1, Align::Center),
            ("Indikator", 4, Align::Left),
            ("Realisasi", 2, Align::Right),
        ]);
        let row = |row: &[&str; 3]| row.iter().map(|it| (*it).to_owned()).collect();
        table.rows = rows.iter().map(row).collect();
        Paper {
            format: Format::F4,
            letterhead: None,
            title: vec![],
            number: None,
            place: String::new(),
            name: String::new(),
            blocks: vec![Block::paragraph("Kata."), Block::Table(table)],
            signatures: None,
            copies: vec![],
            footer: String::new(),
            simulated: true,
        }
    }

    fn one(row: &str, column: &str, then: &str, now: &str) -> Changed {
        let [row, column, then, now] = [row, column, then, now].map(str::to_owned);
        Changed {
            row,
            column,
            then,
            now,
        }
    }

    #[test]
    fn a_cell_a_row_gone_and_a_new_row_are_told_and_numbers_of_rows_are_not() {
        let then = paper(&[["1", "Sampah", "20"], ["2", "Air", "Belum diisi"]]);
        assert!(changed(&then, &then).is_empty());
        let now = paper(&[["1", "Udara", "7"], ["2", "Sampah", "25"]]);
        assert_eq!(
            changed(&then, &now),
            [
                one("Sampah", "Realisasi", "20", "25"),
                one("Air", "Baris", "Air", "Tidak ada"),
                one("Udara", "Baris", "Tidak ada", "Udara"),
            ]
        );
    }
}
