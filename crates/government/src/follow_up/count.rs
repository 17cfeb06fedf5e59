//! How many of some follow-ups are done and late. Pure.

use platform::Instant;

use crate::follow_up::{FollowUp, Standing, Status};

/// How the follow-ups of one record stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All that are asked; those called off are none.
    pub total: usize,
    /// Fulfilled.
    pub done: usize,
    /// Owed and past their agreed date.
    pub late: usize,
}

impl Count {
    /// Of these follow-ups.
    pub fn of<'a>(works: impl IntoIterator<Item = &'a FollowUp>, now: Instant) -> Self {
        let asked = works
            .into_iter()
            .filter(|it| it.standing == Standing::Active);
        asked.fold(Self::default(), |sum, it| {
            let status = it.status();
            let owed = status.is_open() && status != Status::Waiting;
            let past = it.due.is_some_and(|due| now >= due.at);
            Self {
                total: sum.total + 1,
                done: sum.done + usize::from(status == Status::Done),
                late: sum.late + usize::from(owed && past),
            }
        })
    }
}
