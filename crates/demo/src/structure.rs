//! A region's structure: the region itself, areas, units, calendar and series.

use directives::store::add_series;
use government::structure::{NewRegion, Region, add_areas, add_region, add_units};
use platform::{App, Problem, RegionCode};

use crate::data;

/// Loads the structure of a region.
pub(crate) async fn load(app: &App, code: &RegionCode) -> Result<Region, Problem> {
    let region = data::region(code)?;
    let new = NewRegion {
        region: region.clone(),
        holidays: data::holidays()?,
    };
    // its clock row does not exist yet, so there is no chain to write to
    app.db()
        .upkeep(code, |tx| Box::pin(add_region(tx, new)))
        .await?;
    let (areas, units, series) = (data::areas(code)?, data::units(code)?, data::series(code)?);
    app.db()
        .maintain(code, "system.load", |tx| {
            Box::pin(async move {
                add_areas(tx, areas).await?;
                add_units(tx, units).await?;
                for new in &series {
                    add_series(tx, new).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(region)
}
