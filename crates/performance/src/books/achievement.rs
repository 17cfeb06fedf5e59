//! What agreements achieved: units on one sheet, their lines with the explanation on another.

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use figures::{Exact, Figure};
use government::Directory;
use platform::{Instant, Uuid};

use crate::{
    rules::{self, Achieved, Grading, Mean, Quarter},
    store::{Line, Reported},
};

/// A line with what it achieved.
#[derive(Clone, Debug)]
pub struct AchievedLine {
    /// The line.
    pub line: Line,
    /// What was achieved of the target of the year.
    pub achieved: Achieved,
}

impl AchievedLine {
    /// What a line of an agreement achieved up to a quarter.
    pub fn of(line: &Line, agreement: Uuid, reported: &Reported, quarter: u8) -> Self {
        let quarters = reported.up_to(agreement, line.key, quarter);
        let input = &line.input;
        let actual = match quarters.is_empty() {
            // nothing was sent yet: nothing is filled in
            true => Figure::NotFilled,
            false => rules::so_far(input.kind, &quarters),
        };
        Self {
            achieved: rules::achieved(input.direction, input.target, actual),
            line: line.clone(),
        }
    }

    /// What the rule of its direction rests on.
    pub fn basis(&self) -> &'static str {
        rules::basis(self.line.input.direction)
    }
}

/// A unit with its lines and their mean.
#[derive(Clone, Debug)]
pub struct AchievedUnit {
    /// Its agreement.
    pub agreement: Uuid,
    /// Its name.
    pub name: String,
    /// The lines.
    pub lines: Vec<AchievedLine>,
    /// Their mean.
    pub mean: Mean,
    /// Up to which quarter it has sent, in words.
    pub sent: &'static str,
    /// The scale of the year.
    pub grading: Grading,
}

impl AchievedUnit {
    /// A unit by its agreement and name, with the last quarter it sent and the scale of the year.
    pub fn of(
        (agreement, name): (Uuid, &str),
        lines: impl Iterator<Item = AchievedLine>,
        last: u8,
        grading: &Grading,
    ) -> Self {
        let lines: Vec<AchievedLine> = lines.collect();
        Self {
            agreement,
            name: name.to_owned(),
            mean: rules::mean(lines.iter().map(|it| &it.achieved.raw)),
            lines,
            sent: match Quarter::of(0, i64::from(last)) {
                Some(quarter) => quarter.short(),
                None => "Belum ada",
            },
            grading: grading.clone(),
        }
    }

    /// The words its mean earns; empty where there is none.
    pub fn predicate(&self) -> String {
        self.grading.of_mean(&self.mean)
    }
}

/// A mean in hundredths of a percent, as long as it can be drawn; nothing for none and for less than none.
pub fn hundredths(mean: &Mean) -> i64 {
    let plain = mean.figure.as_ref().map(|it| it.plain(2).replace('.', ""));
    plain.and_then(|it| it.parse().ok()).unwrap_or(0).max(0)
}

/// A share in a cell, to two places; or why there is none.
pub(super) fn share(figure: &Figure) -> Cell {
    number(figure, |_| 2)
}

/// What was reached, to six places at most; or why there is none.
pub(super) fn exact(figure: &Figure) -> Cell {
    number(figure, |it| it.places().unwrap_or(6).min(6))
}

/// A number in a cell; below zero, where a cell takes none, in words.
fn number(figure: &Figure, places: impl Fn(&Exact) -> u32) -> Cell {
    let Some(known) = figure.known() else {
        return Cell::Missing(figure.state().label());
    };
    let places = places(known);
    match known.plain(places).parse() {
        Ok(amount) => Cell::Number(amount),
        Err(_) => Cell::Text(known.indonesian(places)),
    }
}

/// The two sheets.
pub fn achievement(
    name: &str,
    directory: &Directory,
    now: Instant,
    units: &[AchievedUnit],
) -> Vec<List> {
    let short = name.replace("Perjanjian Kinerja", "PK");
    let bases = units.first().map(|it| it.grading.bases());
    let bases = bases.unwrap_or_else(rules::bases);
    let noted = |list: List| bases.into_iter().fold(list, List::note);
    let list = begin(
        &short,
        directory,
        now,
        &[
            ("No", 5),
            ("Unit", 40),
            ("Rata-rata Capaian (%)", 14),
            ("Predikat", 26),
            ("Indikator Dapat Dihitung", 14),
            ("Jumlah Indikator", 12),
            ("Realisasi Terakhir Dikirim", 16),
        ],
    );
    let first = noted(list).rows(units.iter().enumerate().map(|(index, it)| {
        let mean = it.mean.figure.clone().map(Figure::Known);
        vec![
            Cell::count(index + 1),
            Cell::from(it.name.as_str()),
            share(&mean.unwrap_or(Figure::NotFilled)),
            Cell::text_or(it.predicate(), "Belum dapat dihitung"),
            Cell::count(it.mean.counted),
            Cell::count(it.mean.of),
            Cell::from(it.sent),
        ]
    }));
    let list = begin(
        "Capaian per indikator",
        directory,
        now,
        &[
            ("No", 5),
            ("Unit", 32),
            ("Indikator Kinerja", 40),
            ("Satuan", 12),
            ("Arah", 22),
            ("Target Tahun", 12),
            ("Realisasi", 14),
            ("Capaian (%)", 12),
            ("Capaian Dibatasi (%)", 12),
            ("Rincian Perhitungan", 44),
            ("Dasar", 44),
        ],
    );
    let lines = units
        .iter()
        .flat_map(|unit| unit.lines.iter().map(move |line| (unit, line)));
    let second = list.rows(lines.enumerate().map(|(index, (unit, it))| {
        let input = &it.line.input;
        vec![
            Cell::count(index + 1),
            Cell::from(unit.name.as_str()),
            Cell::from(input.indicator.as_str()),
            Cell::from(input.measure.as_str()),
            Cell::from(input.direction.label()),
            Cell::Number(input.target),
            exact(&it.achieved.actual),
            share(&it.achieved.raw),
            share(&it.achieved.capped),
            Cell::from(it.achieved.line.as_str()),
            Cell::from(it.basis()),
        ]
    }));
    vec![first, second]
}

#[cfg(test)]
mod tests {
    use documents::workbook::Cell;
    use figures::Figure;

    use super::{hundredths, share};
    use crate::rules::mean;

    #[test]
    fn a_bar_is_as_long_as_its_mean_and_never_shorter_than_nothing() {
        let of = |text: &str| hundredths(&mean(&[Figure::Known(text.parse().unwrap())]));
        assert_eq!((of("92.345"), of("225"), of("-50")), (9_235, 22_500, 0));
        assert_eq!(hundredths(&mean(&[Figure::NotFilled])), 0);
    }
    #[test]
    fn a_share_below_zero_is_written_and_no_gap() {
        let known = Figure::Known("-4.1666".parse().unwrap());
        assert_eq!(share(&known), Cell::Text("-4,17".into()));
        assert_eq!(share(&Figure::NotFilled), Cell::Missing("Belum diisi"));
    }
}
