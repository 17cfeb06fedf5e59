//! One step on many fillings of a round: picked on its board, shown with exactly what will happen,
//! then taken in one transaction.

mod act;
mod preview;

pub(super) use act::{accept, extend, give_back, remind};
pub(super) use preview::show;

use government::may::may;
use platform::{Action, Actor, App, RegionCode, Uuid};
use serde::Deserialize;

use super::actions::{DeskFillings, ExtendFillings, RemindFillings};
use crate::{rules::Many, store::Picked};

/// Most fillings of one step: more than a region has agencies.
const MOST: usize = 400;

/// What the form of a step sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    /// Fillings, each with the version that was seen.
    pilih: Vec<String>,
    /// Note or reason.
    catatan: String,
    /// The new date.
    batas: String,
    /// The form's key: sent twice counts once.
    sekali: String,
}

impl Typing {
    /// The fillings as they were seen.
    fn picked(&self) -> Vec<Picked> {
        self.pilih
            .iter()
            .filter_map(|picked| picked.split_once(':'))
            .filter_map(|(id, version)| {
                Some(Picked {
                    id: Uuid::parse_str(id).ok()?,
                    version: version.parse().ok()?,
                })
            })
            .take(MOST)
            .collect()
    }
}

/// The right a step takes.
const fn right(step: Many) -> &'static str {
    match step {
        Many::Accept | Many::Return => DeskFillings::CODE,
        Many::Remind => RemindFillings::CODE,
        Many::Extend => ExtendFillings::CODE,
    }
}

/// The steps this person may take, for the choice on the board.
pub(super) fn steps_of(
    app: &App,
    actor: &Actor,
    region: &RegionCode,
) -> Vec<(&'static str, &'static str)> {
    Many::ALL
        .into_iter()
        .filter(|step| may(app, actor, region, right(*step)))
        .map(|step| (step.word(), step.label()))
        .collect()
}
