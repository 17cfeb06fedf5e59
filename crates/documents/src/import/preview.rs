//! What was understood of a file, as it is kept and shown.

use std::{ops::ControlFlow, path::Path};

use serde::{Deserialize, Serialize};

use super::{Import, Progress};
use crate::workbook::{self, Limits, Line, Scan, Trouble, Troubles};

/// Rows shown of what was understood.
const MOST_SHOWN: usize = 100;

/// What was understood of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The sheet that was read.
    pub sheet: String,
    /// Rows that were read.
    pub count: usize,
    /// The first of them in words.
    pub rows: Vec<Vec<String>>,
    /// The first troubles.
    pub troubles: Vec<Trouble>,
    /// How many there are.
    pub trouble_count: usize,
    /// What people should know.
    pub notes: Vec<String>,
}

impl Preview {
    /// Of a file that cannot be read or kept, with the reason.
    pub(super) fn refused(reason: impl Into<String>) -> Self {
        Self {
            troubles: vec![Trouble::sheet(reason)],
            trouble_count: 1,
            ..Self::default()
        }
    }

    /// Whether everything in it may be kept.
    pub(super) fn is_good(&self) -> bool {
        self.trouble_count == 0 && self.count > 0
    }
}

/// Reads a file; its rows when nothing is wrong.
pub(super) fn understand<K: Import>(
    path: &Path,
    known: &K::Known,
    progress: &Progress,
) -> (Preview, Vec<K::Row>) {
    let mut rows: Vec<(u32, K::Row)> = vec![];
    let mut full = false;
    let mut scan = Scan::default();
    for place in 0..K::SHEETS.len().max(1) {
        let mut take = |line: &mut Line<'_>| {
            full = rows.len() >= K::MOST;
            if full {
                return ControlFlow::Break(());
            }
            progress.did_one();
            if let Some(row) = K::read_of(known, place, line).filter(|_| !line.is_wrong()) {
                rows.push((line.number(), row));
            }
            ControlFlow::Continue(())
        };
        let scanned = match K::SHEETS.get(place) {
            None => workbook::scan(path, &Limits::OFFICE, K::COLUMNS, &mut take),
            Some(sheet) => {
                let sheet = (sheet.name, sheet.columns);
                workbook::scan_sheet(path, &Limits::OFFICE, sheet, &mut take)
            }
        };
        match scanned {
            Ok(more) => add(&mut scan, more),
            Err(unreadable) => return (Preview::refused(unreadable.to_string()), vec![]),
        }
    }
    let mut troubles: Troubles = std::mem::take(&mut scan.troubles);
    if full {
        let text = format!(
            "Paling banyak {} baris dalam satu berkas. Pecah berkasnya.",
            K::MOST
        );
        troubles.add(Trouble::sheet(text));
    }
    if !K::SHEETS.is_empty() && scan.count == 0 && troubles.count == 0 {
        let names: Vec<&str> = K::SHEETS.iter().map(|sheet| sheet.name).collect();
        troubles.add(Trouble::sheet(format!(
            "Tidak ada baris yang terbaca. Lembar yang dicari: {}.",
            names.join(", ")
        )));
    }
    for trouble in K::together(known, &rows) {
        troubles.add(trouble);
    }
    scan.notes.extend(K::notes(known, &rows));
    let place = |name: &str| K::SHEETS.iter().position(|sheet| sheet.name == name);
    troubles
        .kept
        .sort_by_key(|trouble| (place(&trouble.sheet), trouble.row));
    let shown = rows.iter().take(MOST_SHOWN);
    let preview = Preview {
        sheet: scan.sheet,
        count: scan.count,
        rows: shown
            .map(|(number, row)| {
                let mut words = vec![number.to_string()];
                words.extend(K::shown(known, row));
                words
            })
            .collect(),
        trouble_count: troubles.count,
        troubles: troubles.kept,
        notes: scan.notes,
    };
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    (preview, rows)
}

/// What another sheet of the same workbook brought.
fn add(scan: &mut Scan, more: Scan) {
    if scan.sheet.is_empty() {
        scan.sheet = more.sheet;
    } else if !more.sheet.is_empty() {
        scan.sheet = format!("{}, {}", scan.sheet, more.sheet);
    }
    scan.count += more.count;
    scan.formulas += more.formulas;
    scan.notes.extend(more.notes);
    scan.troubles.count += more.troubles.count;
    scan.troubles.kept.extend(more.troubles.kept);
}
