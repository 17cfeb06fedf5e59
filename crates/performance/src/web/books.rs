//! *Unduh Excel* of a year: the agreements, and the cascade for individual targets.

use std::collections::HashMap;

use axum::extract::State;
use documents::{Desk, Download};
use government::Directories;
use platform::{App, Grant, Problem, Uuid};

use super::actions::ReadYear;
use crate::{
    books::{self, CascadeLine},
    rules::second_unit,
    store::{self, Agreement, Line},
};

/// The agreements.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn agreements(
    grant: Grant<ReadYear>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = grant.target();
    let all = store::agreements(app.db().read(), grant.region(), year.id).await?;
    let book = books::agreements(year.year, &directory, app.now(), &all);
    app.part::<Desk>().xlsx(book).await
}

/// The cascade: every line below the line of the superior that it serves, those that serve none on a
/// sheet of their own.
///
/// # Errors
/// As `agreements`.
pub(super) async fn cascade(
    grant: Grant<ReadYear>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, year) = (app.db().read(), grant.region(), grant.target());
    let today = directory.region.today(app.now());
    let all = store::agreements(db, region, year.id).await?;
    let lines = store::all_lines(db, region, year.id).await?;
    let units: Vec<Uuid> = all.iter().map(|it| it.unit_id).collect();
    let parties = store::parties(db, &directory, &units, today).await?;
    // the latest version of each agreement by its unit
    let by_unit: HashMap<Uuid, &Agreement> = all.iter().map(|it| (it.unit_id, it)).collect();
    let of = |it: &Agreement| {
        let version = it.version_id;
        lines.iter().filter(move |line| line.version_id == version)
    };
    let mut rows = Vec::new();
    for it in &all {
        let unit = directory.unit(it.unit_id);
        let Some(second) = unit.and_then(|unit| second_unit(&directory, unit, today)) else {
            // the head of the region stands above all
            continue;
        };
        let superior = by_unit.get(&second);
        let above = |line: &Line| -> Result<String, &'static str> {
            let superior = superior.ok_or("Atasan belum memiliki perjanjian")?;
            let key = line.input.above.ok_or("Belum dihubungkan")?;
            let found = of(superior).find(|it| it.key == key);
            found
                .map(|it| it.input.indicator.clone())
                .ok_or("Indikator atasan sudah tidak ada")
        };
        let first = parties
            .get(&it.unit_id)
            .map(|it| (it.first.office.clone(), it.first.name.clone()))
            .unwrap_or_default();
        rows.extend(of(it).map(|line| CascadeLine {
            unit: directory.unit_name(it.unit_id).to_owned(),
            first: first.clone(),
            above_unit: directory.unit_name(second).to_owned(),
            above: above(line),
            line: line.clone(),
        }));
    }
    let lists = books::cascade(year.year, &directory, app.now(), &rows);
    let name = format!("Cascading Perjanjian Kinerja {}", year.year);
    app.part::<Desk>().book(&name, lists).await
}
