//! Workbooks of rounds, described. Pure.

pub(crate) mod listed;
pub(crate) mod ruled;
mod summary;

use documents::{
    lists,
    workbook::{Cell, List},
};
use figures::{Amount, State};
use government::Directory;
use platform::{Instant, Uuid};
use values::rules::Tally;

use crate::{
    papers::{Comparison, Line, shown_version},
    rules::{Aim, Rise},
    store::{Filling, Round},
};

pub use summary::summary;

/// The tables of a report as one list.
pub fn tables(it: &Round, directory: &Directory, now: Instant, lines: &[Line]) -> List {
    let columns = [
        ("No IKK", 10),
        ("Jenis", 16),
        ("Urusan", 26),
        ("Indikator", 50),
        ("Unsur", 7),
        ("Unsur data", 50),
        ("Nilai", 16),
        ("Rumus", 14),
        ("Capaian", 14),
        ("Satuan", 10),
        ("PD Pengampu", 30),
        ("Sumber indikator", 18),
        ("Keterangan", 40),
    ];
    let rows = lines.iter().flat_map(|line| {
        line.rows.iter().map(|row| {
            let amount = row
                .amount
                .as_deref()
                .and_then(|text| text.parse::<Amount>().ok());
            vec![
                Cell::from(line.code.as_str()),
                Cell::from(line.kind.label()),
                Cell::from(line.affair.as_str()),
                Cell::from(line.name.as_str()),
                Cell::from(row.letter.as_str()),
                Cell::from(row.name.as_str()),
                match amount {
                    Some(amount) => Cell::Number(amount),
                    None => Cell::Missing(row.state.label()),
                },
                Cell::from(line.formula.as_str()),
                Cell::from(line.result.as_str()),
                Cell::from(line.measure.as_str()),
                Cell::from(line.unit.as_str()),
                Cell::from(listed::mark(line.own, line.seen)),
                Cell::from(row.note.as_str()),
            ]
        })
    });
    lists::begin(&it.title, directory, now, &columns).rows(rows)
}

/// How far every unit is: outcomes and outputs apart, each state of missing in a column of its own.
pub fn progress(
    it: &Round,
    directory: &Directory,
    now: Instant,
    units: &[(&Filling, Tally, Tally)],
) -> List {
    let mut columns = vec![
        ("No", 5),
        ("Unit", 40),
        ("Status", 26),
        ("Unsur", 9),
        ("Terisi", 9),
        ("Terisi (%)", 9),
        ("Berdata dukung", 12),
        ("Valid", 9),
        ("Valid (%)", 9),
        ("Hasil terisi", 12),
        ("Keluaran terisi", 12),
    ];
    let states = [
        State::NotFilled,
        State::NotYetAvailable,
        State::WaitingForOther,
        State::Tdi,
        State::NotCarriedOut,
        State::NotRelevant,
    ];
    columns.extend(states.map(|state| (state.label(), 14)));
    let rows = units
        .iter()
        .enumerate()
        .map(|(index, (filling, outcome, output))| {
            let all = outcome.with(output);
            let count = |count: u32| Cell::Whole(i64::from(count));
            let percent = |percent: Option<u32>| match percent {
                Some(percent) => count(percent),
                None => Cell::Missing("Tidak ada yang diminta"),
            };
            let mut cells = vec![
                Cell::count(index + 1),
                Cell::from(directory.unit_name(filling.unit_id)),
                Cell::from(filling.label()),
                count(all.asked()),
                count(all.filled()),
                percent(all.percent()),
                count(all.evidenced()),
                count(all.valid()),
                percent(all.percent_valid()),
                count(outcome.filled()),
                count(output.filled()),
            ];
            cells.extend(states.map(|state| count(all.of(state))));
            cells
        });
    let name = format!("Rekap {}", it.title);
    lists::begin(&name, directory, now, &columns).rows(rows)
}

