//! Reading numbers as people and papers here write them.
//!
//! `1.234` is one thousand two hundred thirty-four to one hand and a little more than one to
//! another: what can be read two ways says so, and whoever asked decides.

use std::fmt;

use crate::{Exact, State};

/// Most digits of one number, those of its scale among them, zeros before it not.
const DIGITS: u32 = 24;
/// Longest text that is looked at.
const LONGEST: usize = 200;

/// How the marks in a number were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marks {
    /// Digits only.
    None,
    /// A dot groups thousands, a comma stands before the fraction.
    Indonesian,
    /// A comma groups thousands, a dot stands before the fraction.
    English,
}

impl Marks {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "tanpa tanda",
            Self::Indonesian => "titik sebagai ribuan, koma sebagai desimal",
            Self::English => "titik sebagai desimal, koma sebagai ribuan",
        }
    }
}

/// One way to read a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its value.
    pub value: Exact,
    /// How exactly it was written: places after the comma, below zero for tens and more
    /// (`2,3 M` is exact to a hundred million: -8).
    pub places: i32,
    /// How its marks were taken.
    pub marks: Marks,
}

impl Reading {
    /// Text to store, with the zeros that were written: `62.50`.
    pub fn stored(&self) -> String {
        self.value.plain(u32::try_from(self.places).unwrap_or(0))
    }
}

/// A number that was read, in one way or in two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What it most likely is, in a country that groups by dots.
    pub likely: Reading,
    /// What it may be as well.
    pub other: Option<Reading>,
    /// Whether a percent sign stood there.
    pub percent: bool,
}

impl Number {
    /// What to tell a person about a number that can be read two ways.
    pub fn doubt(&self) -> Option<String> {
        let other = self.other.as_ref()?;
        let print = |reading: &Reading| {
            reading
                .value
                .indonesian(u32::try_from(reading.places).unwrap_or(0))
                .replace('.', "")
        };
        Some(format!(
            "Dapat dibaca dua cara. Tulis {} atau {}.",
            print(&self.likely),
            print(other)
        ))
    }
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing stands there.
    Empty,
    /// No number.
    NotANumber,
    /// More digits than any figure has.
    TooLong,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Belum diisi."),
            Self::NotANumber => f.write_str("Tulis angka, misalnya 1234 atau 62,5."),
            Self::TooLong => write!(f, "Angka terlalu panjang; paling banyak {DIGITS} digit."),
        }
    }
}

impl std::error::Error for ReadError {}

/// The state that a word in place of a number stands for: `-`, `n/a`, `TDI`.
pub fn missing_word(text: &str) -> Option<State> {
    const WORDS: [(&str, State); 16] = [
        ("", State::NotFilled),
        ("-", State::NotFilled),
        ("–", State::NotFilled),
        ("—", State::NotFilled),
        ("n/a", State::NotFilled),
        ("n.a", State::NotFilled),
        ("n.a.", State::NotFilled),
        ("na", State::NotFilled),
        ("nihil data", State::NotFilled),
        ("belum diisi", State::NotFilled),
        ("tdi", State::Tdi),
        ("data belum tersedia", State::NotYetAvailable),
        ("belum waktunya", State::NotDue),
        ("menunggu data pd lain", State::WaitingForOther),
        ("tidak diselenggarakan", State::NotCarriedOut),
        ("tidak relevan", State::NotRelevant),
    ];
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    WORDS
        .into_iter()
        .find(|(word, _)| text.eq_ignore_ascii_case(word))
        .map(|(_, state)| state)
}

