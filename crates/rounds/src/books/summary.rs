//! The tables of the summary for the public as a workbook: a sheet for each chapter.

use documents::{
    lists,
    workbook::{Cell, List},
};
use figures::Amount;
use government::Directory;
use platform::Instant;

use crate::{
    papers::{Book, of_chapter},
    rules::{ResultLine, outline},
};

/// A sheet for each chapter that has figures.
pub fn summary(it: &Book<'_>, chosen: &[String], directory: &Directory, now: Instant) -> Vec<List> {
    let chapters = outline(it.report).map_or(&[][..], |it| &it.chapters);
    let sheets = chapters.iter().map(|chapter| {
        let columns = [
            ("No", 5),
            ("Urusan", 30),
            ("Indikator", 60),
            ("Capaian", 16),
            ("Satuan", 12),
        ];
        let list = lists::begin(&chapter.title, directory, now, &columns)
            .note(format!("Versi {}, untuk masyarakat", it.version))
            .note(format!("Angka: {}", it.figures));
        let lines = of_chapter(it, chapter, chosen);
        list.rows(lines.into_iter().enumerate().map(|(index, line)| {
            vec![
                Cell::count(index + 1),
                Cell::from(line.affair.as_str()),
                Cell::from(line.name.as_str()),
                amount(line),
                Cell::from(line.measure.as_str()),
            ]
        }))
    });
    sheets.collect()
}

/// The figure, or in words what the public reads in its place.
fn amount(line: &ResultLine) -> Cell {
    let known = line.amount.as_deref();
    match known.and_then(|it| it.parse::<Amount>().ok()) {
        Some(amount) => Cell::Number(amount),
        None => Cell::from(line.public().as_str()),
    }
}
