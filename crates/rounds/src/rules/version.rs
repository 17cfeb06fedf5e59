//! Versions of a filling: which step keeps one, and how two of them differ.

use figures::{Exact, State};
use government::review::ReviewState;

use super::{Act, Stand, Station};

/// What a version shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VersionKind {
    /// As the unit sent it, before the review.
    Sent,
    /// As the internal auditor judged it.
    Reviewed,
    /// As the unit corrected it after the review.
    Corrected,
    /// As it was entered into the ministry's system.
    National,
    /// As it was after it had been opened again.
    Clarified,
}

impl VersionKind {
    /// All kinds, in the order they come about.
    pub const ALL: [Self; 5] = [
        Self::Sent,
        Self::Reviewed,
        Self::Corrected,
        Self::National,
        Self::Clarified,
    ];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Sent => 0,
            Self::Reviewed => 1,
            Self::Corrected => 2,
            Self::National => 3,
            Self::Clarified => 4,
        }
    }

    /// The kind behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sent => "Dikirim",
            Self::Reviewed => "Hasil Reviu APIP",
            Self::Corrected => "Perbaikan Pasca Reviu",
            Self::National => "Sudah Diinput",
            Self::Clarified => "Klarifikasi",
        }
    }

    /// Whether it shows what counted, with the auditor's findings, and not what the unit sent: a finding
    /// of TDI stands until the auditor settles it, though the unit has corrected the figure.
    pub const fn is_judged(self) -> bool {
        matches!(self, Self::Reviewed | Self::National)
    }

    /// The version that a step taken from `stand` keeps; `reopened` says whether the filling was opened
    /// again before.
    pub const fn of_step(act: Act, stand: Stand, reopened: bool) -> Option<Self> {
        match (act, stand.station, stand.state) {
            (Act::Send, Station::Review, ReviewState::Returned) => Some(Self::Corrected),
            (Act::Send, _, ReviewState::Returned) if reopened => Some(Self::Clarified),
            (Act::Send, _, _) => Some(Self::Sent),
            (Act::Return | Act::Accept, Station::Review, _) => Some(Self::Reviewed),
            _ => None,
        }
    }
}

/// A figure as a version keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// What counted: a finding of TDI over what the unit wrote.
    pub state: State,
    /// The amount as stored, where it counted.
    pub amount: Option<String>,
    /// Whether it might still change.
    pub provisional: bool,
    /// The reason or the note beside it.
    pub reason: String,
}

impl Shot {
    /// A cell nobody wrote.
    pub const fn empty() -> Self {
        Self {
            state: State::NotFilled,
            amount: None,
            provisional: false,
            reason: String::new(),
        }
    }

    fn exact(&self) -> Option<Exact> {
        self.amount.as_deref()?.parse().ok()
    }

    /// How it differs from what stood before, in words; nothing where it is the same. Another note
    /// beside the same figure is no difference.
    pub fn difference(&self, before: &Self) -> Option<String> {
        match (before.exact(), self.exact()) {
            (Some(then), Some(now)) if then != now => {
                let step = &now - &then;
                let sign = if step > Exact::ZERO { "+" } else { "" };
                let places = step.places().unwrap_or(6);
                Some(format!("Berubah {sign}{}", step.indonesian(places)))
            }
            _ if self.state != before.state => Some("Berubah".into()),
            _ if self.provisional != before.provisional => Some(
                if self.provisional {
                    "Menjadi angka sementara"
                } else {
                    "Menjadi angka tetap"
                }
                .into(),
            ),
            _ => None,
        }
    }
}

/// How each of a row's figures differs from the one before it; what a version does not hold is passed
/// over, so that the next is compared with the last one there is.
pub fn differences(shots: &[Option<Shot>]) -> Vec<Option<String>> {
    let mut before: Option<&Shot> = None;
    let mut found = Vec::with_capacity(shots.len());
    for shot in shots {
        found.push(match (before, shot) {
            (Some(before), Some(shot)) => shot.difference(before),
            _ => None,
        });
        before = shot.as_ref().or(before);
    }
    found
}

#[cfg(test)]
mod tests {
    use figures::State;
    use government::review::ReviewState;

    use super::{Shot, VersionKind, differences};
    use crate::rules::{Act, Stand, Station};

    const fn at(station: Station, state: ReviewState) -> Stand {
        Stand { station, state }
    }

    fn known(amount: &str) -> Shot {
        Shot {
            state: State::Known,
            amount: Some(amount.into()),
            ..Shot::empty()
        }
    }

    #[test]
    fn each_step_keeps_the_version_it_makes() {
        use ReviewState::{Draft, Final, Returned, Submitted, Verified};
        let of = VersionKind::of_step;
        let (desk, review) = (Station::Desk, Station::Review);
        assert_eq!(
            of(Act::Send, at(desk, Draft), false),
            Some(VersionKind::Sent)
        );
        assert_eq!(
            of(Act::Send, at(desk, Returned), false),
            Some(VersionKind::Sent)
        );
        assert_eq!(of(Act::Accept, at(desk, Submitted), false), None);
        assert_eq!(
            of(Act::Return, at(review, Submitted), false),
            Some(VersionKind::Reviewed)
        );
        assert_eq!(
            of(Act::Send, at(review, Returned), false),
            Some(VersionKind::Corrected)
        );
        assert_eq!(
            of(Act::Accept, at(review, Submitted), false),
            Some(VersionKind::Reviewed)
        );
        assert_eq!(of(Act::Sign, at(Station::Head, Verified), false), None);
        assert_eq!(of(Act::Reopen, at(Station::Head, Final), false), None);
        assert_eq!(
            of(Act::Send, at(desk, Returned), true),
            Some(VersionKind::Clarified),
            "opened again after the signature"
        );
    }

    #[test]
    fn differences_are_said_in_words_and_pass_over_what_is_not_there() {
        let tdi = Shot {
            state: State::Tdi,
            ..Shot::empty()
        };
        let row = [
            Some(known("4512")),
            Some(tdi),
            Some(known("7200")),
            None,
            Some(known("7200.0")),
            Some(known("7100.5")),
        ];
        let words: Vec<Option<String>> = differences(&row);
        let words: Vec<Option<&str>> = words.iter().map(Option::as_deref).collect();
        assert_eq!(
            words,
            [
                None,
                Some("Berubah"),
                Some("Berubah"),
                None,
                None,
                Some("Berubah -99,5")
            ]
        );
        let zero = [Some(Shot::empty()), Some(known("0"))];
        assert!(
            differences(&zero)[1].is_some(),
            "a true zero is not an empty cell"
        );
        let provisional = Shot {
            provisional: true,
            ..known("5")
        };
        assert_eq!(
            known("5").difference(&provisional).as_deref(),
            Some("Menjadi angka tetap")
        );
    }
}
