//! What a follow-up is and where it stands. Pure.

use figures::Amount;

use crate::{review::ReviewState, structure::Due};

/// How binding the words behind it are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FollowUpKind {
    /// *Wajib ditindaklanjuti*: owed, with measure and date.
    Mandatory,
    /// *Rutin*: owed until it is revoked; a date may be missing.
    Routine,
    /// *Imbauan*: nobody owes it.
    Appeal,
}

impl FollowUpKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Mandatory, Self::Routine, Self::Appeal];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Mandatory => 1,
            Self::Routine => 2,
            Self::Appeal => 3,
        }
    }

    /// The kind behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word in forms and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mandatory => "wajib",
            Self::Routine => "rutin",
            Self::Appeal => "imbauan",
        }
    }

    /// The kind behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mandatory => "Wajib ditindaklanjuti",
            Self::Routine => "Rutin (sampai dicabut)",
            Self::Appeal => "Imbauan",
        }
    }
}

/// How far measure, target and date are agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Terms {
    /// *Perlu dilengkapi*.
    Incomplete,
    /// *Diusulkan* by the lead.
    Proposed,
    /// *Disepakati*, and with it locked: a change makes a new version with reason and approver.
    Locked,
}

impl Terms {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Incomplete => 0,
            Self::Proposed => 1,
            Self::Locked => 2,
        }
    }

    /// The state behind a stored number.
    pub fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Proposed,
            2 => Self::Locked,
            _ => Self::Incomplete,
        }
    }
}

/// Whether it is still asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Asked for.
    Active,
    /// *Dibatalkan*.
    Cancelled,
    /// *Tidak dapat dilaksanakan*.
    Impossible,
}

impl Standing {
    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Active => 0,
            Self::Cancelled => 1,
            Self::Impossible => 2,
        }
    }

    /// The standing behind a stored number.
    pub fn from_code(code: i16) -> Self {
        match code {
            1 => Self::Cancelled,
            2 => Self::Impossible,
            _ => Self::Active,
        }
    }
}

/// What is missing before a target can be agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What is counted.
    Measure,
    /// How many.
    Target,
    /// By when.
    Due,
}

impl Missing {
    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Measure => "satuan ukur",
            Self::Target => "jumlah target",
            Self::Due => "batas waktu",
        }
    }
}

/// What is missing of measure, target and date: a task is not active without them (a routine one
/// may lack the date, an appeal needs nothing).
pub fn missing_terms(
    kind: FollowUpKind,
    measure: Option<&str>,
    target: Option<Amount>,
    due: Option<Due>,
) -> Vec<Missing> {
    if kind == FollowUpKind::Appeal {
        return vec![];
    }
    let mut missing = Vec::new();
    if measure.is_none_or(|m| m.trim().is_empty()) {
        missing.push(Missing::Measure);
    }
    if target.is_none_or(|t| t == Amount::ZERO) {
        missing.push(Missing::Target);
    }
    if due.is_none() && kind == FollowUpKind::Mandatory {
        missing.push(Missing::Due);
    }
    missing
}

/// Where a follow-up stands, in the words of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody owes it.
    Appeal,
    /// Measure or date are missing.
    Incomplete,
    /// Measure and date are proposed.
    Proposed,
    /// Nothing reported yet.
    NotStarted,
    /// Part is verified, or a report is being written.
    Working,
    /// A report waits for another person.
    Waiting,
    /// A report came back with a note.
    Returned,
    /// Verified up to the target.
    Done,
    /// Cancelled.
    Cancelled,
    /// Found impossible.
    Impossible,
}

