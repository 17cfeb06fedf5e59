//! A report of written chapters: the words of the units in the order of the report, around tables and charts
//! of the figures they are about. Who has not sent is named, and nothing stands in its place.

use documents::{Align, BarRow, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use regulations::{Chapter, ChapterTable};
use values::rules::IndicatorKind;

use crate::{
    rules::{ResultLine, outline, stands_in},
    store::Part,
};

/// What a unit wrote.
#[derive(Clone, Debug)]
pub struct Writer {
    /// Its name.
    pub unit: String,
    /// How it stands, in words.
    pub state: &'static str,
    /// Whether its words were sent.
    pub sent: bool,
    /// Its pieces.
    pub parts: Vec<Part>,
}

/// Everything that stands in the report.
#[derive(Clone, Debug)]
pub struct Book<'a> {
    /// The report: "lppd".
    pub report: &'static str,
    /// The year.
    pub year: i64,
    /// Which time it was put together.
    pub version: i64,
    /// As of when.
    pub stamp: String,
    /// Which figures these are.
    pub figures: String,
    /// The results, in the order of the list.
    pub lines: &'a [ResultLine],
    /// Who writes.
    pub writers: &'a [Writer],
}

impl<'a> Book<'a> {
    /// Who writes a piece, with the words where they were sent.
    pub(super) fn words(&self, chapter: &str, affair: &str) -> Vec<(&'a Writer, Option<&'a str>)> {
        let mut found = Vec::new();
        for writer in self.writers {
            let of_piece = |part: &&Part| part.chapter == chapter && part.affair == affair;
            if let Some(part) = writer.parts.iter().find(of_piece) {
                found.push((writer, writer.sent.then_some(part.body.as_str())));
            }
        }
        found
    }
}

/// The report.
pub fn book(it: &Book<'_>, directory: &Directory) -> Paper {
    let region = &directory.region;
    let outline = outline(it.report);
    let (title, short) = outline.map_or(("", ""), |it| (it.title.as_str(), it.short.as_str()));
    let mut blocks = vec![Block::facts([
        ("Keadaan per", it.stamp.clone()),
        ("Versi", it.version.to_string()),
        ("Tahun", it.year.to_string()),
        ("Angka", it.figures.clone()),
        (
            "Sistematika",
            outline.map_or_else(String::new, |it| it.basis.clone()),
        ),
    ])];
    if it.lines.iter().any(|line| !line.seen) {
        blocks.push(Block::paragraph(
            "Tanda * berarti sumber indikatornya belum diverifikasi.",
        ));
    }
    if it.lines.iter().any(|line| line.own) {
        blocks.push(Block::paragraph(
            "Tanda (D) berarti memuat ketentuan milik daerah, berbeda dari paket peraturan.",
        ));
    }
    if it.lines.iter().any(|line| line.length.is_some()) {
        blocks.push(Block::paragraph(
            "Batang menggambarkan capaian yang dinyatakan dalam persen, paling panjang 100 %.",
        ));
    }
    for chapter in outline.map_or(&[][..], |it| &it.chapters) {
        blocks.push(Block::section(&chapter.number, &chapter.title));
        match chapter.table {
            Some(ChapterTable::Affairs) => blocks.extend(affairs(it, chapter)),
            table => {
                let of =
                    |line: &&ResultLine| table.is_some_and(|table| stands_in(table, line.kind()));
                blocks.extend(computed(it.lines.iter().filter(of).collect()));
                blocks.extend(written(&it.words(&chapter.id, "")));
            }
        }
        blocks.push(Block::paragraph(&format!("Dasar bab: {}", chapter.basis())));
    }
    blocks.push(Block::section("", "Keadaan naskah saat disusun"));
    blocks.push(Block::Table(standing(it.writers, &region.unit_word)));
    Paper {
        format: Format::of(directory.stationery.sheet),
        letterhead: Some(Letterhead::of_head(directory)),
        title: vec![
            title.to_uppercase(),
            format!("TAHUN {}", it.year),
            region.name.to_uppercase(),
        ],
        number: None,
        place: String::new(),
        name: format!("{short} {} {}", it.year, region.name),
        blocks,
        signatures: None,
        copies: vec![],
        footer: format!("Versi {}, keadaan per {}", it.version, it.stamp),
        simulated: region.simulated,
    }
}

