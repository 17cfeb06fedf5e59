//! Who has written, signed and reported each quarter, on paper.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use platform::Instant;

use crate::books::Watched;

/// The table, on a sheet on its side.
pub fn monitoring(year: i64, directory: &Directory, now: Instant, rows: &[Watched]) -> Paper {
    let region = &directory.region;
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Unit", 22, Align::Left),
        ("Status", 13, Align::Left),
        ("Ditandatangani", 16, Align::Left),
        ("Triwulan I", 15, Align::Left),
        ("Triwulan II", 15, Align::Left),
        ("Triwulan III", 15, Align::Left),
        ("Triwulan IV", 15, Align::Left),
    ]);
    for (n, it) in rows.iter().enumerate() {
        let mut row = vec![
            (n + 1).to_string(),
            it.unit.clone(),
            it.state.to_owned(),
            it.signature(),
        ];
        row.extend(it.quarters.iter().map(crate::books::Quarterly::words));
        table.rows.push(row);
    }
    let name = format!("Monitoring Perjanjian Kinerja {year}");
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        letterhead: Some(Letterhead::of_unit(directory, None)),
        title: vec![name.to_uppercase()],
        number: None,
        place: String::new(),
        name,
        blocks: vec![match rows.is_empty() {
            true => Block::paragraph("Belum ada perjanjian pada tahun ini."),
            false => Block::Table(table),
        }],
        signatures: None,
        copies: vec![],
        footer: format!("Keadaan per {}", region.stamp(now)),
        simulated: region.simulated,
    }
}
