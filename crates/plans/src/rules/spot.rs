//! How a place of a joint operation stands.

/// State of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpotState {
    /// Nobody was there yet, or nothing came of it.
    NotBegun,
    /// It is worked on.
    InWork,
    /// It is in order.
    Done,
}

impl SpotState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::NotBegun, Self::InWork, Self::Done];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::NotBegun => 0,
            Self::InWork => 1,
            Self::Done => 2,
        }
    }

    /// The state behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            2 => Self::Done,
            1 => Self::InWork,
            _ => Self::NotBegun,
        }
    }

    /// The word of a form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotBegun => "belum",
            Self::InWork => "proses",
            Self::Done => "selesai",
        }
    }

    /// The state behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotBegun => "Belum",
            Self::InWork => "Dalam proses",
            Self::Done => "Selesai",
        }
    }

    /// CSS class of the mark.
    pub const fn chip(self) -> &'static str {
        match self {
            Self::NotBegun => "chip chip-belum",
            Self::InWork => "chip chip-proses",
            Self::Done => "chip chip-tuntas",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SpotState;

    #[test]
    fn a_state_is_read_as_it_is_written() {
        for state in SpotState::ALL {
            assert_eq!(SpotState::from_code(state.code()), state);
            assert_eq!(SpotState::from_word(state.word()), Some(state));
        }
        assert_eq!(SpotState::from_word(""), None);
    }
}
