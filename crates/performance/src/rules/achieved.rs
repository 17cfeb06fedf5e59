//! What of a target is left to a successor.

use figures::{Amount, Exact, Quarterly};

/// How quarters make a year, in the order of the form.
pub const QUARTERLY: [Quarterly; 4] = [
    Quarterly::Accumulated,
    Quarterly::Mean,
    Quarterly::EndPosition,
    Quarterly::YearlyOnly,
];

/// What of a target is left to a successor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// What was reached before.
    pub before: Exact,
    /// What is left; nothing where more than the target was reached.
    pub left: Exact,
}

/// What is left of a target that is added up over the quarters, after those of the predecessor. `None`
/// where the figures are not added up, or nothing was reported: then the whole target goes on.
pub fn remaining(kind: Quarterly, target: Amount, reached: &[Exact]) -> Option<Remaining> {
    if kind != Quarterly::Accumulated || reached.is_empty() {
        return None;
    }
    let before: Exact = reached.iter().cloned().sum();
    let left = (Exact::from(target) - before.clone()).max(Exact::ZERO);
    Some(Remaining { before, left })
}

/// A number as the page prints it, with all its places up to six.
pub fn printed(number: &Exact) -> String {
    number.indonesian(number.places().unwrap_or(6).min(6))
}

#[cfg(test)]
mod tests {
    use figures::{Amount, Exact, Quarterly};

    use super::{QUARTERLY, printed, remaining};

    fn of(text: &str) -> Amount {
        Amount::read(text).unwrap()
    }

    #[test]
    fn a_successor_gets_what_is_left() {
        let reached = [of("20").into(), of("17,5").into()];
        let found = remaining(Quarterly::Accumulated, of("100"), &reached).unwrap();
        let words = (printed(&found.before), printed(&found.left));
        assert_eq!(words, ("37,5".into(), "62,5".into()));
        // more than the target: nothing is left, and nothing is owed back
        let found = remaining(Quarterly::Accumulated, of("30"), &reached).unwrap();
        assert_eq!(found.left, Exact::ZERO);
    }

    #[test]
    fn a_state_or_a_mean_goes_on_whole() {
        for kind in QUARTERLY.into_iter().skip(1) {
            assert_eq!(remaining(kind, of("100"), &[of("20").into()]), None);
        }
        assert_eq!(remaining(Quarterly::Accumulated, of("100"), &[]), None);
    }
}