/// Each affair in the order of the list: its indicators, the chart of them, what its units wrote.
fn affairs(it: &Book<'_>, chapter: &Chapter) -> Vec<Block> {
    let of = |line: &&ResultLine| stands_in(ChapterTable::Affairs, line.kind());
    let lines: Vec<&ResultLine> = it.lines.iter().filter(of).collect();
    let mut names: Vec<&str> = Vec::new();
    let asked = it.writers.iter().flat_map(|writer| &writer.parts);
    let asked = asked.filter(|part| part.chapter == chapter.id);
    let of_list = lines.iter().map(|line| line.affair.as_str());
    // an affair that left the list after it was asked for keeps its words
    for name in of_list.chain(asked.map(|part| part.affair.as_str())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut blocks = Vec::new();
    for (place, affair) in (1..).zip(names) {
        blocks.push(Block::heading(
            &format!("{}{place}", chapter.number),
            affair,
        ));
        let own = lines.iter().filter(|line| line.affair == affair);
        blocks.extend(computed(own.copied().collect()));
        blocks.extend(written(&it.words(&chapter.id, affair)));
    }
    blocks
}

fn computed(lines: Vec<&ResultLine>) -> Vec<Block> {
    if lines.is_empty() {
        return vec![];
    }
    let mut table = Table::simple(&[
        ("No IKK", 10, Align::Left),
        ("Indikator", 22, Align::Left),
        ("Jenis", 9, Align::Left),
        ("Capaian", 10, Align::Right),
        ("Satuan", 7, Align::Left),
        ("Rincian Perhitungan", 18, Align::Left),
        ("PD Pengampu", 13, Align::Left),
    ]);
    for line in &lines {
        let own = if line.own { " (D)" } else { "" };
        let mark = if line.seen { "" } else { " *" };
        table.rows.push(vec![
            format!("{}{own}{mark}", line.code),
            line.name.clone(),
            line.kind().label().to_owned(),
            line.result.clone(),
            line.measure.clone(),
            line.line.clone(),
            line.unit.clone(),
        ]);
    }
    let mut blocks = vec![Block::Table(table)];
    let shares = lines
        .iter()
        .filter(|line| line.measure == "%" && line.kind() != IndicatorKind::Output);
    let rows: Vec<BarRow> = shares
        .map(|line| BarRow {
            label: format!("{} {}", line.code, line.name),
            value: line.figure(),
            length: line.length,
        })
        .collect();
    // without any figure there is nothing to see, and the table says why
    if rows.iter().any(|row| row.length.is_some()) {
        blocks.push(Block::Bars { rows });
    }
    blocks
}

/// What units wrote; each is named where there are several.
fn written(words: &[(&Writer, Option<&str>)]) -> Vec<Block> {
    if words.is_empty() {
        return vec![Block::paragraph(
            "Belum ada unit yang diminta menulis bagian ini.",
        )];
    }
    let mut blocks = Vec::new();
    for (writer, body) in words {
        let Some(body) = body else {
            let missing = format!("{} belum mengirim naskah bagian ini.", writer.unit);
            blocks.push(Block::paragraph(&missing));
            continue;
        };
        if words.len() > 1 {
            blocks.push(Block::paragraph(&format!("{}:", writer.unit)));
        }
        let lines = body.lines().map(str::trim).filter(|it| !it.is_empty());
        blocks.extend(lines.map(Block::paragraph));
    }
    blocks
}

fn standing(writers: &[Writer], unit_word: &str) -> Table {
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        (unit_word, 36, Align::Left),
        ("Bagian", 8, Align::Right),
        ("Keadaan naskah", 20, Align::Left),
    ]);
    for (place, writer) in (1..).zip(writers) {
        table.rows.push(vec![
            place.to_string(),
            writer.unit.clone(),
            writer.parts.len().to_string(),
            match writer.sent {
                true => writer.state.to_owned(),
                false => format!("Belum dikirim ({})", writer.state),
            },
        ]);
    }
    table
}
