//! The last day of a member of a list.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use government::{Directories, structure::end_entry};
use platform::{App, Grant, Problem, Uuid, form::Typed};
use serde::Deserialize;

use super::one::{Back, render};
use crate::web::{
    actions::WriteList,
    lists::{changed, kept},
};

/// Which member, and its last day; without one, today.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    anggota: String,
    sampai: String,
}

/// Ends it.
pub async fn send(
    grant: Grant<WriteList>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let list = kept(&directory, grant.target())?;
    let mut back = Back::default();
    let last = back
        .errors
        .date("sampai", &form.sampai)
        .unwrap_or(directory.region.today(app.now()));
    let wanted = Uuid::parse_str(&form.anggota).ok();
    let group = directory.group(grant.target());
    let entry = group.and_then(|group| {
        let mut entries = group.listed_entries().iter();
        entries.find(|entry| Some(entry.id) == wanted).cloned()
    });
    if entry.is_none() {
        back.errors.add("", "Pilih anggota dari daftar.");
    }
    let (Some(entry), false) = (entry, back.errors.any()) else {
        let page = render(&app, &grant, grant.target(), None, &back).await?;
        return Ok(page.refused().into_response());
    };
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { end_entry(tx, list.id, &entry, last).await })
        })
        .await?;
    Ok(changed(grant.region(), grant.target()))
}
