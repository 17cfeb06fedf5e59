//! What anybody may reach: the choice of regions, and the two questions of a load balancer.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use government::structure;
use platform::{App, Page, Problem, Public, RegionCode, Routes};

use super::Readiness;

/// Routes without a region.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", regions)
        .get("/healthz", alive)
        .get("/readyz", ready)
}

#[derive(Template)]
#[template(path = "tuntas/regions.html")]
struct Regions {
    regions: Vec<(RegionCode, String, bool)>,
}

async fn regions(_: Public, State(app): State<App>) -> Result<Page, Problem> {
    let regions = structure::all_regions(app.db().read()).await?;
    Page::new("Pilih Daerah", &Regions { regions })
}

async fn alive(_: Public) -> Response {
    (StatusCode::OK, "ok").into_response()
}

/// Ready: takes new work and reaches its database.
async fn ready(_: Public, State(app): State<App>) -> Response {
    if app.part::<Readiness>().is_ready() && app.db().answers().await {
        (StatusCode::OK, "ready").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response()
    }
}
