//! Where an agreement stands, and what may be said of its indicators.

use figures::{Direction, State};

/// Where a version of an agreement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionState {
    /// Being written.
    Draft,
    /// Sent: ready to be signed.
    Sent,
    /// Sent back with what is to be improved.
    Returned,
    /// Signed, and locked from then on.
    Signed,
}

impl VersionState {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Draft => 0,
            Self::Sent => 1,
            Self::Returned => 2,
            Self::Signed => 3,
        }
    }

    /// The state behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Sent,
            2 => Self::Returned,
            3 => Self::Signed,
            _ => Self::Draft,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Konsep",
            Self::Sent => "Siap ditandatangani",
            Self::Returned => "Dikembalikan untuk perbaikan",
            Self::Signed => "Ditandatangani",
        }
    }

    /// Classes of its mark.
    pub const fn chip(self) -> &'static str {
        match self {
            Self::Draft => "chip chip-belum",
            Self::Sent => "chip chip-menunggu",
            Self::Returned => "chip chip-dikembalikan",
            Self::Signed => "chip chip-tuntas",
        }
    }

    /// Whether it may be written.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }
}

/// Which ways an indicator may be better, of those that one target is enough for.
pub const DIRECTIONS: [Direction; 3] = [Direction::Higher, Direction::Lower, Direction::Exact];

/// What a unit may say of an indicator instead of a number.
pub const REASONS: [State; 3] = [State::NotYetAvailable, State::NotDue, State::NotCarriedOut];

/// Whether a unit must say why.
pub const fn needs_reason(state: State) -> bool {
    matches!(state, State::NotYetAvailable | State::NotCarriedOut)
}

#[cfg(test)]
mod tests {
    use super::{REASONS, VersionState, needs_reason};

    #[test]
    fn stored_numbers_come_back() {
        for it in [
            VersionState::Draft,
            VersionState::Sent,
            VersionState::Returned,
            VersionState::Signed,
        ] {
            assert_eq!(VersionState::from_code(it.code()), it);
            assert_eq!(
                it.is_open(),
                it != VersionState::Sent && it != VersionState::Signed
            );
        }
    }

    #[test]
    fn who_has_no_number_says_why_unless_it_is_too_early() {
        let silent: Vec<_> = REASONS
            .into_iter()
            .filter(|it| !needs_reason(*it))
            .collect();
        assert_eq!(silent, [figures::State::NotDue]);
    }
}
