//! One row a unit: how its follow-ups stand, the most urgent first.

use std::collections::HashMap;

use government::{
    Directory,
    follow_up::{KIND_LEAD, KIND_TERMS},
    obligation::{CellCount, ObligationState},
};
use platform::{Bar, Uuid};

/// How a unit stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The unit.
    pub unit: Uuid,
    /// Its name.
    pub name: String,
    /// Watched by the public: stays on top.
    pub spotlight: bool,
    /// Fulfilled.
    pub done: i64,
    /// Waits for somebody else.
    pub waiting: i64,
    /// Came back with a note (late ones are counted as late).
    pub returned: i64,
    /// Came back with a note, late or not.
    pub returned_all: i64,
    /// Owed, in time.
    pub open: i64,
    /// Owed, past due.
    pub late: i64,
    /// Measure or date not agreed yet.
    pub incomplete: i64,
}

impl Row {
    /// All that is asked of the unit.
    pub fn total(&self) -> i64 {
        self.done + self.waiting + self.returned + self.open + self.late
    }

    /// All that is asked, by how it stands.
    pub fn bar(&self) -> Bar {
        let label = format!(
            "Tuntas {}, menunggu verifikasi {}, belum tuntas {}, dikembalikan dan masih ada waktu \
             {}, terlambat {}",
            self.done, self.waiting, self.open, self.returned, self.late
        );
        let counts = [
            ("tuntas", self.done),
            ("menunggu", self.waiting),
            ("proses", self.open),
            ("dikembalikan", self.returned),
            ("terlambat", self.late),
        ];
        Bar::new(label, &counts)
    }

    /// Percent fulfilled, cut down; `None` where nothing is asked.
    pub fn percent(&self) -> Option<i64> {
        (self.done * 100).checked_div(self.total())
    }
}

/// The sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sum over the units.
    pub sum: Row,
    /// Units with something late.
    pub late_units: usize,
    /// Units with anything at all.
    pub units: usize,
}

/// Rows of all units that owe or owed something.
pub fn rows(directory: &Directory, cells: &[CellCount], late: &[CellCount]) -> Vec<Row> {
    let mut by_unit: HashMap<Uuid, Row> = HashMap::new();
    for cell in cells {
        let row = by_unit.entry(cell.unit_id).or_default();
        match (cell.kind.as_str(), ObligationState::from_code(cell.state)) {
            (KIND_LEAD, Some(ObligationState::Open)) => row.open += cell.count,
            (KIND_LEAD, Some(ObligationState::Submitted)) => row.waiting += cell.count,
            (KIND_LEAD, Some(ObligationState::Returned)) => {
                row.returned += cell.count;
                row.returned_all += cell.count;
            }
            (KIND_LEAD, Some(ObligationState::Fulfilled)) => row.done += cell.count,
            (KIND_TERMS, Some(ObligationState::Open | ObligationState::Submitted)) => {
                row.incomplete += cell.count;
            }
            _ => {}
        }
    }
    for cell in late.iter().filter(|cell| cell.kind == KIND_LEAD) {
        let row = by_unit.entry(cell.unit_id).or_default();
        row.late += cell.count;
        match ObligationState::from_code(cell.state) {
            Some(ObligationState::Returned) => row.returned -= cell.count,
            _ => row.open -= cell.count,
        }
    }
    let mut rows: Vec<Row> = by_unit
        .into_iter()
        .filter_map(|(id, row)| {
            let unit = directory.unit(id)?;
            Some(Row {
                unit: id,
                name: unit.name.clone(),
                spotlight: unit.spotlight,
                ..row
            })
        })
        .filter(|row| row.total() + row.incomplete > 0)
        .collect();
    rows.sort_by(|a, b| {
        (b.spotlight, b.late, b.returned_all, b.incomplete)
            .cmp(&(a.spotlight, a.late, a.returned_all, a.incomplete))
            .then_with(|| a.name.cmp(&b.name))
    });
    rows
}

/// Sums of the rows.
pub fn totals(rows: &[Row]) -> Totals {
    let mut totals = Totals {
        units: rows.len(),
        late_units: rows.iter().filter(|row| row.late > 0).count(),
        ..Totals::default()
    };
    for row in rows {
        totals.sum.done += row.done;
        totals.sum.waiting += row.waiting;
        totals.sum.returned += row.returned;
        totals.sum.returned_all += row.returned_all;
        totals.sum.open += row.open;
        totals.sum.late += row.late;
        totals.sum.incomplete += row.incomplete;
    }
    totals
}
