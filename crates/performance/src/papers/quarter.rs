//! A quarter of all agreements of a year on paper.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use platform::Instant;

use crate::books::{ReportLine, said};

/// The table, on a sheet on its side; as of when stands at the foot of each page.
pub fn quarter(name: &str, directory: &Directory, now: Instant, lines: &[ReportLine]) -> Paper {
    let region = &directory.region;
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Unit", 13, Align::Left),
        ("Indikator Kinerja", 20, Align::Left),
        ("Satuan", 7, Align::Left),
        ("Target Tahun", 8, Align::Right),
        ("Target TW", 8, Align::Right),
        ("Realisasi", 10, Align::Right),
        ("Capaian TW", 9, Align::Right),
        ("Capaian thd. Tahun", 9, Align::Right),
        ("Keterangan Unit", 15, Align::Left),
        ("Catatan Pemeriksa", 15, Align::Left),
    ]);
    let or_dash = |words: &str| match words {
        "" => "-".to_owned(),
        words => words.to_owned(),
    };
    for (n, it) in lines.iter().enumerate() {
        table.rows.push(vec![
            (n + 1).to_string(),
            it.unit.clone(),
            it.line.input.indicator.clone(),
            it.line.input.measure.clone(),
            it.line.input.target.to_string(),
            it.quarter_target.map_or("-".into(), |it| it.to_string()),
            said(it),
            it.quarter_percent(),
            it.of_year.percent(),
            or_dash(&it.remark),
            or_dash(&it.note),
        ]);
    }
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        letterhead: Some(Letterhead::of_unit(directory, None)),
        title: vec![name.to_uppercase()],
        number: None,
        place: String::new(),
        name: name.to_owned(),
        blocks: vec![match lines.is_empty() {
            true => Block::paragraph("Belum ada realisasi yang diminta untuk triwulan ini."),
            false => Block::Table(table),
        }],
        signatures: None,
        copies: vec![],
        footer: format!("Keadaan per {}", region.stamp(now)),
        simulated: region.simulated,
    }
}
