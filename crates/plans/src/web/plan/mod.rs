//! Plans of units.

pub(super) mod decide;
pub(super) mod form;
pub(super) mod history;
pub(super) mod list;
pub(super) mod one;
mod parts;

use government::{
    Directory,
    follow_up::{Count, FollowUp},
};
use platform::{Instant, Uuid, date};

use crate::{rules, store::Plan};

/// A plan as lists and workbooks show it.
pub struct PlanLine {
    /// Id.
    pub id: Uuid,
    /// Its name.
    pub title: String,
    /// Name of its unit.
    pub unit: String,
    /// The mission it serves, or empty.
    pub mission: String,
    /// "1 Januari 2026 - 31 Desember 2026".
    pub period: String,
    /// How many steps it has.
    pub steps: i64,
    /// How the follow-ups they became stand.
    pub count: Count,
    /// How its review stands, with the class of its mark.
    pub state: (&'static str, &'static str),
}

impl PlanLine {
    fn of(directory: &Directory, now: Instant, it: &Plan, works: &[FollowUp]) -> Self {
        let own = works.iter().filter(|work| work.origin.1 == it.id);
        Self {
            id: it.id,
            title: it.title.clone(),
            unit: directory.unit_name(it.unit_id).to_owned(),
            mission: it.mission(),
            period: period(it),
            steps: it.steps,
            count: Count::of(own, now),
            state: rules::label(it.state()),
        }
    }

    /// "1 dari 3 tuntas", or that nothing is owed yet.
    pub fn progress(&self) -> String {
        match self.count.total {
            0 => "Belum ada tindak lanjut".into(),
            total => format!("{} dari {total} tuntas", self.count.done),
        }
    }
}

/// "1 Januari 2026 - 31 Desember 2026".
fn period(it: &Plan) -> String {
    let day = |day: Option<time::Date>| day.map(date::medium).unwrap_or_default();
    format!("{} - {}", day(it.from()), day(it.until()))
}
