//! Dates and times as Indonesian papers write them: "Selasa, 17 Mei 2022", "10.00 WIB".

use time::{Date, Month, OffsetDateTime, Weekday};

use crate::clock::Instant;

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// Name of the weekday: "Senin" to "Minggu".
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Senin",
        Weekday::Tuesday => "Selasa",
        Weekday::Wednesday => "Rabu",
        Weekday::Thursday => "Kamis",
        Weekday::Friday => "Jumat",
        Weekday::Saturday => "Sabtu",
        Weekday::Sunday => "Minggu",
    }
}

/// Name of a month: "Januari" to "Desember".
pub fn month(month: Month) -> &'static str {
    MONTHS[usize::from(u8::from(month)) - 1]
}

/// "Selasa, 17 Mei 2022".
pub fn long(date: Date) -> String {
    format!("{}, {}", weekday(date), medium(date))
}

/// "17 Mei 2022".
pub fn medium(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

/// Time of day from minutes after midnight: "08.30".
pub fn minute(minutes: i64) -> String {
    format!(
        "{:02}.{:02}",
        minutes.div_euclid(60),
        minutes.rem_euclid(60)
    )
}

/// "17 Mei 2022, 21.47 WIB" of an instant in a zone.
pub fn instant(at: Instant, zone: i8, label: &str) -> String {
    let local = at.at_zone(zone);
    format!("{}, {} {label}", medium(local.date()), clock_time(local))
}

/// "21.47 WIB" of an instant in a zone.
pub fn time_of(at: Instant, zone: i8, label: &str) -> String {
    format!("{} {label}", clock_time(at.at_zone(zone)))
}

fn clock_time(local: OffsetDateTime) -> String {
    format!("{:02}.{:02}", local.hour(), local.minute())
}

/// Reads `2022-05-17` (what a browser's date field sends) or `17/5/2022` (what people type).
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let (year, month, day) = if let Some((y, rest)) = text.split_once('-') {
        let (m, d) = rest.split_once('-')?;
        (y, m, d)
    } else {
        let (d, rest) = text.split_once('/')?;
        let (m, y) = rest.split_once('/')?;
        (y, m, d)
    };
    if year.len() != 4 {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Reads a date as people write it in lists: as `parse` does, or in words with or without the
/// weekday, "Selasa, 17 Mei 2022".
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    parse(text).or_else(|| {
        let words = text.rsplit_once(',').map_or(text, |(_, words)| words);
        let mut words = words.split_whitespace();
        let (day, name, year) = (words.next()?, words.next()?.to_lowercase(), words.next()?);
        let at = MONTHS
            .iter()
            .position(|month| month.to_lowercase() == name)?;
        let month = Month::try_from(u8::try_from(at + 1).ok()?).ok()?;
        let is_year = year.len() == 4 && words.next().is_none();
        let year = year.parse().ok().filter(|_| is_year)?;
        Date::from_calendar_date(year, month, day.parse().ok()?).ok()
    })
}

/// The date as stored and as date fields want it: `2022-05-17`.
pub fn iso(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

/// Reads a time of day, `08:30` or `08.30`, as minutes after midnight.
pub fn parse_minute(text: &str) -> Option<i64> {
    let (hour, minute) = text.trim().split_once([':', '.'])?;
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.parse::<i64>().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// The instant of `minutes` after midnight on `date` in a zone of `zone` hours.
pub fn at(date: Date, minutes: i64, zone: i8) -> Instant {
    let days = i64::from(date.to_julian_day()) - i64::from(EPOCH_JULIAN_DAY);
    let seconds = days * 86_400 + minutes * 60 - i64::from(zone) * 3_600;
    Instant(seconds * Instant::SECOND)
}

const EPOCH_JULIAN_DAY: i32 = 2_440_588;

#[cfg(test)]
mod tests {
    use super::{at, instant, iso, long, minute, parse, parse_minute, read};

    #[test]
    fn the_rakor_of_may_is_a_tuesday() {
        let date = parse("17/5/2022").unwrap();
        assert_eq!(long(date), "Selasa, 17 Mei 2022");
        assert_eq!(iso(date), "2022-05-17");
        assert_eq!(parse("2022-05-17"), Some(date));
    }

    #[test]
    fn dates_in_words() {
        let date = parse("17/5/2022");
        for text in [
            "17/5/2022",
            "17 Mei 2022",
            "Selasa, 17 MEI 2022",
            " 17  mei 2022 ",
        ] {
            assert_eq!(read(text), date, "{text}");
        }
        for bad in [
            "17 Mai 2022",
            "17 Mei 22",
            "31 Februari 2022",
            "17 Mei 2022 pagi",
            "Mei",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in [
            "",
            "31/2/2024",
            "2024-13-01",
            "17 Mei",
            "17/5/22",
            "2022-05-17x",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn zones_are_fixed_offsets() {
        let noon = at(parse("2024-03-04").unwrap(), 8 * 60, 7);
        assert_eq!(noon.0, 1_709_514_000_000_000);
        assert_eq!(instant(noon, 7, "WIB"), "4 Maret 2024, 08.00 WIB");
        assert_eq!(instant(noon, 9, "WIT"), "4 Maret 2024, 10.00 WIT");
    }

    #[test]
    fn times_have_a_full_stop() {
        assert_eq!(minute(510), "08.30");
        assert_eq!(parse_minute("08:30"), Some(510));
        assert_eq!(parse_minute("24.00"), None);
    }
}
