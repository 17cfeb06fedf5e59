//! What a head achieved of the lines of an agreement in the quarters that are theirs.

use figures::{Direction, Exact, Figure, Quarterly};

use crate::{
    rules::{Achieved, achieved, basis, printed, remaining, so_far},
    store::Line,
};

/// What a head achieved of a line.
#[derive(Clone, Debug)]
pub struct PartLine {
    /// The line.
    pub line: Line,
    /// What the part is held against: the target of the year, or what others left of it.
    pub target: Exact,
    /// What others reached before, where it was taken off the target.
    pub before: Option<Exact>,
    /// Whether the head's part ends before the year does, where quarters are added up.
    pub is_short: bool,
    /// What was achieved of it.
    pub achieved: Achieved,
}

impl PartLine {
    /// What a head with these quarters achieved of a line. `figures` are those of the year up to the last
    /// own quarter that was sent: what others reported is left out, and where quarters are added up it is
    /// taken off the target first, as for every successor. Where others said nothing of a quarter before,
    /// nobody knows what was left: then there is no figure, and not one against the whole target.
    pub fn of(line: &Line, own: &[u8], figures: &[Option<Figure>]) -> Self {
        let input = &line.input;
        let is_own = |number: u8| own.contains(&number);
        let numbered = || (1..).zip(figures);
        let before: Vec<Exact> = numbered()
            .filter(|(number, _)| !is_own(*number))
            .filter_map(|(_, it)| it.as_ref()?.known().cloned())
            .collect();
        let mine: Vec<Option<Figure>> = numbered()
            .map(|(number, it)| it.clone().filter(|_| is_own(number)))
            .collect();
        let actual = match figures.is_empty() {
            // nothing was sent yet: nothing is filled in
            true => Figure::NotFilled,
            false => so_far(input.kind, &mine),
        };
        let left = remaining(input.kind, input.target, &before);
        let whole = Exact::from(input.target);
        let target = left.as_ref().map_or(whole.clone(), |it| it.left.clone());
        let is_unsure = input.kind == Quarterly::Accumulated
            && numbered().any(|(number, it)| {
                let adds_nothing = |it: &Figure| {
                    matches!(
                        it,
                        Figure::NotCarriedOut | Figure::NotRelevant | Figure::NotDue
                    )
                };
                let it = it.as_ref().filter(|it| !adds_nothing(it));
                !is_own(number) && it.is_some_and(|it| it.known().is_none())
            });
        let is_done = target.is_zero() && !whole.is_zero() && actual.known().is_some();
        let none = |actual, figure: Figure, line: &str| Achieved {
            actual,
            raw: figure.clone(),
            capped: figure,
            line: line.into(),
        };
        let achieved = match input.direction {
            _ if is_unsure && actual.known().is_some() => none(
                actual,
                Figure::WaitingForOther,
                "Triwulan pejabat lain belum ada angkanya, jadi sisa targetnya belum diketahui",
            ),
            Direction::Higher if is_done => none(
                actual,
                Figure::NotRelevant,
                "Target tahun sudah tercapai sebelum masa jabatan ini, jadi tidak ikut dihitung",
            ),
            direction => achieved(direction, target.clone(), actual),
        };
        Self {
            before: left.map(|it| it.before),
            is_short: input.kind == Quarterly::Accumulated && !own.is_empty() && !is_own(4),
            line: line.clone(),
            target,
            achieved,
        }
    }

