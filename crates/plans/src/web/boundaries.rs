//! Where the areas lie, for maps: GeoJSON from our own origin.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use government::{Directories, structure::read_boundaries};
use platform::{App, Grant, Problem};
use serde_json::{Value, json};

use super::actions::ReadAreas;

/// The boundaries of the region's villages. Its address changes with the directory, so a browser may
/// keep it.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn geojson(
    grant: Grant<ReadAreas>,
    State(app): State<App>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let found = read_boundaries(app.db().read(), grant.region()).await?;
    let mut features = Vec::new();
    for it in found {
        let Some(area) = directory
            .area(&it.area_code)
            .filter(|area| area.is_village())
        else {
            continue;
        };
        let geometry: Value = serde_json::from_str(&it.geometry)?;
        features.push(json!({
            "type": "Feature",
            "properties": { "code": area.code, "name": area.name, "source": it.source },
            "geometry": geometry,
        }));
    }
    let all = json!({ "type": "FeatureCollection", "features": features });
    let mut response = all.to_string().into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/geo+json");
    headers.insert(header::CONTENT_TYPE, kind);
    let keep = HeaderValue::from_static("private, max-age=604800, immutable");
    headers.insert(header::CACHE_CONTROL, keep);
    Ok(response)
}
