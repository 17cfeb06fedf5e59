//! A performance report (LKjIP) on paper: its chapters with the words of the unit around computed tables.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::Directory;

use crate::{
    books::{NO_DATA, ReportTables},
    papers::total,
    rules::{Chapter, ChapterTable, chapters, outline_basis},
};

/// Everything that stands on a report.
#[derive(Clone, Debug)]
pub struct ReportPaper<'a> {
    /// The year.
    pub year: i64,
    /// "Versi 2, dikirim 3 Maret 2027", or that it is a draft.
    pub edition: String,
    /// As of when.
    pub stamp: String,
    /// Whose.
    pub unit: platform::Uuid,
    /// The words of a chapter, or why they are not shown.
    pub words: Vec<(&'a str, String)>,
    /// What is computed.
    pub tables: &'a ReportTables,
}

/// The report; its annex, the agreement, are papers of their own.
pub fn report(it: &ReportPaper<'_>, directory: &Directory) -> Paper {
    let unit = directory.unit_name(it.unit);
    let mut blocks = vec![Block::facts([
        ("Keadaan per", it.stamp.clone()),
        ("Versi", it.edition.clone()),
        ("Sistematika", outline_basis().to_owned()),
    ])];
    for chapter in chapters() {
        blocks.push(Block::section(&chapter.number, &chapter.title));
        blocks.extend(computed(chapter, it.tables));
        let words = it.words.iter().find(|(id, _)| *id == chapter.id);
        blocks.extend(paragraphs(words.map_or("", |(_, words)| words)));
    }
    blocks.push(Block::section("", "Dasar perhitungan"));
    let bases = it.tables.unit.grading.bases();
    blocks.extend(bases.iter().map(|it| Block::paragraph(it)));
    Paper {
        format: Format::of(directory.stationery.sheet),
        letterhead: Some(Letterhead::of_unit(directory, Some(it.unit))),
        title: vec![
            format!("LAPORAN KINERJA TAHUN {}", it.year),
            unit.to_uppercase(),
        ],
        number: None,
        place: String::new(),
        name: format!("Laporan Kinerja {} {unit}", it.year),
        blocks,
        signatures: None,
        copies: vec![],
        footer: format!("{}; keadaan per {}", it.edition, it.stamp),
        simulated: directory.region.simulated,
    }
}

/// Each line that was typed is a paragraph.
fn paragraphs(words: &str) -> Vec<Block> {
    let lines = words.lines().map(str::trim).filter(|it| !it.is_empty());
    let found: Vec<Block> = lines.map(Block::paragraph).collect();
    match found.is_empty() {
        true => vec![Block::paragraph("Bab ini belum ditulis.")],
        false => found,
    }
}

fn computed(chapter: &Chapter, tables: &ReportTables) -> Vec<Block> {
    let Some(kind) = chapter.table else {
        return vec![];
    };
    if tables.unit.lines.is_empty() && kind != ChapterTable::Budget {
        return vec![Block::paragraph(
            "Perjanjian kinerja yang ditandatangani belum memuat indikator.",
        )];
    }
    match kind {
        ChapterTable::Targets => vec![Block::Table(targets(tables))],
        ChapterTable::Achievement => achievement(tables),
        ChapterTable::Budget => budget(tables),
        // tables of other reports
        ChapterTable::Macro | ChapterTable::Affairs | ChapterTable::Chosen => vec![],
    }
}

fn targets(tables: &ReportTables) -> Table {
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Sasaran", 26, Align::Left),
        ("Indikator Kinerja", 34, Align::Left),
        ("Satuan", 12, Align::Left),
        ("Target", 12, Align::Right),
    ]);
    for (n, it) in tables.unit.lines.iter().enumerate() {
        let input = &it.line.input;
        table.rows.push(vec![
            (n + 1).to_string(),
            input.objective.clone(),
            input.indicator.clone(),
            input.measure.clone(),
            input.target.to_string(),
        ]);
    }
    table
}

fn achievement(tables: &ReportTables) -> Vec<Block> {
    let mut now = Table::simple(&[
        ("No", 4, Align::Center),
        ("Indikator Kinerja", 28, Align::Left),
        ("Satuan", 9, Align::Left),
        ("Target", 9, Align::Right),
        ("Realisasi", 12, Align::Right),
        ("Capaian", 12, Align::Right),
        ("Rincian Perhitungan", 26, Align::Left),
    ]);
    let mut columns = vec![
        ("No", 4, Align::Center),
        ("Indikator Kinerja", 30, Align::Left),
    ];
    let years: Vec<String> = tables
        .years
        .iter()
        .map(|it| format!("Realisasi {it}"))
        .collect();
    columns.extend(years.iter().map(|it| (it.as_str(), 13, Align::Right)));
    columns.extend([
        ("Realisasi Tahun Ini", 13, Align::Right),
        ("Target Akhir Rencana", 14, Align::Right),
        ("Capaian thd. Target Akhir", 13, Align::Right),
    ]);
    let mut against = Table::simple(&columns);
    for (n, (it, with)) in tables.rows().enumerate() {
        let input = &it.line.input;
        let bounded = it.achieved.bounded();
        now.rows.push(vec![
            (n + 1).to_string(),
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
        let mut row = vec![(n + 1).to_string(), input.indicator.clone()];
        row.extend(with.before_words());
        row.extend([
            it.achieved.actual.to_string(),
            with.plan_words(),
            with.way_words(),
        ]);
        against.rows.push(row);
    }
    let mean = &tables.unit.mean;
    let predicate = match tables.unit.predicate() {
        words if words.is_empty() => String::new(),
        words => format!(", {words}"),
    };
    let sent = match tables.unit.sent {
        "Belum ada" => "Belum ada realisasi yang dikirim.".to_owned(),
        sent => format!("Realisasi sampai dengan {sent}."),
    };
    vec![
        Block::heading("1.", "Target dan realisasi tahun ini"),
        Block::paragraph(&sent),
        Block::Table(now),
        Block::paragraph(&format!(
            "Rata-rata capaian {}{predicate}; {}.",
            mean.percent(),
            mean.counts()
        )),
        Block::heading(
            "2.",
            "Perbandingan dengan tahun lalu dan target jangka menengah",
        ),
        Block::Table(against),
        Block::heading("3.", "Analisis"),
    ]
}

fn budget(tables: &ReportTables) -> Vec<Block> {
    if tables.programs.is_empty() {
        return vec![Block::paragraph(
            "Perjanjian kinerja belum memuat program dan anggaran.",
        )];
    }
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Program/Kegiatan", 40, Align::Left),
        ("Anggaran (Rp)", 22, Align::Right),
        ("Realisasi (Rp)", 18, Align::Right),
        ("Serapan", 14, Align::Right),
    ]);
    let money = |it: Option<figures::Money>| it.map_or(NO_DATA.into(), |it| it.to_string());
    for (n, it) in tables.programs.iter().enumerate() {
        table.rows.push(vec![
            (n + 1).to_string(),
            it.name.clone(),
            money(it.budget()),
            NO_DATA.into(),
            NO_DATA.into(),
        ]);
    }
    table.total = Some(vec![
        "JUMLAH".into(),
        String::new(),
        money(total(&tables.programs)),
        NO_DATA.into(),
        NO_DATA.into(),
    ]);
    vec![Block::Table(table)]
}
