//! The tables of a report, per affair: outcome over its elements, outputs, support functions, macro
//! figures. The outline is that of current forms (numerator, denominator, result); its columns are
//! those seen in regional reports.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use platform::Instant;
use values::rules::IndicatorKind;

use super::Line;
use crate::store::Round;

/// The kinds in the order of the report.
const PARTS: [(IndicatorKind, &str); 5] = [
    (IndicatorKind::Macro, "Capaian kinerja makro"),
    (IndicatorKind::Outcome, "Indikator kinerja kunci hasil"),
    (IndicatorKind::Output, "Indikator kinerja kunci keluaran"),
    (
        IndicatorKind::Support,
        "Fungsi penunjang urusan pemerintahan",
    ),
    (IndicatorKind::Data, "Data"),
];

/// All tables of a round as of `now`; `compiled` says which compilation they are, or that they are none.
pub fn tables(
    it: &Round,
    directory: &Directory,
    now: Instant,
    lines: &[Line],
    compiled: &str,
) -> Paper {
    let region = &directory.region;
    let mut blocks = vec![Block::facts([
        ("Keadaan per", region.stamp(now)),
        ("Tahun", it.year.to_string()),
        ("Kompilasi", compiled.to_owned()),
    ])];
    if lines.iter().any(|line| !line.seen) {
        blocks.push(Block::paragraph(
            "Tanda * berarti sumber indikatornya belum diverifikasi.",
        ));
    }
    if lines.iter().any(|line| line.own) {
        blocks.push(Block::paragraph(
            "Tanda (D) berarti memuat ketentuan milik daerah, berbeda dari paket peraturan.",
        ));
    }
    let mut number = 0;
    for (kind, title) in PARTS {
        let of_kind: Vec<&Line> = lines.iter().filter(|line| line.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        number += 1;
        blocks.push(Block::section(&format!("{number}."), title));
        let mut affairs: Vec<&str> = of_kind.iter().map(|line| line.affair.as_str()).collect();
        affairs.dedup();
        for affair in affairs {
            if !affair.is_empty() && affair != title {
                blocks.push(Block::heading("", affair));
            }
            let rows = of_kind.iter().filter(|line| line.affair == affair);
            blocks.push(Block::Table(table(rows.copied())));
        }
    }
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        letterhead: Some(Letterhead::of_head(directory)),
        title: vec![it.title.to_uppercase(), region.name.to_uppercase()],
        number: None,
        place: String::new(),
        name: it.title.clone(),
        blocks,
        signatures: None,
        copies: vec![],
        footer: format!("Keadaan per {}", region.stamp(now)),
        simulated: region.simulated,
    }
}

fn table<'a>(lines: impl Iterator<Item = &'a Line>) -> Table {
    let mut table = Table::simple(&[
        ("No IKK", 4, Align::Left),
        ("Indikator", 12, Align::Left),
        ("Unsur data", 14, Align::Left),
        ("Nilai", 6, Align::Right),
        ("Rumus", 5, Align::Left),
        ("Capaian", 6, Align::Right),
        ("Satuan", 4, Align::Left),
        ("PD Pengampu", 8, Align::Left),
        ("Keterangan", 8, Align::Left),
    ]);
    for line in lines {
        let own = if line.own { " (D)" } else { "" };
        let mark = if line.seen { "" } else { " *" };
        for (place, row) in line.rows.iter().enumerate() {
            let first = |text: &str| match place {
                0 => text.to_owned(),
                _ => String::new(),
            };
            table.rows.push(vec![
                first(&format!("{}{own}{mark}", line.code)),
                first(&line.name),
                format!("{}: {}", row.letter, row.name),
                row.shown.clone(),
                first(&line.formula),
                first(&line.result),
                first(&line.measure),
                first(&line.unit),
                row.note.clone(),
            ]);
        }
    }
    table
}
