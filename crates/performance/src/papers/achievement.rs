//! What the agreements of a year achieved, on paper.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use platform::Instant;

use crate::books::AchievedUnit;

/// Units by their mean, then every line with how it came about; as of when stands at the foot.
pub fn achievement(
    name: &str,
    directory: &Directory,
    now: Instant,
    units: &[AchievedUnit],
) -> Paper {
    let region = &directory.region;
    let mut blocks = vec![];
    if let Some(first) = units.first() {
        blocks.push(Block::section("A.", "Rata-rata capaian per unit"));
        blocks.push(Block::Table(means(units)));
        blocks.push(Block::section("B.", "Capaian per indikator"));
        blocks.push(Block::Table(lines(units)));
        blocks.push(Block::section("C.", "Dasar perhitungan"));
        let bases = first.grading.bases();
        blocks.extend(bases.iter().map(|it| Block::paragraph(it)));
    } else {
        blocks.push(Block::paragraph(
            "Belum ada perjanjian yang ditandatangani pada tahun ini.",
        ));
    }
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        letterhead: Some(Letterhead::of_unit(directory, None)),
        title: vec![name.to_uppercase()],
        number: None,
        place: String::new(),
        name: name.to_owned(),
        blocks,
        signatures: None,
        copies: vec![],
        footer: format!("Keadaan per {}", region.stamp(now)),
        simulated: region.simulated,
    }
}

fn means(units: &[AchievedUnit]) -> Table {
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Unit", 34, Align::Left),
        ("Rata-rata Capaian", 14, Align::Right),
        ("Predikat", 18, Align::Left),
        ("Keterangan", 26, Align::Left),
    ]);
    for (n, it) in units.iter().enumerate() {
        let predicate = it.predicate();
        table.rows.push(vec![
            (n + 1).to_string(),
            it.name.clone(),
            it.mean.percent(),
            match predicate.is_empty() {
                true => "-".to_owned(),
                false => predicate,
            },
            it.mean.counts(),
        ]);
    }
    table
}

fn lines(units: &[AchievedUnit]) -> Table {
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Unit", 16, Align::Left),
        ("Indikator Kinerja", 22, Align::Left),
        ("Satuan", 8, Align::Left),
        ("Target Tahun", 9, Align::Right),
        ("Realisasi", 11, Align::Right),
        ("Capaian", 11, Align::Right),
        ("Rincian Perhitungan", 22, Align::Left),
    ]);
    let all = units
        .iter()
        .flat_map(|unit| unit.lines.iter().map(move |line| (unit, line)));
    for (n, (unit, it)) in all.enumerate() {
        let input = &it.line.input;
        let bounded = it.achieved.bounded();
        table.rows.push(vec![
            (n + 1).to_string(),
            unit.name.clone(),
            input.indicator.clone(),
            input.measure.clone(),
            input.target.to_string(),
            it.achieved.actual.to_string(),
            match bounded.is_empty() {
                true => it.achieved.percent(),
                false => format!("{} ({bounded})", it.achieved.percent()),
            },
            it.achieved.line.clone(),
        ]);
    }
    table
}
