//! *Jejak Audit*: the latest rows of the chain.

use axum::extract::State;
use platform::{App, Grant, Page, Problem, form::Filter};
use serde::Deserialize;

use super::{actions::ReadAudit, audit_page::render};

/// From where on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    sebelum: String,
}

/// The latest rows.
pub async fn show(
    grant: Grant<ReadAudit>,
    State(app): State<App>,
    Filter(query): Filter<Query>,
) -> Result<Page, Problem> {
    render(&app, &grant, query.sebelum.parse().unwrap_or(0), None).await
}
