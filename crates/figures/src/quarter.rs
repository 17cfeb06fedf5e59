//! What four quarters say about a year.

use crate::{Aggregation, Figure, aggregate};

/// How the figures of quarters make the figure of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quarterly {
    /// Each quarter says what it added; they are summed: visits, inspections.
    Accumulated,
    /// Their plain mean: a satisfaction index.
    Mean,
    /// The last quarter stands for the year: population, a stock.
    EndPosition,
    /// Measured once a year, in the last quarter.
    YearlyOnly,
}

impl Quarterly {
    /// The number it is stored as.
    pub fn code(self) -> i16 {
        match self {
            Self::Accumulated => 1,
            Self::Mean => 2,
            Self::EndPosition => 3,
            Self::YearlyOnly => 4,
        }
    }

    /// The kind stored as this number.
    pub fn of_code(code: i16) -> Option<Self> {
        [
            Self::Accumulated,
            Self::Mean,
            Self::EndPosition,
            Self::YearlyOnly,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }

    /// What the screen says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Accumulated => "Akumulasi",
            Self::Mean => "Rata-rata",
            Self::EndPosition => "Posisi akhir",
            Self::YearlyOnly => "Tahunan",
        }
    }

    /// Where the year stands after the given quarters, of which the first is the first of the year.
    /// Four of them make the year. More than four, or none, say nothing.
    pub fn so_far(self, quarters: &[Figure]) -> Figure {
        let named = || quarters.iter().map(|quarter| ("", quarter));
        match (self, quarters) {
            (_, []) => Figure::NotDue,
            (_, [_, _, _, _, _, ..]) => Figure::Undefined(crate::Undefined::OutOfRange),
            (Self::Accumulated, _) => aggregate(Aggregation::Sum, named()).figure,
            (Self::Mean, _) => aggregate(Aggregation::Mean, named()).figure,
            (Self::EndPosition, [.., last]) | (Self::YearlyOnly, [_, _, _, last]) => last.clone(),
            (Self::YearlyOnly, _) => Figure::NotDue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Quarterly;
    use crate::{Exact, Figure, Undefined};

    fn known(number: i64) -> Figure {
        Figure::Known(Exact::from(number))
    }

    #[test]
    fn each_kind_says_its_own_of_the_same_quarters() {
        let quarters = [known(10), known(20), known(40), known(50)];
        for (kind, half, year) in [
            (Quarterly::Accumulated, known(30), known(120)),
            (Quarterly::Mean, known(15), known(30)),
            (Quarterly::EndPosition, known(20), known(50)),
            (Quarterly::YearlyOnly, Figure::NotDue, known(50)),
        ] {
            assert_eq!(kind.so_far(&quarters[..2]), half, "{kind:?}");
            assert_eq!(kind.so_far(&quarters), year, "{kind:?}");
            assert_eq!(Quarterly::of_code(kind.code()), Some(kind));
        }
    }

    #[test]
    fn an_empty_quarter_is_no_zero() {
        let quarters = [known(10), Figure::NotFilled];
        assert_eq!(Quarterly::Accumulated.so_far(&quarters), Figure::NotFilled);
        assert_eq!(Quarterly::Mean.so_far(&quarters), Figure::NotFilled);
        assert_eq!(Quarterly::EndPosition.so_far(&quarters), Figure::NotFilled);
        assert_eq!(
            Quarterly::Mean.so_far(&[known(10), Figure::NotCarriedOut]),
            known(5)
        );
    }

    #[test]
    fn no_quarter_and_a_fifth_one_say_nothing() {
        assert_eq!(Quarterly::Mean.so_far(&[]), Figure::NotDue);
        let five = vec![known(1); 5];
        assert_eq!(
            Quarterly::EndPosition.so_far(&five),
            Figure::Undefined(Undefined::OutOfRange)
        );
    }
}