/// Reads a number as it was typed or printed: `1.234`, `1,150`, `23.04`, `Rp 2,3 M`, `62.4 Triliun`,
/// `90,19 %`, `(1.250)`.
///
/// # Errors
/// `ReadError`, whose text tells the person what to type.
pub fn read(text: &str) -> Result<Number, ReadError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if text.len() > LONGEST {
        return Err(ReadError::TooLong);
    }
    let (mut negative, text) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inside) => (true, inside.trim()),
        None => (false, text),
    };
    let (money, text) = without_currency(text);
    let text = match text.strip_prefix(['-', '−']) {
        // a minus within parentheses would say it twice
        Some(_) if negative => return Err(ReadError::NotANumber),
        Some(rest) => {
            negative = true;
            rest.trim_start()
        }
        None => text.strip_prefix('+').unwrap_or(text),
    };
    let (money, text) = match without_currency(text) {
        (true, _) if money => return Err(ReadError::NotANumber),
        (again, rest) => (money || again, rest),
    };
    let (text, percent, scale) = without_tail(text)?;
    let digits = Digits::of(text)?;
    let reading = |places: u32, marks: Marks| {
        let sign = if negative { -1 } else { 1 };
        let value = match scale.checked_sub(places) {
            // 24 digits and 12 zeros fit; what is written out in full must be one that is read again
            Some(zeros) => match digits.all * 10_i128.pow(zeros) {
                whole if whole >= 10_i128.pow(DIGITS) => return Err(ReadError::TooLong),
                whole => Exact::from(whole * sign),
            },
            None => Exact::decimal(digits.all * sign, places - scale),
        };
        Ok(Reading {
            value,
            places: places as i32 - scale as i32,
            marks,
        })
    };
    let (likely, other) = digits.readings(money && scale == 0)?;
    Ok(Number {
        likely: reading(likely.0, likely.1)?,
        other: other
            .map(|(places, marks)| reading(places, marks))
            .transpose()?,
        percent,
    })
}

/// `Rp`, `Rp.` and `IDR` before a number.
fn without_currency(text: &str) -> (bool, &str) {
    for word in ["rp", "idr"] {
        if let (Some(start), Some(rest)) = (text.get(..word.len()), text.get(word.len()..))
            && start.eq_ignore_ascii_case(word)
        {
            return (true, rest.strip_prefix('.').unwrap_or(rest).trim_start());
        }
    }
    (false, text)
}

/// The percent sign, `,-` and the word for a scale, as the power of ten it stands for.
fn without_tail(text: &str) -> Result<(&str, bool, u32), ReadError> {
    let Some(last) = text.bytes().last() else {
        return Err(ReadError::NotANumber);
    };
    if last.is_ascii_digit() {
        return Ok((text, false, 0));
    }
    if let Some(rest) = text.strip_suffix('%') {
        return Ok((rest.trim_end(), true, 0));
    }
    for dash in [",--", ",-", ".-"] {
        if let Some(rest) = text.strip_suffix(dash) {
            return Ok((rest, false, 0));
        }
    }
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, character)| character.is_ascii_alphabetic())
        .last()
        .map_or(text.len(), |(at, _)| at);
    let (rest, word) = text.split_at(start);
    let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    let (percent, scale) = if is(&["persen"]) {
        (true, 0)
    } else if is(&["ribu", "rb"]) {
        (false, 3)
    } else if is(&["juta", "jt"]) {
        (false, 6)
    } else if is(&["m", "miliar", "milyar", "mlr"]) {
        (false, 9)
    } else if is(&["t", "triliun", "trilyun", "trliun"]) {
        (false, 12)
    } else {
        return Err(ReadError::NotANumber);
    };
    Ok((rest.trim_end(), percent, scale))
}

/// What stands in the text, before anything is decided.
struct Digits {
    /// All digits as one whole number.
    all: i128,
    /// Digits before the first mark.
    before: u32,
    /// Digits after the last mark.
    after: u32,
    dots: u32,
    commas: u32,
    /// Whether the last mark is a comma.
    comma_last: bool,
    /// Whether all groups between the marks have three digits.
    groups: bool,
    /// Whether the number begins with a zero that more digits follow.
    zero_first: bool,
}

