//! Another name for a list; its key, and so its address, stays.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use government::{
    Directories,
    structure::{KeptList, rename_list},
};
use platform::{App, Grant, Problem, form::Typed};
use serde::Deserialize;

use super::one::{Back, render};
use crate::web::{
    actions::WriteList,
    lists::{changed, kept},
};

/// The new name, on the version that was on the screen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    nama: String,
    versi: String,
}

/// Renames it.
pub async fn send(
    grant: Grant<WriteList>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let list = KeptList {
        version: form.versi.parse().unwrap_or(0),
        ..kept(&directory, grant.target())?
    };
    let mut back = Back {
        name: Some(form.nama.clone()),
        ..Back::default()
    };
    let name = back.errors.required("nama", &form.nama, 80);
    if !back.errors.any() {
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { rename_list(tx, list, &name).await })
            })
            .await;
        match written {
            Ok(_) => {
                return Ok(changed(grant.region(), grant.target()));
            }
            Err(Problem::Conflict(why)) => back.errors.add("nama", why),
            Err(problem) => return Err(problem),
        }
    }
    let page = render(&app, &grant, grant.target(), None, &back).await?;
    Ok(page.refused().into_response())
}
