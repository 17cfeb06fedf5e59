//! An issue closed with its solution, or taken up again with a reason.

use axum::{extract::State, response::Redirect};
use platform::{
    App, Grant, Page, Problem,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::detail::render;
use crate::{
    store,
    web::{actions::WriteIssue, stored::CHANGED},
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    pub(super) penyelesaian: String,
    pub(super) alasan: String,
    pub(super) versi: String,
}

/// Closes it.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn solve(
    grant: Grant<WriteIssue>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let solution = errors.required("penyelesaian", &typing.penyelesaian, 3000);
    let it = grant.target();
    if it.solved_at.is_some() {
        errors.add("penyelesaian", "Permasalahan ini sudah selesai.");
    }
    finish(app, grant, typing, errors, End::Solved(solution)).await
}

/// Takes it up again.
///
/// # Errors
/// As `solve`.
pub(in crate::web) async fn reopen(
    grant: Grant<WriteIssue>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    let reason = errors.required("alasan", &typing.alasan, 1000);
    let it = grant.target();
    if it.solved_at.is_none() {
        errors.add("alasan", "Permasalahan ini memang belum selesai.");
    }
    finish(app, grant, typing, errors, End::Open(reason)).await
}

/// What becomes of it, with the solution or the reason.
enum End {
    Solved(String),
    Open(String),
}

async fn finish(
    app: App,
    grant: Grant<WriteIssue>,
    typing: Typing,
    mut errors: FormErrors,
    end: End,
) -> Result<Result<Redirect, Page>, Problem> {
    let id = grant.target().id;
    if !errors.any() {
        let version = typing.versi.parse().unwrap_or(0);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    match end {
                        End::Solved(how) => store::solve_issue(tx, id, version, &how).await,
                        End::Open(why) => store::reopen_issue(tx, id, version, &why).await,
                    }
                })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/permasalahan/{id}", grant.region());
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(Problem::Conflict(_)) => errors.add("", CHANGED),
            Err(other) => return Err(other),
        }
    }
    let now = store::find_issue(app.db().read(), grant.region(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let typing = Typing {
        versi: now.version.to_string(),
        ..typing
    };
    let again = render(&app, &grant, &now, &typing, &errors).await?;
    Ok(Err(again.refused()))
}
