//! Boundaries of areas, for maps. They are no legal boundaries and are kept with their source.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

/// Where an area lies.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Boundary {
    /// Code of the area.
    pub area_code: String,
    /// Its geometry as GeoJSON, in degrees of longitude and latitude.
    pub geometry: String,
    /// Where it comes from.
    pub source: String,
}

/// Adds boundaries of areas.
///
/// # Errors
/// When an area has one already.
pub async fn add_boundaries(tx: &mut Tx, boundaries: Vec<Boundary>) -> Result<(), Problem> {
    let count = boundaries.len();
    for it in boundaries {
        insert(
            tx.conn(),
            "area_boundary",
            vec![
                ("region", tx.region().as_str().into()),
                ("area_code", it.area_code.into()),
                ("geometry", it.geometry.into()),
                ("source", it.source.into()),
            ],
        )
        .await?;
    }
    tx.touch_directory();
    let details = json!({ "batas wilayah": count });
    tx.record(Ref::new("government.region", Uuid::nil()), &details)
        .await?;
    Ok(())
}

/// The boundaries of a region's areas, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn read_boundaries<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Boundary>, Problem> {
    let question = "select area_code, geometry, source from area_boundary where region = $1 \
        order by area_code";
    sql::all(conn, question, vec![region.as_str().into()]).await
}
