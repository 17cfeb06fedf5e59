//! The tables of a performance report: as data for the page and the paper, and as a workbook.

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use figures::{Amount, Exact, Figure, Money};
use government::Directory;
use platform::Instant;

use super::{AchievedUnit, exact, share};
use crate::{
    rules::{self, Achieved, History, same_indicator},
    store::{PlanTarget, Program},
};

/// What stands where nobody recorded a figure.
pub const NO_DATA: &str = "Belum ada data";

/// What a line is compared with.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What was reached in the earlier years, in their order; none where nobody reported it.
    pub before: Vec<Option<Figure>>,
    /// The target at the end of the plan with its year, and how far this year's result is on the way.
    pub plan: Option<(i64, Amount, Achieved)>,
}

impl Compared {
    /// Words of the earlier years.
    pub fn before_words(&self) -> Vec<String> {
        let words = |it: &Option<Figure>| it.as_ref().map_or(NO_DATA.into(), Figure::to_string);
        self.before.iter().map(words).collect()
    }

    /// "92 (2029)", or that there is none.
    pub fn plan_words(&self) -> String {
        match &self.plan {
            Some((year, target, _)) => format!("{target} ({year})"),
            None => NO_DATA.to_owned(),
        }
    }

    /// How far on the way to the end of the plan, or that nobody knows.
    pub fn way_words(&self) -> String {
        match &self.plan {
            Some((.., achieved)) => achieved.percent(),
            None => NO_DATA.to_owned(),
        }
    }
}

/// Everything that is computed for a report.
#[derive(Clone, Debug)]
pub struct ReportTables {
    /// The lines with what they achieved, and their mean.
    pub unit: AchievedUnit,
    /// What each line is compared with.
    pub compared: Vec<Compared>,
    /// The earlier years of the comparison.
    pub years: Vec<i64>,
    /// Programmes with their money.
    pub programs: Vec<Program>,
}

impl ReportTables {
    /// Holds the lines of a unit against earlier years and the end of the plan; an indicator is found by its
    /// name and measure.
    pub fn of(
        unit: AchievedUnit,
        programs: Vec<Program>,
        years: Vec<i64>,
        history: &History,
        targets: &[PlanTarget],
    ) -> Self {
        let compare = |it: &super::AchievedLine| {
            let input = &it.line.input;
            let name = same_indicator(&input.indicator, &input.measure);
            let before = years
                .iter()
                .map(|year| history.get(&(*year, name.clone())).cloned());
            let promised = targets
                .iter()
                .find(|target| same_indicator(&target.name, &target.measure) == name);
            let plan = promised.and_then(|promised| {
                let target = promised.target()?;
                let actual = it.achieved.actual.clone();
                let achieved = rules::achieved(input.direction, target, actual);
                Some((promised.year, target, achieved))
            });
            Compared {
                before: before.collect(),
                plan,
            }
        };
        Self {
            compared: unit.lines.iter().map(compare).collect(),
            unit,
            years,
            programs,
        }
    }

    /// The lines with what each is compared with.
    pub fn rows(&self) -> impl Iterator<Item = (&super::AchievedLine, &Compared)> {
        self.unit.lines.iter().zip(&self.compared)
    }
}

/// The tables of a report as a workbook: achievement with its comparisons, and money.
pub fn report(
    year: i64,
    directory: &Directory,
    now: Instant,
    edition: &str,
    tables: &ReportTables,
) -> Vec<List> {
    let years: Vec<String> = tables
        .years
        .iter()
        .map(|it| format!("Realisasi {it}"))
        .collect();
    let this = format!("Realisasi {year}");
    let mut columns: Vec<(&str, u16)> = vec![
        ("No", 5),
        ("Sasaran", 32),
        ("Indikator Kinerja", 40),
        ("Satuan", 12),
        ("Target", 12),
        (&this, 14),
        ("Capaian (%)", 12),
        ("Rincian Perhitungan", 40),
    ];
    columns.extend(years.iter().map(|it| (it.as_str(), 14)));
    columns.extend([
        ("Target Akhir Rencana", 16),
        ("Capaian thd. Target Akhir (%)", 16),
    ]);
    let list = begin(
        &format!("Capaian {}", tables.unit.name),
        directory,
        now,
        &columns,
    )
    .note(edition)
    .note(format!(
        "Rata-rata capaian {} ({})",
        tables.unit.mean.percent(),
        tables.unit.mean.counts()
    ));
    let list = tables
        .unit
        .grading
        .bases()
        .into_iter()
        .fold(list, List::note);
    let first = list.rows(
        tables
            .rows()
            .enumerate()
            .map(|(index, (it, with))| achieved(index + 1, it, with)),
    );
    let list = begin(
        "Anggaran",
        directory,
        now,
        &[
            ("No", 5),
            ("Program/Kegiatan", 44),
            ("Sumber Dana", 16),
            ("Anggaran (Rp)", 20),
            ("Realisasi (Rp)", 20),
            ("Serapan (%)", 14),
        ],
    );
    let second = list.note(edition).rows(
        tables
            .programs
            .iter()
            .enumerate()
            .map(|(index, it)| budget(index + 1, it)),
    );
    vec![first, second]
}

/// A line with what it achieved and is compared with.
pub(super) fn achieved(number: usize, it: &super::AchievedLine, with: &Compared) -> Vec<Cell> {
    let input = &it.line.input;
    let mut row = vec![
        Cell::count(number),
        Cell::from(input.objective.as_str()),
        Cell::from(input.indicator.as_str()),
        Cell::from(input.measure.as_str()),
        Cell::Number(input.target),
        exact(&it.achieved.actual),
        share(&it.achieved.raw),
        Cell::from(it.achieved.line.as_str()),
    ];
    let before = with.before.iter();
    row.extend(before.map(|it| it.as_ref().map_or(Cell::Missing(NO_DATA), exact)));
    let plan = with.plan.as_ref();
    row.push(plan.map_or(Cell::Missing(NO_DATA), |it| Cell::Number(it.1)));
    row.push(plan.map_or(Cell::Missing(NO_DATA), |it| share(&it.2.raw)));
    row
}

/// A programme with its money.
pub(super) fn budget(number: usize, it: &Program) -> Vec<Cell> {
    let rupiah = |it: Money| Exact::decimal(it.sen().into(), 2).plain(2).parse().ok();
    let budget: Option<Amount> = it.budget().and_then(rupiah);
    vec![
        Cell::count(number),
        Cell::from(it.name.as_str()),
        Cell::from(it.source.as_str()),
        Cell::number_or(budget, NO_DATA),
        Cell::Missing(NO_DATA),
        Cell::Missing(NO_DATA),
    ]
}
