//! A follow-up as lists and pages show it.

use platform::{Instant, Uuid, date};

use crate::{
    follow_up::{FollowUp, Status, Terms},
    structure::{Directory, Mark},
};

/// A follow-up in words.
#[derive(Clone, Debug)]
pub struct Card {
    /// Id.
    pub id: Uuid,
    /// Path behind the region.
    pub path: String,
    /// "TL-12/2026".
    pub number: String,
    /// What is to be done.
    pub task: String,
    /// "Wajib ditindaklanjuti".
    pub kind: &'static str,
    /// Name of the lead.
    pub lead: String,
    /// Where it stands.
    pub status: Status,
    /// By when, or empty.
    pub due: String,
    /// "Terlambat 3 hari kerja", or empty.
    pub mark: String,
    /// CSS class of the due date.
    pub due_class: &'static str,
    /// Owed and past due.
    pub late: bool,
    /// "3 dari 5 kelurahan", or empty.
    pub progress: String,
    /// Percent verified, where there is a target.
    pub percent: Option<u8>,
}

impl Card {
    /// The follow-up as it stands at `now`.
    pub fn of(follow_up: &FollowUp, directory: &Directory, now: Instant) -> Self {
        let region = &directory.region;
        let status = follow_up.status();
        // nothing is late before its date is agreed, or while somebody else has it
        let agreed = follow_up.terms == Terms::Locked;
        let owed = agreed && status.is_open() && status != Status::Waiting;
        let mark = follow_up
            .due
            .filter(|_| owed)
            .map(|due| due.mark(now, region.today(now), &directory.calendar));
        let done_on = follow_up
            .fulfilled_at
            .filter(|_| status == Status::Done)
            .map(|at| Instant(at).at_zone(region.zone).date());
        Self {
            id: follow_up.id,
            path: format!("/tindak-lanjut/{}", follow_up.id),
            number: follow_up.number.clone(),
            task: follow_up.task.clone(),
            kind: follow_up.kind.label(),
            lead: directory.unit_name(follow_up.lead).to_owned(),
            status,
            due: match (done_on, follow_up.due) {
                (Some(day), _) => format!("Tuntas {}", date::medium(day)),
                (None, Some(due)) => due.text(&region.zone_label),
                (None, None) => String::new(),
            },
            mark: mark.map(Mark::text).unwrap_or_default(),
            due_class: match (done_on, mark) {
                (Some(_), _) => "due due-done",
                (None, Some(mark)) => mark.class(),
                (None, None) => "due",
            },
            late: mark.is_some_and(Mark::is_late),
            progress: progress_text(follow_up),
            percent: follow_up.percent().filter(|_| follow_up.measure.is_some()),
        }
    }
}

/// "3 dari 5 kelurahan"; what nobody reported yet is no 0: "Belum diisi, target 5 kelurahan".
pub fn progress_text(follow_up: &FollowUp) -> String {
    let measure = follow_up.measure.as_deref().unwrap_or("");
    match (follow_up.done, follow_up.target) {
        (Some(done), Some(target)) => format!("{done} dari {target} {measure}"),
        (None, Some(target)) => format!("Belum ada capaian, target {target} {measure}"),
        (Some(done), None) => format!("{done} {measure}"),
        (None, None) => String::new(),
    }
}
