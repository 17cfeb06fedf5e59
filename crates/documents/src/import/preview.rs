//! What was understood of a file, as it is kept and shown.

use std::{ops::ControlFlow, path::Path};

use serde::{Deserialize, Serialize};

use super::{Import, flow::Progress};
use crate::workbook::{Limits, Trouble, Troubles, scan};

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
    let scanned = scan(path, &Limits::OFFICE, K::COLUMNS, &mut |line| {
        full = rows.len() >= K::MOST;
        if full {
            return ControlFlow::Break(());
        }
        progress.read_one();
        if let Some(row) = K::read(known, line).filter(|_| !line.is_wrong()) {
            rows.push((line.number(), row));
        }
        ControlFlow::Continue(())
    });
    let scan = match scanned {
        Ok(scan) => scan,
        Err(unreadable) => return (Preview::refused(unreadable.to_string()), vec![]),
    };
    let mut troubles: Troubles = scan.troubles;
    if full {
        let text = format!(
            "Paling banyak {} baris dalam satu berkas. Pecah berkasnya.",
            K::MOST
        );
        troubles.add(Trouble::sheet(text));
    }
    for trouble in K::together(known, &rows) {
        troubles.add(trouble);
    }
    troubles.kept.sort_by_key(|trouble| trouble.row);
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
