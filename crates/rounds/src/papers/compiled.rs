//! The tables of a report as they are compiled: which units are in them, and with what signature.

use documents::{Align, Block, Paper, Table};
use government::Directory;
use platform::Instant;

use crate::rules::Ending;

/// The tables with the number of their compilation, and how each unit stood.
pub fn compiled(
    mut tables: Paper,
    number: i64,
    (directory, now): (&Directory, Instant),
    units: &[(String, Ending)],
    reason: &str,
) -> Paper {
    let mut table = Table::simple(&[
        ("No", 1, Align::Center),
        (directory.region.unit_word.as_str(), 8, Align::Left),
        ("Keadaan saat dikompilasi", 5, Align::Left),
    ]);
    for (place, (unit, ending)) in (1..).zip(units) {
        table.rows.push(vec![
            place.to_string(),
            unit.clone(),
            ending.label().to_owned(),
        ]);
    }
    let title = "Keadaan isian saat dikompilasi";
    tables.blocks.push(Block::section("", title));
    if !reason.is_empty() {
        tables.blocks.push(Block::paragraph(reason));
    }
    tables.blocks.push(Block::Table(table));
    tables.name = format!("{} kompilasi {number}", tables.name);
    tables.footer = format!(
        "Kompilasi {number}, keadaan per {}",
        directory.region.stamp(now)
    );
    tables
}
