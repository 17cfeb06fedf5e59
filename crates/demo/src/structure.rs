//! A region's structure: the region itself, areas, units, calendar and series.

use std::collections::HashMap;

use directives::store::add_series;
use government::structure::{
    NewRegion, NewRelation, Region, RelationKind, add_areas, add_boundaries, add_region, add_units,
    relate,
};
use platform::{App, Problem, RegionCode, Uuid, date};

use crate::data::{self, RelationData, wrong};

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
    let (relations, boundaries) = (data::relations(code)?, data::boundaries(code)?);
    app.db()
        .maintain(code, "system.load", |tx| {
            Box::pin(async move {
                add_areas(tx, areas).await?;
                add_boundaries(tx, boundaries).await?;
                let units = add_units(tx, units).await?;
                for it in &relations {
                    relate(tx, &relation(&units, it)?).await?;
                }
                for new in &series {
                    add_series(tx, new).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(region)
}

/// A relation between units that were just made.
fn relation(units: &HashMap<String, Uuid>, it: &RelationData) -> Result<NewRelation, Problem> {
    let unknown = |what: &str| wrong(format!("relations.csv: {what} of {}", it.unit));
    let kind = RelationKind::from_code(&it.kind).ok_or_else(|| unknown(&it.kind))?;
    let unit = |key: &str| units.get(key).copied().ok_or_else(|| unknown(key));
    let affair = kind == RelationKind::Affair;
    Ok(NewRelation {
        unit: unit(&it.unit)?,
        kind,
        to: if affair { None } else { Some(unit(&it.to)?) },
        affair: if affair { it.to.clone() } else { String::new() },
        from: date::parse(&it.from),
        basis: it.basis.clone(),
    })
}
