//! *IKK yang harus naik*: results short of their target or worse than a year before, by the direction in
//! which each is better. A missing result is no fall: it stands apart.

use figures::Exact;
use values::rules::Direction;

/// How a result stands beside that of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rise {
    /// Worse than a year before.
    Worse,
    /// As good, or better.
    Held,
    /// It has no direction: a fact.
    NoDirection,
    /// There is no result now.
    NoResult,
    /// There was none a year before.
    NoComparison,
}

/// How a result stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// It did not get there.
    Short,
    /// It got there, or further.
    Reached,
    /// There is nothing to compare: no direction, no result, or no target.
    Open,
}

/// Holds a result against its target.
pub fn aim(direction: Direction, now: Option<&Exact>, target: Option<&Exact>) -> Aim {
    match (direction, now, target) {
        (Direction::Higher, Some(now), Some(target)) if now < target => Aim::Short,
        (Direction::Lower, Some(now), Some(target)) if now > target => Aim::Short,
        (Direction::Higher | Direction::Lower, Some(_), Some(_)) => Aim::Reached,
        _ => Aim::Open,
    }
}

/// Compares a result with that of the year before.
pub fn rise(direction: Direction, now: Option<&Exact>, before: Option<&Exact>) -> Rise {
    match (direction, now, before) {
        (Direction::Neutral, _, _) => Rise::NoDirection,
        (_, None, _) => Rise::NoResult,
        (_, _, None) => Rise::NoComparison,
        (Direction::Higher, Some(now), Some(before)) if now < before => Rise::Worse,
        (Direction::Lower, Some(now), Some(before)) if now > before => Rise::Worse,
        _ => Rise::Held,
    }
}

#[cfg(test)]
mod tests {
    use figures::Exact;
    use values::rules::Direction::{Higher, Lower, Neutral};

    use super::{Aim, Rise, aim, rise};

    #[test]
    fn short_of_a_target_follows_the_direction_and_what_is_missing_is_open() {
        let [low, high] = [90, 95].map(|number| Exact::decimal(number, 0));
        assert_eq!(aim(Higher, Some(&low), Some(&high)), Aim::Short);
        assert_eq!(aim(Higher, Some(&high), Some(&high)), Aim::Reached);
        assert_eq!(aim(Lower, Some(&low), Some(&high)), Aim::Reached);
        assert_eq!(aim(Lower, Some(&high), Some(&low)), Aim::Short);
        assert_eq!(aim(Higher, Some(&Exact::ZERO), Some(&low)), Aim::Short);
        assert_eq!(aim(Neutral, Some(&low), Some(&high)), Aim::Open);
        assert_eq!(aim(Higher, None, Some(&high)), Aim::Open);
        assert_eq!(aim(Higher, Some(&low), None), Aim::Open);
    }

    #[test]
    fn worse_follows_the_direction_and_a_missing_result_is_no_fall() {
        let [low, high] = [90, 95].map(|number| Exact::decimal(number, 0));
        let of = |direction, now, before| rise(direction, now, before);
        assert_eq!(of(Higher, Some(&low), Some(&high)), Rise::Worse);
        assert_eq!(of(Lower, Some(&low), Some(&high)), Rise::Held);
        assert_eq!(of(Lower, Some(&high), Some(&low)), Rise::Worse);
        assert_eq!(of(Higher, Some(&high), Some(&high)), Rise::Held);
        assert_eq!(of(Neutral, Some(&low), Some(&high)), Rise::NoDirection);
        assert_eq!(of(Higher, None, Some(&high)), Rise::NoResult);
        assert_eq!(of(Higher, Some(&low), None), Rise::NoComparison);
        let zero = Exact::ZERO;
        assert_eq!(
            of(Higher, Some(&zero), Some(&low)),
            Rise::Worse,
            "a true zero"
        );
    }
}
