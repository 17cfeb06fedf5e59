//! *Cakupan IKK*: which IKK of mandatory and optional affairs have a sub-activity with money in a year.

use axum::extract::State;
use documents::{Desk, Download};
use government::Directories;
use platform::{App, Grant, Page, Problem, form::Filter};
use serde::Deserialize;

use crate::{
    books,
    rules::tree::together,
    store::{self, tree::DevelopmentPlan},
    web::{
        actions::ReadPlanTree,
        mapping::{Stand, coverage_page, read, unwritten},
    },
};

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tahun: String,
}

impl Asked {
    /// The year that was asked for, else this one as far as the plan has it.
    fn year(&self, it: &DevelopmentPlan, this: i64) -> i64 {
        let asked = self.tahun.trim().parse().ok();
        asked
            .filter(|year| it.years().any(|it| it == *year))
            .unwrap_or(this.clamp(it.first_year, it.last_year))
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadPlanTree>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let year = asked.year(it, i64::from(directory.region.today(app.now()).year()));
    coverage_page(&app, grant.actor(), &directory, (it, year), None).await
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ReadPlanTree>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, it) = (grant.region(), grant.target());
    let year = asked.year(it, i64::from(directory.region.today(app.now()).year()));
    let stand = Stand::of(&app, region, &directory, (it.id, year)).await?;
    let (part, whole, share) = together(&stand.kinds);
    let notes = vec![
        format!("{part} dari {whole} IKK hasil ({share}) memiliki sub kegiatan beranggaran {year}"),
        format!("Daftar IKK menurut {}", stand.basis),
    ];
    let db = app.db().read();
    let asked = store::mapping_of_year(db, region, it.id, year).await?;
    let (reasons, missing) = match &asked {
        None => (vec![], "Belum diminta"),
        Some(asked) => {
            let (found, hidden) = read(&app, grant.actor(), &directory, asked).await?;
            (found, unwritten(hidden))
        }
    };
    let rows = stand.rows(&directory, &reasons);
    let name = format!("Cakupan IKK {year}");
    let book = books::mapping(&name, &directory, app.now(), (notes, missing), &rows);
    app.part::<Desk>().xlsx(book).await
}
