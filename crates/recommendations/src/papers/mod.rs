//! *Matriks tindak lanjut* for the council, described. Pure. Its columns are those proposed in the
//! notes on forms `[M]`; councils ask for it every six months.

use std::collections::HashMap;

use documents::{
    Align, Block, Format, Letterhead, Paper, Signatures, Table, office_line,
    register::{Details, LetterheadKind},
    text,
};
use government::{
    Directory,
    follow_up::{Beside, FollowUp, Terms},
};
use platform::{Instant, Uuid};

use crate::{rules::half_year, store::Decision, web::Line};

/// How recommendations stand.
#[derive(Clone, Copy)]
pub struct Stand<'a> {
    /// The recommendations.
    pub lines: &'a [Line],
    /// What stands beside their follow-ups.
    pub beside: &'a HashMap<Uuid, Beside>,
    /// As of when.
    pub now: Instant,
}

/// What was done about the recommendations of a decision, on a sheet on its side. As of when stands at
/// the foot of each page, so that a signed matrix is another one only when something changed or a new
/// half of the year began.
pub fn matrix(it: &Decision, directory: &Directory, stand: &Stand<'_>, details: &Details) -> Paper {
    let region = &directory.region;
    let head = office_line(&region.head_title, &region.head_title, &region.name);
    Paper {
        format: Format::of(directory.stationery.sheet).sideways(),
        letterhead: Some(match details.letterhead {
            LetterheadKind::HeadOfRegion => Letterhead::of_head(directory),
            LetterheadKind::Unit => Letterhead::of_unit(directory, None),
        }),
        title: vec![
            "MATRIKS TINDAK LANJUT REKOMENDASI DPRD".into(),
            format!("ATAS {}", it.lkpj().to_uppercase()),
        ],
        number: None,
        place: details.place.clone(),
        name: format!("Matriks Tindak Lanjut Rekomendasi DPRD {}", it.lkpj()),
        blocks: blocks(it, directory, stand),
        signatures: Some(Signatures {
            left: None,
            right: details.signature(&region.head_title, &region.name, head.trim_end_matches(',')),
        }),
        copies: documents::register::details::lines(&details.copies),
        footer: format!("Keadaan per {}", region.stamp(stand.now)),
        simulated: region.simulated,
    }
}

fn blocks(it: &Decision, directory: &Directory, stand: &Stand<'_>) -> Vec<Block> {
    let region = &directory.region;
    let repeated = stand.lines.iter().filter(|line| line.repeats.is_some());
    let facts = Block::facts([
        ("Dasar", it.name()),
        ("Periode", half_year(region.today(stand.now))),
        (
            "Jumlah",
            format!(
                "{} rekomendasi, {} di antaranya berulang dari LKPJ sebelumnya",
                stand.lines.len(),
                repeated.count()
            ),
        ),
    ]);
    let body = match stand.lines.is_empty() {
        true => Block::paragraph("Belum ada rekomendasi yang dicatat untuk keputusan ini."),
        false => Block::Table(table(directory, stand.lines, stand.beside)),
    };
    vec![facts, body]
}

fn table(directory: &Directory, lines: &[Line], beside: &HashMap<Uuid, Beside>) -> Table {
    let mut table = Table::simple(&[
        ("No", 3, Align::Center),
        ("Rekomendasi DPRD", 16, Align::Left),
        ("Bidang/ Komisi", 8, Align::Left),
        ("OPD", 12, Align::Left),
        ("Tindak lanjut", 16, Align::Left),
        ("Progres", 7, Align::Left),
        ("Status", 9, Align::Left),
        ("Bukti", 7, Align::Left),
        ("Kendala", 10, Align::Left),
        ("Target selesai", 9, Align::Left),
    ]);
    let none = Beside::default();
    for line in lines {
        let mut said = line.item.text.clone();
        if let Some(earlier) = &line.repeats {
            said += &format!("\n(Berulang: sama dengan {})", earlier.name);
        }
        let mut units = vec![line.lead.clone()];
        units.extend(line.others.iter().cloned());
        let mut first = vec![
            line.item.number.to_string(),
            said,
            or_dash(&line.item.commission),
            units.join("; "),
        ];
        if line.works.is_empty() {
            first.push("Belum dibagi".into());
            table.rows.push(first.clone());
        }
        for (n, work) in line.works.iter().enumerate() {
            let mut cells = match n {
                0 => first.clone(),
                _ => vec![
                    line.item.number.to_string(),
                    "Tindak lanjut lain".into(),
                    "-".into(),
                    directory.unit_name(work.lead).to_owned(),
                ],
            };
            cells.extend(row(work, beside.get(&work.id).unwrap_or(&none), directory));
            table.rows.push(cells);
        }
    }
    table
}

/// What stands behind the units: what was done, how far it is, proof, obstacle, date.
fn row(work: &FollowUp, beside: &Beside, directory: &Directory) -> Vec<String> {
    let due = work.due.filter(|_| work.terms == Terms::Locked);
    vec![
        match beside.done.is_empty() {
            true => "Belum ada laporan".to_owned(),
            false => beside.done.clone(),
        },
        match work.percent() {
            Some(percent) => format!("{percent} %"),
            None => "Belum diisi".to_owned(),
        },
        work.status().label().to_owned(),
        match beside.evidence.len() {
            0 => "Belum ada".to_owned(),
            count => format!("{count} data dukung"),
        },
        or_dash(&beside.obstacle),
        due.map_or_else(
            || text::TO_BE_COMPLETED.to_owned(),
            |due| due.text(&directory.region.zone_label),
        ),
    ]
}

fn or_dash(words: &str) -> String {
    match words {
        "" => "-".into(),
        words => words.into(),
    }
}
