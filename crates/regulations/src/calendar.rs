//! When reports are due by law, each with its basis.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month};

use crate::Provenance;

/// Something that is due every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// In the database: `lppd`.
    pub id: String,
    /// Words on the screen: "LPPD kepada Menteri melalui gubernur".
    pub title: String,
    /// Who owes it.
    pub from: String,
    /// Who gets it.
    pub to: String,
    /// When.
    pub rule: DueRule,
    /// How the rule stands in the text.
    pub basis: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How a day follows from a fiscal year or from something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum DueRule {
    /// A day of the year after the fiscal year, or of it.
    Day {
        /// January is 1.
        month: u8,
        /// Day of the month.
        day: u8,
        /// 0 in the fiscal year itself, 1 in the year after.
        years_after: u8,
    },
    /// So many months after the fiscal year has ended.
    MonthsAfterYear {
        /// How many.
        months: u8,
    },
    /// So many months after something happened.
    MonthsAfter {
        /// What.
        event: String,
        /// How many.
        months: u8,
    },
    /// So many calendar days after something happened.
    DaysAfter {
        /// What.
        event: String,
        /// How many.
        days: u16,
    },
}

impl DueRule {
    /// What must have happened before there is a day; none for days of the year.
    pub fn event(&self) -> Option<&str> {
        match self {
            Self::MonthsAfter { event, .. } | Self::DaysAfter { event, .. } => Some(event),
            _ => None,
        }
    }

    /// The last day, for a fiscal year and, where one is asked for, the day of the event.
    pub fn day(&self, fiscal_year: i32, event: Option<Date>) -> Option<Date> {
        match self {
            Self::Day {
                month,
                day,
                years_after,
            } => {
                let month = Month::try_from(*month).ok()?;
                let year = fiscal_year + i32::from(*years_after);
                Date::from_calendar_date(year, month, *day).ok()
            }
            Self::MonthsAfterYear { months } => {
                let end = Date::from_calendar_date(fiscal_year, Month::December, 31).ok()?;
                months_later(end, *months)
            }
            Self::MonthsAfter { months, .. } => months_later(event?, *months),
            Self::DaysAfter { days, .. } => event?.checked_add(Duration::days(i64::from(*days))),
        }
    }
}

/// The same day so many months later, or the last day of a month that has no such day.
fn months_later(date: Date, months: u8) -> Option<Date> {
    let count = u8::from(date.month()) - 1 + months % 12;
    let year = date.year() + i32::from(months / 12) + i32::from(count / 12);
    let month = Month::try_from(count % 12 + 1).ok()?;
    let day = date.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use time::{Date, Month};

    use super::DueRule;

    fn date(year: i32, month: Month, day: u8) -> Date {
        Date::from_calendar_date(year, month, day).unwrap()
    }

    #[test]
    fn months_after_the_year_end_on_a_last_day() {
        let after = |months| DueRule::MonthsAfterYear { months }.day(2023, None);
        assert_eq!(after(3), Some(date(2024, Month::March, 31)));
        assert_eq!(after(2), Some(date(2024, Month::February, 29)));
        assert_eq!(after(12), Some(date(2024, Month::December, 31)));
    }

    #[test]
    fn what_follows_an_event_has_no_day_before_it() {
        let month = DueRule::MonthsAfter {
            event: "dpa".into(),
            months: 1,
        };
        assert_eq!(month.day(2024, None), None);
        let on = |day| month.day(2024, Some(day));
        assert_eq!(
            on(date(2024, Month::January, 31)),
            Some(date(2024, Month::February, 29))
        );
        assert_eq!(
            on(date(2023, Month::December, 15)),
            Some(date(2024, Month::January, 15))
        );
        let days = DueRule::DaysAfter {
            event: "lkpj".into(),
            days: 30,
        };
        assert_eq!(
            days.day(2024, Some(date(2024, Month::March, 28))),
            Some(date(2024, Month::April, 27))
        );
    }

    #[test]
    fn a_day_that_does_not_exist_is_no_day() {
        let rule = DueRule::Day {
            month: 2,
            day: 30,
            years_after: 1,
        };
        assert_eq!(rule.day(2023, None), None);
    }
}
