//! Rupiah as whole sen. Pure.

use figures::{Amount, Money};

/// Reads what a person typed: "Rp 1.234.567,50", "1234567".
///
/// # Errors
/// In words for the person.
pub fn read(typed: &str) -> Result<i64, String> {
    Money::read(typed)
        .map(Money::sen)
        .map_err(|error| error.to_string())
}

/// "Rp1.234.567,50"; whole rupiah without sen.
pub fn text(sen: i64) -> String {
    Money::of_sen(sen).map_or_else(String::new, |money| format!("Rp{money}"))
}

/// For a cell of a workbook, in rupiah.
pub fn amount(sen: i64) -> Option<Amount> {
    let sen = Money::of_sen(sen)?.sen();
    format!("{}.{:02}", sen / 100, sen % 100).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{amount, read, text};

    #[test]
    fn rupiah_are_read_and_written_as_people_do() {
        assert_eq!(read("Rp 1.234.567,50"), Ok(123_456_750));
        assert_eq!(read("1234567"), Ok(123_456_700));
        assert_eq!(read("Rp1.250.000"), Ok(125_000_000));
        assert_eq!(read("0"), Ok(0));
        assert!(read("banyak").is_err_and(|text| text.contains("angka")));
        assert!(read("0,005").is_err() && read("").is_err());
        assert!(read("99999999999999999999").is_err());
        assert_eq!(text(123_456_750), "Rp1.234.567,50");
        assert_eq!(text(125_000_000), "Rp1.250.000");
        assert_eq!(text(0), "Rp0");
        let cell = amount(123_456_750).expect("an amount");
        assert_eq!(cell.stored(), "1234567.50");
    }
}
