//! *Surat undangan*.

use documents::{
    Block, Format, Letter, Paper, Signatures,
    register::{Details, details::lines},
};
use government::Directory;

use super::{day, hours, legal_bases, letterhead};
use crate::store::{AgendaItem, Meeting};

/// The letter that asks people to come.
pub fn invitation(
    meeting: &Meeting,
    directory: &Directory,
    agenda: &[AgendaItem],
    details: &Details,
) -> Paper {
    let region = &directory.region;
    let or_dash = |words: &str| match words {
        "" => "-".to_owned(),
        words => words.to_owned(),
    };
    let topics: Vec<String> = agenda
        .iter()
        .map(|item| format!("{}. {}", item.number, item.topic))
        .collect();
    let mut event = meeting.title.clone();
    if !topics.is_empty() {
        event = format!("{event}\n{}", topics.join("\n"));
    }
    let mut blocks = vec![Block::Letter(Letter {
        classification: or_dash(&details.classification),
        attachments: or_dash(&details.attachments),
        subject: details.subject.clone(),
        addressees: lines(&details.addressees),
        ..Letter::default()
    })];
    if !meeting.legal_bases.is_empty() {
        blocks.push(Block::paragraph("Dasar:"));
        blocks.extend(legal_bases(meeting));
    }
    blocks.push(Block::paragraph(
        "Dengan hormat, kami mengundang Saudara untuk hadir pada:",
    ));
    blocks.push(Block::facts([
        ("Hari/tanggal", day(meeting)),
        ("Waktu", hours(meeting, &region.zone_label)),
        ("Tempat", meeting.place.clone()),
        ("Acara", event),
    ]));
    if !details.body.is_empty() {
        blocks.push(Block::paragraph(&details.body));
    }
    blocks.push(Block::paragraph(
        "Demikian disampaikan, atas kehadiran Saudara diucapkan terima kasih.",
    ));
    Paper {
        format: Format::of(directory.stationery.sheet),
        letterhead: Some(letterhead(meeting, directory, details)),
        title: vec![],
        number: None,
        place: details.place.clone(),
        name: format!("Undangan {} {}", meeting.title, meeting.date),
        blocks,
        signatures: Some(Signatures {
            left: None,
            right: details.signature(&region.head_title, &region.name, "Pengundang"),
        }),
        copies: lines(&details.copies),
        footer: String::new(),
        simulated: region.simulated,
    }
}
