//! A figure: known, or missing for a stated reason.
//!
//! The states are those of reference/performance_rules.md 1.3. A true 0, a figure that nobody
//! filled in and one that was not carried out are different things here and everywhere.

use std::fmt;

use crate::Exact;

/// A figure is known, or missing for a stated reason. A missing figure is not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Known; a true 0 is known.
    Known(Exact),
    /// Nobody filled it in.
    NotFilled,
    /// The unit cannot give it yet, with a reason and a date.
    NotYetAvailable,
    /// Its indicator does not ask for it in this period.
    NotDue,
    /// Another unit owes a part of it.
    WaitingForOther,
    /// *Tidak Diperoleh Informasi*: a reviewer's finding, never an operator's entry.
    Tdi,
    /// The duty exists and was not carried out: counts as zero where figures are put together.
    NotCarriedOut,
    /// The condition does not exist here: left out where figures are put together.
    NotRelevant,
    /// Computing it came to no value.
    Undefined(Undefined),
}

/// Why computing came to no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undefined {
    /// Something was divided by a true zero.
    ZeroDivisor,
    /// More digits than are kept.
    Overflow,
    /// A number outside what an operation takes, such as a power that is no whole number.
    OutOfRange,
    /// Nothing was there to put together.
    Nothing,
    /// The formula names something that nobody provides.
    Unknown,
}

/// The state of a figure, without its number: what is stored, listed and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(i16)]
pub enum State {
    /// The condition does not exist here.
    NotRelevant = 1,
    /// Not asked for in this period.
    NotDue = 2,
    /// A reviewer obtained no information.
    Tdi = 3,
    /// A duty not carried out.
    NotCarriedOut = 4,
    /// An empty cell.
    NotFilled = 5,
    /// Cannot be given yet.
    NotYetAvailable = 6,
    /// Another unit owes it.
    WaitingForOther = 7,
    /// No value came out: a zero divisor.
    ZeroDivisor = 8,
    /// No value came out: too many digits.
    Overflow = 9,
    /// No value came out: outside what can be computed.
    OutOfRange = 10,
    /// No value came out: nothing to put together.
    Nothing = 11,
    /// No value came out: a name without a figure behind it.
    Unknown = 12,
    /// Known.
    Known = 0,
}

/// Every state, in the order of its code.
const STATES: [State; 13] = [
    State::Known,
    State::NotRelevant,
    State::NotDue,
    State::Tdi,
    State::NotCarriedOut,
    State::NotFilled,
    State::NotYetAvailable,
    State::WaitingForOther,
    State::ZeroDivisor,
    State::Overflow,
    State::OutOfRange,
    State::Nothing,
    State::Unknown,
];

impl State {
    /// The number it is stored as; never given to another state.
    pub fn code(self) -> i16 {
        self as i16
    }

    /// The state stored as this number.
    pub fn of_code(code: i16) -> Option<Self> {
        STATES.into_iter().find(|state| state.code() == code)
    }

    /// What the screen says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Known => "Terisi",
            Self::NotFilled => "Belum diisi",
            Self::NotYetAvailable => "Data belum tersedia",
            Self::NotDue => "Belum waktunya",
            Self::WaitingForOther => "Menunggu data PD lain",
            Self::Tdi => "TDI",
            Self::NotCarriedOut => "Tidak diselenggarakan",
            Self::NotRelevant => "Tidak relevan",
            Self::ZeroDivisor => "Penyebut nol",
            Self::Overflow => "Angka terlalu panjang untuk dihitung",
            Self::OutOfRange => "Di luar batas perhitungan",
            Self::Nothing => "Tidak ada data yang dapat dihitung",
            Self::Unknown => "Data dalam rumus tidak dikenal",
        }
    }
}

impl Figure {
    /// The missing figure of a state; `None` for a known one, which needs its number.
    pub fn missing(state: State) -> Option<Self> {
        Some(match state {
            State::Known => return None,
            State::NotFilled => Self::NotFilled,
            State::NotYetAvailable => Self::NotYetAvailable,
            State::NotDue => Self::NotDue,
            State::WaitingForOther => Self::WaitingForOther,
            State::Tdi => Self::Tdi,
            State::NotCarriedOut => Self::NotCarriedOut,
            State::NotRelevant => Self::NotRelevant,
            State::ZeroDivisor => Self::Undefined(Undefined::ZeroDivisor),
            State::Overflow => Self::Undefined(Undefined::Overflow),
            State::OutOfRange => Self::Undefined(Undefined::OutOfRange),
            State::Nothing => Self::Undefined(Undefined::Nothing),
            State::Unknown => Self::Undefined(Undefined::Unknown),
        })
    }

