//! Progress by group of units: the sectors of an improvement are the groups every region has
//! (kecamatan, kelurahan, puskesmas) and the lists it keeps itself.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::KIND_LEAD,
    obligation::{self, CellCount, ObligationState},
    structure::Unit,
};
use platform::{App, Grant, Page, Problem, RegionCode, Uuid};
use time::Date;

use super::actions::ListFollowUps;

/// A group with how the follow-ups stand that its units lead.
struct Line {
    key: String,
    name: String,
    units: usize,
    total: i64,
    done: i64,
    late: i64,
}

impl Line {
    /// Percent fulfilled, cut down; `None` where nothing is asked.
    fn percent(&self) -> Option<i64> {
        (self.done * 100).checked_div(self.total)
    }
}

#[derive(Template)]
#[template(path = "work/sectors.html")]
struct Sectors<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    stamp: String,
    lines: Vec<Line>,
}

fn lines(directory: &Directory, today: Date, cells: &[CellCount], late: &[CellCount]) -> Vec<Line> {
    let mut total: HashMap<Uuid, i64> = HashMap::new();
    let mut done: HashMap<Uuid, i64> = HashMap::new();
    let mut overdue: HashMap<Uuid, i64> = HashMap::new();
    for cell in cells.iter().filter(|cell| cell.kind == KIND_LEAD) {
        match ObligationState::from_code(cell.state) {
            None | Some(ObligationState::Withdrawn) => continue,
            Some(ObligationState::Fulfilled) => {
                *done.entry(cell.unit_id).or_default() += cell.count
            }
            Some(_) => {}
        }
        *total.entry(cell.unit_id).or_default() += cell.count;
    }
    for cell in late.iter().filter(|cell| cell.kind == KIND_LEAD) {
        *overdue.entry(cell.unit_id).or_default() += cell.count;
    }
    let groups = directory.groups.iter().map(|group| {
        let members = group.members(&directory.units, today);
        let members: HashSet<Uuid> = members.into_iter().map(Unit::id).collect();
        let sum = |of: &HashMap<Uuid, i64>| -> i64 {
            members.iter().filter_map(|unit| of.get(unit)).sum()
        };
        Line {
            key: group.key.clone(),
            name: group.name.clone(),
            units: members.len(),
            total: sum(&total),
            done: sum(&done),
            late: sum(&overdue),
        }
    });
    groups.filter(|line| line.units > 0).collect()
}

/// The page: two statements, however many groups there are.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListFollowUps>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, now) = (app.db().read(), grant.region(), app.now());
    let cells = obligation::tally_cells(db, region).await?;
    let (late, _) = obligation::late_cells(db, region, now).await?;
    let today = directory.region.today(now);
    let page = Sectors {
        region,
        stamp: directory.region.stamp(now),
        lines: lines(&directory, today, &cells, &late),
        directory: &directory,
    };
    Page::new("Kemajuan per Kelompok", &page)
}
