//! Putting many figures together, with a stated rule for each kind of missing.
//!
//! | state of a part                                     | rule                                  |
//! |-----------------------------------------------------|---------------------------------------|
//! | known                                               | counts                                |
//! | not carried out                                     | counts as zero                        |
//! | not relevant, not due                               | left out, as if it were not in the list |
//! | TDI, not filled, not yet available, waiting, undefined | the whole has no value yet: the first of these in the order of `State` is its state |
//!
//! What is known so far is kept beside it, for a provisional figure (*angka sementara*).
//! `Count` is different: it tells how many figures are known, and is never missing.

use crate::{Exact, Figure, State, Undefined};

/// How figures are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregation {
    /// All added up.
    Sum,
    /// Added up and divided by how many count.
    Mean,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// How many are known.
    Count,
}

/// Many figures put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// The result, missing while a part that counts is missing.
    pub figure: Figure,
    /// The result of what is known so far; `None` where nothing is.
    pub so_far: Option<Exact>,
    /// How many parts counted, those not carried out with them.
    pub counted: usize,
    /// How many were left out.
    pub left_out: usize,
    /// The parts that hold the result back.
    pub missing: Vec<(String, State)>,
}

impl Aggregate {
    /// Whether only a provisional figure can be given.
    pub fn is_provisional(&self) -> bool {
        !self.missing.is_empty()
    }
}

/// Puts named figures together.
pub fn aggregate<'a>(
    how: Aggregation,
    parts: impl IntoIterator<Item = (&'a str, &'a Figure)>,
) -> Aggregate {
    let mut counting: Vec<&Exact> = Vec::new();
    let (mut known, mut left_out) = (0_usize, 0);
    let mut missing = Vec::new();
    let mut blocking: Option<&Figure> = None;
    let mut outside: Option<&Figure> = None;
    for (name, part) in parts {
        match part {
            Figure::Known(number) => {
                known += 1;
                counting.push(number);
            }
            Figure::NotCarriedOut => counting.push(&Exact::ZERO),
            Figure::NotRelevant | Figure::NotDue => {
                left_out += 1;
                // where everything is left out, what is still to come decides
                if outside.is_none_or(|seen| seen.state() < part.state()) {
                    outside = Some(part);
                }
            }
            missed => {
                missing.push((name.to_owned(), missed.state()));
                if blocking.is_none_or(|seen| missed.state() < seen.state()) {
                    blocking = Some(missed);
                }
            }
        }
    }
    let so_far = put_together(how, &counting, known);
    let figure = match (how, blocking, &so_far) {
        (Aggregation::Count, ..) => Figure::Known(Exact::from(known)),
        (_, Some(missed), _) => missed.clone(),
        (_, None, Some(number)) => Figure::kept(number.clone()),
        (_, None, None) => outside
            .cloned()
            .unwrap_or(Figure::Undefined(Undefined::Nothing)),
    };
    Aggregate {
        figure,
        so_far,
        counted: counting.len(),
        left_out,
        missing,
    }
}

fn put_together(how: Aggregation, parts: &[&Exact], known: usize) -> Option<Exact> {
    if matches!(how, Aggregation::Count) {
        return Some(Exact::from(known));
    }
    if parts.is_empty() {
        return None;
    }
    let sum = || parts.iter().fold(Exact::ZERO, |sum, part| &sum + *part);
    match how {
        Aggregation::Sum => Some(sum()),
        Aggregation::Mean => sum().over(&Exact::from(parts.len())),
        Aggregation::Min => parts.iter().min().map(|least| (*least).clone()),
        Aggregation::Max => parts.iter().max().map(|most| (*most).clone()),
        Aggregation::Count => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Aggregation, aggregate};
    use crate::{Exact, Figure, State, Undefined};

    fn known(number: i64) -> Figure {
        Figure::Known(Exact::from(number))
    }

    fn put(how: Aggregation, parts: &[Figure]) -> super::Aggregate {
        aggregate(how, parts.iter().map(|part| ("bagian", part)))
    }

    #[test]
    fn what_was_not_carried_out_is_zero_in_a_mean_and_what_is_not_relevant_is_left_out() {
        let mean = put(Aggregation::Mean, &[known(90), Figure::NotCarriedOut]);
        assert_eq!(mean.figure, known(45));
        let mean = put(
            Aggregation::Mean,
            &[known(90), Figure::NotRelevant, Figure::NotDue],
        );
        assert_eq!(
            (mean.figure, mean.counted, mean.left_out),
            (known(90), 1, 2)
        );
    }

    #[test]
    fn an_empty_cell_holds_the_sum_back_and_leaves_a_provisional_one() {
        let sum = put(
            Aggregation::Sum,
            &[known(4), Figure::NotFilled, known(3), Figure::Tdi],
        );
        assert_eq!(sum.figure, Figure::Tdi);
        assert_eq!(sum.so_far, Some(Exact::from(7_i64)));
        assert!(sum.is_provisional());
        assert_eq!(sum.missing.len(), 2);
        assert_eq!(sum.missing[0], ("bagian".to_owned(), State::NotFilled));
    }

    #[test]
    fn counting_is_never_missing() {
        let count = |parts: &[Figure]| put(Aggregation::Count, parts).figure;
        assert_eq!(count(&[]), known(0));
        assert_eq!(
            count(&[known(0), Figure::NotFilled, Figure::NotCarriedOut]),
            known(1)
        );
    }

    #[test]
    fn nothing_to_put_together_is_an_outcome() {
        for how in [
            Aggregation::Sum,
            Aggregation::Mean,
            Aggregation::Min,
            Aggregation::Max,
        ] {
            assert_eq!(put(how, &[]).figure, Figure::Undefined(Undefined::Nothing));
            assert_eq!(put(how, &[Figure::NotRelevant]).figure, Figure::NotRelevant);
            assert_eq!(
                put(how, &[Figure::NotRelevant, Figure::NotDue]).figure,
                Figure::NotDue
            );
        }
    }

    #[test]
    fn smallest_and_largest() {
        let parts = [known(4), known(-2), known(9)];
        assert_eq!(put(Aggregation::Min, &parts).figure, known(-2));
        assert_eq!(put(Aggregation::Max, &parts).figure, known(9));
    }
}
