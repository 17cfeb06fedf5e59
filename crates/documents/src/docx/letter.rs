//! The head of a letter.

use super::{
    table,
    xml::{Look, Stand, line, twips},
};
use crate::Letter;

/// What it is on the left, where and when on the right, to whom below.
pub fn head(it: &Letter, width: u32) -> String {
    let words = |text: &str| line(text, Look::default(), Stand::default());
    let rows = [
        ("Nomor", &it.number, it.place_date.as_str()),
        ("Sifat", &it.classification, ""),
        ("Lampiran", &it.attachments, ""),
        ("Hal", &it.subject, ""),
    ];
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|(label, value, right)| vec![words(label), words(":"), words(value), words(right)])
        .collect();
    let widths = [twips(19), twips(4), width - twips(85), twips(62)];
    let left = table::plain(&widths, &cells);
    let addressees: Vec<Vec<String>> = it
        .lines()
        .iter()
        .map(|(before, number, name)| vec![words(before), words(number), words(name)])
        .collect();
    let to = table::plain(&[twips(10), twips(7), twips(100)], &addressees);
    // two tables in a row would become one
    format!("{left}{}{to}", words(""))
}
