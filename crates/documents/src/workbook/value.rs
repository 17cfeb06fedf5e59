//! What a cell of a foreign workbook says, and how people there write numbers and dates.

use calamine::{DataRef, ExcelDateTime};
use figures::{Amount, AmountError};
use platform::date;
use time::{Date, Month};

/// A cell as it was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, or a formula that nobody calculated.
    Empty,
    /// Words.
    Text(String),
    /// A number, as exact as a spreadsheet keeps it.
    Number(f64),
    /// A date; the time of day beside it is not kept.
    Date(Date),
    /// An error of the spreadsheet: `#REF!`.
    Error(String),
}

impl Value {
    pub(super) fn of(cell: &DataRef<'_>) -> Self {
        match cell {
            DataRef::Empty => Self::Empty,
            DataRef::String(text) => Self::text(text),
            DataRef::SharedString(text) => Self::text(text),
            DataRef::Int(number) => Self::Number(*number as f64),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::Bool(yes) => Self::Text(if *yes { "Ya" } else { "Tidak" }.into()),
            DataRef::DateTime(at) => serial(at),
            DataRef::DateTimeIso(text) => {
                let day = text.get(..10).and_then(date::parse);
                day.map_or_else(|| Self::text(text), Self::Date)
            }
            DataRef::DurationIso(text) => Self::text(text),
            DataRef::Error(error) => Self::Error(error.to_string()),
        }
    }

    fn text(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }

    /// The cell in words, for showing and matching.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => plain(*number),
            Self::Date(day) => date::medium(*day),
        }
    }

    /// Whether nothing stands there, or words that say so: "-", "n/a", "Belum diisi".
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => MISSING.contains(&text.to_lowercase().as_str()),
            _ => false,
        }
    }
}

/// What people and our own lists write where there is nothing.
const MISSING: [&str; 8] = [
    "-",
    "–",
    "n/a",
    "belum ada",
    "belum diisi",
    "belum dicatat",
    "belum dirumuskan",
    "belum ditetapkan",
];

/// Numbers beyond this have lost digits before anybody read them.
const LOSES_DIGITS: f64 = 1e15;

/// A date from its serial number; a time of day or a span is a number.
fn serial(at: &ExcelDateTime) -> Value {
    if at.is_duration() || at.as_f64() < 1.0 {
        return Value::Number(at.as_f64());
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    let day = Month::try_from(month)
        .ok()
        .and_then(|month| Date::from_calendar_date(i32::from(year), month, day).ok());
    day.map_or(Value::Number(at.as_f64()), Value::Date)
}

/// A number as a spreadsheet shows it: fifteen digits, no exponent.
fn plain(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    format!("{rounded}")
}

/// Why a cell is no figure, no date, no words.
pub(super) type Wrong = String;

/// A figure: a number, or words in the Indonesian or the English way of writing.
pub(super) fn amount(value: &Value) -> Result<Option<Amount>, Wrong> {
    if value.is_missing() {
        return Ok(None);
    }
    match value {
        Value::Number(number) if number.is_finite() => {
            let text = plain(*number);
            let read = match text.starts_with('-') {
                true => Err(AmountError::Negative),
                false if text.len() > 19 => Err(AmountError::TooLong),
                false => text.parse(),
            };
            read.map(Some)
                .map_err(|error: AmountError| error.to_string())
        }
        Value::Text(text) => typed(text).map(Some),
        Value::Date(day) => Err(format!(
            "Isinya tanggal ({}), bukan angka. Ubah format selnya menjadi angka.",
            date::medium(*day)
        )),
        other => Err(format!("Isinya {}, bukan angka.", other.words())),
    }
}

fn typed(text: &str) -> Result<Amount, Wrong> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (commas, dots) = (compact.matches(',').count(), compact.matches('.').count());
    let (whole, fraction) = compact.rsplit_once('.').unwrap_or((&compact, ""));
    let thousands = |text: &str| {
        let mut groups = text.split(',');
        let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
        groups
            .next()
            .is_some_and(|first| (1..=3).contains(&first.len()) && digits(first))
            && groups.all(|group| group.len() == 3 && digits(group))
    };
    let english = match (commas, dots) {
        // 1,150 is a thousand or one and a bit: nobody but the writer knows
        (1, 0) if thousands(&compact) && !compact.starts_with("0,") => {
            return Err(AmountError::Ambiguous {
                thousands: compact.replace(',', ""),
                fraction: compact,
            }
            .to_string());
        }
        (1.., 1) => !fraction.contains(',') && thousands(whole),
        (2.., 0) => thousands(whole),
        _ => false,
    };
    let read = match english {
        true if fraction.is_empty() => Amount::read(&whole.replace(',', "")),
        true => Amount::read(&format!("{},{fraction}", whole.replace(',', ""))),
        false => Amount::read(&compact),
    };
    read.map_err(|error| format!("\"{text}\" tidak terbaca sebagai angka. {error}"))
}

