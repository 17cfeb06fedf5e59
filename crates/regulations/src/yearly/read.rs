//! Rows as an overlay, or everything that is wrong with them by row and column.

use std::collections::BTreeMap;

use figures::Formula;

use super::{COLUMNS, Row, Trouble, cells::owners};
use crate::{Catalogue, Change, Kind, NewCode, Overlay, Pack, Refusal};

/// Reads the list of a year against a pack: what differs is the region's own, what is not on the list
/// is left out this year.
///
/// # Errors
/// Everything that is wrong, by row and column.
pub fn read(
    pack: &Pack,
    catalogue: &Catalogue,
    year: u16,
    basis: &str,
    rows: &[Row],
) -> Result<Overlay, Vec<Trouble>> {
    let mut reader = Reader {
        pack,
        overlay: Overlay {
            pack: pack.id.clone(),
            year,
            basis: basis.to_owned(),
            ..Overlay::default()
        },
        troubles: vec![],
    };
    if rows.is_empty() {
        reader.wrong(0, "", "Tidak ada satu pun indikator pada daftar.");
    }
    reader.codes(rows);
    for row in rows {
        reader.row(row);
    }
    reader.leave_out(rows);
    if reader.troubles.is_empty() {
        reader.check(catalogue, rows);
    }
    match reader.troubles.is_empty() {
        true => Ok(reader.overlay),
        false => Err(reader.troubles),
    }
}

/// Reads row by row.
pub(super) struct Reader<'a> {
    pub(super) pack: &'a Pack,
    pub(super) overlay: Overlay,
    troubles: Vec<Trouble>,
}

