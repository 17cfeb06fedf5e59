//! What an operator says of a cell.

use figures::{Amount, AmountError, State};
use platform::{Uuid, date};
use time::Date;

use super::{OF_HISTORY, of_word};

/// What was typed for one cell, field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The amount.
    pub amount: String,
    /// Word of the state; empty means: what the amount says.
    pub state: String,
    /// Why there is no amount.
    pub reason: String,
    /// What is done about it.
    pub plan: String,
    /// By when.
    pub plan_date: String,
    /// The unit that owes it, where another does.
    pub waiting: String,
    /// Whether the amount may still change (*angka sementara*).
    pub provisional: bool,
}

/// What a unit gives for one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// State.
    pub state: State,
    /// The amount as stored, where it is known.
    pub amount: Option<String>,
    /// Whether it may still change.
    pub provisional: bool,
    /// Why there is no amount.
    pub reason: String,
    /// What is done about it.
    pub plan: String,
    /// By when.
    pub plan_date: Option<Date>,
    /// The unit that owes it.
    pub waiting: Option<Uuid>,
}

/// Why a cell cannot be kept as it was typed; the text stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryError {
    /// The amount cannot be read.
    Amount(AmountError),
    /// A state that operators do not set.
    NotForOperators,
    /// An amount beside a reason for not having one.
    AmountAndReason,
    /// Neither an amount nor a reason for having none.
    NothingSaid,
    /// A reason is missing.
    ReasonMissing,
    /// Plan or date is missing.
    PlanMissing,
    /// The date cannot be read.
    DateUnread,
    /// The other unit is missing.
    UnitMissing,
}

impl EntryError {
    /// The sentence beside the cell.
    pub fn text(&self) -> String {
        match self {
            Self::Amount(error) => error.to_string(),
            Self::NotForOperators => {
                "Status ini hanya ditetapkan pereviu. Pilih status yang lain.".into()
            }
            Self::AmountAndReason => "Ada angka, tetapi statusnya bukan Terisi. Hapus angkanya \
                atau pilih Terisi."
                .into(),
            Self::NothingSaid => "Tulis nilainya, atau status mengapa tidak ada nilainya.".into(),
            Self::ReasonMissing => "Tulis alasannya.".into(),
            Self::PlanMissing => "Tulis rencana untuk mendapatkan datanya dan tanggalnya.".into(),
            Self::DateUnread => "Tulis tanggal seperti 17/5/2022 (hari/bulan/tahun).".into(),
            Self::UnitMissing => "Pilih perangkat daerah yang memiliki datanya.".into(),
        }
    }
}

impl Entry {
    /// An empty cell.
    pub const fn empty() -> Self {
        Self {
            state: State::NotFilled,
            amount: None,
            provisional: false,
            reason: String::new(),
            plan: String::new(),
            plan_date: None,
            waiting: None,
        }
    }

    /// What a report of an earlier year said: an amount, or why there was none. What somebody planned
    /// then is over, so no plan is asked for; TDI was the finding of that year's reviewer.
    ///
    /// # Errors
    /// What is wrong, in words for the person.
    pub fn historic(
        amount: Option<String>,
        state: Option<State>,
        note: &str,
    ) -> Result<Self, EntryError> {
        let entry = Self {
            reason: note.trim().to_owned(),
            ..Self::empty()
        };
        match (amount, state) {
            (Some(amount), None | Some(State::Known)) => Ok(Self {
                state: State::Known,
                amount: Some(amount),
                ..entry
            }),
            (Some(_), Some(_)) => Err(EntryError::AmountAndReason),
            (None, None | Some(State::Known)) => Err(EntryError::NothingSaid),
            (None, Some(state)) if !OF_HISTORY.contains(&state) => Err(EntryError::NotForOperators),
            (None, Some(_)) if entry.reason.is_empty() => Err(EntryError::ReasonMissing),
            (None, Some(state)) => Ok(Self { state, ..entry }),
        }
    }