/// Versions side by side, with how each figure differs from the one before it.
pub fn versions(name: &str, directory: &Directory, now: Instant, it: &Comparison) -> List {
    let mut columns = vec![
        ("No IKK", 10),
        ("Indikator", 44),
        ("Unsur", 7),
        ("Unsur data", 40),
        ("PD Pengampu", 30),
    ];
    for column in &it.columns {
        columns.extend([(column.title.as_str(), 18), ("Perbedaan", 18)]);
    }
    let rows = it.rows.iter().map(|row| {
        let mut cells = vec![
            Cell::from(row.code.as_str()),
            Cell::from(row.name.as_str()),
            Cell::from(row.letter.as_str()),
            Cell::from(row.element.as_str()),
            Cell::from(row.unit.as_str()),
        ];
        for (shot, difference) in row.shots.iter().zip(&row.differences) {
            let amount = shot
                .as_ref()
                .and_then(|shot| shot.amount.as_deref()?.parse::<Amount>().ok());
            cells.push(match (amount, shot) {
                (Some(amount), Some(shot)) if !shot.provisional => Cell::Number(amount),
                (None, Some(shot)) => Cell::Missing(shot.state.label()),
                (_, shot) => Cell::from(shown_version(shot.as_ref())),
            });
            cells.push(Cell::from(difference.clone().unwrap_or_default()));
        }
        cells
    });
    lists::begin(name, directory, now, &columns).rows(rows)
}

/// An indicator with its results of two years.
#[derive(Clone, Debug)]
pub struct RiseLine {
    /// The indicator.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The unit that owns it.
    pub unit: String,
    /// Which way it is better, in words.
    pub direction: &'static str,
    /// What the result is measured in.
    pub measure: String,
    /// How it stands.
    pub rise: Rise,
    /// The result, or why there is none.
    pub now: String,
    /// The result of the year before.
    pub before: Option<String>,
    /// Whether that came from a file, and was not given here.
    pub historic: bool,
    /// By how much it changed.
    pub difference: Option<String>,
    /// How it stands to its target.
    pub aim: Aim,
    /// Its target.
    pub target: Option<String>,
    /// By how much it differs from it.
    pub gap: Option<String>,
    /// What says that this is its target.
    pub target_basis: String,
}

impl RiseLine {
    /// Whether it must rise: short of its target, or worse than a year before.
    pub fn must_rise(&self) -> bool {
        self.aim == Aim::Short || self.rise == Rise::Worse
    }

    /// Whether there is anything to compare it with.
    pub fn is_compared(&self) -> bool {
        self.aim != Aim::Open || matches!(self.rise, Rise::Worse | Rise::Held)
    }

    /// Why it stands in the list.
    pub fn why(&self) -> &'static str {
        match (self.aim == Aim::Short, self.rise == Rise::Worse) {
            (true, true) => "Belum mencapai target; lebih buruk daripada tahun lalu",
            (true, false) => "Belum mencapai target",
            (false, true) => "Lebih buruk daripada tahun lalu",
            (false, false) => "Tidak dapat dibandingkan",
        }
    }

    /// The result of the year before with its mark, or nothing.
    pub fn before_words(&self) -> String {
        match (&self.before, self.historic) {
            (Some(before), true) => format!("{before} (historis)"),
            (Some(before), false) => before.clone(),
            (None, _) => String::new(),
        }
    }
}

/// Indicators that must rise, and those that cannot be compared.
pub fn rises(it: &Round, directory: &Directory, now: Instant, lines: &[RiseLine]) -> List {
    let (this, last) = (it.year.to_string(), (it.year - 1).to_string());
    let columns = [
        ("No IKK", 10),
        ("Indikator", 50),
        ("PD Pengampu", 30),
        ("Arah", 24),
        (last.as_str(), 14),
        (this.as_str(), 18),
        ("Selisih", 12),
        ("Target", 14),
        ("Selisih Target", 14),
        ("Satuan", 10),
        ("Keterangan", 44),
        ("Sumber Target", 30),
    ];
    let rows = lines.iter().map(|line| {
        vec![
            Cell::from(line.code.as_str()),
            Cell::from(line.name.as_str()),
            Cell::from(line.unit.as_str()),
            Cell::from(line.direction),
            Cell::text_or(line.before_words(), "Tidak ada"),
            Cell::from(line.now.as_str()),
            Cell::from(line.difference.clone().unwrap_or_default()),
            Cell::text_or(line.target.clone().unwrap_or_default(), "Tidak ada"),
            Cell::from(line.gap.clone().unwrap_or_default()),
            Cell::from(line.measure.as_str()),
            Cell::from(line.why()),
            Cell::from(line.target_basis.as_str()),
        ]
    });
    let name = format!("IKK yang harus naik {}", it.title);
    lists::begin(&name, directory, now, &columns).rows(rows)
}
