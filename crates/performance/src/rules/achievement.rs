//! What an agreement achieves: each line against its target by the rule of its direction, the mean of a
//! unit. Rules are those of the packs, with their marks.

use std::{collections::HashMap, sync::LazyLock};

use figures::{
    Aggregation, Amount, Direction, Exact, Figure, Quarterly, Results, State, Target, aggregate,
};
use regulations::{Mark, Provenance};

use super::Quarter;

const RULES: &str = "capaian";
/// The rule that speaks of a target of zero.
const ZERO: &str = "target-nol";
/// The rule that speaks of the mean.
const MEAN: &str = "rata-rata";

/// A rule that can compute, and what it rests on.
struct Computing {
    rule: figures::Rule,
    basis: String,
}

// packs are checked before they are built in, so a rule that cannot be read is none
static COMPUTING: LazyLock<HashMap<&'static str, Computing>> = LazyLock::new(|| {
    let pack = regulations::pack(RULES);
    let usual = Direction::ALL
        .into_iter()
        .filter_map(|it| Some((it.word(), pack?.rule_for(it)?)));
    let computing = usual.filter_map(|(word, it)| {
        let rule = it.computing().ok().flatten()?;
        let basis = said_by(&it.title, &it.provenance, it.mark());
        let basis = match &it.bounds {
            Some(bounds) => said_by(&format!("{basis}; batas"), bounds, bounds.mark),
            None => basis,
        };
        Some((word, Computing { rule, basis }))
    });
    computing.collect()
});

pub(super) fn said_by(title: &str, provenance: &Provenance, mark: Mark) -> String {
    format!("{title} ({}; {})", provenance.citation, mark.label())
}

/// What a line achieved.
#[derive(Clone, Debug, PartialEq)]
pub struct Achieved {
    /// What was reached.
    pub actual: Figure,
    /// In percent, as the rule computes it.
    pub raw: Figure,
    /// Within the bounds of the rule.
    pub capped: Figure,
    /// How it came about: "(37,5 ÷ 100) × 100 = 37,50 %"; or why there is none.
    pub line: String,
}

impl Achieved {
    /// "37,50 %", or why there is none.
    pub fn percent(&self) -> String {
        percent(&self.raw)
    }

    /// "dibatasi menjadi 0,00 %", where the bounds of the rule say something else; or empty.
    pub fn bounded(&self) -> String {
        match self.raw == self.capped {
            true => String::new(),
            false => format!("dibatasi menjadi {}", percent(&self.capped)),
        }
    }
}

/// A share as pages print it, or why there is none.
pub fn percent(figure: &Figure) -> String {
    match figure {
        Figure::Known(number) => format!("{} %", number.indonesian(2)),
        missing => missing.to_string(),
    }
}

/// What a line achieved of a target; without a rule for its direction the words say so.
pub fn achieved(direction: Direction, target: impl Into<Exact>, actual: Figure) -> Achieved {
    let target: Exact = target.into();
    let Some(computing) = COMPUTING.get(direction.word()) else {
        let none = Figure::Undefined(figures::Undefined::Unknown);
        return Achieved {
            actual,
            raw: none.clone(),
            capped: none,
            line: format!(
                "Tidak ada aturan capaian untuk \"{}\" pada paket peraturan",
                direction.label()
            ),
        };
    };
    let single = Target::Single(target.clone());
    let found = computing
        .rule
        .achieve(&single, &Results::of(actual.clone()));
    let line = match (actual.known(), zero_target()) {
        (None, _) => format!("Realisasi: {}", actual.to_string().to_lowercase()),
        (_, Some(words)) if target.is_zero() && found.raw.known().is_none() => words,
        _ => found.explanation.line(Some(2), "%"),
    };
    Achieved {
        actual,
        raw: found.raw,
        capped: found.capped,
        line,
    }
}

/// What the pack says of a target of zero.
fn zero_target() -> Option<String> {
    let rule = regulations::pack(RULES)?.rule(ZERO)?;
    let words = said_by(rule.note.as_deref()?, &rule.provenance, rule.mark());
    Some(format!("Target nol. {words}"))
}

