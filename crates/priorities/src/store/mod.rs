//! Rows of priorities.

use platform::Uuid;

mod merger;
mod references;
mod rows;

pub use merger::moves;
pub use references::{references, searches};
pub use rows::{
    Priority, PriorityInput, add_priority, find_priority, priorities, update_priority, years,
};

/// Kind of a priority in mentions, audit rows and as origin of follow-ups.
pub const PRIORITY: &str = "priorities.priority";
/// Kind of the agenda of a year as the record its papers belong to.
pub const AGENDA: &str = "priorities.agenda";

/// The agenda of a year. It is no row: its id is its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// The year.
    pub year: i32,
}

impl Agenda {
    /// The agenda of a year as it stands in an address.
    pub fn from_word(word: &str) -> Option<Self> {
        let year = word.trim().parse().ok()?;
        (2000..=2100).contains(&year).then_some(Self { year })
    }

    /// Its id.
    pub fn id(self) -> Uuid {
        Uuid::from_u128(u128::try_from(self.year).unwrap_or_default())
    }

    /// The agenda behind an id.
    pub fn from_id(id: Uuid) -> Option<Self> {
        Self::from_word(&id.as_u128().to_string())
    }

    /// Its title.
    pub fn title(self) -> String {
        format!("Prioritas Tahun {}", self.year)
    }

    /// Its path behind the region.
    pub fn path(self) -> String {
        format!("/prioritas/tahun/{}", self.year)
    }
}

#[cfg(test)]
mod tests {
    use platform::Uuid;

    use super::Agenda;

    #[test]
    fn an_agenda_is_its_year() {
        let agenda = Agenda::from_word("2026").expect("a year");
        assert_eq!(Agenda::from_id(agenda.id()), Some(agenda));
        assert_eq!(agenda.path(), "/prioritas/tahun/2026");
        for word in ["", "26", "2101", "-2026", "dua"] {
            assert_eq!(Agenda::from_word(word), None, "{word}");
        }
        assert_eq!(Agenda::from_id(Uuid::max()), None);
    }
}
