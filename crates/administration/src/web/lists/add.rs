//! Members added to a list from a day on.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use government::{
    Directories,
    posts::find_post,
    structure::{NewEntry, add_entries},
};
use platform::{App, Grant, Problem, Uuid, form::Typed};
use serde::Deserialize;

use super::one::{Back, render};
use crate::web::{
    actions::WriteList,
    lists::{changed, kept},
};

/// Who joins, from when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    unit: Vec<String>,
    jabatan: String,
    mulai: String,
}

/// Adds them.
pub async fn send(
    grant: Grant<WriteList>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let list = kept(&directory, grant.target())?;
    let mut back = Back {
        from: form.mulai.clone(),
        ..Back::default()
    };
    let from = back.errors.date("mulai", &form.mulai);
    let mut entries = Vec::new();
    for typed in &form.unit {
        let unit = Uuid::parse_str(typed)
            .ok()
            .and_then(|id| directory.unit(id));
        match unit {
            Some(unit) => entries.push(NewEntry::Unit(unit.id())),
            None => back.errors.add("unit", "Pilih unit dari daftar."),
        }
    }
    if !form.jabatan.is_empty() {
        let post = match Uuid::parse_str(&form.jabatan) {
            Ok(id) => find_post(app.db().read(), grant.region(), id).await?,
            Err(_) => None,
        };
        match post {
            Some(post) => entries.push(NewEntry::Post(post.id)),
            None => back.errors.add("jabatan", "Pilih jabatan dari daftar."),
        }
    }
    if entries.is_empty() {
        back.errors
            .add("unit", "Pilih paling sedikit satu unit atau satu jabatan.");
    }
    if back.errors.any() {
        let page = render(&app, &grant, grant.target(), None, &back).await?;
        return Ok(page.refused().into_response());
    }
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { add_entries(tx, list.id, &entries, from).await })
        })
        .await?;
    Ok(changed(grant.region(), grant.target()))
}
