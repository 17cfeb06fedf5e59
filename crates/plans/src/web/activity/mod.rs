//! The log of activities.

pub(super) mod form;
pub(super) mod list;
pub(super) mod one;
mod typing;

use government::Directory;
use platform::date;

use crate::store::Activity;

/// An activity as lists show it.
struct Line {
    it: Activity,
    day: String,
    unit: String,
    place: String,
    participants: String,
    leaders: String,
}

/// "Kelurahan Padma Rimba, lapangan RW 2".
fn place(directory: &Directory, it: &Activity) -> String {
    let area = it.area_code.as_deref();
    let area = area.and_then(|code| Some(directory.area(code)?.title()));
    let words = Some(it.place_words.clone()).filter(|words| !words.is_empty());
    let parts: Vec<String> = area.into_iter().chain(words).collect();
    parts.join(", ")
}

impl Line {
    fn of(directory: &Directory, it: Activity) -> Self {
        Self {
            day: it.day().map(date::medium).unwrap_or_default(),
            unit: directory.unit_name(it.unit_id).to_owned(),
            place: place(directory, &it),
            participants: match it.participants {
                Some(count) => count.to_string(),
                None => "Tidak dihitung".into(),
            },
            leaders: it.leaders().text(),
            it,
        }
    }
}
