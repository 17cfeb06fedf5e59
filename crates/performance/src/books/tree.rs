//! The plan tree as a table: a row for each indicator of each node, with its targets and money.

use documents::{
    lists::begin,
    workbook::{Cell, List},
};
use government::{Directory, mission::Mission};
use platform::Instant;

use crate::{store::tree::DevelopmentPlan, web::Branch};

/// The table; the money of a year is that of the latest version of its budget.
pub fn tree(
    plan: &DevelopmentPlan,
    directory: &Directory,
    now: Instant,
    parts: &[(&Mission, Vec<Branch<'_>>)],
) -> List {
    let years: Vec<i64> = plan.years().collect();
    let heads: Vec<(String, u16)> = years
        .iter()
        .map(|year| (format!("Target {year}"), 12))
        .chain(
            years
                .iter()
                .map(|year| (format!("Anggaran {year} (Rp)"), 18)),
        )
        .collect();
    let mut columns = vec![
        ("Misi", 8),
        ("Tingkat", 14),
        ("Kode", 20),
        ("Uraian", 44),
        ("Penanggung Jawab", 32),
        ("Kode IKK", 14),
        ("Indikator", 40),
        ("Satuan", 12),
        ("Kondisi Awal", 12),
    ];
    columns.extend(heads.iter().map(|(head, width)| (head.as_str(), *width)));
    let mut rows = Vec::new();
    for (mission, branches) in parts {
        for branch in branches {
            let lines = branch.indicators.len().max(1);
            for place in 0..lines {
                let indicator = branch.indicators.get(place);
                let mut row = vec![
                    Cell::Whole(mission.number),
                    Cell::from(branch.node.level().label()),
                    Cell::from(branch.node.code.as_str()),
                    Cell::from(branch.node.name.as_str()),
                    Cell::from(branch.unit.as_str()),
                    Cell::from(branch.node.ikk.as_str()),
                    Cell::text_or(indicator.map_or("", |it| &it.name), "Belum ada indikator"),
                    Cell::from(indicator.map_or("", |it| &it.measure)),
                    Cell::number_or(indicator.and_then(|it| it.baseline), "Belum diisi"),
                ];
                row.extend(years.iter().map(|year| {
                    let targets = indicator.map_or(&[][..], |it| &it.targets);
                    let found = targets.iter().find(|(known, _)| known == year);
                    Cell::number_or(found.map(|(_, target)| *target), "Belum diisi")
                }));
                row.extend(years.iter().map(|year| {
                    // the later version stands last
                    let mut own = branch.budgets.iter().filter(|it| it.year == *year);
                    let amount = own.next_back().and_then(|it| it.amount());
                    match amount.filter(|_| place == 0) {
                        Some(amount) => Cell::from(amount.to_string()),
                        None => Cell::Empty,
                    }
                }));
                rows.push(row);
            }
        }
    }
    begin(&plan.title, directory, now, &columns).rows(rows)
}
