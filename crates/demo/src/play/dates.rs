//! Days and hours of the played year. Pure.

use directives::rules::ordinal_day;
use government::structure::WorkCalendar;
use platform::{Instant, Problem, date};
use time::{Date, Duration};

use crate::data::MeetingData;

/// The working day that `day` is or that comes next.
pub(super) fn working(calendar: &WorkCalendar, day: Date) -> Date {
    if calendar.is_working_day(day) {
        return day;
    }
    calendar.add_working_days(day, 1)
}

/// Days of the played meetings: the newest so late that its targets are agreed before `today`,
/// which is at most about five weeks before it.
pub(super) fn of_meetings(
    meetings: &[MeetingData],
    today: Instant,
    calendar: &WorkCalendar,
    zone: i8,
) -> Result<Vec<Date>, Problem> {
    let local = today.at_zone(zone).date();
    let mut shift = 0;
    loop {
        let days = meetings
            .iter()
            .map(|meeting| day_of(meeting, local, shift, calendar))
            .collect::<Result<Vec<_>, _>>()?;
        let settled = days
            .iter()
            .all(|day| date::at(calendar.add_working_days(*day, 1), 12 * 60, zone) <= today);
        // more than two months back would mean that the data never fit
        if settled || shift == 2 {
            return Ok(days);
        }
        shift += 1;
    }
}

fn day_of(
    meeting: &MeetingData,
    today: Date,
    shift: u32,
    calendar: &WorkCalendar,
) -> Result<Date, Problem> {
    let (months, week, weekday) = meeting.played_in()?;
    let mut first = today.replace_day(1).unwrap_or(today);
    for _ in 0..months + shift {
        let before = first.saturating_sub(Duration::days(1));
        first = before.replace_day(1).unwrap_or(before);
    }
    Ok(working(calendar, ordinal_day(first, week - 1, weekday)))
}

/// A number below `below` that is always the same for the same words, so that every loading plays
/// the same hours.
pub(super) fn stable(words: &str, below: i64) -> i64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in words.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let spread = (hash ^ (hash >> 29)) % 1_000_003;
    i64::try_from(spread).unwrap_or(0).rem_euclid(below.max(1))
}

/// A minute of the working day, always the same for the same words: 8.45 to 11.30 or 13.15 to
/// 15.30.
pub(super) fn office_hour(words: &str) -> i64 {
    match stable(words, 300) {
        morning @ 0..=165 => 8 * 60 + 45 + morning,
        afternoon => 13 * 60 + 15 + (afternoon - 166),
    }
}

#[cfg(test)]
mod tests {
    use government::structure::WorkCalendar;
    use platform::date::{at, iso, parse};

    use super::{of_meetings, stable};
    use crate::data;

    fn newest(today: &str, hour: i64) -> String {
        let meetings = data::meetings(&crate::PLAYED.parse().unwrap()).unwrap();
        let calendar = WorkCalendar::new(data::holidays().unwrap());
        let today = at(parse(today).unwrap(), hour * 60, 7);
        let days = of_meetings(&meetings, today, &calendar, 7).unwrap();
        iso(days.into_iter().max().unwrap())
    }

    #[test]
    fn the_newest_meeting_is_never_in_the_future() {
        assert_eq!(newest("2026-11-21", 8), "2026-11-02");
        assert_eq!(newest("2026-11-01", 8), "2026-10-05");
        assert_eq!(
            newest("2026-11-02", 18),
            "2026-10-05",
            "nothing is agreed yet"
        );
        assert_eq!(newest("2026-11-03", 12), "2026-11-02");
        // 1 June is a holiday, so the meeting is a day later
        assert_eq!(newest("2026-06-20", 8), "2026-06-02");
    }

    #[test]
    fn the_same_words_give_the_same_number() {
        assert_eq!(stable("dlh", 60), stable("dlh", 60));
        let spread: std::collections::BTreeSet<_> =
            (0..40).map(|n| stable(&format!("unit-{n}"), 60)).collect();
        assert!(spread.len() > 15, "{spread:?}");
    }
}
