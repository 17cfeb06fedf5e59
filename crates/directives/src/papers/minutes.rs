//! *Notula*.

use documents::{
    Align, Block, Format, Paper, SignatureBlock, Signatures, Signer, Table, register::Details, text,
};
use government::{
    Directory,
    follow_up::{FollowUp, OralReport, Terms},
};

use super::{day, hours, legal_bases, letterhead};
use crate::{
    rules::by_status,
    store::{AgendaItem, Attendance, Award, Meeting, Point},
};

/// A point with what came of it.
pub struct Spoken {
    /// The point.
    pub point: Point,
    /// Its follow-ups.
    pub works: Vec<FollowUp>,
}

/// What happened in a meeting, in the order of its minutes.
pub struct Course {
    /// Who came.
    pub lines: Vec<Attendance>,
    /// What was said of follow-ups of earlier meetings.
    pub said: Vec<OralReport>,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The points.
    pub spoken: Vec<Spoken>,
    /// What was handed over.
    pub awards: Vec<Award>,
}

/// The minutes of a meeting as of `stamp`.
pub fn minutes(
    meeting: &Meeting,
    directory: &Directory,
    course: &Course,
    details: &Details,
    stamp: &str,
) -> Paper {
    let region = &directory.region;
    let (agenda, spoken) = (&course.agenda, &course.spoken);
    let mut blocks = vec![facts(meeting, directory, &course.lines)];
    if !meeting.legal_bases.is_empty() {
        blocks.push(Block::section("", "Dasar hukum"));
        blocks.extend(legal_bases(meeting));
    }
    if !meeting.purpose.is_empty() {
        blocks.push(Block::section("", "Maksud"));
        blocks.push(Block::paragraph(&meeting.purpose));
    }
    if !course.said.is_empty() {
        blocks.push(Block::section("", "Evaluasi tindak lanjut rapat lalu"));
        blocks.push(Block::Table(said(directory, &course.said)));
    }
    for item in agenda {
        let number = format!("{}.", item.number);
        let topic = if item.presenter.is_empty() {
            item.topic.clone()
        } else {
            format!("{} (penyaji: {})", item.topic, item.presenter)
        };
        blocks.push(Block::section(&number, &topic));
        let under = |it: &&Spoken| it.point.agenda_item_id == Some(item.id);
        discussed(
            &mut blocks,
            directory,
            spoken.iter().filter(under).collect(),
        );
    }
    let loose = |it: &&Spoken| {
        !agenda
            .iter()
            .any(|item| Some(item.id) == it.point.agenda_item_id)
    };
    let loose: Vec<&Spoken> = spoken.iter().filter(loose).collect();
    if !loose.is_empty() {
        blocks.push(Block::section("", "Di luar agenda"));
        discussed(&mut blocks, directory, loose);
    }
    if !course.awards.is_empty() {
        blocks.push(Block::section("", "Cendera mata dan penghargaan"));
        blocks.push(Block::Table(handed_over(&course.awards)));
    }
    blocks.push(Block::section("", "Penutup"));
    let closed = match meeting.end_minute {
        Some(end) => format!(
            "Rapat ditutup pukul {} {}.",
            platform::date::minute(end),
            region.zone_label
        ),
        None => format!("Jam penutupan: {}", text::NOT_RECORDED.to_lowercase()),
    };
    blocks.push(Block::paragraph(&closed));
    Paper {
        format: Format::of(directory.stationery.sheet),
        letterhead: Some(letterhead(meeting, directory, details)),
        title: vec!["NOTULA".into(), meeting.title.clone()],
        number: None,
        place: details.place.clone(),
        name: format!("Notula {} {}", meeting.title, meeting.date),
        blocks,
        signatures: Some(signatures(meeting, directory, details)),
        copies: vec![],
        footer: format!("Keadaan tindak lanjut per {stamp}"),
        simulated: region.simulated,
    }
}

/// What was said of each follow-up, in the order in which it was noted.
fn said(directory: &Directory, reports: &[OralReport]) -> Table {
    let mut table = Table::simple(&[
        ("No", 3, Align::Center),
        ("Tindak lanjut", 16, Align::Left),
        ("Penanggung jawab", 10, Align::Left),
        ("Lapor lisan", 13, Align::Left),
        ("Tanggal baru", 8, Align::Left),
    ]);
    for (number, report) in (1..).zip(reports) {
        let words = match report.note.as_str() {
            "" => report.said().label().to_owned(),
            note => format!("{}: {note}", report.said().label()),
        };
        let day = report.due().map(platform::date::medium);
        table.rows.push(vec![
            number.to_string(),
            format!("{}\n{}", report.task, report.number()),
            directory.unit_name(report.lead_unit_id).to_owned(),
            words,
            day.unwrap_or_else(|| "-".to_owned()),
        ]);
    }
    table
}