impl Digits {
    fn of(text: &str) -> Result<Self, ReadError> {
        let mut found = Self {
            all: 0,
            before: 0,
            after: 0,
            dots: 0,
            commas: 0,
            comma_last: false,
            groups: true,
            zero_first: text.starts_with('0'),
        };
        let (mut count, mut zeros) = (0, 0);
        let mut blanks = false;
        for character in text.chars() {
            match character {
                '0'..='9' => {
                    count += 1;
                    // a fraction is printed with a zero before it
                    let leads =
                        found.all == 0 && character == '0' && found.dots + found.commas == 0;
                    zeros += u32::from(leads);
                    if count - zeros > DIGITS {
                        return Err(ReadError::TooLong);
                    }
                    found.all = found.all * 10 + i128::from(u32::from(character) - u32::from('0'));
                    found.after += 1;
                    if blanks && found.after > 3 {
                        return Err(ReadError::NotANumber);
                    }
                }
                '.' | ',' => {
                    if blanks && found.after != 3 {
                        return Err(ReadError::NotANumber);
                    }
                    if found.dots + found.commas == 0 {
                        found.before = count;
                    } else if found.after != 3 {
                        found.groups = false;
                    }
                    found.comma_last = character == ',';
                    if found.comma_last {
                        found.commas += 1;
                    } else {
                        found.dots += 1;
                    }
                    found.after = 0;
                    blanks = false;
                }
                // 1 234 567, also with the narrow spaces of typesetters
                ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => {
                    let fits = if blanks {
                        found.after == 3
                    } else {
                        found.dots + found.commas == 0 && (1..=3).contains(&found.after)
                    };
                    if !fits {
                        return Err(ReadError::NotANumber);
                    }
                    blanks = true;
                    found.after = 0;
                }
                _ => return Err(ReadError::NotANumber),
            }
        }
        if count == 0 || found.after == 0 || (blanks && found.after != 3) {
            return Err(ReadError::NotANumber);
        }
        Ok(found)
    }

