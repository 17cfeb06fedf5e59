//! When the reports of one follow-up are drafted, sent and decided, and when people are reminded.
//! Pure.

use platform::{Instant, Problem};
use time::{Date, Duration, Weekday};

use super::{
    dates::{office_hour, stable, working},
    plan::{Act, Planner},
};
use crate::data::{Outcome, wrong};

/// Days before the end from which on notices are unread.
const UNREAD: i64 = 4;

impl Planner<'_> {
    /// Plans the reports of a follow-up of the meeting on `day`, whose target was agreed on
    /// `locked`, and its withdrawal. A round ends before the next begins.
    pub(super) fn rounds(&mut self, item: usize, day: Date, locked: Date) -> Result<(), Problem> {
        let calendar = &self.directory.calendar;
        let it = &self.plan.items[item];
        let seed = it.seed.clone();
        let reports: Vec<_> = it
            .reports
            .iter()
            .map(|report| {
                let on = day.saturating_add(Duration::days(report.after_days));
                (working(calendar, on), report.outcome)
            })
            .collect();
        let withdrawn = it.cancelled_reason.is_some();
        let mut free = calendar.add_working_days(locked, 1);
        let mut over = false;
        for (number, (planned, outcome)) in reports.iter().enumerate() {
            if over {
                return Err(wrong(format!("a report waits before another: {seed}")));
            }
            let words = format!("{seed} {number}");
            let on = free.max(*planned);
            let morning = 8 * 60 + 30 + stable(&words, 150);
            self.push(on, morning, Act::Draft(item, number));
            if *outcome != Outcome::Draft {
                let afternoon = 13 * 60 + stable(&format!("{words} kirim"), 160);
                self.push(on, afternoon, Act::Send(item, number));
            }
            over = matches!(outcome, Outcome::Draft | Outcome::Pending);
            if over {
                continue;
            }
            let calendar = &self.directory.calendar;
            let wait = u32::try_from(1 + stable(&format!("{words} hari"), 3)).unwrap_or(1);
            let next = reports.get(number + 1).map(|(planned, _)| *planned);
            let mut decided = calendar.add_working_days(on, wait);
            if next.is_some_and(|next| next <= decided) {
                decided = calendar.add_working_days(on, 1);
            }
            free = calendar.add_working_days(decided, 1);
            let hour = office_hour(&format!("{words} periksa"));
            self.push(decided, hour, Act::Decide(item, number));
        }
        if withdrawn {
            let last = free.saturating_add(Duration::days(20));
            let on = working(&self.directory.calendar, last);
            self.push(on, 10 * 60, Act::Withdraw(item));
        }
        Ok(())
    }

    /// Reminders go out every Monday, in the last week every day, which is what the server does:
    /// a whole year of daily rounds would tell no more. What came in the last days is unread.
    pub(super) fn notices(&mut self, today: Instant) {
        let last = today.at_zone(self.directory.region.zone).date();
        let Some(mut day) = self.plan.meetings.iter().map(|held| held.day).min() else {
            return;
        };
        let fresh = last.saturating_sub(Duration::days(UNREAD));
        while day <= last {
            if day.weekday() == Weekday::Monday || day >= fresh {
                self.push(day, 7 * 60, Act::Remind);
            }
            day = day.saturating_add(Duration::days(1));
        }
        self.push(fresh, 6 * 60, Act::Read);
    }
}
