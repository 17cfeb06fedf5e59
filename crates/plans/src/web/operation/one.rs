//! One operation: its places with how each stands and what was done there, and what every unit did.

use std::collections::HashSet;

use askama::Template;
use axum::extract::State;
use government::may::covers;
use government::{Directories, Directory, evidence::Evidence, history as pages};
use platform::{
    Action, Actor, App, Grant, Page, Problem, Ref, RegionCode, Uuid, date, form::FormErrors, random,
};

use super::OperationLine;
use crate::{
    store::{self, OPERATION, Operation, Spot, Visit},
    web::{
        actions::{ReadOperation, VisitSpot, WriteOperation},
        choices::{Choice, areas},
    },
};

/// What a unit found and did at a place.
struct Seen {
    visit: Visit,
    day: String,
    unit: String,
    before: Vec<Evidence>,
    after: Vec<Evidence>,
}

/// A place with what was done there.
struct At {
    spot: Spot,
    area: String,
    visits: Vec<Seen>,
}

/// What a unit did for the operation.
struct Part {
    unit: String,
    role: &'static str,
    visits: usize,
    spots: usize,
    pictures: usize,
}

#[derive(Template)]
#[template(path = "plans/operation.html")]
struct One<'a> {
    region: &'a RegionCode,
    line: OperationLine,
    goal: &'a str,
    at: Vec<At>,
    parts: Vec<Part>,
    nothing: usize,
    areas: Vec<Choice>,
    may_write: bool,
    may_visit: bool,
    once: String,
    typed_name: &'a str,
    errors: &'a FormErrors,
}

fn parts(directory: &Directory, it: &Operation, at: &[At]) -> Vec<Part> {
    let units = it.leads.iter().map(|place| (place.id, "Penanggung jawab"));
    let units = units.chain(it.supporters.iter().map(|place| (place.id, "Pendukung")));
    let mut parts: Vec<Part> = units
        .map(|(unit, role)| {
            let own: Vec<&Seen> = at
                .iter()
                .flat_map(|at| &at.visits)
                .filter(|seen| seen.visit.unit_id == unit)
                .collect();
            let spots: HashSet<Uuid> = own.iter().map(|seen| seen.visit.spot_id).collect();
            Part {
                unit: directory.unit_name(unit).to_owned(),
                role,
                visits: own.len(),
                spots: spots.len(),
                pictures: own.iter().map(|it| it.before.len() + it.after.len()).sum(),
            }
        })
        .collect();
    parts.sort_by_key(|part| part.visits > 0);
    parts
}

/// Composes the page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Operation,
    typed_name: &str,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let spots = store::spots(db, region, &[it.id]).await?;
    let visits = store::visits(db, region, it.id).await?;
    let ids: Vec<Uuid> = visits.iter().map(|visit| visit.id).collect();
    let (before, after) = store::visit_photos(db, region, &ids).await?;
    let of = |all: &[Evidence], visit: Uuid| -> Vec<Evidence> {
        let own = all.iter().filter(|piece| piece.subject_id == visit);
        own.cloned().collect()
    };
    let line = OperationLine::of(directory, it, &spots);
    let at: Vec<At> = spots
        .into_iter()
        .map(|spot| At {
            area: spot
                .area_code
                .as_deref()
                .and_then(|code| Some(directory.area(code)?.title()))
                .unwrap_or_default(),
            visits: visits
                .iter()
                .filter(|visit| visit.spot_id == spot.id)
                .map(|visit| Seen {
                    day: visit.day().map(date::medium).unwrap_or_default(),
                    unit: directory.unit_name(visit.unit_id).to_owned(),
                    before: of(&before, visit.id),
                    after: of(&after, visit.id),
                    visit: visit.clone(),
                })
                .collect(),
            spot,
        })
        .collect();
    let parts = parts(directory, it, &at);
    let own = |units: &[platform::Place], code| {
        let mut units = units.iter();
        units.any(|place| covers(app, actor, directory, place.id, code))
    };
    let one = One {
        region,
        line,
        goal: &it.goal,
        nothing: parts.iter().filter(|part| part.visits == 0).count(),
        parts,
        at,
        areas: areas(directory, "Tidak ditentukan"),
        may_write: own(&it.leads, WriteOperation::CODE),
        may_visit: own(&it.places(), VisitSpot::CODE),
        once: random::id(app.now()).to_string(),
        typed_name,
        errors,
    };
    Page::new(it.title.clone(), &one)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadOperation>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let errors = FormErrors::new();
    compose(&app, grant.actor(), &directory, grant.target(), "", &errors).await
}

/// Its history.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn history(
    grant: Grant<ReadOperation>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let (subject, back) = (Ref::new(OPERATION, it.id), format!("/operasi/{}", it.id));
    pages::page(&app, &directory, subject, &it.title, &back).await
}
