//! *Daftar IKK tahunan* as a workbook in the official columns: it is filled in Excel and comes back in.

use documents::{
    lists,
    workbook::{Cell, List},
};
use government::Directory;
use platform::{Instant, Uuid};
use regulations::yearly;
use values::store::{Asked, Rules};

use crate::web::FAMILY;

/// Where statements of an indicator come from, in words.
pub(crate) fn mark(own: bool, seen: bool) -> &'static str {
    match (own, seen) {
        (true, true) => "milik daerah",
        (true, false) => "milik daerah, sebagian belum diverifikasi",
        (false, true) => "terlihat",
        (false, false) => "belum diverifikasi",
    }
}

/// The rows of a year: what the pack has with what the region lays over it, and who owns it here.
pub(crate) fn rows(
    rules: &Rules,
    year: u16,
    asked: &[Asked],
    supporting: &[(Uuid, Uuid)],
    directory: &Directory,
) -> Vec<Vec<Cell>> {
    let Some(merged) = rules.merged(FAMILY, year).one() else {
        return vec![];
    };
    let overlay = rules.overlay(&merged.id, year);
    let rows = yearly::rows(&merged, 1).into_iter();
    rows.zip(&merged.indicators)
        .map(|(row, indicator)| {
            let code = indicator.code.as_str();
            let one = asked.iter().find(|one| one.indicator.code == code);
            let own = indicator.provenance.is_own();
            let cell = |key: &str| -> String {
                let here = match key {
                    "old_code" => Some(overlay.old_code(code))
                        .filter(|old| *old != code)
                        .map(str::to_owned),
                    "main_owner" => one
                        .and_then(|one| one.indicator.unit_id)
                        .map(|unit| directory.unit_name(unit).to_owned()),
                    "supporting" => one.and_then(|one| supports(one, supporting, directory)),
                    "element_owners" => one.and_then(|one| element_owners(one, directory)),
                    _ => None,
                };
                here.unwrap_or_else(|| row.cell(key).to_owned())
            };
            let of_list = yearly::COLUMNS
                .iter()
                .map(|column| Cell::from(cell(column.key)));
            let basis = if own { overlay.basis.as_str() } else { "" };
            std::iter::once(Cell::Whole(i64::from(year)))
                .chain(of_list)
                .chain([Cell::from(basis)])
                .chain(target(one))
                .collect()
        })
        .collect()
}

/// What an indicator is meant to reach, and what says so.
fn target(one: Option<&Asked>) -> [Cell; 2] {
    let it = one.map(|one| &one.indicator);
    let amount = it.and_then(|it| it.target.as_deref()?.parse().ok());
    [
        amount.map_or(Cell::Empty, Cell::Number),
        Cell::from(it.map_or("", |it| it.target_basis.as_str())),
    ]
}

fn supports(one: &Asked, all: &[(Uuid, Uuid)], directory: &Directory) -> Option<String> {
    let of_one = all.iter().filter(|(id, _)| *id == one.indicator.id);
    let names: Vec<&str> = of_one.map(|(_, unit)| directory.unit_name(*unit)).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

fn element_owners(one: &Asked, directory: &Directory) -> Option<String> {
    let named: Vec<String> = one
        .elements
        .iter()
        .filter_map(|it| {
            Some(format!(
                "{} = {}",
                it.letter,
                directory.unit_name(it.unit_id?)
            ))
        })
        .collect();
    (!named.is_empty()).then(|| named.join("; "))
}

/// The workbook; behind the columns that come back in stands where each row comes from.
pub(crate) fn list(
    rules: &Rules,
    year: u16,
    asked: &[Asked],
    supporting: &[(Uuid, Uuid)],
    (directory, now): (&Directory, Instant),
) -> List {
    let mut columns = vec![("Tahun", 7)];
    columns.extend(yearly::COLUMNS.iter().map(|column| {
        let width = match column.key {
            "name" | "numerator" | "denominator" => 44,
            "code" | "old_code" | "parent" | "kind" | "measure" | "direction" => 11,
            _ => 26,
        };
        (column.names.first().copied().unwrap_or(column.key), width)
    }));
    columns.extend([
        ("Dasar Hukum", 40),
        ("Target", 14),
        ("Sumber Target", 30),
        ("Tanda", 26),
    ]);
    let merged = rules.merged(FAMILY, year).one();
    let marks = merged.iter().flat_map(|it| &it.indicators).map(|it| {
        let sources = &it.provenance;
        let seen = sources.mark() != regulations::Mark::Unverified;
        Cell::from(mark(sources.is_own(), seen))
    });
    let rows = rows(rules, year, asked, supporting, directory)
        .into_iter()
        .zip(marks)
        .map(|(mut row, mark)| {
            row.push(mark);
            row
        });
    let title = merged.as_ref().map_or("", |it| it.title.as_str());
    lists::begin(&format!("Daftar IKK {year}"), directory, now, &columns)
        .note(format!(
            "Sumber: {title}. Sel kosong pada impor berarti seperti paket; Target yang kosong tetap seperti \
             tersimpan, dan dihapus bila selnya bertuliskan hapus."
        ))
        .rows(rows)
}
