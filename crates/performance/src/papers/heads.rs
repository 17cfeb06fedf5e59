//! *Bahan Evaluasi Kepala Perangkat Daerah* on paper: all heads of a year, and one of them.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use platform::Instant;

use crate::books::{EvaluatedHead, bases};

fn paper(
    title: String,
    name: String,
    directory: &Directory,
    now: Instant,
    blocks: Vec<Block>,
) -> Paper {
    let region = &directory.region;
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        letterhead: Some(Letterhead::of_unit(directory, None)),
        title: vec![title.to_uppercase()],
        number: None,
        place: String::new(),
        name,
        blocks,
        signatures: None,
        copies: vec![],
        footer: format!("Terbatas. Keadaan per {}", region.stamp(now)),
        simulated: region.simulated,
    }
}

/// All heads of a year, on a sheet on its side.
pub fn heads(name: &str, directory: &Directory, now: Instant, all: &[EvaluatedHead]) -> Paper {
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Pejabat", 18, Align::Left),
        ("Unit", 15, Align::Left),
        ("Bagian", 10, Align::Left),
        ("Rata-rata Capaian PK", 10, Align::Right),
        ("Rata-rata Dibatasi", 10, Align::Right),
        ("Yang Belum Ada", 18, Align::Left),
        ("Terlambat", 15, Align::Left),
        ("Laporan Kinerja", 11, Align::Left),
        ("Pengisian LPPD", 13, Align::Left),
        ("Usulan", 14, Align::Left),
    ]);
    for (n, it) in all.iter().enumerate() {
        let mut named = vec![it.name.clone()];
        named.extend(it.times.iter().cloned());
        table.rows.push(vec![
            (n + 1).to_string(),
            named.join("\n"),
            it.unit.clone(),
            it.part.clone(),
            format!("{} ({})", it.mean.percent(), it.mean.counts()),
            it.capped.percent(),
            it.missing_words(),
            it.late_words(),
            it.report.to_owned(),
            it.lppd.clone(),
            it.proposal.clone(),
        ]);
    }
    let mut blocks = vec![match all.is_empty() {
        true => Block::paragraph("Belum ada kepala perangkat daerah pada tahun ini."),
        false => Block::Table(table),
    }];
    blocks.push(Block::section("", "Dasar perhitungan"));
    blocks.extend(bases().iter().map(|it| Block::paragraph(it)));
    paper(name.to_owned(), name.to_owned(), directory, now, blocks)
}

/// What stands on the sheet of one head.
#[derive(Clone, Copy, Debug)]
pub struct HeadSheet<'a> {
    /// The year.
    pub year: i64,
    /// The head.
    pub head: &'a EvaluatedHead,
    /// Each quarter: its name, how it stands, what the reviewer noted.
    pub quarters: &'a [[String; 4]],
    /// Earlier years: year, unit, mean, of how many.
    pub earlier: &'a [[String; 4]],
    /// What was proposed and decided: label and words; empty where the reader may not know.
    pub decided: &'a [(&'static str, String)],
}

fn lines(head: &EvaluatedHead) -> Block {
    if head.lines.is_empty() {
        return Block::paragraph("Belum ada indikator yang menjadi tanggung jawabnya.");
    }
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Indikator Kinerja", 26, Align::Left),
        ("Target", 12, Align::Right),
        ("Realisasi", 12, Align::Right),
        ("Capaian", 12, Align::Right),
        ("Rincian Perhitungan", 34, Align::Left),
    ]);
    for (n, it) in head.lines.iter().enumerate() {
        let bounded = it.achieved.bounded();
        let explained = [it.achieved.line.clone(), it.left()];
        let explained: Vec<String> = explained.into_iter().filter(|it| !it.is_empty()).collect();
        table.rows.push(vec![
            (n + 1).to_string(),
            it.line.input.indicator.clone(),
            format!(
                "{} {}",
                crate::rules::printed(&it.target),
                it.line.input.measure
            ),
            it.achieved.actual.to_string(),
            match bounded.is_empty() {
                true => it.achieved.percent(),
                false => format!("{} ({bounded})", it.achieved.percent()),
            },
            explained.join("\n"),
        ]);
    }
    Block::Table(table)
}

fn rows(columns: [(&str, u32, Align); 4], all: &[[String; 4]], none: &str) -> Block {
    if all.is_empty() {
        return Block::paragraph(none);
    }
    let mut table = Table::simple(&columns);
    table.rows.extend(all.iter().map(|row| row.to_vec()));
    Block::Table(table)
}

/// One head: the lines with how they came about, the quarters, earlier years, what people decided.
pub fn head(it: &HeadSheet<'_>, directory: &Directory, now: Instant) -> Paper {
    let head = it.head;
    let facts = [
        ("Pejabat", head.name.clone()),
        ("Unit", head.unit.clone()),
        ("Masa jabatan", head.times.join("; ")),
        ("Bagian", head.part.clone()),
        (
            "Rata-rata capaian PK",
            format!("{} ({})", head.mean.percent(), head.mean.counts()),
        ),
        ("Rata-rata dibatasi", head.capped.percent()),
        ("Yang belum ada", head.missing_words()),
        ("Terlambat", head.late_words()),
        ("Laporan Kinerja", head.report.to_owned()),
        ("Pengisian LPPD", head.lppd.clone()),
    ];
    let mut blocks = vec![
        Block::facts(facts),
        Block::section("A.", "Capaian per indikator"),
        lines(head),
        Block::section("B.", "Realisasi triwulan"),
        rows(
            [
                ("Triwulan", 16, Align::Left),
                ("Status", 24, Align::Left),
                ("Ketepatan", 24, Align::Left),
                ("Catatan Pemeriksa", 36, Align::Left),
            ],
            it.quarters,
            "Belum ada triwulan yang diminta pada bagiannya.",
        ),
        Block::section("C.", "Tahun sebelumnya"),
        rows(
            [
                ("Tahun", 12, Align::Center),
                ("Unit", 44, Align::Left),
                ("Rata-rata Unit", 18, Align::Right),
                ("Keterangan", 26, Align::Left),
            ],
            it.earlier,
            "Tidak ada perjanjian tahun sebelumnya yang ditandatanganinya.",
        ),
        Block::section("D.", "Usulan dan putusan"),
    ];
    blocks.push(match it.decided.is_empty() {
        true => Block::paragraph("Belum ada usulan yang diputuskan."),
        false => Block::facts(
            it.decided
                .iter()
                .map(|(label, words)| (*label, words.clone())),
        ),
    });
    blocks.push(Block::section("E.", "Dasar perhitungan"));
    blocks.extend(bases().iter().map(|it| Block::paragraph(it)));
    let title = format!("Bahan Evaluasi Kepala Perangkat Daerah {}", it.year);
    let name = format!("Bahan Evaluasi {} {}", head.name, it.year);
    paper(title, name, directory, now, blocks)
}
