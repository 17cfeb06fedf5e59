//! What stands in a cell that should hold a number.

use figures::{
    State,
    reading::{self, Number, Reading},
};

/// A cell.
pub(crate) enum Printed {
    Number(Number),
    /// A word in place of a number.
    Missing(State),
    Unreadable,
}

impl Printed {
    pub fn of(text: &str) -> Self {
        match reading::read(text) {
            Ok(number) => Self::Number(number),
            Err(_) => match reading::missing_word(text) {
                Some(state) => Self::Missing(state),
                None => Self::Unreadable,
            },
        }
    }
}

/// One of the two readings of a number; the likely one where there is no other.
pub(crate) fn reading(number: &Number, other: bool) -> &Reading {
    match &number.other {
        Some(second) if other => second,
        _ => &number.likely,
    }
}

/// The word for a state in the column `state`.
pub(crate) fn word(state: State) -> &'static str {
    match state {
        State::Known => "computed",
        State::NotFilled => "not_filled",
        State::NotYetAvailable => "not_yet_available",
        State::NotDue => "not_due",
        State::WaitingForOther => "waiting_for_other",
        State::Tdi => "tdi",
        State::NotCarriedOut => "not_carried_out",
        State::NotRelevant => "not_relevant",
        State::ZeroDivisor => "zero_divisor",
        State::Overflow => "overflow",
        State::OutOfRange => "out_of_range",
        State::Nothing | State::Unknown => "not_computable",
    }
}
