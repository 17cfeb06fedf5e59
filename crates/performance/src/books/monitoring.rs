//! Who has written, signed and reported each quarter.

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use government::Directory;
use platform::{Instant, Uuid};

/// What stands where a quarter is not over, or nothing is signed yet.
const UNASKED: &str = "Belum diminta";

/// A quarter of an agreement; not asked for yet where it has no state.
#[derive(Clone, Debug, Default)]
pub struct Quarterly {
    /// How it stands, or empty.
    pub state: &'static str,
    /// When it was sent, or empty.
    pub day: String,
    /// How late it is, or was, or empty.
    pub late: String,
}

impl Quarterly {
    /// All of it in a line.
    pub fn words(&self) -> String {
        if self.state.is_empty() {
            return UNASKED.to_owned();
        }
        let parts = [self.state, self.day.as_str(), self.late.as_str()];
        let said = parts.into_iter().filter(|it| !it.is_empty());
        said.collect::<Vec<_>>().join(", ")
    }
}

/// How an agreement stands.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The agreement.
    pub agreement: Uuid,
    /// Whose.
    pub unit: String,
    /// Where its latest version stands.
    pub state: &'static str,
    /// Classes of the mark.
    pub chip: &'static str,
    /// When it was signed, or empty.
    pub signed: String,
    /// How late the signature is, or empty.
    pub late: String,
    /// Its quarters.
    pub quarters: [Quarterly; 4],
}

impl Watched {
    /// Whether something of it is late now, or was.
    pub fn is_late(&self) -> bool {
        let quarters = self.quarters.iter().map(|it| &it.late);
        quarters.chain([&self.late]).any(|it| !it.is_empty())
    }

    /// The signature in words.
    pub fn signature(&self) -> String {
        let signed = match self.signed.as_str() {
            "" => "Belum TTD",
            day => day,
        };
        match self.late.as_str() {
            "" => signed.to_owned(),
            late => format!("{signed}, {late}"),
        }
    }
}

/// The list of a year.
pub fn monitoring(year: i64, directory: &Directory, now: Instant, rows: &[Watched]) -> List {
    let name = format!("Monitoring PK {year}");
    begin(
        &name,
        directory,
        now,
        &[
            ("No", 5),
            ("Unit", 40),
            ("Status", 24),
            ("Ditandatangani", 30),
            ("Triwulan I", 30),
            ("Triwulan II", 30),
            ("Triwulan III", 30),
            ("Triwulan IV", 30),
        ],
    )
    .rows(rows.iter().enumerate().map(|(index, it)| {
        let mut row = vec![
            Cell::count(index + 1),
            Cell::from(it.unit.as_str()),
            Cell::from(it.state),
            Cell::from(it.signature()),
        ];
        row.extend(it.quarters.iter().map(|it| match it.state.is_empty() {
            true => Cell::Missing(UNASKED),
            false => Cell::from(it.words()),
        }));
        row
    }))
}

#[cfg(test)]
mod tests {
    use super::Quarterly;

    #[test]
    fn a_quarter_nobody_asked_for_is_not_late() {
        assert_eq!(Quarterly::default().words(), "Belum diminta");
        let late = Quarterly {
            state: "Terkirim",
            day: "20 April 2026".into(),
            late: "Terlambat 2 hari kerja".into(),
        };
        assert_eq!(
            late.words(),
            "Terkirim, 20 April 2026, Terlambat 2 hari kerja"
        );
    }
}