    /// Places and marks of the likelier reading, and of the other one. Money without a scale has
    /// two places at most, so its three digits after one mark are thousands.
    #[expect(clippy::type_complexity, reason = "two readings of two parts each")]
    fn readings(&self, money: bool) -> Result<((u32, Marks), Option<(u32, Marks)>), ReadError> {
        use Marks::{English, Indonesian};
        let starts_group = (1..=3).contains(&self.before) && !self.zero_first;
        let one = |places, marks| Ok(((places, marks), None));
        match (self.dots, self.commas) {
            (0, 0) => one(0, Marks::None),
            (1, 0) | (0, 1) => {
                let (grouping, fraction) = if self.dots == 1 {
                    (Indonesian, English)
                } else {
                    (English, Indonesian)
                };
                if !(starts_group && self.after == 3) {
                    one(self.after, fraction)
                } else if money {
                    one(0, grouping)
                } else if self.dots == 1 {
                    Ok(((0, grouping), Some((self.after, fraction))))
                } else {
                    Ok(((self.after, fraction), Some((0, grouping))))
                }
            }
            // groups only
            (_, 0) | (0, _) if self.after != 3 || !self.groups || !starts_group => {
                Err(ReadError::NotANumber)
            }
            (_, 0) => one(0, Indonesian),
            (0, _) => one(0, English),
            // groups, and one mark before the fraction
            (_, 1) if self.comma_last && self.groups && starts_group => one(self.after, Indonesian),
            (1, _) if !self.comma_last && self.groups && starts_group => one(self.after, English),
            _ => Err(ReadError::NotANumber),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Marks, ReadError, missing_word, read};
    use crate::{Exact, State};

    fn likely(text: &str) -> String {
        read(text).unwrap().likely.value.full()
    }

    #[test]
    fn numbers_are_read_as_they_are_printed_here() {
        for (text, value) in [
            ("23.04", "23.04"),
            ("Rp 2,3 M", "2300000000"),
            ("62.4 Triliun", "62400000000000"),
            ("1.234.567", "1234567"),
            ("1.234,50", "1234.5"),
            ("1,234.50", "1234.5"),
            ("1,234,567", "1234567"),
            ("0.125", "0.125"),
            ("0,125", "0.125"),
            ("1234.567", "1234.567"),
            ("90,19 %", "90.19"),
            ("100%", "100"),
            ("5 003", "5003"),
            ("5\u{a0}003,5", "5003.5"),
            ("(1.250.000)", "-1250000"),
            ("-1,5", "-1.5"),
            ("−1,5", "-1.5"),
            ("Rp. 1.250,-", "1250"),
            ("Rp1.250", "1250"),
            ("rp 1,250", "1250"),
            ("-Rp 500", "-500"),
            ("Rp -500", "-500"),
            ("12 ribu", "12000"),
            ("2,75 juta", "2750000"),
            ("007", "7"),
            (",5", "0.5"),
        ] {
            assert_eq!(likely(text), value, "{text}");
            assert_eq!(read(text).unwrap().doubt(), None, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_two_ways_is_said() {
        for (text, first, second, doubt) in [
            (
                "1.234",
                "1234",
                "1.234",
                "Dapat dibaca dua cara. Tulis 1234 atau 1,234.",
            ),
            (
                "1,150",
                "1.15",
                "1150",
                "Dapat dibaca dua cara. Tulis 1,150 atau 1150.",
            ),
        ] {
            let number = read(text).unwrap();
            assert_eq!(number.likely.value.full(), first);
            assert_eq!(number.other.as_ref().unwrap().value.full(), second);
            assert_eq!(number.doubt().unwrap(), doubt);
        }
        let scaled = read("1.234 miliar").unwrap();
        assert_eq!(scaled.likely.value.full(), "1234000000000");
        assert_eq!(scaled.other.unwrap().value.full(), "1234000000");
    }

    #[test]
    fn how_exactly_it_was_written_is_kept() {
        assert_eq!(read("62,50").unwrap().likely.places, 2);
        assert_eq!(read("62,50").unwrap().likely.stored(), "62.50");
        assert_eq!(read("Rp 2,3 M").unwrap().likely.places, -8);
        assert_eq!(read("Rp 2,3 M").unwrap().likely.stored(), "2300000000");
        assert_eq!(read("1,150").unwrap().other.unwrap().marks, Marks::English);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "tiga",
            "1,2,3",
            "1.23.4",
            ",",
            "5.",
            "5,",
            "1e9",
            "1.234.5",
            "1.2,3.4",
            "12 orang",
            "1 2",
            "1 23",
            "Rp",
            "%",
            "--5",
            "-(5)",
            "(-5)",
            "1..5",
            "5 003 1",
            "Rp Rp 5",
            "1.2345,6",
            "m",
            "٣",
            "0.123.456",
            "-",
            "()",
        ] {
            assert_eq!(read(text), Err(ReadError::NotANumber), "{text}");
        }
        assert_eq!(read("  "), Err(ReadError::Empty));
        assert_eq!(read(&"1".repeat(25)), Err(ReadError::TooLong));
        assert_eq!(read(&" 1".repeat(200)), Err(ReadError::TooLong));
    }

    /// Whether what is stored of each of its readings is read as that number.
    fn reads_again(text: &str) -> bool {
        let Ok(number) = read(text) else { return true };
        let readings = [Some(&number.likely), number.other.as_ref()];
        readings.into_iter().flatten().all(|reading| {
            read(&reading.stored()).is_ok_and(|again| {
                again.likely.value == reading.value
                    || again
                        .other
                        .is_some_and(|other| other.value == reading.value)
            })
        })
    }

    #[test]
    fn what_is_stored_of_a_long_number_is_read_again() {
        // found by the fuzz target: the zero before the mark was the twenty-fifth digit
        for text in [
            ".040000000000001812752000",
            "0.040000000000001812752000",
            ",000000000000000000000000",
            "999999999999 T",
            "999999999999999,9999 M",
        ] {
            assert!(read(text).is_ok() && reads_again(text), "{text}");
        }
        // what would be stored with more digits than are read is refused at once
        for text in ["9999999999999 T", "999999999999999999999999 ribu"] {
            assert_eq!(read(text), Err(ReadError::TooLong), "{text}");
        }
        assert_eq!(likely(&format!("{}7", "0".repeat(100))), "7");
    }

    #[test]
    fn words_in_place_of_a_number() {
        assert_eq!(missing_word(" - "), Some(State::NotFilled));
        assert_eq!(missing_word("N/A"), Some(State::NotFilled));
        assert_eq!(missing_word("tdi"), Some(State::Tdi));
        assert_eq!(missing_word("0"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn every_printed_number_is_among_its_readings(digits in -10_i128.pow(18)..10_i128.pow(18), places in 0_u32..6) {
            let number = Exact::decimal(digits, places);
            for text in [number.indonesian(places), number.plain(places)] {
                let read = read(&text).unwrap();
                prop_assert!(
                    read.likely.value == number || read.other.is_some_and(|other| other.value == number),
                    "{}", text
                );
            }
        }

        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,60}", tail in "(Rp|IDR|\\(|-)? ?[0-9.,  ]{0,40} ?(%|M|jt|triliun|,-|\\))?") {
            let _ = read(&text);
            let _ = missing_word(&text);
            prop_assert!(reads_again(&text) && reads_again(&tail), "{text}, {tail}");
            if let Ok(number) = read(&tail) {
                let _ = (number.doubt(), number.likely.stored());
            }
        }
    }
}
