//! *Permohonan buka kembali*: one cell is asked for after its filling was sent, opened by itself until a
//! date, corrected, and goes back to where it was; everything else stays locked.

use government::review::ReviewState;
use platform::Uuid;

use super::{Stand, Station};

/// How a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReopeningState {
    /// Waits for the compiling section.
    Asked,
    /// The cell may be corrected.
    Granted,
    /// It may not.
    Refused,
    /// It was corrected and sent.
    Corrected,
}

impl ReopeningState {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Asked => 0,
            Self::Granted => 1,
            Self::Refused => 2,
            Self::Corrected => 3,
        }
    }

    /// The state behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Granted,
            2 => Self::Refused,
            3 => Self::Corrected,
            _ => Self::Asked,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Asked => "Menunggu keputusan",
            Self::Granted => "Dibuka kembali",
            Self::Refused => "Ditolak",
            Self::Corrected => "Diklarifikasi",
        }
    }

    /// Whether something is still to be done about it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Granted)
    }
}

/// Why a request is refused at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReopeningError {
    /// The unit can still write all of it.
    StillOpen,
    /// A part: the unit above sends it back.
    Part,
    /// There is one already that nobody decided on or corrected.
    AskedAlready,
    /// Not as it stands.
    NotFrom(ReopeningState),
    /// Whoever asked cannot grant it.
    SamePerson,
}

impl ReopeningError {
    /// What the person reads.
    pub fn text(self) -> String {
        match self {
            Self::StillOpen => "Isian ini masih dapat diubah. Perbaiki langsung angkanya.".into(),
            Self::Part => "Isian bawahan dikembalikan oleh unit di atasnya. Minta unit itu \
                mengembalikannya."
                .into(),
            Self::AskedAlready => {
                "Permohonan untuk indikator ini sudah ada dan belum selesai.".into()
            }
            Self::NotFrom(state) => format!(
                "Langkah ini tidak berlaku karena statusnya sekarang \"{}\". Muat ulang halaman \
                 untuk melihat keadaan terakhir.",
                state.label()
            ),
            Self::SamePerson => {
                "Permohonan ini Anda ajukan sendiri, jadi orang lain yang harus memutuskannya."
                    .into()
            }
        }
    }
}

/// Whether a cell may be asked for; `open` says whether a request for it is still open.
///
/// # Errors
/// `ReopeningError` in words.
pub const fn ask(stand: Stand, is_part: bool, open: bool) -> Result<(), ReopeningError> {
    if is_part {
        Err(ReopeningError::Part)
    } else if stand.is_open() {
        Err(ReopeningError::StillOpen)
    } else if open {
        Err(ReopeningError::AskedAlready)
    } else {
        Ok(())
    }
}

/// Whether a request may be decided on: once, and by somebody else than who asked.
///
/// # Errors
/// `ReopeningError` in words.
pub fn decide(
    state: ReopeningState,
    (asker, actor): (Uuid, Uuid),
    one_person_both_steps: bool,
) -> Result<(), ReopeningError> {
    match state {
        ReopeningState::Asked if asker == actor && !one_person_both_steps => {
            Err(ReopeningError::SamePerson)
        }
        ReopeningState::Asked => Ok(()),
        other => Err(ReopeningError::NotFrom(other)),
    }
}

/// Where a filling stands after one of its cells was corrected: where it stood, but a signature was
/// given before the change, so it is asked for anew.
///
/// # Errors
/// `ReopeningError` in words.
pub const fn correct(state: ReopeningState, stand: Stand) -> Result<Stand, ReopeningError> {
    match (state, stand.station, stand.state) {
        (ReopeningState::Granted, Station::Head, ReviewState::Final) => Ok(Stand {
            station: Station::Head,
            state: ReviewState::Verified,
        }),
        (ReopeningState::Granted, _, _) => Ok(stand),
        (other, _, _) => Err(ReopeningError::NotFrom(other)),
    }
}

#[cfg(test)]
mod tests {
    use government::review::ReviewState::{Draft, Final, Returned, Submitted, Verified};
    use platform::Uuid;

    use super::{ReopeningError, ReopeningState, ask, correct, decide};
    use crate::rules::{Stand, Station};

    const fn at(station: Station, state: government::review::ReviewState) -> Stand {
        Stand { station, state }
    }

    #[test]
    fn a_cell_is_asked_for_once_and_only_when_the_filling_is_locked() {
        let locked = at(Station::Review, Submitted);
        assert_eq!(ask(locked, false, false), Ok(()));
        assert_eq!(ask(locked, false, true), Err(ReopeningError::AskedAlready));
        assert_eq!(ask(locked, true, false), Err(ReopeningError::Part));
        for open in [at(Station::Desk, Draft), at(Station::Review, Returned)] {
            assert_eq!(ask(open, false, false), Err(ReopeningError::StillOpen));
        }
    }

    #[test]
    fn whoever_asks_does_not_grant_and_what_is_decided_stays() {
        let (unit, desk) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let asked = ReopeningState::Asked;
        assert_eq!(decide(asked, (unit, desk), false), Ok(()));
        assert_eq!(
            decide(asked, (unit, unit), false),
            Err(ReopeningError::SamePerson)
        );
        assert_eq!(decide(asked, (unit, unit), true), Ok(()));
        for state in [
            ReopeningState::Granted,
            ReopeningState::Refused,
            ReopeningState::Corrected,
        ] {
            assert_eq!(
                decide(state, (unit, desk), false),
                Err(ReopeningError::NotFrom(state))
            );
        }
    }

    #[test]
    fn a_correction_goes_back_to_where_it_was_and_asks_for_the_signature_anew() {
        let granted = ReopeningState::Granted;
        let signed = at(Station::Head, Final);
        assert_eq!(
            correct(granted, signed),
            Ok(at(Station::Head, Verified)),
            "signed before the change"
        );
        let in_review = at(Station::Review, Submitted);
        assert_eq!(correct(granted, in_review), Ok(in_review));
        assert!(correct(ReopeningState::Asked, signed).is_err());
        assert!(correct(ReopeningState::Corrected, signed).is_err());
    }
}
