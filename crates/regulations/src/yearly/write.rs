//! A pack as rows, to be filled or looked at in Excel.

use super::{Row, cells::kind_word};
use crate::{Element, Pack};

/// The rows of a pack, merged or not, in the order of the report. Numbers on the sheet count from
/// `first`.
pub fn rows(pack: &Pack, first: u32) -> Vec<Row> {
    let rows = (first..).zip(&pack.indicators).map(|(number, it)| {
        let name_of = |letter: &str| it.element(letter).map_or("", |it| it.name.as_str());
        let others = it.elements.iter().filter(|it| !is_plain(&it.letter));
        let owned = it
            .elements
            .iter()
            .filter_map(|it| Some(pair(&it.letter, it.owner.as_deref()?)));
        let direction = match it.direction {
            figures::Direction::Lower => "Rendah",
            _ => "Tinggi",
        };
        let affair = pack.affair(&it.affair).map_or("", |it| it.name.as_str());
        Row::of(number, |key| match key {
            "code" => it.code.clone(),
            "name" => it.name.clone(),
            "kind" => kind_word(it.kind).to_owned(),
            "affair" => affair.to_owned(),
            "parent" => it.parent.clone().unwrap_or_default(),
            "numerator" => name_of("A").to_owned(),
            "denominator" => name_of("B").to_owned(),
            "elements" => joined(
                others
                    .clone()
                    .map(|it: &Element| pair(&it.letter, &it.name)),
            ),
            "formula" => it.formula.clone(),
            "measure" => it.measure.clone(),
            "direction" => direction.to_owned(),
            "main_owner" => it.owners.first().cloned().unwrap_or_default(),
            "supporting" => joined(it.owners.iter().skip(1).cloned()),
            "element_owners" => joined(owned.clone()),
            _ => String::new(),
        })
    });
    rows.collect()
}

/// Whether an element has a column of its own.
pub(super) fn is_plain(letter: &str) -> bool {
    matches!(letter, "A" | "B")
}

fn pair(letter: &str, words: &str) -> String {
    format!("{letter} = {words}")
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
