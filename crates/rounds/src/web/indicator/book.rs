//! The list of a year as a workbook, to be filled and given back.

use axum::extract::State;
use documents::{Desk, Download};
use government::Directories;
use platform::{App, Grant, Problem, form::Filter};
use regulations::Held;
use serde::Deserialize;
use values::store::{self as kept, Rules};

use super::{FAMILY, LPPD};
use crate::{books::listed, web::actions::ListIndicators};

/// Of which year; the last one where none is named.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    tahun: String,
}

/// The workbook.
///
/// # Errors
/// `Problem::Refused` when there is no list of that year to take.
pub(in crate::web) async fn book(
    grant: Grant<ListIndicators>,
    State(app): State<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, now) = (app.db().read(), grant.region(), app.now());
    let last = u16::try_from(directory.region.today(now).year() - 1).unwrap_or_default();
    let year = wanted.tahun.trim().parse().unwrap_or(last);
    let rules = Rules::load(db, region).await?;
    match rules.base(FAMILY, year) {
        Held::One(_) => {}
        Held::Several(_) => {
            let text = format!(
                "Untuk tahun {year} berlaku beberapa paket. Pilih satu lewat Ambil Daftar."
            );
            return Err(Problem::Refused(text));
        }
        Held::None => return Err(Problem::Refused(super::take::no_pack(year))),
    }
    let asked = kept::indicators(db, region, LPPD, i64::from(year)).await?;
    let supporting = kept::supporting(db, region, (LPPD, i64::from(year))).await?;
    let list = listed::list(&rules, year, &asked, &supporting, (&directory, now));
    app.part::<Desk>().xlsx(list).await
}
