//! The official papers of a meeting, described. Pure: what is not recorded stays room for ink or
//! says so, and is never made up.

mod attendance;
mod briefing;
mod bundle;
mod cover_letter;
mod disposition;
mod invitation;
mod matrix;
mod minutes;
mod report;

pub use attendance::attendance;
pub use briefing::briefing;
pub use bundle::{Piece, contents, evidence_list};
pub use cover_letter::cover_letter;
pub use disposition::disposition;
pub use invitation::invitation;
pub use matrix::matrix;
pub use minutes::{Course, Spoken, minutes};
pub use report::report;

use documents::{
    Block, Format, Letterhead, Signer,
    register::{Details, LetterheadKind, PaperKind},
};
use government::Directory;

use crate::store::Meeting;

/// What a paper of the meeting says of itself before anybody decided otherwise: who led the
/// meeting signs its minutes, and nobody is named for the rest.
pub fn defaults(meeting: &Meeting, directory: &Directory, kind: PaperKind) -> Details {
    let mut details = Details::default();
    if kind == PaperKind::Minutes && meeting.chair_role != "menghadiri" {
        details.signer = Signer {
            office: meeting.chair_office.clone(),
            name: meeting.chair_name.clone(),
            ..Signer::default()
        };
    }
    let place = directory.region.name.split_once(' ');
    let place = place.map_or("", |(_, place)| place).to_owned();
    match kind {
        PaperKind::Invitation => {
            details.subject = format!("Undangan {}", meeting.title);
            details.place = place;
        }
        PaperKind::CoverLetter => {
            details.subject = format!("Naskah {}", meeting.title);
            details.body = format!("Notula {}", meeting.title);
            details.place = place;
        }
        _ => {}
    }
    details
}

/// An upright sheet of the meeting with its letterhead and nothing on it yet.
fn blank(
    meeting: &Meeting,
    directory: &Directory,
    details: &Details,
    kind: PaperKind,
) -> documents::Paper {
    documents::Paper {
        format: Format::of(directory.stationery.sheet),
        letterhead: Some(letterhead(meeting, directory, details)),
        title: vec![],
        number: None,
        place: details.place.clone(),
        name: format!("{} {} {}", kind.label(), meeting.title, meeting.date),
        blocks: vec![],
        signatures: None,
        copies: documents::register::details::lines(&details.copies),
        footer: String::new(),
        simulated: directory.region.simulated,
    }
}

/// One block to sign in, on the right.
fn signed(directory: &Directory, details: &Details, otherwise: &str) -> documents::Signatures {
    let region = &directory.region;
    documents::Signatures {
        left: None,
        right: details.signature(&region.head_title, &region.name, otherwise),
    }
}

/// The letterhead of who organised the meeting; the government's own where nobody did; of the head
/// of the region where the office decided so.
fn letterhead(meeting: &Meeting, directory: &Directory, details: &Details) -> Letterhead {
    match details.letterhead {
        LetterheadKind::HeadOfRegion => Letterhead::of_head(directory),
        LetterheadKind::Unit => Letterhead::of_unit(directory, meeting.organiser_unit_id),
    }
}

/// What the meeting rests on, a numbered line each.
fn legal_bases(meeting: &Meeting) -> impl Iterator<Item = Block> {
    (1..)
        .zip(meeting.legal_bases.lines())
        .map(|(number, line)| Block::Paragraph {
            mark: format!("{number}."),
            text: line.to_owned(),
            source: String::new(),
        })
}

/// "08.30-11.00 WIB"; empty when no time is recorded.
fn hours(meeting: &Meeting, zone: &str) -> String {
    use platform::date::minute;
    match (meeting.start_minute, meeting.end_minute) {
        (Some(start), Some(end)) => format!("{}-{} {zone}", minute(start), minute(end)),
        (Some(start), None) => format!("{} {zone} s.d. selesai", minute(start)),
        _ => String::new(),
    }
}

/// "Selasa, 17 Mei 2022".
fn day(meeting: &Meeting) -> String {
    meeting.day().map(platform::date::long).unwrap_or_default()
}
