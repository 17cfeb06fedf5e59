//! *Catatan Hasil Reviu*: what the internal auditor found, and what the unit answered.

use documents::{Align, Block, Format, Letterhead, Paper, Table};
use government::Directory;
use platform::Instant;

use crate::store::{Filling, Finding};

/// The notes of the review of a unit as of `now`.
pub fn review(it: &Filling, directory: &Directory, now: Instant, findings: &[Finding]) -> Paper {
    let region = &directory.region;
    let mut table = Table::simple(&[
        ("No", 2, Align::Center),
        ("No IKK", 4, Align::Left),
        ("Indikator", 12, Align::Left),
        ("Jenis catatan", 7, Align::Left),
        ("Catatan pereviu", 12, Align::Left),
        ("Tanggapan", 12, Align::Left),
        ("Status", 6, Align::Left),
    ]);
    for (number, finding) in (1..).zip(findings) {
        let code = match finding.letter.as_str() {
            "" => finding.code.clone(),
            letter => format!("{} ({letter})", finding.code),
        };
        table.rows.push(vec![
            number.to_string(),
            code,
            finding.name.clone(),
            finding.kind().label().to_owned(),
            format!("{} ({})", finding.text, finding.made_name),
            match finding.answer.as_str() {
                "" => "Belum ditanggapi".to_owned(),
                answer => format!("{answer} ({})", finding.answered_name),
            },
            finding.state().label().to_owned(),
        ]);
    }
    let body = match findings.is_empty() {
        true => Block::paragraph("Tidak ada catatan."),
        false => Block::Table(table),
    };
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        letterhead: Some(Letterhead::of_head(directory)),
        title: vec!["CATATAN HASIL REVIU".into(), it.title.to_uppercase()],
        number: None,
        place: String::new(),
        name: format!("CHR {} {}", it.title, directory.unit_short(it.unit_id)),
        blocks: vec![
            Block::facts([
                (
                    region.unit_word.as_str(),
                    directory.unit_name(it.unit_id).to_owned(),
                ),
                ("Status isian", it.label().to_owned()),
                ("Keadaan per", region.stamp(now)),
            ]),
            body,
        ],
        signatures: None,
        copies: vec![],
        footer: format!("Keadaan per {}", region.stamp(now)),
        simulated: region.simulated,
    }
}