    /// Its state, without the number.
    pub fn state(&self) -> State {
        match self {
            Self::Known(_) => State::Known,
            Self::NotFilled => State::NotFilled,
            Self::NotYetAvailable => State::NotYetAvailable,
            Self::NotDue => State::NotDue,
            Self::WaitingForOther => State::WaitingForOther,
            Self::Tdi => State::Tdi,
            Self::NotCarriedOut => State::NotCarriedOut,
            Self::NotRelevant => State::NotRelevant,
            Self::Undefined(Undefined::ZeroDivisor) => State::ZeroDivisor,
            Self::Undefined(Undefined::Overflow) => State::Overflow,
            Self::Undefined(Undefined::OutOfRange) => State::OutOfRange,
            Self::Undefined(Undefined::Nothing) => State::Nothing,
            Self::Undefined(Undefined::Unknown) => State::Unknown,
        }
    }

    /// The number, where it is known.
    pub fn known(&self) -> Option<&Exact> {
        match self {
            Self::Known(number) => Some(number),
            _ => None,
        }
    }

    /// `self + other`
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.with(other, |a, b| Self::kept(a + b))
    }

    /// `self - other`
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.with(other, |a, b| Self::kept(a - b))
    }

    /// `self * other`
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.with(other, |a, b| Self::kept(a * b))
    }

    /// `self / other`; a true zero below the line is an outcome of its own.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        self.with(other, |a, b| match a.over(b) {
            Some(quotient) => Self::kept(quotient),
            None => Self::Undefined(Undefined::ZeroDivisor),
        })
    }

    /// Rounded half up to so many places; what is missing stays missing.
    #[must_use]
    pub fn rounded(&self, places: i32) -> Self {
        match self {
            Self::Known(number) => Self::Known(number.rounded(places)),
            missing => missing.clone(),
        }
    }

    /// Arithmetic on two figures. Whatever is missing makes the result missing: of two states the
    /// one that says more about the result wins, in the order of `State`. Not relevant comes
    /// first (nobody need fill in the rest), then not due, a reviewer's finding, a duty not
    /// carried out, and only then what somebody still owes.
    fn with(&self, other: &Self, compute: impl FnOnce(&Exact, &Exact) -> Self) -> Self {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => compute(a, b),
            (Self::Known(_), missing) | (missing, Self::Known(_)) => missing.clone(),
            (a, b) if b.state() < a.state() => b.clone(),
            (a, _) => a.clone(),
        }
    }

    /// A computed number, unless it has more digits than any figure of a report.
    pub(crate) fn kept(number: Exact) -> Self {
        if number.bits() > MOST_BITS {
            Self::Undefined(Undefined::Overflow)
        } else {
            Self::Known(number)
        }
    }
}

/// About 1.200 decimal digits: far beyond any figure, near enough that nothing grows for ever.
pub(crate) const MOST_BITS: u64 = 4096;

impl From<Exact> for Figure {
    fn from(number: Exact) -> Self {
        Self::Known(number)
    }
}

/// What the screen says: the number with at most six places, or the words of its state.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(number) => {
                f.write_str(&number.indonesian(number.places().unwrap_or(6).min(6)))
            }
            missing => f.write_str(missing.state().label()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, STATES, State, Undefined};
    use crate::Exact;

    fn known(number: i64) -> Figure {
        Figure::Known(Exact::from(number))
    }

    #[test]
    fn every_state_is_stored_and_found_again() {
        for (code, state) in (0..).zip(STATES) {
            assert_eq!(state.code(), code);
            assert_eq!(State::of_code(code), Some(state));
            match Figure::missing(state) {
                Some(figure) => assert_eq!(figure.state(), state),
                None => assert_eq!(state, State::Known),
            }
        }
        assert_eq!(State::of_code(13), None);
        assert_eq!(State::of_code(-1), None);
    }

    #[test]
    fn a_missing_figure_is_no_zero() {
        assert_eq!(known(5).plus(&Figure::NotFilled), Figure::NotFilled);
        assert_eq!(known(0).times(&Figure::Tdi), Figure::Tdi);
        assert_eq!(known(5).plus(&known(0)), known(5));
    }

    #[test]
    fn the_state_that_says_more_wins() {
        for (a, b, wins) in [
            (Figure::NotFilled, Figure::NotRelevant, Figure::NotRelevant),
            (
                Figure::WaitingForOther,
                Figure::NotFilled,
                Figure::NotFilled,
            ),
            (Figure::NotYetAvailable, Figure::Tdi, Figure::Tdi),
            (
                Figure::NotCarriedOut,
                Figure::NotFilled,
                Figure::NotCarriedOut,
            ),
            (
                Figure::Undefined(Undefined::ZeroDivisor),
                Figure::NotFilled,
                Figure::NotFilled,
            ),
        ] {
            assert_eq!(a.plus(&b), wins);
            assert_eq!(b.plus(&a), wins);
        }
    }

    #[test]
    fn no_value_has_words_and_is_no_panic() {
        let zero = known(4).over(&known(0));
        assert_eq!(zero.to_string(), "Penyebut nol");
        let mut long = known(i64::MAX);
        for _ in 0..10 {
            long = long.times(&long);
        }
        assert_eq!(long, Figure::Undefined(Undefined::Overflow));
    }
}
