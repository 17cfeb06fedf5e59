//! What an operator may say of a figure, and what is complete. The states themselves are
//! `figures::State`.

use figures::State;

/// What an operator may say of a cell, in the order of the choice. TDI is not among them: only a
/// reviewer finds it.
pub const OF_OPERATOR: [State; 6] = [
    State::NotFilled,
    State::Known,
    State::NotYetAvailable,
    State::WaitingForOther,
    State::NotCarriedOut,
    State::NotRelevant,
];

/// What a report of an earlier year may say: what units said then, and what its reviewer found.
pub const OF_HISTORY: [State; 5] = [
    State::Known,
    State::NotYetAvailable,
    State::NotCarriedOut,
    State::NotRelevant,
    State::Tdi,
];

/// The word of a form for what an operator may say; empty for the others.
pub const fn word(state: State) -> &'static str {
    match state {
        State::Known => "angka",
        State::NotYetAvailable => "belum",
        State::WaitingForOther => "tunggu",
        State::NotCarriedOut => "tidak",
        State::NotRelevant => "relevan",
        _ => "",
    }
}

/// The state behind a word of a form.
pub fn of_word(typed: &str) -> Option<State> {
    OF_OPERATOR
        .into_iter()
        .find(|state| word(*state) == typed.trim())
}

/// Whether nothing more is expected of the unit: known, or a stated final reason.
pub const fn is_complete(state: State) -> bool {
    matches!(
        state,
        State::Known | State::NotCarriedOut | State::NotRelevant
    )
}

/// Whether a figure is valid: it counts, evidence was judged to prove it as it stands, and its review is
/// finished. Without evidence no figure is, nor one that came from a file about an earlier year: nobody
/// reviewed it here.
pub const fn is_valid(state: State, proven: bool, reviewed: bool, historic: bool) -> bool {
    matches!(state, State::Known | State::NotCarriedOut) && proven && reviewed && !historic
}

#[cfg(test)]
mod tests {
    use figures::State;

    use super::{OF_OPERATOR, is_complete, is_valid, of_word, word};

    #[test]
    fn a_figure_without_a_source_document_is_never_valid() {
        assert!(is_valid(State::Known, true, true, false));
        assert!(!is_valid(State::Known, true, true, true), "historic");
        assert!(is_valid(State::NotCarriedOut, true, true, false));
        for (state, proven, reviewed) in [
            (State::Known, false, true),
            (State::Known, true, false),
            (State::Tdi, true, true),
            (State::NotFilled, true, true),
            (State::NotYetAvailable, true, true),
        ] {
            assert!(!is_valid(state, proven, reviewed, false), "{state:?}");
        }
    }

    #[test]
    fn each_choice_has_its_own_word_and_tdi_is_none() {
        for state in OF_OPERATOR {
            assert_eq!(of_word(word(state)), Some(state));
        }
        assert!(!OF_OPERATOR.contains(&State::Tdi) && !is_complete(State::Tdi));
        assert_eq!(of_word("tdi"), None);
    }
}
