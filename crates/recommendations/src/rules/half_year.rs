//! The half of the year a matrix is for. Pure.

use time::{Date, Month};

/// "Semester I Tahun 2022": councils ask for the matrix every six months.
pub fn half_year(day: Date) -> String {
    let half = match day.month() {
        month if month as u8 <= Month::June as u8 => "I",
        _ => "II",
    };
    format!("Semester {half} Tahun {}", day.year())
}

#[cfg(test)]
mod tests {
    use platform::date;

    use super::half_year;

    #[test]
    fn june_ends_the_first_half() {
        let of = |day| half_year(date::parse(day).expect("a date"));
        assert_eq!(of("2022-06-30"), "Semester I Tahun 2022");
        assert_eq!(of("2022-07-01"), "Semester II Tahun 2022");
    }
}
