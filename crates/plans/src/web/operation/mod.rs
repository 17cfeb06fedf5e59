//! *Operasi Gabungan*: joint operations of several agencies, place by place.

pub(super) mod form;
pub(super) mod one;
mod visit;

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Place, Problem, RegionCode, Uuid, date};

pub(super) use visit::{add as add_visit, form as visit_form};

use super::actions::{AddOperation, ListOperations};
use crate::{
    books,
    rules::SpotState,
    store::{self, Operation, Spot},
};

/// An operation in words.
pub struct OperationLine {
    /// Id.
    pub id: Uuid,
    /// Its name.
    pub title: String,
    /// Names of the agencies that lead it.
    pub leads: String,
    /// Names of the units that support it.
    pub supporters: String,
    /// "1 Oktober 2026 - 31 Desember 2026".
    pub period: String,
    /// Its places.
    pub spots: Vec<Spot>,
}

impl OperationLine {
    fn of(directory: &Directory, it: &Operation, spots: &[Spot]) -> Self {
        let names = |places: &[Place]| -> String {
            let names: Vec<&str> = places
                .iter()
                .map(|place| directory.unit_name(place.id))
                .collect();
            names.join(", ")
        };
        let from = it.from.map(date::medium).unwrap_or_default();
        Self {
            id: it.id,
            title: it.title.clone(),
            leads: names(&it.leads),
            supporters: names(&it.supporters),
            period: match it.until {
                Some(until) => format!("{from} - {}", date::medium(until)),
                None => format!("sejak {from}"),
            },
            spots: spots
                .iter()
                .filter(|spot| spot.operation_id == it.id)
                .cloned()
                .collect(),
        }
    }

    /// "2 dari 5 lokasi selesai", or that there are none.
    pub fn progress(&self) -> String {
        let done = |spot: &&Spot| spot.state() == SpotState::Done;
        match self.spots.len() {
            0 => "Belum ada lokasi".into(),
            all => format!(
                "{} dari {all} lokasi selesai",
                self.spots.iter().filter(done).count()
            ),
        }
    }
}

#[derive(Template)]
#[template(path = "plans/operations.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    lines: Vec<OperationLine>,
    may_add: bool,
}

async fn all(app: &App, directory: &Directory) -> Result<Vec<OperationLine>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let found = store::operations(db, region).await?;
    let ids: Vec<Uuid> = found.iter().map(|it| it.id).collect();
    let spots = store::spots(db, region, &ids).await?;
    Ok(found
        .iter()
        .map(|it| OperationLine::of(directory, it, &spots))
        .collect())
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn list(
    grant: Grant<ListOperations>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let list = List {
        region,
        lines: all(&app, &directory).await?,
        directory: &directory,
        may_add: may(&app, grant.actor(), region, AddOperation::CODE),
    };
    Page::new("Operasi Gabungan", &list)
}

/// *Unduh Excel*: one place a row.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ListOperations>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let lines = all(&app, &directory).await?;
    let book = books::operations(&directory, app.now(), &lines);
    app.part::<Desk>().xlsx(book).await
}
