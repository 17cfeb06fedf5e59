//! One step on many follow-ups: chosen on a list, shown with exactly what will happen, then taken
//! in one transaction.

mod act;
mod preview;

pub(super) use act::{extend, give_back, remind, verify};
pub(super) use preview::show;

use government::{
    Directory,
    follow_up::{Card, FollowUp, Seen},
};
use platform::{Action, Actor, App, Place, Uuid};
use serde::Deserialize;

use super::actions::{ExtendTerms, RemindUnits, ReviewReports};
use crate::rules::bulk::Bulk;

/// Most follow-ups of one step.
const MOST: usize = 100;

/// What the form of a step sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    /// Follow-ups, each with the version that was seen.
    pub pilih: Vec<String>,
    /// Note or reason.
    pub catatan: String,
    /// The new date.
    pub batas: String,
    /// The form's key: sent twice counts once.
    pub sekali: String,
}

impl Typing {
    /// The follow-ups as they were seen.
    fn seen(&self) -> Vec<Seen> {
        self.pilih
            .iter()
            .filter_map(|picked| picked.split_once(':'))
            .filter_map(|(id, version)| {
                Some(Seen {
                    id: Uuid::parse_str(id).ok()?,
                    version: version.parse().ok()?,
                })
            })
            .take(MOST)
            .collect()
    }
}

/// The steps this person may take at all, for the choice on lists.
pub(super) fn steps_of(app: &App, actor: &Actor) -> Vec<(&'static str, &'static str)> {
    debug_assert_eq!(
        [ReviewReports::CODE, RemindUnits::CODE, ExtendTerms::CODE],
        [
            Bulk::Verify.action(),
            Bulk::Remind.action(),
            Bulk::Extend.action()
        ]
    );
    Bulk::ALL
        .into_iter()
        .filter(|step| app.matrix().scope(&actor.role, step.action()).is_some())
        .map(|step| (step.word(), step.label()))
        .collect()
}

/// Whether the right to a step reaches a place.
fn reaches(app: &App, actor: &Actor, action: &str, place: &Place) -> bool {
    app.matrix()
        .scope(&actor.role, action)
        .is_some_and(|scope| scope.covers(&actor.place, place))
}

/// A text to remind one unit, and how many follow-ups it names.
struct Reminder {
    unit: String,
    count: usize,
    text: String,
}

/// A text per unit that leads some of these follow-ups.
fn reminders(directory: &Directory, app: &App, late: &[FollowUp]) -> Vec<Reminder> {
    let mut texts: Vec<(Uuid, Vec<String>)> = Vec::new();
    for it in late {
        let card = Card::of(it, directory, app.now());
        let line = format!(
            "{} {} (batas waktu {}; {})",
            card.number,
            card.task,
            card.due,
            card.mark.to_lowercase()
        );
        match texts.iter_mut().find(|(unit, _)| *unit == it.lead) {
            Some((_, lines)) => lines.push(line),
            None => texts.push((it.lead, vec![line])),
        }
    }
    texts
        .into_iter()
        .map(|(unit, lines)| {
            let unit = directory.unit_name(unit).to_owned();
            let mut text = String::new();
            if directory.region.simulated {
                text += "[DATA SIMULASI]\n";
            }
            let count = lines.len();
            text += &format!("*Pengingat Tindak Lanjut {unit}*\n");
            text += &format!("{count} tindak lanjut melewati batas waktu:\n");
            for (number, line) in lines.into_iter().enumerate() {
                text += &format!("{}. {line}\n", number + 1);
            }
            text += "Mohon dilaporkan di Tuntas. Terima kasih.\n";
            Reminder { unit, count, text }
        })
        .collect()
}
