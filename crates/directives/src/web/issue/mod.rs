//! *Permasalahan*: what stands in the way of units, and the steps agreed against it.

mod close;
mod detail;
mod form;
mod list;
mod typing;

use government::Directory;
use platform::{App, date};
use time::Date;

pub(super) use close::{reopen, solve};
pub(super) use detail::show;
pub(super) use form::{add, blank, change, edit};
pub(super) use list::{Asked, list};

use crate::store::Issue;

/// An issue as pages show it.
pub(super) struct Line {
    pub path: String,
    pub kind: &'static str,
    pub unit: String,
    /// Empty when the unit raised it itself.
    pub raised_by: String,
    /// The unit that wrote down what an institution or a team raised; else empty.
    pub noted_by: String,
    pub text: String,
    pub steps: String,
    pub owner: String,
    /// "sejak 4 Maret 2024".
    pub since: String,
    pub solution: String,
    /// "12 April 2024"; empty while it is open.
    pub solved: String,
}

impl Line {
    /// The issue in the words of the region.
    pub(super) fn of(directory: &Directory, issue: &Issue) -> Self {
        let region = &directory.region;
        let day = |at: i64| -> Date { region.today(platform::Instant(at)) };
        Self {
            path: format!("/{}/permasalahan/{}", region.code, issue.id),
            kind: issue.kind().label(),
            unit: directory.unit_name(issue.unit_id).to_owned(),
            raised_by: issue.raised_by(directory).to_owned(),
            noted_by: match issue.raiser.is_empty() {
                true => String::new(),
                false => directory.unit_name(issue.raised_by_unit_id).to_owned(),
            },
            text: issue.text.clone(),
            steps: issue.steps.clone(),
            owner: issue
                .owner_unit_id
                .map(|id| directory.unit_name(id).to_owned())
                .unwrap_or_default(),
            since: format!("sejak {}", date::medium(day(issue.created_at))),
            solution: issue.solution.clone(),
            solved: issue
                .solved_at
                .map(|at| date::medium(day(at)))
                .unwrap_or_default(),
        }
    }
}

/// The units that work today, for a choice.
fn unit_choices(app: &App, directory: &Directory, none: &str) -> Vec<(String, String)> {
    let today = directory.region.today(app.now());
    let mut choices = vec![(String::new(), none.to_owned())];
    let units = directory.working_units(today);
    choices.extend(units.map(|unit| (unit.id().to_string(), unit.name.clone())));
    choices
}
