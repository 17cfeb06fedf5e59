//! The calendar of a year, a due date a row.

use std::collections::BTreeMap;

use time::Date;

use super::wrong;
use crate::{
    Due, DueRule, Mark, Pack, Provenance,
    yearly::{Column, Trouble},
};

/// The columns, in order.
pub const DUE_COLUMNS: [Column; 5] = [
    Column::required(
        "title",
        &["Laporan", "Kegiatan"],
        "Nama yang sama dengan yang sudah ada mengubah batas waktunya.",
    ),
    Column::optional(
        "from",
        &["Dari", "Penanggung Jawab"],
        "Siapa yang menyampaikan.",
    ),
    Column::optional("to", &["Kepada"], "Siapa yang menerima."),
    Column::required(
        "day",
        &["Batas Waktu", "Tanggal"],
        "Tanggal tahun ini; kosong berarti seperti semula.",
    ),
    Column::optional(
        "basis",
        &["Dasar"],
        "Surat, keputusan, atau peraturan yang menetapkannya.",
    ),
];

/// A due date, its cells as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueRow {
    /// Its number on the sheet.
    pub number: u32,
    /// What is due.
    pub title: String,
    /// Who owes it.
    pub from: String,
    /// Who gets it.
    pub to: String,
    /// The last day.
    pub day: Option<Date>,
    /// What says so.
    pub basis: String,
}

/// Reads the due dates of a fiscal year that differ from the pack's, or come beside them. A date
/// without a basis is refused: nobody could say later whose it is.
///
/// # Errors
/// Everything that is wrong, by row and column.
pub fn read_dues(pack: &Pack, fiscal_year: u16, rows: &[DueRow]) -> Result<Vec<Due>, Vec<Trouble>> {
    let mut troubles = Vec::new();
    let mut dues = Vec::new();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let title = row.title.trim();
        if title.is_empty() {
            wrong(&mut troubles, row.number, "title", "Wajib diisi.");
            continue;
        }
        if let Some(first) = seen.insert(title.to_lowercase(), row.number) {
            let words = format!("Sudah ada pada baris {first}.");
            wrong(&mut troubles, row.number, "title", words);
        }
        let same = |it: &&Due| it.title.to_lowercase() == title.to_lowercase();
        let before = pack.calendar.iter().find(same);
        let Some(day) = row.day else {
            if before.is_none() {
                wrong(&mut troubles, row.number, "day", "Wajib diisi.");
            }
            continue;
        };
        if before.is_some_and(|it| it.rule.day(fiscal_year.into(), None) == Some(day)) {
            continue;
        }
        let years_after = u8::try_from(day.year() - i32::from(fiscal_year)).ok();
        let Some(years_after) = years_after.filter(|years| *years <= 2) else {
            let words = format!(
                "Tanggalnya di luar tahun {fiscal_year} sampai {}.",
                fiscal_year + 2
            );
            wrong(&mut troubles, row.number, "day", words);
            continue;
        };
        if row.basis.trim().is_empty() {
            let words = "Tulis dasar batas waktu ini, misalnya nomor surat edaran.";
            wrong(&mut troubles, row.number, "basis", words);
        }
        let cell = |own: &str, before: Option<&String>| match own.trim() {
            "" => before.cloned().unwrap_or_default(),
            own => own.to_owned(),
        };
        dues.push(Due {
            id: before.map_or_else(|| id(title), |it| it.id.clone()),
            title: title.to_owned(),
            from: cell(&row.from, before.map(|it| &it.from)),
            to: cell(&row.to, before.map(|it| &it.to)),
            rule: DueRule::Day {
                month: day.month().into(),
                day: day.day(),
                years_after,
            },
            basis: row.basis.trim().to_owned(),
            provenance: Provenance::new(Mark::Region, row.basis.trim()),
        });
    }
    match troubles.is_empty() {
        true => Ok(dues),
        false => Err(troubles),
    }
}

/// The due dates of a pack, merged or not, in a fiscal year; what follows an event has no day.
pub fn due_rows(pack: &Pack, fiscal_year: u16, first: u32) -> Vec<DueRow> {
    let rows = (first..).zip(&pack.calendar).map(|(number, it)| DueRow {
        number,
        title: it.title.clone(),
        from: it.from.clone(),
        to: it.to.clone(),
        day: it.rule.day(fiscal_year.into(), None),
        basis: it.provenance.citation.clone(),
    });
    rows.collect()
}

/// An id for a title nobody gave one.
fn id(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    format!("daerah-{}", words.join("-"))
}

#[cfg(test)]
mod tests {
    use time::{Date, Month};

    use super::{DueRow, due_rows, read_dues};
    use crate::{Mark, Overlay, Pack, catalogue, pack};

    fn calendar() -> &'static Pack {
        pack("kalender-akuntabilitas").expect("a pack")
    }

    fn day(year: i32, month: Month, day: u8) -> Date {
        Date::from_calendar_date(year, month, day).expect("a date")
    }

    #[test]
    fn a_calendar_that_was_not_touched_changes_nothing() {
        let rows = due_rows(calendar(), 2025, 2);
        assert_eq!(rows.len(), calendar().calendar.len());
        assert_eq!(read_dues(calendar(), 2025, &rows), Ok(vec![]));
    }

    #[test]
    fn an_earlier_date_of_the_region_and_one_of_a_portal() {
        let mut rows = due_rows(calendar(), 2025, 2);
        let lppd = rows
            .iter_mut()
            .find(|it| it.title.starts_with("LPPD"))
            .expect("a row");
        lppd.day = Some(day(2026, Month::March, 15));
        lppd.basis = "SE Wali Kota 4/2026".into();
        rows.push(DueRow {
            number: 20,
            title: "Pengisian SI-LPPD".into(),
            from: "Bagian Tata Pemerintahan".into(),
            to: "Kemendagri".into(),
            day: Some(day(2026, Month::March, 20)),
            basis: "Surat Kemendagri 2026".into(),
        });
        let dues = read_dues(calendar(), 2025, &rows).expect("due dates");
        let ids: Vec<&str> = dues.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["lppd", "daerah-pengisian-si-lppd"]);
        let merged = calendar().with(&Overlay {
            calendar: dues,
            ..Overlay::default()
        });
        assert_eq!(merged.check(catalogue()), []);
        let lppd = merged.due("lppd").expect("a due date");
        assert_eq!(lppd.rule.day(2025, None), Some(day(2026, Month::March, 15)));
        assert_eq!(lppd.provenance.mark, Mark::Region);
        assert_eq!(lppd.to, "Menteri Dalam Negeri melalui gubernur");
    }

    #[test]
    fn what_is_wrong_is_told_by_row_and_column() {
        let row = |number, title: &str, day, basis: &str| DueRow {
            number,
            title: title.into(),
            day,
            basis: basis.into(),
            ..DueRow::default()
        };
        let rows = [
            row(2, " ", None, ""),
            row(3, "Desk LPPD", None, "SE"),
            row(4, "Desk LPPD", Some(day(2026, Month::January, 20)), ""),
            row(5, "Reviu", Some(day(2024, Month::January, 20)), "SE"),
        ];
        let troubles = read_dues(calendar(), 2025, &rows).expect_err("troubles");
        let places: Vec<(u32, &str)> = troubles.iter().map(|it| (it.row, it.column)).collect();
        assert_eq!(
            places,
            [
                (2, "title"),
                (3, "day"),
                (4, "title"),
                (4, "basis"),
                (5, "day")
            ]
        );
    }
}