    /// What the rule of its direction rests on.
    pub fn basis(&self) -> &'static str {
        basis(self.line.input.direction)
    }

    /// "Sisa dari target 100 setelah 37,5 dicapai pejabat lain", or that a part of a year stands against the
    /// target of all of it; else empty.
    pub fn left(&self) -> String {
        match &self.before {
            Some(before) => format!(
                "Sisa dari target {} setelah {} dicapai pejabat lain",
                self.line.input.target,
                printed(before)
            ),
            None if self.is_short => {
                "Target setahun; masa jabatannya berakhir sebelum akhir tahun".into()
            }
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use figures::{Amount, Direction, Exact, Figure, Quarterly};
    use platform::Uuid;

    use super::PartLine;
    use crate::store::{Line, LineInput};

    fn line(kind: Quarterly) -> Line {
        Line {
            id: Uuid::nil(),
            version_id: Uuid::nil(),
            key: Uuid::nil(),
            number: 1,
            before: None,
            mission: String::new(),
            input: LineInput {
                objective: "Kota bersih".into(),
                indicator: "Sampah terkelola".into(),
                measure: "ton".into(),
                direction: Direction::Higher,
                target: Amount::whole(100),
                kind,
                quarters: [None; 4],
                ikk: String::new(),
                mission: None,
                above: None,
            },
        }
    }

    fn known(text: &str) -> Option<Figure> {
        Some(Figure::Known(text.parse().unwrap()))
    }

    #[test]
    fn who_led_all_year_is_held_against_the_whole_target() {
        let found = PartLine::of(
            &line(Quarterly::Accumulated),
            &[1, 2, 3, 4],
            &[known("20"), known("17.5")],
        );
        assert_eq!(found.achieved.percent(), "37,50 %");
        assert_eq!(found.left(), "");
    }

    #[test]
    fn a_successor_is_held_against_what_was_left_with_what_is_theirs_alone() {
        let figures = [known("20"), known("40")];
        let added = PartLine::of(&line(Quarterly::Accumulated), &[2, 3, 4], &figures);
        assert_eq!(added.achieved.line, "(40 ÷ 80) × 100 = 50,00 %");
        assert_eq!(
            added.left(),
            "Sisa dari target 100 setelah 20 dicapai pejabat lain"
        );
        // a state or a mean is nobody's rest: the whole target goes on
        let mean = PartLine::of(&line(Quarterly::Mean), &[2, 3, 4], &figures);
        assert_eq!(
            (mean.achieved.percent(), mean.left()),
            ("40,00 %".into(), String::new())
        );
        // the predecessor's part ends with the own quarters
        let first = PartLine::of(&line(Quarterly::Accumulated), &[1], &figures[..1]);
        assert_eq!(first.achieved.percent(), "20,00 %");
        let done = PartLine::of(
            &line(Quarterly::Accumulated),
            &[2],
            &[known("100"), known("5")],
        );
        assert_eq!(done.achieved.raw, Figure::NotRelevant);
        assert!(done.achieved.line.contains("sudah tercapai sebelum"));
    }

    #[test]
    fn what_was_not_sent_is_no_zero() {
        let none = PartLine::of(&line(Quarterly::Accumulated), &[1, 2], &[]);
        assert_eq!(none.achieved.raw, Figure::NotFilled);
        let gap = [Some(Figure::NotFilled), known("40")];
        let gap = PartLine::of(&line(Quarterly::Accumulated), &[1, 2], &gap);
        assert_eq!(gap.achieved.raw, Figure::NotFilled);
        // what somebody else did not send leaves open what was left, and nothing else
        let figures = [Some(Figure::NotFilled), known("40")];
        let other = PartLine::of(&line(Quarterly::Accumulated), &[2], &figures);
        assert_eq!(other.achieved.raw, Figure::WaitingForOther);
        assert!(other.achieved.line.starts_with("Triwulan pejabat lain"));
        let mean = PartLine::of(&line(Quarterly::Mean), &[2], &figures);
        assert_eq!(
            mean.achieved.raw,
            Figure::Known(Exact::from(Amount::whole(40)))
        );
    }

    #[test]
    fn a_limit_that_was_broken_before_is_no_target_reached() {
        let mut limit = line(Quarterly::Accumulated);
        limit.input.direction = Direction::Lower;
        let found = PartLine::of(&limit, &[2], &[known("120"), known("30")]);
        assert_ne!(found.achieved.raw, Figure::NotRelevant);
        assert_eq!(found.achieved.raw.known(), None, "{:?}", found.achieved);
        // nothing was sent of the own quarter: that is what is missing
        let done = [known("100"), Some(Figure::NotFilled)];
        let done = PartLine::of(&line(Quarterly::Accumulated), &[2], &done);
        assert_eq!(done.achieved.raw, Figure::NotFilled);
    }

    #[test]
    fn who_left_early_is_told_to_stand_against_the_year() {
        let early = PartLine::of(&line(Quarterly::Accumulated), &[1], &[known("25")]);
        assert!(
            early.left().starts_with("Target setahun"),
            "{}",
            early.left()
        );
        let mean = PartLine::of(&line(Quarterly::Mean), &[1], &[known("25")]);
        assert_eq!(mean.left(), "");
    }
}
