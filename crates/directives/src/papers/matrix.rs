//! *Matriks arahan*: what was asked for in a meeting and how far it is, on a sheet on its side.

use std::collections::HashMap;

use documents::{
    Align, Block, Paper, Table,
    register::{Details, PaperKind},
    text,
};
use government::{
    Directory,
    follow_up::{Beside, FollowUp, Terms, progress_text},
};
use platform::{Uuid, date};

use super::{Spoken, blank, signed};
use crate::store::{Meeting, Point};

/// The matrix as of `stamp`.
pub fn matrix(
    meeting: &Meeting,
    directory: &Directory,
    spoken: &[Spoken],
    beside: &HashMap<Uuid, Beside>,
    details: &Details,
    stamp: &str,
) -> Paper {
    let mut table = Table::simple(&[
        ("No", 3, Align::Center),
        ("Arahan", 13, Align::Left),
        ("Sumber", 9, Align::Left),
        ("OPD penanggung jawab", 10, Align::Left),
        ("OPD pendukung", 9, Align::Left),
        ("Tindak lanjut", 12, Align::Left),
        ("Batas waktu", 8, Align::Left),
        ("Progres", 8, Align::Left),
        ("Status", 8, Align::Left),
        ("Bukti", 8, Align::Left),
        ("Kendala", 10, Align::Left),
    ]);
    let none = Beside::default();
    for it in spoken {
        if it.works.is_empty() {
            let number = (table.rows.len() + 1).to_string();
            table.rows.push(vec![
                number,
                it.point.text.clone(),
                source(meeting, &it.point),
                "Belum dibagi".into(),
            ]);
        }
        let first = table.rows.len() + 1;
        for work in &it.works {
            let number = table.rows.len() + 1;
            let beside = beside.get(&work.id).unwrap_or(&none);
            // one directive to thirty units is said once
            let (said, from) = if number == first {
                (it.point.text.clone(), source(meeting, &it.point))
            } else {
                let again = format!("Sama dengan nomor {first}");
                (again, format!("Butir {}", it.point.number))
            };
            let mut cells = vec![number.to_string(), said, from];
            cells.extend(row(work, beside, directory));
            table.rows.push(cells);
        }
    }
    let blank = blank(meeting, directory, details, PaperKind::DirectiveMatrix);
    Paper {
        format: blank.format.sideways(),
        title: vec!["MATRIKS ARAHAN".into(), meeting.title.clone()],
        blocks: vec![Block::Table(table)],
        signatures: Some(signed(directory, details, "Penyusun")),
        footer: format!("Keadaan tindak lanjut per {stamp}"),
        ..blank
    }
}

/// "Rakor, 4 Maret 2024, butir 3; asal Badan Pusat Statistik".
fn source(meeting: &Meeting, point: &Point) -> String {
    let day = meeting.day().map(date::medium).unwrap_or_default();
    let from = format!("{}, {day}, butir {}", meeting.title, point.number);
    match point.raiser.as_str() {
        "" => from,
        raiser => format!("{from}; asal {raiser}"),
    }
}

/// What stands behind directive and source.
fn row(work: &FollowUp, beside: &Beside, directory: &Directory) -> Vec<String> {
    let due = work.due.filter(|_| work.terms == Terms::Locked);
    let or_dash = |words: String| if words.is_empty() { "-".into() } else { words };
    vec![
        directory.unit_name(work.lead).to_owned(),
        or_dash(beside.supported_by(directory).join(", ")),
        work.task.clone(),
        due.map_or_else(
            || text::TO_BE_COMPLETED.to_owned(),
            |due| due.text(&directory.region.zone_label),
        ),
        or_dash(progress_text(work)),
        work.status().label().to_owned(),
        match beside.evidence.len() {
            0 => "Belum ada".to_owned(),
            count => format!("{count} data dukung"),
        },
        or_dash(beside.obstacle.clone()),
    ]
}
