//! The IKK of a planning year: mapped or not, whose, and why not.

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use government::Directory;
use platform::Instant;

use crate::rules::tree::Covered;

/// An IKK in a row.
#[derive(Clone, Debug)]
pub struct MappedIkk {
    /// Kind of its affair.
    pub kind: &'static str,
    /// The IKK.
    pub ikk: Covered,
    /// Who owns it.
    pub unit: String,
    /// Why it is not mapped, or empty.
    pub reason: String,
}

/// The list; `notes` stand above it, `unwritten` where no reason is.
pub fn mapping(
    name: &str,
    directory: &Directory,
    now: Instant,
    (notes, unwritten): (Vec<String>, &'static str),
    rows: &[MappedIkk],
) -> List {
    let list = begin(
        name,
        directory,
        now,
        &[
            ("No", 5),
            ("Jenis Urusan", 30),
            ("Urusan", 32),
            ("Kode IKK", 12),
            ("IKK Hasil", 60),
            ("PD Pengampu", 36),
            ("Sub Kegiatan Beranggaran", 18),
            ("Alasan Belum Dipetakan", 60),
        ],
    );
    let list = notes.into_iter().fold(list, List::note);
    list.rows(rows.iter().enumerate().map(|(index, it)| {
        vec![
            Cell::count(index + 1),
            Cell::from(it.kind),
            Cell::from(it.ikk.affair.as_str()),
            Cell::from(it.ikk.code.as_str()),
            Cell::from(it.ikk.name.as_str()),
            Cell::from(it.unit.as_str()),
            Cell::from(if it.ikk.covered { "Ada" } else { "Belum ada" }),
            match it.ikk.covered {
                true => Cell::Empty,
                false => Cell::text_or(it.reason.as_str(), unwritten),
            },
        ]
    }))
}
