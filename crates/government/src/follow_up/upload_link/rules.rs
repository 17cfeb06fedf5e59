//! What a link asks for, and whether it still opens.

use platform::Instant;

/// How long a link opens.
pub const LIFE_SECONDS: i64 = 48 * 3600;

/// What a link asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// One photo.
    Photo,
    /// The number reached so far.
    Number,
}

impl Asks {
    /// Both, in the order of the choice.
    pub const ALL: [Self; 2] = [Self::Photo, Self::Number];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Photo => 1,
            Self::Number => 2,
        }
    }

    /// What is behind a stored number.
    pub fn from_code(code: i16) -> Self {
        if code == 2 { Self::Number } else { Self::Photo }
    }

    /// The word in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Photo => "foto",
            Self::Number => "angka",
        }
    }

    /// What is behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asks| asks.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Photo => "Satu foto",
            Self::Number => "Satu angka",
        }
    }
}

/// Where a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It opens.
    Open,
    /// Nobody used it in time.
    Expired,
    /// It was taken back before it was used.
    Withdrawn,
    /// Something came in and waits.
    Arrived,
    /// What came in is in the unit's report.
    Taken,
    /// What came in was thrown away.
    Discarded,
}

impl State {
    /// From what is stored; the clock decides only about links nobody touched.
    pub fn of(
        used: bool,
        withdrawn: bool,
        taken: Option<bool>,
        expires_at: i64,
        now: Instant,
    ) -> Self {
        match (used, taken) {
            (true, None) => Self::Arrived,
            (true, Some(true)) => Self::Taken,
            (true, Some(false)) => Self::Discarded,
            (false, _) if withdrawn => Self::Withdrawn,
            (false, _) if now.0 >= expires_at => Self::Expired,
            (false, _) => Self::Open,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Menunggu kiriman",
            Self::Expired => "Lewat 48 jam",
            Self::Withdrawn => "Ditarik",
            Self::Arrived => "Kiriman masuk",
            Self::Taken => "Diambil ke laporan",
            Self::Discarded => "Dibuang",
        }
    }

    /// Class of the mark on the screen.
    pub const fn chip(self) -> &'static str {
        match self {
            Self::Open => "chip chip-proses",
            Self::Arrived => "chip chip-menunggu",
            Self::Taken => "chip chip-tuntas",
            Self::Expired | Self::Withdrawn | Self::Discarded => "chip chip-dibatalkan",
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::Instant;

    use super::{LIFE_SECONDS, State};

    #[test]
    fn a_link_opens_for_48_hours_and_once() {
        let made = Instant(0);
        let end = made.plus_seconds(LIFE_SECONDS);
        let last = Instant(end.0 - 1);
        let of = |used, withdrawn, taken, now| State::of(used, withdrawn, taken, end.0, now);
        assert_eq!(of(false, false, None, last), State::Open);
        assert_eq!(of(false, false, None, end), State::Expired);
        assert_eq!(of(false, true, None, last), State::Withdrawn);
        assert_eq!(of(true, false, None, last), State::Arrived);
        assert_eq!(of(true, false, None, end.plus_seconds(1)), State::Arrived);
        assert_eq!(of(true, false, Some(true), last), State::Taken);
        assert_eq!(of(true, false, Some(false), last), State::Discarded);
    }
}
