//! *Bahan rakor*: what the secretary released before the meeting, as it was frozen.

use documents::{
    Align, Block, Paper, Table,
    register::{Details, PaperKind},
    text,
};
use government::Directory;

use super::{blank, day, hours, signed};
use crate::{
    rules::{Briefing, OpenItem, UnitPart},
    store::Meeting,
};

/// The material, on a sheet on its side; without a release it says that there is none yet.
pub fn briefing(
    meeting: &Meeting,
    directory: &Directory,
    released: Option<&Briefing>,
    details: &Details,
) -> Paper {
    let blank = blank(meeting, directory, details, PaperKind::Briefing);
    let mut blocks = vec![Block::facts([
        ("Rapat", meeting.title.clone()),
        ("Hari/tanggal", day(meeting)),
        ("Waktu", hours(meeting, &directory.region.zone_label)),
        ("Tempat", meeting.place.clone()),
    ])];
    match released {
        None => blocks.push(Block::paragraph("Bahan rakor belum dirilis.")),
        Some(it) => {
            let all = it.region;
            blocks.push(Block::paragraph(&format!(
                "Tindak lanjut seluruh perangkat daerah: {} tuntas dari {}, {} menunggu \
                 verifikasi, {} terlambat.",
                all.done,
                all.total(),
                all.waiting,
                all.late
            )));
            section(
                &mut blocks,
                "A.",
                "Permasalahan dan langkah penyelesaian",
                issues(it),
            );
            section(&mut blocks, "B.", "Anggaran dan hasil kegiatan", budget(it));
            section(
                &mut blocks,
                "C.",
                "Dilaporkan ke Asisten dan Sekretaris Daerah",
                escalated(it),
            );
            section(&mut blocks, "D.", "Risiko tinggi", risks(it));
            section(
                &mut blocks,
                "E.",
                "Tindak lanjut rapat lalu yang belum tuntas",
                open(it),
            );
        }
    }
    Paper {
        format: blank.format.sideways(),
        title: vec!["BAHAN RAPAT KOORDINASI".into(), meeting.title.clone()],
        blocks,
        signatures: Some(signed(directory, details, "Penyusun")),
        footer: released.map_or(String::new(), |it| format!("Keadaan per {}", it.as_of)),
        ..blank
    }
}

fn section(blocks: &mut Vec<Block>, number: &str, words: &str, table: Table) {
    blocks.push(Block::section(number, words));
    blocks.push(match table.rows.is_empty() {
        true => Block::paragraph("Tidak ada."),
        false => Block::Table(table),
    });
}

/// What nobody stated is no zero.
fn stated(words: &str) -> String {
    match words {
        "" => text::NOT_RECORDED.to_owned(),
        words => words.to_owned(),
    }
}

fn numbered(mut table: Table, rows: impl Iterator<Item = Vec<String>>) -> Table {
    for (n, cells) in (1..).zip(rows) {
        let mut row = vec![n.to_string()];
        row.extend(cells);
        table.rows.push(row);
    }
    table
}

fn issues(it: &Briefing) -> Table {
    let table = Table::simple(&[
        ("No", 2, Align::Center),
        ("Perangkat daerah", 9, Align::Left),
        ("Jenis", 6, Align::Left),
        ("Permasalahan", 14, Align::Left),
        ("Langkah penyelesaian", 14, Align::Left),
        ("Penanggung jawab", 9, Align::Left),
    ]);
    let rows = it.units.iter().flat_map(|unit| {
        unit.issues.iter().map(|issue| {
            vec![
                unit.unit.clone(),
                issue.kind.clone(),
                issue.text.clone(),
                stated(&issue.steps),
                stated(&issue.owner),
            ]
        })
    });
    numbered(table, rows)
}

fn budget(it: &Briefing) -> Table {
    let table = Table::simple(&[
        ("No", 2, Align::Center),
        ("Perangkat daerah", 10, Align::Left),
        ("Pagu", 8, Align::Right),
        ("Keuangan", 5, Align::Right),
        ("Fisik", 5, Align::Right),
        ("Hasil kegiatan", 16, Align::Left),
        ("Dikonfirmasi", 9, Align::Left),
    ]);
    let cells = |unit: &UnitPart| {
        vec![
            unit.unit.clone(),
            stated(&unit.ceiling),
            stated(&unit.financial),
            stated(&unit.physical),
            stated(&unit.results),
            match unit.confirmed.as_str() {
                "" => "Belum dikonfirmasi".to_owned(),
                words => words.to_owned(),
            },
        ]
    };
    numbered(table, it.units.iter().map(cells))
}

fn open(it: &Briefing) -> Table {
    let table = Table::simple(&[
        ("No", 2, Align::Center),
        ("Nomor", 6, Align::Left),
        ("Tindak lanjut", 16, Align::Left),
        ("Penanggung jawab", 11, Align::Left),
        ("Status", 8, Align::Left),
        ("Batas waktu", 9, Align::Left),
    ]);
    let rows = it.open.iter().map(|item| {
        let due = match item.mark.as_str() {
            "" => item.due.clone(),
            mark => format!("{}\n{mark}", item.due),
        };
        vec![
            item.number.clone(),
            item.task.clone(),
            item.lead.clone(),
            item.status.clone(),
            due,
        ]
    });
    numbered(table, rows)
}

/// "TL-12/2026, Dinas Kesehatan".
fn who(item: &OpenItem) -> String {
    format!("{}\n{}", item.lead, item.number)
}

fn escalated(it: &Briefing) -> Table {
    let table = Table::simple(&[
        ("No", 2, Align::Center),
        ("Tindak lanjut", 14, Align::Left),
        ("Penanggung jawab", 10, Align::Left),
        ("Batas waktu", 9, Align::Left),
        ("Dilaporkan ke", 8, Align::Left),
        ("Catatan", 12, Align::Left),
    ]);
    let rows = it.escalated.iter().map(|up| {
        let due = [up.item.due.as_str(), up.item.mark.as_str()];
        let note = match (up.note.as_str(), up.by.as_str()) {
            ("", _) => "Melewati batas waktu".to_owned(),
            (note, by) => format!("{note}\n{by}"),
        };
        vec![
            up.item.task.clone(),
            who(&up.item),
            due.join("\n").trim().to_owned(),
            format!("{}\n{}", up.level, up.since),
            note,
        ]
    });
    numbered(table, rows)
}

fn risks(it: &Briefing) -> Table {
    let table = Table::simple(&[
        ("No", 2, Align::Center),
        ("Tindak lanjut", 13, Align::Left),
        ("Penanggung jawab", 10, Align::Left),
        ("Risiko", 13, Align::Left),
        ("Tingkat", 8, Align::Left),
        ("Penanganan", 12, Align::Left),
    ]);
    let rows = it.risks.iter().map(|risk| {
        vec![
            risk.item.task.clone(),
            who(&risk.item),
            risk.risk.clone(),
            risk.height.clone(),
            stated(&risk.mitigation),
        ]
    });
    numbered(table, rows)
}
