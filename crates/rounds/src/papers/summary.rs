//! The summary for the public: words and chosen figures, and nothing that is a matter between units: no owner,
//! no note, no name, nothing a reviewer found.

use documents::{Align, BarRow, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use regulations::{Chapter, ChapterTable};

use super::Book;
use crate::rules::{ResultLine, outline, stands_in};

/// The lines that stand in a chapter.
pub fn of_chapter<'a>(it: &Book<'a>, chapter: &Chapter, chosen: &[String]) -> Vec<&'a ResultLine> {
    let stands = |line: &&ResultLine| match chapter.table {
        Some(ChapterTable::Chosen) => chosen.contains(&line.code),
        Some(table) => stands_in(table, line.kind()),
        None => false,
    };
    it.lines.iter().filter(stands).collect()
}

/// The summary; `chosen` are codes of the list.
pub fn summary(it: &Book<'_>, chosen: &[String], directory: &Directory) -> Paper {
    let region = &directory.region;
    let outline = outline(it.report);
    let (title, short) = outline.map_or(("", ""), |it| (it.title.as_str(), it.short.as_str()));
    let mut blocks = vec![Block::facts([
        ("Untuk", "Masyarakat".to_owned()),
        ("Keadaan per", it.stamp.clone()),
        ("Versi", it.version.to_string()),
        ("Angka", it.figures.clone()),
    ])];
    for chapter in outline.map_or(&[][..], |it| &it.chapters) {
        blocks.push(Block::section(&chapter.number, &chapter.title));
        for (_, body) in it.words(&chapter.id, "") {
            let lines = body.unwrap_or_default().lines().map(str::trim);
            blocks.extend(lines.filter(|it| !it.is_empty()).map(Block::paragraph));
        }
        blocks.extend(shown(&of_chapter(it, chapter, chosen)));
    }
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

fn shown(lines: &[&ResultLine]) -> Vec<Block> {
    if lines.is_empty() {
        return vec![];
    }
    let mut table = Table::simple(&[
        ("No", 4, Align::Center),
        ("Urusan", 22, Align::Left),
        ("Indikator", 46, Align::Left),
        ("Capaian", 16, Align::Right),
    ]);
    for (place, line) in (1..).zip(lines) {
        table.rows.push(vec![
            place.to_string(),
            line.affair.clone(),
            line.name.clone(),
            line.public(),
        ]);
    }
    let bars: Vec<BarRow> = lines
        .iter()
        .filter(|line| line.length.is_some())
        .map(|line| BarRow {
            label: line.name.clone(),
            value: line.public(),
            length: line.length,
        })
        .collect();
    let mut blocks = vec![Block::Table(table)];
    if !bars.is_empty() {
        blocks.push(Block::Bars { rows: bars });
    }
    blocks
}
