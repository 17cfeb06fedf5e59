//! *Pejabat yang Berganti*: signed agreements whose first or second party is somebody else today, and
//! issuing exactly those again.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::Directories;
use government::may::may;
use platform::{App, Grant, Page, Problem, RegionCode, Uuid, form::Typed};
use serde::Deserialize;

use super::actions::{DecideRevision, ReadYear};
use crate::{
    rules::changed,
    store::{self, Agreement, AgreementYear},
};
use platform::Action;

/// An agreement that a transfer touched.
struct Touched {
    id: Uuid,
    version: i64,
    unit: String,
    words: Vec<String>,
}

#[derive(Template)]
#[template(path = "performance/touched.html")]
struct List<'a> {
    region: &'a RegionCode,
    year: &'a AgreementYear,
    signed: usize,
    touched: Vec<Touched>,
    may_reissue: bool,
}

/// What changed since each of these was signed, by agreement; those that nobody touched say nothing.
async fn changes(
    app: &App,
    directory: &government::Directory,
    signed: &[&Agreement],
) -> Result<Vec<(Uuid, Vec<String>)>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let today = directory.region.today(app.now());
    let versions: Vec<Uuid> = signed.iter().map(|it| it.version_id).collect();
    let frozen = store::frozen(db, app.keys(), region, &versions).await?;
    let units: Vec<Uuid> = signed.iter().map(|it| it.unit_id).collect();
    let now = store::parties(db, directory, &units, today).await?;
    let changes = signed.iter().filter_map(|it| {
        let before = frozen.iter().find(|found| found.version == it.version_id)?;
        let words = changed(&before.parties, now.get(&it.unit_id)?);
        (!words.is_empty()).then_some((it.id, words))
    });
    Ok(changes.collect())
}

/// The list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadYear>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, year) = (grant.region(), grant.target());
    let all = store::agreements(app.db().read(), region, year.id).await?;
    let signed: Vec<&Agreement> = all
        .iter()
        .filter(|it| it.is_locked() && it.dropped.is_empty())
        .collect();
    let changes = changes(&app, &directory, &signed).await?;
    let touched = changes.into_iter().filter_map(|(id, words)| {
        let it = signed.iter().find(|it| it.id == id)?;
        Some(Touched {
            id,
            version: it.version,
            unit: directory.unit_name(it.unit_id).to_owned(),
            words,
        })
    });
    let list = List {
        region,
        signed: signed.len(),
        touched: touched.collect(),
        may_reissue: may(&app, grant.actor(), region, DecideRevision::CODE),
        year,
    };
    Page::new(format!("Pejabat yang Berganti {}", year.year), &list)
}

/// The version that was on the screen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    versi: String,
}

/// Issues an agreement again for its officials of today.
///
/// # Errors
/// `Problem::Refused` when its officials are those who signed; `Problem::Conflict` when it changed.
pub(super) async fn reissue(
    grant: Grant<DecideRevision>,
    State(app): State<App>,
    Typed(seen): Typed<Seen>,
) -> Result<Redirect, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let signed: Vec<&Agreement> = Some(&it).filter(|it| it.is_locked()).into_iter().collect();
    let changes = changes(&app, &directory, &signed).await?;
    let Some((_, words)) = changes.into_iter().next() else {
        return Err(Problem::Refused(
            "Pejabat pada perjanjian ini sama dengan yang menandatangani, atau perjanjiannya belum \
             ditandatangani, jadi tidak perlu diterbitkan kembali."
                .into(),
        ));
    };
    let path = format!("/{}/perjanjian-kinerja/{}", grant.region(), it.id);
    let version = seen.versi.parse().unwrap_or(0);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::reissue(tx, &it, version, &words.join("; ")).await })
        })
        .await?;
    Ok(Redirect::to(&path))
}