/// What the rule of a direction rests on: its name, citation and mark; empty where there is none.
pub fn basis(direction: Direction) -> &'static str {
    COMPUTING
        .get(direction.word())
        .map_or("", |it| it.basis.as_str())
}

/// What was reached of a year up to a quarter, from what was sent; `None` in a quarter that was sent: the
/// line did not exist when it was reported, so it is left out.
pub fn so_far(kind: Quarterly, quarters: &[Option<Figure>]) -> Figure {
    let asked: Vec<Figure> = quarters
        .iter()
        .map(|it| it.clone().unwrap_or(Figure::NotDue))
        .collect();
    kind.so_far(&asked)
}

/// The mean of the achievements of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    /// Of what could be computed; none where nothing could.
    pub figure: Option<Exact>,
    /// How many lines could be computed.
    pub counted: usize,
    /// Of how many that count.
    pub of: usize,
}

impl Mean {
    /// "92,00 %", or that there is none.
    pub fn percent(&self) -> String {
        match &self.figure {
            Some(number) => format!("{} %", number.indonesian(2)),
            None => "Belum dapat dihitung".to_owned(),
        }
    }

    /// Whether lines are missing that will count.
    pub fn is_provisional(&self) -> bool {
        self.counted < self.of
    }

    /// "2 dari 3 indikator dapat dihitung".
    pub fn counts(&self) -> String {
        format!("{} dari {} indikator dapat dihitung", self.counted, self.of)
    }
}

/// The plain mean of the raw achievements: without bound and weight, as the pack states. What is not due or
/// not relevant is left out, not carried out counts as zero.
pub fn mean<'a>(all: impl IntoIterator<Item = &'a Figure>) -> Mean {
    let together = aggregate(Aggregation::Mean, all.into_iter().map(|it| ("", it)));
    Mean {
        of: together.counted + together.missing.len(),
        counted: together.counted,
        figure: together.so_far,
    }
}

/// What the mean rests on.
pub fn mean_basis() -> String {
    let rule = regulations::pack(RULES).and_then(|it| it.rule(MEAN));
    rule.map_or_else(String::new, |it| {
        let note = it.note.as_deref().unwrap_or(&it.title);
        said_by(note, &it.provenance, it.mark())
    })
}

/// How far a year is looked at: up to the quarter asked for, else the last that is over, else the first.
pub fn up_to(year: i32, asked: &str, today: time::Date) -> Quarter {
    let all = Quarter::all(year);
    let number = asked.trim().parse().ok();
    let over = all.into_iter().rfind(|it| it.is_over(today));
    number
        .and_then(|number| Quarter::of(year, number))
        .or(over)
        .unwrap_or(all[0])
}

/// A figure of what was reported.
pub fn reported(state: State, amount: Option<Amount>) -> Figure {
    match (amount, Figure::missing(state)) {
        (Some(amount), _) => Figure::Known(amount.into()),
        (None, missing) => missing.unwrap_or(Figure::NotFilled),
    }
}

#[cfg(test)]
mod tests {
    use figures::{Amount, Direction, Exact, Figure, Quarterly, State};

    use super::{achieved, basis, mean, mean_basis, percent, reported, so_far, up_to};

    fn known(text: &str) -> Figure {
        Figure::Known(text.parse().unwrap())
    }

    fn of(direction: Direction, target: &str, actual: Figure) -> super::Achieved {
        achieved(direction, Amount::read(target).unwrap(), actual)
    }

    #[test]
    fn the_rule_of_the_direction_decides() {
        let higher = of(Direction::Higher, "100", known("37.5"));
        assert_eq!(
            (higher.percent().as_str(), higher.line.as_str()),
            ("37,50 %", "(37,5 ÷ 100) × 100 = 37,50 %")
        );
        // one town's software says 0 %, another's 50 %
        assert_eq!(of(Direction::Lower, "10", known("20")).percent(), "0,00 %");
        assert!(basis(Direction::Lower).contains("Permenpan-RB 8/2021"));
        // the bound is a reading of ours, and says so
        assert!(basis(Direction::Lower).contains("belum diverifikasi"));
        assert!(basis(Direction::Higher).contains("terlihat di sumber"));
    }