impl Status {
    /// Whether somebody owes it or has done it: what counts when a meeting is counted.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Impossible | Self::Appeal)
    }

    /// Where it stands, from its parts.
    pub fn of(
        kind: FollowUpKind,
        standing: Standing,
        terms: Terms,
        round: Option<ReviewState>,
        done: Option<Amount>,
        target: Option<Amount>,
    ) -> Self {
        match standing {
            Standing::Cancelled => return Self::Cancelled,
            Standing::Impossible => return Self::Impossible,
            Standing::Active => {}
        }
        if kind == FollowUpKind::Appeal {
            return Self::Appeal;
        }
        match round {
            Some(ReviewState::Submitted) => return Self::Waiting,
            Some(ReviewState::Returned) => return Self::Returned,
            _ => {}
        }
        match terms {
            Terms::Incomplete => return Self::Incomplete,
            Terms::Proposed => return Self::Proposed,
            Terms::Locked => {}
        }
        let reached = matches!((done, target), (Some(done), Some(target)) if done >= target);
        if reached && kind == FollowUpKind::Mandatory {
            Self::Done
        } else if done.is_some() || round.is_some() {
            Self::Working
        } else {
            Self::NotStarted
        }
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Appeal => "Imbauan",
            Self::Incomplete => "Perlu dilengkapi",
            Self::Proposed => "Target diusulkan",
            Self::NotStarted => "Belum ditindaklanjuti",
            Self::Working => "Dalam proses",
            Self::Waiting => "Menunggu verifikasi",
            Self::Returned => "Dikembalikan",
            Self::Done => "Tuntas",
            Self::Cancelled => "Dibatalkan",
            Self::Impossible => "Tidak dapat dilaksanakan",
        }
    }

    /// CSS classes of its chip.
    pub const fn chip(self) -> &'static str {
        match self {
            Self::Appeal => "tag",
            Self::Incomplete => "chip chip-lengkapi",
            Self::Proposed => "chip chip-diusulkan",
            Self::NotStarted => "chip chip-belum",
            Self::Working => "chip chip-proses",
            Self::Waiting => "chip chip-menunggu",
            Self::Returned => "chip chip-dikembalikan",
            Self::Done => "chip chip-tuntas",
            Self::Cancelled | Self::Impossible => "chip chip-dibatalkan",
        }
    }

    /// Whether the lead still has something to do.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Incomplete
                | Self::Proposed
                | Self::NotStarted
                | Self::Working
                | Self::Waiting
                | Self::Returned
        )
    }
}

#[cfg(test)]
mod tests {
    use figures::Amount;

    use super::{FollowUpKind, Missing, Standing, Status, Terms, missing_terms};
    use crate::{review::ReviewState, structure::Due};

    fn amount(text: &str) -> Option<Amount> {
        Amount::read(text).ok()
    }

    #[test]
    fn a_task_needs_measure_target_and_date() {
        let due = platform::date::parse("2024-03-31").map(|d| Due::new(d, None, 7));
        assert_eq!(
            missing_terms(FollowUpKind::Mandatory, None, None, None),
            [Missing::Measure, Missing::Target, Missing::Due]
        );
        assert_eq!(
            missing_terms(
                FollowUpKind::Mandatory,
                Some("kelurahan"),
                amount("5"),
                None
            ),
            [Missing::Due]
        );
        assert_eq!(
            missing_terms(FollowUpKind::Mandatory, Some(" "), amount("0"), due),
            [Missing::Measure, Missing::Target]
        );
        assert!(
            missing_terms(FollowUpKind::Mandatory, Some("kelurahan"), amount("5"), due).is_empty()
        );
        assert!(
            missing_terms(FollowUpKind::Routine, Some("laporan"), amount("1"), None).is_empty()
        );
        assert!(missing_terms(FollowUpKind::Appeal, None, None, None).is_empty());
    }

    #[test]
    fn three_of_five_is_work_and_five_of_five_is_done() {
        let of = |round, done: &str| {
            Status::of(
                FollowUpKind::Mandatory,
                Standing::Active,
                Terms::Locked,
                round,
                amount(done),
                amount("5"),
            )
        };
        assert_eq!(of(None, ""), Status::NotStarted);
        assert_eq!(of(Some(ReviewState::Draft), ""), Status::Working);
        assert_eq!(of(Some(ReviewState::Submitted), ""), Status::Waiting);
        assert_eq!(of(Some(ReviewState::Returned), ""), Status::Returned);
        assert_eq!(of(Some(ReviewState::Verified), "3"), Status::Working);
        assert_eq!(of(Some(ReviewState::Verified), "5"), Status::Done);
        assert_eq!(
            of(Some(ReviewState::Verified), "0"),
            Status::Working,
            "a verified 0 is not nothing"
        );
    }

    #[test]
    fn routine_work_is_never_done_and_an_appeal_is_never_owed() {
        let full = amount("1");
        let routine = Status::of(
            FollowUpKind::Routine,
            Standing::Active,
            Terms::Locked,
            Some(ReviewState::Verified),
            full,
            full,
        );
        assert_eq!(routine, Status::Working);
        let appeal = Status::of(
            FollowUpKind::Appeal,
            Standing::Active,
            Terms::Incomplete,
            None,
            None,
            None,
        );
        assert!(!appeal.is_open());
    }
}
