//! Lists of a coming year that nobody has filled in: what workbooks are imported into.

use std::path::Path;

use anyhow::Context;
use government::{ObligationSources, obligation};
use platform::{App, RegionCode, Uuid, store::sql};

use super::{
    indicators::{ELEMENTS, Tables, asked, named, round},
    open,
    plan::small_code,
};

/// Cells of a list.
pub const CELLS: usize = 2_000;

/// Their year: the one after the last that is filled.
pub const COMING: i64 = 2026;

/// A filling in which every cell is empty.
pub struct Empty {
    /// Code of its region.
    pub region: String,
    /// Which.
    pub filling: Uuid,
}

/// A cell that a workbook names: code, letter, and what it is about.
pub fn cells() -> impl Iterator<Item = (String, &'static str, String)> {
    (0..CELLS / ELEMENTS.len()).flat_map(|number| {
        ELEMENTS.map(|(letter, element)| {
            let (code, name) = named(number);
            (code, letter, format!("{name}: {element}"))
        })
    })
}

/// Gives so many of the smaller regions a list of the year after the last, which their first agency
/// fills in alone.
///
/// # Errors
/// When the database cannot be written.
pub async fn lists(folder: &Path, url: &str, regions: usize) -> anyhow::Result<Vec<Empty>> {
    let app = open(folder, url).await?;
    let mut all = Vec::new();
    for number in 0..regions {
        let region = small_code(number);
        let filling = list(&app, &region.parse()?).await?;
        all.push(Empty { region, filling });
    }
    app.db().close().await;
    Ok(all)
}

async fn list(app: &App, region: &RegionCode) -> anyhow::Result<Uuid> {
    let question = "select id from unit where region = $1 and key = 'opd-01'";
    let unit = sql::value(app.db().read(), question, vec![region.as_str().into()]).await?;
    let unit: Uuid = unit.context("no agency")?;
    let inside = app.clone();
    let fillings = app
        .db()
        .upkeep(region, move |tx| {
            Box::pin(async move {
                let mut tables = Tables::new();
                let all: Vec<(usize, Uuid)> = (0..CELLS / ELEMENTS.len())
                    .map(|number| (0, asked(tx, &mut tables, (COMING, number), unit)))
                    .collect();
                let fillings = round(tx, &mut tables, &[unit], COMING, &all);
                tables.write(tx).await?;
                for source in &inside.part::<ObligationSources>().0 {
                    obligation::rebuild(tx, source).await?;
                }
                Ok(fillings)
            })
        })
        .await?;
    fillings.first().copied().context("no filling")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{CELLS, COMING, cells};
    use crate::data::indicators::YEARS;

    #[test]
    fn a_workbook_names_every_cell_once_in_a_year_nobody_filled() {
        let named: HashSet<_> = cells().map(|(code, letter, _)| (code, letter)).collect();
        assert_eq!(named.len(), CELLS);
        assert!(!YEARS.contains(&COMING));
    }
}
