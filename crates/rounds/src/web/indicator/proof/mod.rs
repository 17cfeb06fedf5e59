//! *Data Dukung Historis*: the evidence of earlier years comes in as an archive whose files name code and
//! year, is shown as it was understood, and is kept as a whole or not at all.

mod flow;
mod keep;
mod look;
mod page;

use government::Directory;
use platform::{App, Grant, Instant, Problem, Uuid, store::import::ImportJob};
use values::store::{self as kept, Rules};

pub(in crate::web) use keep::keep;
pub(in crate::web) use page::{form, show, upload};

use super::LPPD;
use crate::{rules::Places, store, web::actions::WriteIndicators};

/// Code in the table of imports.
const KIND: &str = "rounds.historic_proof";
/// Words on the pages.
const TITLE: &str = "Impor Data Dukung Historis";

fn home(grant: &Grant<WriteIndicators>) -> String {
    format!("/{}/daftar-ikk/historis/bukti", grant.region())
}

/// The figures evidence may lie beside, with the codes of the newest list.
async fn places(
    app: &App,
    grant: &Grant<WriteIndicators>,
    directory: &Directory,
) -> Result<Places, Problem> {
    let (db, region) = (app.db().read(), grant.region());
    let cells = kept::historic_cells(db, region, LPPD).await?;
    let years = kept::years(db, region).await?;
    let of_lppd = years.iter().filter(|(list, ..)| list == LPPD);
    let newest = of_lppd.map(|(_, year, _)| *year).max();
    let newest = newest.unwrap_or(i64::from(directory.region.today(app.now()).year()));
    let list = kept::indicators(db, region, LPPD, newest).await?;
    let rules = Rules::load(db, region).await?;
    let mut earlier: Vec<i64> = cells.iter().map(|cell| cell.year).collect();
    earlier.dedup();
    let (list, rules) = (&list, &rules);
    let moved = earlier.into_iter().flat_map(|year| {
        let of_list = list.iter().map(move |one| {
            let now = one.indicator.code.clone();
            let then = rules.code_in(year, newest, &now);
            (now, year, then)
        });
        of_list.filter(|(now, _, then)| now != then)
    });
    let moved: Vec<_> = moved.collect();
    let listed = kept::codes(db, region, LPPD).await?;
    Ok(Places::new(cells, &moved, &listed).locked(store::shut_of_list(db, region, LPPD).await?))
}

/// An import; one that is gone leads to where an archive is chosen.
async fn job_of(
    app: &App,
    grant: &Grant<WriteIndicators>,
    id: Uuid,
) -> Result<Option<ImportJob>, Problem> {
    let db = app.db().read();
    platform::store::import::find(db, grant.region(), KIND, Uuid::nil(), id).await
}

fn about(directory: &Directory, job: &ImportJob) -> String {
    let at = directory.region.stamp(Instant(job.at));
    format!("{}, {at}", job.made_label)
}
