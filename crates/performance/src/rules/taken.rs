//! A realisation taken from the result of an IKK: never silently, with where it comes from.

use figures::{Amount, Exact, Quarterly};

/// The stored result of the IKK a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IkkResult {
    /// Code of the IKK.
    pub code: String,
    /// The year of the list it stands in.
    pub year: i64,
    /// The result, rounded to the places of the indicator.
    pub amount: Amount,
    /// How it came about.
    pub line: String,
}

impl IkkResult {
    /// A result, if it is a number that a form could hold.
    pub fn of(code: &str, year: i64, number: &Exact, places: u32, line: &str) -> Option<Self> {
        Some(Self {
            code: code.to_owned(),
            year,
            amount: number.plain(places).parse().ok()?,
            line: line.to_owned(),
        })
    }

    /// "Hasil IKK 2.e.1 tahun 2026: (4.512 ÷ 5.003) × 100 = 90,19 %".
    pub fn words(&self) -> String {
        format!("Hasil IKK {} tahun {}: {}", self.code, self.year, self.line)
    }
}

/// Whether the result of a year may stand for a quarter: only in the last one, where that quarter is the
/// year.
pub fn may_take(kind: Quarterly, quarter: i64) -> bool {
    quarter == 4 && matches!(kind, Quarterly::EndPosition | Quarterly::YearlyOnly)
}

#[cfg(test)]
mod tests {
    use figures::{Exact, Quarterly};

    use super::{IkkResult, may_take};

    #[test]
    fn a_year_stands_for_its_last_quarter_only_where_that_is_the_year() {
        assert!(may_take(Quarterly::YearlyOnly, 4) && may_take(Quarterly::EndPosition, 4));
        assert!(!may_take(Quarterly::EndPosition, 3));
        assert!(!may_take(Quarterly::Accumulated, 4) && !may_take(Quarterly::Mean, 4));
    }

    #[test]
    fn it_says_where_it_comes_from() {
        let number: Exact = "451200/5003".parse().unwrap();
        let line = "(4.512 ÷ 5.003) × 100 = 90,19 %";
        let found = IkkResult::of("2.e.1", 2026, &number, 2, line).unwrap();
        assert_eq!(found.amount.to_string(), "90,19");
        assert_eq!(found.words(), format!("Hasil IKK 2.e.1 tahun 2026: {line}"));
        let below: Exact = "-1".parse().unwrap();
        assert_eq!(IkkResult::of("2.e.1", 2026, &below, 2, line), None);
    }
}