    /// Reads what was typed; `waiting` is the unit behind the typed word, looked up before.
    ///
    /// # Errors
    /// The first thing that is wrong, in words for the person.
    pub fn read(typed: &Typed, waiting: Option<Uuid>) -> Result<Self, EntryError> {
        let amount = typed.amount.trim();
        let state = match typed.state.trim() {
            "" if amount.is_empty() => return Ok(Self::empty()),
            "" => State::Known,
            typed => of_word(typed).ok_or(EntryError::NotForOperators)?,
        };
        let mut entry = Self {
            state,
            reason: typed.reason.trim().to_owned(),
            ..Self::empty()
        };
        if state == State::Known {
            // a note beside a known amount is kept as its reason: "termasuk luar wilayah"
            let read = Amount::read(amount).map_err(EntryError::Amount)?;
            entry.amount = Some(read.stored());
            entry.provisional = typed.provisional;
            return Ok(entry);
        }
        if !amount.is_empty() {
            return Err(EntryError::AmountAndReason);
        }
        if entry.reason.is_empty() {
            return Err(EntryError::ReasonMissing);
        }
        match state {
            State::NotYetAvailable => {
                entry.plan = typed.plan.trim().to_owned();
                let day = typed.plan_date.trim();
                if entry.plan.is_empty() || day.is_empty() {
                    return Err(EntryError::PlanMissing);
                }
                entry.plan_date = Some(date::parse(day).ok_or(EntryError::DateUnread)?);
            }
            State::WaitingForOther => {
                entry.waiting = Some(waiting.ok_or(EntryError::UnitMissing)?);
            }
            _ => {}
        }
        Ok(entry)
    }
}

#[cfg(test)]
mod tests {
    use figures::State;
    use platform::Uuid;

    use super::{Entry, EntryError, Typed};
    use crate::rules::is_complete;

    fn typed(amount: &str, state: &str, reason: &str) -> Typed {
        Typed {
            amount: amount.into(),
            state: state.into(),
            reason: reason.into(),
            ..Typed::default()
        }
    }

    #[test]
    fn a_typed_zero_is_known_and_an_empty_cell_is_not_filled() {
        let zero = Entry::read(&typed("0", "", ""), None).unwrap();
        assert_eq!(
            (zero.state, zero.amount.as_deref()),
            (State::Known, Some("0"))
        );
        let empty = Entry::read(&typed(" ", "", ""), None).unwrap();
        assert_eq!(empty, Entry::empty());
        let thousands = Entry::read(&typed("4.512.000", "", ""), None).unwrap();
        assert_eq!(thousands.amount.as_deref(), Some("4512000"));
    }

    #[test]
    fn an_earlier_report_says_an_amount_or_why_there_was_none() {
        let of = |amount: Option<&str>, state, note| {
            Entry::historic(amount.map(str::to_owned), state, note)
        };
        let known = of(Some("4512"), None, "LPPD 2023").unwrap();
        assert_eq!(
            (known.state, known.amount.as_deref()),
            (State::Known, Some("4512"))
        );
        let tdi = of(None, Some(State::Tdi), "menurut LHE").unwrap();
        assert_eq!((tdi.state, tdi.amount), (State::Tdi, None));
        let wrong = [
            (
                Some("1"),
                Some(State::Tdi),
                "x",
                EntryError::AmountAndReason,
            ),
            (None, Some(State::Known), "x", EntryError::NothingSaid),
            (None, None, "x", EntryError::NothingSaid),
            (
                None,
                Some(State::NotCarriedOut),
                " ",
                EntryError::ReasonMissing,
            ),
            (
                None,
                Some(State::WaitingForOther),
                "x",
                EntryError::NotForOperators,
            ),
        ];
        for (amount, state, note, error) in wrong {
            assert_eq!(of(amount, state, note), Err(error));
        }
    }

    #[test]
    fn what_is_missing_says_why() {
        let refused = |it: &Typed| Entry::read(it, None).unwrap_err();
        assert_eq!(refused(&typed("", "tidak", "")), EntryError::ReasonMissing);
        assert_eq!(
            refused(&typed("5", "tidak", "x")),
            EntryError::AmountAndReason
        );
        assert_eq!(refused(&typed("", "tdi", "x")), EntryError::NotForOperators);
        assert_eq!(refused(&typed("", "belum", "x")), EntryError::PlanMissing);
        assert_eq!(refused(&typed("", "tunggu", "x")), EntryError::UnitMissing);
        let other = Uuid::from_u128(7);
        let waiting = Entry::read(&typed("", "tunggu", "data sekolah"), Some(other)).unwrap();
        assert_eq!(
            (waiting.state, waiting.waiting),
            (State::WaitingForOther, Some(other))
        );
        let mut later = typed("", "belum", "survei belum selesai");
        later.plan = "Survei selesai dan dihitung".into();
        later.plan_date = "28/2/2026".into();
        let later = Entry::read(&later, None).unwrap();
        assert!(later.plan_date.is_some() && !is_complete(later.state));
    }
}