    #[test]
    fn raw_and_capped_stand_apart() {
        let below = of(Direction::Lower, "10", known("25"));
        assert_eq!(below.percent(), "-50,00 %");
        assert_eq!(below.bounded(), "dibatasi menjadi 0,00 %");
        let above = of(Direction::Higher, "4", known("9"));
        assert_eq!(above.percent(), "225,00 %");
        assert_eq!(above.bounded(), "", "no bound above was found");
        let grading = crate::rules::Grading::of(regulations::pack(crate::rules::SCALES));
        assert!(grading.notice(&above.raw).contains("di atas 100 %"));
    }

    #[test]
    fn what_cannot_be_computed_says_why() {
        let zero = of(Direction::Lower, "0", known("2"));
        assert!(zero.line.starts_with("Target nol. Tidak dapat dihitung"));
        assert_eq!(zero.percent(), "Penyebut nol");
        let missing = of(Direction::Higher, "10", Figure::NotYetAvailable);
        assert_eq!(missing.percent(), "Data belum tersedia");
        assert_eq!(missing.line, "Realisasi: data belum tersedia");
        let exact = of(Direction::Exact, "3", known("3"));
        assert!(
            exact.line.contains("Tidak ada aturan capaian"),
            "{}",
            exact.line
        );
    }

    #[test]
    fn quarters_make_the_year_as_their_kind_says() {
        let two = [Some(known("20")), Some(known("17.5"))];
        assert_eq!(so_far(Quarterly::Accumulated, &two), known("37.5"));
        assert_eq!(so_far(Quarterly::Mean, &two), known("18.75"));
        assert_eq!(so_far(Quarterly::EndPosition, &two), known("17.5"));
        assert_eq!(so_far(Quarterly::YearlyOnly, &two), Figure::NotDue);
        // a quarter nobody sent is no zero; one in which the line was not there is left out
        let silent = [Some(known("20")), Some(Figure::NotFilled)];
        assert_eq!(so_far(Quarterly::Accumulated, &silent), Figure::NotFilled);
        let late = [None, Some(known("5"))];
        assert_eq!(so_far(Quarterly::Accumulated, &late), known("5"));
    }

    #[test]
    fn a_mean_says_of_how_many_it_is() {
        let whole = mean(&[known("90"), Figure::NotCarriedOut, Figure::NotRelevant]);
        assert_eq!(
            (whole.percent().as_str(), whole.counts().as_str()),
            ("45,00 %", "2 dari 2 indikator dapat dihitung")
        );
        let part = mean(&[known("90"), Figure::NotFilled, known("225")]);
        assert_eq!(part.percent(), "157,50 %", "no bound, no weight");
        assert_eq!(part.counts(), "2 dari 3 indikator dapat dihitung");
        let none = mean(&[Figure::NotFilled]);
        assert_eq!(none.percent(), "Belum dapat dihitung");
        assert!(mean_basis().contains("tanpa bobot"));
    }

    #[test]
    fn a_report_is_a_number_or_its_reason() {
        assert_eq!(
            reported(State::Known, Some(Amount::ZERO)),
            Figure::Known(Exact::ZERO)
        );
        assert_eq!(reported(State::NotCarriedOut, None), Figure::NotCarriedOut);
        assert_eq!(percent(&Figure::NotDue), "Belum waktunya");
    }

    #[test]
    fn a_year_is_looked_at_up_to_its_last_quarter_that_is_over() {
        let day = platform::date::parse("2026-11-03").unwrap();
        assert_eq!(up_to(2026, "", day).number, 3);
        assert_eq!(up_to(2026, "2", day).number, 2);
        assert_eq!(up_to(2026, "9", day).number, 3);
        assert_eq!(up_to(2027, "", day).number, 1);
    }
}