/// What was handed over, and which way.
fn handed_over(awards: &[Award]) -> Table {
    let mut table = Table::simple(&[
        ("No", 3, Align::Center),
        ("Bentuk", 8, Align::Left),
        ("Arah", 12, Align::Left),
        ("Dari", 10, Align::Left),
        ("Kepada", 10, Align::Left),
        ("Atas", 10, Align::Left),
    ]);
    for (number, award) in (1..).zip(awards) {
        let occasion = match award.occasion.as_str() {
            "" => text::NOT_RECORDED,
            words => words,
        };
        table.rows.push(vec![
            number.to_string(),
            award.kind.clone(),
            award.direction().label().to_owned(),
            award.giver.clone(),
            award.receiver.clone(),
            occasion.to_owned(),
        ]);
    }
    table
}

fn facts(meeting: &Meeting, directory: &Directory, lines: &[Attendance]) -> Block {
    let chair = if meeting.chair_role == "menghadiri" {
        "Dihadiri"
    } else {
        "Pimpinan rapat"
    };
    let reporter = [&meeting.reporter_name, &meeting.reporter_office];
    let reporter: Vec<&str> = reporter
        .into_iter()
        .map(String::as_str)
        .filter(|words| !words.is_empty())
        .collect();
    Block::facts([
        ("Hari/tanggal", day(meeting)),
        ("Waktu", hours(meeting, &directory.region.zone_label)),
        ("Tempat", meeting.place.clone()),
        ("Acara", meeting.title.clone()),
        (chair, meeting.chair()),
        ("Yang melaporkan", reporter.join(", ")),
        ("Notulis", meeting.recorder_name.clone()),
        ("Peserta", people(meeting, lines)),
    ])
}

/// "40 peserta; Hadir 3, Diwakili 1".
fn people(meeting: &Meeting, lines: &[Attendance]) -> String {
    let stated = meeting
        .participants_stated
        .map(|count| format!("{count} peserta"));
    let counts: Vec<String> = by_status(lines.iter().map(Attendance::status))
        .into_iter()
        .map(|(label, count)| format!("{label} {count}"))
        .collect();
    let counts = (!counts.is_empty()).then(|| counts.join(", "));
    stated
        .into_iter()
        .chain(counts)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The points as spoken, then the table of what came of them.
fn discussed(blocks: &mut Vec<Block>, directory: &Directory, spoken: Vec<&Spoken>) {
    if spoken.is_empty() {
        blocks.push(Block::paragraph("Tidak ada butir arahan."));
        return;
    }
    let mut table = Table::simple(&[
        ("No", 3, Align::Center),
        ("Arahan/Kesimpulan", 10, Align::Left),
        ("Tindak lanjut", 12, Align::Left),
        ("Penanggung jawab", 9, Align::Left),
        ("Batas waktu", 8, Align::Left),
        ("Keterangan", 8, Align::Left),
    ]);
    for it in spoken {
        let point = &it.point;
        blocks.push(Block::Paragraph {
            mark: format!("Butir {}.", point.number),
            text: point.text.clone(),
            source: point.said_by(),
        });
        for work in &it.works {
            let number = (table.rows.len() + 1).to_string();
            table.rows.push(row(number, point, work, directory));
        }
    }
    if !table.rows.is_empty() {
        blocks.push(Block::heading("", "Tindak lanjut"));
        blocks.push(Block::Table(table));
    }
}

fn row(number: String, point: &Point, work: &FollowUp, directory: &Directory) -> Vec<String> {
    // a date nobody agreed to is none
    let due = work.due.filter(|_| work.terms == Terms::Locked);
    let due = due.map_or_else(
        || text::TO_BE_COMPLETED.to_owned(),
        |due| due.text(&directory.region.zone_label),
    );
    vec![
        number,
        format!("Butir {}", point.number),
        work.task.clone(),
        directory.unit_name(work.lead).to_owned(),
        due,
        format!("{}\n{}", work.number, work.status().label()),
    ]
}

/// Who signs on the right, who wrote on the left.
fn signatures(meeting: &Meeting, directory: &Directory, details: &Details) -> Signatures {
    let region = &directory.region;
    let recorder = Signer {
        office: meeting.recorder_office.clone(),
        name: meeting.recorder_name.clone(),
        ..Signer::default()
    };
    Signatures {
        left: Some(SignatureBlock::of(&recorder, "", vec!["Notulis,".into()])),
        right: details.signature(&region.head_title, &region.name, "Pimpinan Rapat"),
    }
}
