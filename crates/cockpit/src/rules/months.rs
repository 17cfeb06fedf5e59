//! Fulfilled follow-ups by month, for the small chart.

use platform::date;
use time::{Date, Duration};

/// A month of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// "Mei".
    pub short: String,
    /// "Mei 2022".
    pub long: String,
    /// How many were fulfilled.
    pub count: i64,
}

/// The last twelve months up to `today`, from days since 1970 and their counts.
pub fn months(days: &[(i64, i64)], today: Date) -> Vec<Month> {
    let epoch = Date::from_calendar_date(1970, time::Month::January, 1).unwrap_or(today);
    let mut firsts = vec![today.replace_day(1).unwrap_or(today)];
    for _ in 0..11 {
        let last = firsts[firsts.len() - 1].saturating_sub(Duration::days(1));
        firsts.push(last.replace_day(1).unwrap_or(last));
    }
    firsts
        .iter()
        .rev()
        .map(|first| {
            let count = days
                .iter()
                .filter(|(day, _)| {
                    let date = epoch.saturating_add(Duration::days(*day));
                    date.year() == first.year() && date.month() == first.month()
                })
                .map(|(_, count)| count)
                .sum();
            let name = date::month(first.month());
            Month {
                short: name.chars().take(3).collect(),
                long: format!("{name} {}", first.year()),
                count,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use platform::date::parse;

    use super::months;

    #[test]
    fn twelve_months_end_with_this_one() {
        // 17 May 2022 is day 19129 since 1970
        let chart = months(
            &[(19_129, 3), (19_113, 2), (19_112, 1), (1, 9)],
            parse("2022-05-20").unwrap(),
        );
        assert_eq!(chart.len(), 12);
        assert_eq!((chart[11].long.as_str(), chart[11].count), ("Mei 2022", 5));
        assert_eq!(
            (chart[10].long.as_str(), chart[10].count),
            ("April 2022", 1)
        );
        assert_eq!(chart[0].long, "Juni 2021");
    }
}
