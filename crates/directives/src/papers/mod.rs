//! The official papers of a meeting, described. Pure: what is not recorded stays room for ink or
//! says so, and is never made up.

mod attendance;
mod minutes;

pub use attendance::attendance;
pub use minutes::{Spoken, minutes};

use documents::{Letterhead, text};
use government::Directory;

use crate::store::Meeting;

/// The letterhead of who organised the meeting; the government's own where nobody did.
fn letterhead(meeting: &Meeting, directory: &Directory) -> Letterhead {
    let organiser = meeting.organiser_unit_id.and_then(|id| directory.unit(id));
    let agency = organiser.map_or("", |unit| unit.name.as_str());
    Letterhead::agency(&directory.region.name, agency, "")
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

/// Where and when somebody signs is known only when they do.
fn place_and_date() -> String {
    format!("{}, {}", &text::BLANK[..16], &text::BLANK[..24])
}
