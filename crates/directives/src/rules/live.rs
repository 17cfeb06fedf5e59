//! *Mode Rapat*: the pages of the projector, one after another: what is open of earlier meetings,
//! then unit by unit.

/// A page of the projector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Everything that is still open.
    Evaluation,
    /// What concerns a unit, by its place in the order of the units.
    Unit(usize),
}

impl Step {
    /// The step asked for: 0 is the evaluation, from 1 on the units. What lies beyond the last unit
    /// is the last one.
    pub fn asked(text: &str, units: usize) -> Self {
        match text.parse::<usize>().unwrap_or(0).min(units) {
            0 => Self::Evaluation,
            number => Self::Unit(number - 1),
        }
    }

    /// Its number.
    pub fn number(self) -> usize {
        match self {
            Self::Evaluation => 0,
            Self::Unit(place) => place + 1,
        }
    }

    /// The number of the step before and of the one after it, as far as there are any.
    pub fn neighbours(self, units: usize) -> (Option<usize>, Option<usize>) {
        let number = self.number();
        (
            number.checked_sub(1),
            Some(number + 1).filter(|next| *next <= units),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn steps_lead_from_the_evaluation_through_all_units() {
        assert_eq!(Step::asked("", 3), Step::Evaluation);
        assert_eq!(Step::asked("-1", 3), Step::Evaluation);
        assert_eq!(Step::asked("2", 3), Step::Unit(1));
        assert_eq!(Step::asked("9", 3), Step::Unit(2));
        assert_eq!(Step::asked("9", 0), Step::Evaluation);
        assert_eq!(Step::Evaluation.neighbours(3), (None, Some(1)));
        assert_eq!(Step::Unit(2).neighbours(3), (Some(2), None));
        assert_eq!(Step::Evaluation.neighbours(0), (None, None));
    }
}
