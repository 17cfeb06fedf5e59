//! The end of the order of review: a unit is at its end when its head signed, or when the compiling
//! section lets the signature follow later (*tanda tangan menyusul*); a round is compiled when every
//! unit is at its end or named as missing; the mayor signs what was compiled or returns it, and never
//! edits a figure.

use government::review::ReviewState;
use platform::Uuid;

use super::{Stand, Station};

/// How a unit stands in a compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Its head signed.
    Signed,
    /// It is reviewed; the signature follows later.
    SignsLater,
    /// It is not at its end: it is named as missing, or holds the compilation back.
    Missing,
}

impl Ending {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Signed => 0,
            Self::SignsLater => 1,
            Self::Missing => 2,
        }
    }

    /// The ending behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            0 => Self::Signed,
            1 => Self::SignsLater,
            _ => Self::Missing,
        }
    }

    /// Where a filling stands at the end; `later` says whether its signature may follow.
    pub const fn of(stand: Stand, later: bool) -> Self {
        match (stand.station, stand.state) {
            (Station::Head, ReviewState::Final) => Self::Signed,
            (Station::Head, ReviewState::Verified) if later => Self::SignsLater,
            _ => Self::Missing,
        }
    }

    /// Words on the screen and on the paper.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Signed => "Ditandatangani",
            Self::SignsLater => "Tanda tangan menyusul",
            Self::Missing => "Belum selesai",
        }
    }
}

/// Whether the signature of a filling may follow later: its review is finished and only the
/// signature is missing.
pub const fn may_sign_later(stand: Stand, is_part: bool) -> bool {
    !is_part
        && matches!(
            (stand.station, stand.state),
            (Station::Head, ReviewState::Verified)
        )
}

/// Units that hold a compilation back: not at their end, and not named as missing.
pub fn holding_back(endings: &[(Uuid, Ending)], named: &[Uuid]) -> Vec<Uuid> {
    let open = endings
        .iter()
        .filter(|(id, ending)| *ending == Ending::Missing && !named.contains(id));
    open.map(|(id, _)| *id).collect()
}

/// How a compilation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompilationState {
    /// Compiled and frozen.
    Compiled,
    /// Lies before the mayor.
    Presented,
    /// The mayor sent it back with a note.
    Returned,
    /// The mayor signed.
    Signed,
}

/// What can be done with a compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompilationAct {
    /// The compiling section lays it before the mayor.
    Present,
    /// The mayor signs.
    Sign,
    /// The mayor sends it back.
    Return,
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompilationError {
    /// It does not follow from how it stands.
    NotFrom(CompilationState),
    /// A later compilation took its place.
    Replaced,
    /// A return says why.
    NoteMissing,
}

impl CompilationError {
    /// What the person reads.
    pub fn text(self) -> String {
        match self {
            Self::NotFrom(state) => format!(
                "Langkah ini tidak berlaku karena statusnya sekarang \"{}\". Muat ulang halaman \
                 untuk melihat keadaan terakhir.",
                state.label()
            ),
            Self::Replaced => "Sudah ada kompilasi yang lebih baru. Buka yang terbaru.".into(),
            Self::NoteMissing => "Tulis catatannya, supaya jelas apa yang harus diperbaiki.".into(),
        }
    }
}

impl CompilationState {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Compiled => 0,
            Self::Presented => 1,
            Self::Returned => 2,
            Self::Signed => 3,
        }
    }

    /// The state behind a stored number.
    pub const fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Presented,
            2 => Self::Returned,
            3 => Self::Signed,
            _ => Self::Compiled,
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Compiled => "Dikompilasi",
            Self::Presented => "Menunggu tanda tangan kepala daerah",
            Self::Returned => "Dikembalikan untuk perbaikan",
            Self::Signed => "Ditandatangani kepala daerah",
        }
    }

    /// Takes a step; `is_latest` says whether no later compilation took its place.
    ///
    /// # Errors
    /// `CompilationError` when it is refused; nothing changes then.
    pub fn take(
        self,
        act: CompilationAct,
        is_latest: bool,
        note: &str,
    ) -> Result<Self, CompilationError> {
        if !is_latest {
            return Err(CompilationError::Replaced);
        }
        match (self, act) {
            (Self::Compiled, CompilationAct::Present) => Ok(Self::Presented),
            (Self::Presented, CompilationAct::Sign) => Ok(Self::Signed),
            (Self::Presented, CompilationAct::Return) if note.trim().is_empty() => {
                Err(CompilationError::NoteMissing)
            }
            (Self::Presented, CompilationAct::Return) => Ok(Self::Returned),
            (state, _) => Err(CompilationError::NotFrom(state)),
        }
    }
}

#[cfg(test)]
mod tests {
    use government::review::ReviewState::{Final, Submitted, Verified};
    use platform::Uuid;

    use super::{
        CompilationAct::{Present, Return, Sign},
        CompilationError, CompilationState, Ending, holding_back, may_sign_later,
    };
    use crate::rules::{Stand, Station};

    const fn at(station: Station, state: government::review::ReviewState) -> Stand {
        Stand { station, state }
    }

    #[test]
    fn a_signature_follows_later_only_where_nothing_else_is_missing() {
        let reviewed = at(Station::Head, Verified);
        assert!(may_sign_later(reviewed, false) && !may_sign_later(reviewed, true));
        assert!(!may_sign_later(at(Station::Head, Final), false));
        assert!(!may_sign_later(at(Station::Review, Submitted), false));
        assert_eq!(Ending::of(reviewed, true), Ending::SignsLater);
        assert_eq!(Ending::of(reviewed, false), Ending::Missing);
        assert_eq!(Ending::of(at(Station::Head, Final), true), Ending::Signed);
        let in_review = at(Station::Review, Submitted);
        assert_eq!(Ending::of(in_review, true), Ending::Missing);
    }

    #[test]
    fn a_unit_that_is_not_at_its_end_holds_back_until_it_is_named() {
        let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
        let endings = [
            (one, Ending::Signed),
            (two, Ending::SignsLater),
            (three, Ending::Missing),
        ];
        assert_eq!(holding_back(&endings, &[]), [three]);
        assert_eq!(holding_back(&endings, &[one]), [three]);
        assert!(holding_back(&endings, &[three]).is_empty());
    }

    #[test]
    fn the_mayor_signs_or_returns_what_is_presented_and_nothing_else() {
        let compiled = CompilationState::Compiled;
        let presented = compiled.take(Present, true, "").unwrap();
        assert_eq!(presented.take(Sign, true, ""), Ok(CompilationState::Signed));
        assert_eq!(
            presented.take(Return, true, " "),
            Err(CompilationError::NoteMissing)
        );
        let returned = presented.take(Return, true, "Lengkapi").unwrap();
        for state in [compiled, returned, CompilationState::Signed] {
            assert_eq!(
                state.take(Sign, true, ""),
                Err(CompilationError::NotFrom(state))
            );
        }
        assert_eq!(
            presented.take(Sign, false, ""),
            Err(CompilationError::Replaced)
        );
    }
}
