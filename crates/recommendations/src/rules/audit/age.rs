//! How long a recommendation waits, counted from the date of its report. Pure.

use time::Date;

use super::regulation;

/// Which stretch of ages, by its place in the list.
pub fn age(report: Date, today: Date) -> usize {
    let ages = &regulation().ages;
    let within = |years: u8| {
        let year = report.year() + i32::from(years);
        // the 29th of February ends its year on the 28th
        let end = report.replace_year(year).or_else(|_| {
            report
                .replace_day(28)
                .and_then(|day| day.replace_year(year))
        });
        end.is_ok_and(|end| today <= end)
    };
    ages.iter()
        .position(|age| age.years.is_none_or(within))
        .unwrap_or(ages.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use platform::date;

    use super::age;

    #[test]
    fn a_year_ends_on_its_day() {
        let of = |from: &str, today: &str| {
            let day = |text| date::parse(text).expect("a date");
            age(day(from), day(today))
        };
        assert_eq!(of("2022-05-24", "2022-05-24"), 0);
        assert_eq!(of("2022-05-24", "2023-05-24"), 0);
        assert_eq!(of("2022-05-24", "2023-05-25"), 1);
        assert_eq!(of("2022-05-24", "2024-05-25"), 2);
        assert_eq!(of("2020-02-29", "2021-02-28"), 0);
        assert_eq!(of("2020-02-29", "2021-03-01"), 1);
        assert_eq!(of("2010-01-01", "2026-01-01"), 3);
    }
}