/// A date: a real one, or words such as 17/5/2022 or 17 Mei 2022.
pub(super) fn day(value: &Value) -> Result<Option<Date>, Wrong> {
    if value.is_missing() {
        return Ok(None);
    }
    let read = match value {
        Value::Date(day) => Some(*day),
        Value::Text(text) => date::read(text),
        Value::Number(number) => {
            return Err(format!(
                "Isinya angka {}, bukan tanggal. Ubah format selnya menjadi tanggal.",
                plain(*number)
            ));
        }
        _ => None,
    };
    let read = read.filter(|day| (1990..=2100).contains(&day.year()));
    read.map(Some).ok_or_else(|| {
        format!(
            "\"{}\" tidak terbaca sebagai tanggal. Tulis seperti 17/5/2022 atau 17 Mei 2022.",
            value.words()
        )
    })
}

/// Words; a long number has lost its digits before it came.
pub(super) fn words(value: &Value) -> Result<String, Wrong> {
    match value {
        Value::Error(error) => Err(format!("Isinya kesalahan Excel: {error}.")),
        Value::Number(number) if number.abs() >= LOSES_DIGITS => Err(
            "Angka sepanjang ini sudah dibulatkan oleh Excel. Ubah format selnya menjadi teks, lalu \
             ketik ulang."
                .into(),
        ),
        missing if missing.is_missing() => Ok(String::new()),
        value => Ok(value.words()),
    }
}

#[cfg(test)]
mod tests {
    use platform::date;

    use super::{Value, amount, day, words};

    fn read(text: &str) -> Result<Option<String>, String> {
        let value = Value::Text(text.into());
        amount(&value).map(|read| read.map(|amount| amount.stored()))
    }

    #[test]
    fn numbers_are_read_in_both_ways_and_asked_back_when_nobody_knows() {
        for (text, expected) in [
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("62,5", "62.5"),
            ("62.5", "62.5"),
            ("0,125", "0.125"),
            (" 1098 ", "1098"),
            ("0", "0"),
        ] {
            assert_eq!(read(text).unwrap().unwrap(), expected, "{text}");
        }
        for ambiguous in ["1,150", "1.234", "12.345"] {
            assert!(
                read(ambiguous).unwrap_err().contains("dua cara"),
                "{ambiguous}"
            );
        }
        for bad in ["seratus", "1,23,4", "-5", "12..5", "1,2345.6"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn nothing_is_not_zero() {
        for text in ["-", "n/a", "Belum diisi", "BELUM ADA"] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
        assert_eq!(amount(&Value::Empty), Ok(None));
        let zero = amount(&Value::Number(0.0)).unwrap().unwrap();
        assert_eq!(zero.stored(), "0");
    }

    #[test]
    fn a_calculated_number_has_the_digits_the_sheet_shows() {
        let sum = amount(&Value::Number(0.1 + 0.2)).unwrap().unwrap();
        assert_eq!(sum.stored(), "0.3");
        assert!(amount(&Value::Number(-1.0)).is_err());
        assert!(amount(&Value::Number(1e300)).is_err());
        assert!(amount(&Value::Number(f64::NAN)).is_err());
        assert!(
            amount(&Value::Error("#REF!".into()))
                .unwrap_err()
                .contains("#REF!")
        );
    }

    #[test]
    fn dates_are_dates_and_numbers_are_not() {
        let may = date::parse("2022-05-17");
        for text in [
            "17/5/2022",
            "2022-05-17",
            "Selasa, 17 Mei 2022",
            "17 MEI 2022",
        ] {
            assert_eq!(day(&Value::Text(text.into())).unwrap(), may, "{text}");
        }
        assert!(
            day(&Value::Number(44_698.0))
                .unwrap_err()
                .contains("format")
        );
        for bad in ["17/5/22", "31 Februari 2022", "besok", "1/1/1800"] {
            assert!(day(&Value::Text(bad.into())).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_long_number_is_no_longer_what_was_typed() {
        assert_eq!(words(&Value::Number(1150.0)).unwrap(), "1150");
        assert!(words(&Value::Number(198_609_262_015_051_001.0)).is_err());
        assert_eq!(words(&Value::Text("-".into())).unwrap(), "");
    }
}
