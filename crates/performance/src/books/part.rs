//! What a head achieved of the lines of an agreement in the quarters that are theirs.

use figures::{Exact, Figure};

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
    /// What was achieved of it.
    pub achieved: Achieved,
}

impl PartLine {
    /// What a head with these quarters achieved of a line. `figures` are those of the year up to the last
    /// own quarter that was sent: what others reported is left out, and where quarters are added up it is
    /// taken off the target first, as for every successor.
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
        let achieved = match target.is_zero() && !whole.is_zero() {
            true => Achieved {
                actual,
                raw: Figure::NotRelevant,
                capped: Figure::NotRelevant,
                line: "Target tahun sudah tercapai sebelum masa jabatan ini, jadi tidak ikut \
                       dihitung"
                    .into(),
            },
            false => achieved(input.direction, target.clone(), actual),
        };
        Self {
            before: left.map(|it| it.before),
            line: line.clone(),
            target,
            achieved,
        }
    }

    /// What the rule of its direction rests on.
    pub fn basis(&self) -> &'static str {
        basis(self.line.input.direction)
    }

    /// "Sisa dari target 100 setelah 37,5 dicapai pejabat lain", or empty.
    pub fn left(&self) -> String {
        self.before.as_ref().map_or_else(String::new, |before| {
            format!(
                "Sisa dari target {} setelah {} dicapai pejabat lain",
                self.line.input.target,
                printed(before)
            )
        })
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
        // a silent quarter of somebody else holds nothing back
        let other = [Some(Figure::NotFilled), known("40")];
        let other = PartLine::of(&line(Quarterly::Accumulated), &[2], &other);
        assert_eq!(
            other.achieved.raw,
            Figure::Known(Exact::from(Amount::whole(40)))
        );
    }
}