impl Reader<'_> {
    pub(super) fn wrong(&mut self, row: u32, key: &str, words: impl Into<String>) {
        let column = COLUMNS.iter().find(|column| column.key == key);
        self.troubles.push(Trouble {
            row,
            column: column.map_or("", |column| column.key),
            words: words.into(),
        });
    }

    /// Codes stand once each, and old ones are known and used once.
    fn codes(&mut self, rows: &[Row]) {
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        let mut moved: BTreeMap<&str, u32> = BTreeMap::new();
        for row in rows {
            let (code, old) = (row.cell("code"), row.cell("old_code"));
            if code.is_empty() {
                self.wrong(row.number, "code", "Wajib diisi.");
                continue;
            }
            if let Some(first) = seen.insert(code, row.number) {
                let words = format!("Kode {code} sudah ada pada baris {first}.");
                self.wrong(row.number, "code", words);
            }
            if old.is_empty() || old == code {
                continue;
            }
            if self.pack.indicator(old).is_none() {
                let words = format!("Kode lama {old} tidak ada pada daftar sebelumnya.");
                self.wrong(row.number, "old_code", words);
            } else if let Some(first) = moved.insert(old, row.number) {
                let words = format!("Kode lama {old} sudah dipakai pada baris {first}.");
                self.wrong(row.number, "old_code", words);
            } else {
                self.overlay.codes.push(NewCode {
                    old: old.to_owned(),
                    new: code.to_owned(),
                });
            }
        }
        // a code that was given to another indicator must itself have moved
        for row in rows.iter().filter(|row| !row.cell("old_code").is_empty()) {
            let (code, old) = (row.cell("code"), row.cell("old_code"));
            let known = |code| self.pack.indicator(code).is_some();
            if code != old && known(old) && known(code) && !moved.contains_key(code) {
                let words = format!(
                    "Kode {code} milik indikator lain pada daftar sebelumnya. Tulis juga kode barunya indikator itu, atau perbaiki kode ini."
                );
                self.wrong(row.number, "code", words);
            }
        }
    }

    /// What a row changes.
    fn row(&mut self, row: &Row) {
        let code = row.cell("code");
        if code.is_empty() {
            return;
        }
        // a code that moved to another row, and stands here too, is a new indicator here
        let moved = self.overlay.codes.iter().any(|it| it.old == code);
        let before = match row.cell("old_code") {
            "" if moved => None,
            "" => self.pack.indicator(code),
            old => self.pack.indicator(old),
        };
        let kind = self.kind(row, before);
        let affair = self.affair(row, before);
        let direction = self.direction(row);
        let elements = self.elements(row, before);
        let text = |key: &str| Some(row.cell(key).to_owned()).filter(|it| !it.is_empty());
        let change = Change {
            code: code.to_owned(),
            kind,
            affair,
            parent: text("parent"),
            name: text("name"),
            elements,
            formula: text("formula"),
            measure: text("measure"),
            direction,
            owners: owners(row),
        };
        if change.name.is_none() {
            self.wrong(row.number, "name", "Wajib diisi.");
        }
        if let Some(Err(error)) = change.formula.as_deref().map(Formula::parse) {
            self.wrong(row.number, "formula", error.to_string());
        }
        match before {
            Some(before) => {
                let changed = change.differing(before, &self.overlay);
                if !changed.is_empty() {
                    self.overlay.indicators.push(changed);
                }
            }
            None => {
                self.complete(row, &change);
                self.overlay.indicators.push(change);
            }
        }
    }

    /// A row the pack does not have must say everything.
    fn complete(&mut self, row: &Row, change: &Change) {
        let needed = "Wajib diisi, karena indikator ini tidak ada pada daftar sebelumnya. Bila hanya kodenya berubah, isi Kode Lama.";
        for (there, key) in [
            (change.kind.is_some(), "kind"),
            (change.measure.is_some(), "measure"),
            (change.formula.is_some(), "formula"),
            (change.direction.is_some(), "direction"),
        ] {
            if !there && row.cell(key).is_empty() {
                self.wrong(row.number, key, needed);
            }
        }
        if change.elements.is_none() {
            self.wrong(row.number, "numerator", needed);
        }
        if change.kind == Some(Kind::Output) && change.parent.is_none() {
            self.wrong(
                row.number,
                "parent",
                "Tulis kode IKK hasil di atas keluaran ini.",
            );
        }
    }

    /// What is on no row is not asked for this year.
    fn leave_out(&mut self, rows: &[Row]) {
        let overlay = &self.overlay;
        let listed = |code: &str| rows.iter().any(|row| row.cell("code") == code);
        let codes = self.pack.indicators.iter();
        let codes = codes.map(|it| overlay.new_code(&it.code).to_owned());
        let left_out = codes.filter(|code| !listed(code)).collect();
        self.overlay.left_out = left_out;
    }

    /// What the pack would be refused for, told at the row and cell that brought it in.
    fn check(&mut self, catalogue: &Catalogue, rows: &[Row]) {
        let merged = self.pack.with(&self.overlay);
        for fault in merged.check(&catalogue.with(&merged)) {
            let (row, key) = place(rows, &merged, fault.refusal, &fault.place);
            self.wrong(row, key, format!("{}.", upper(&fault.words)));
        }
    }
}

/// The row and column a fault of the merged pack belongs to.
fn place(rows: &[Row], merged: &Pack, refusal: Refusal, at: &str) -> (u32, &'static str) {
    let mut codes = merged.indicators.iter().map(|it| it.code.as_str());
    let named = |code: &&str| {
        let rest = at
            .strip_prefix("indikator ")
            .and_then(|it| it.strip_prefix(*code));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
    };
    let row = codes.find(named).and_then(|code| {
        let row = rows.iter().find(|row| row.cell("code") == code);
        row.map(|row| row.number)
    });
    let key = match refusal {
        Refusal::Formula | Refusal::UnknownElement => "formula",
        Refusal::NoParent | Refusal::Cycle => "parent",
        Refusal::UnknownAffair => "affair",
        Refusal::Duplicate | Refusal::UnknownVariable => "numerator",
        _ => "",
    };
    (row.unwrap_or_default(), key)
}

fn upper(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
