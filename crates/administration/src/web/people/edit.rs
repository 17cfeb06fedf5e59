//! Changing what is known of a person.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{Directories, account::change_person};
use platform::{
    App, Grant, Page, Problem,
    form::{FormErrors, Typed},
};

use super::form::{Form, page};
use crate::web::actions::WritePerson;

/// The form; NIP and number stay closed.
pub async fn show(grant: Grant<WritePerson>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let card = grant.target();
    let form = Form::of(card);
    page(&app, &directory, Some(card), &form, &FormErrors::new())
}

/// Changes it.
pub async fn send(
    grant: Grant<WritePerson>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let card = grant.target();
    if let Some(input) = form.read(&mut errors) {
        let (id, version) = (card.id, form.versi.parse().unwrap_or(0));
        let (inside, odd) = (app.clone(), input.odd);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    change_person(tx, inside.keys(), id, version, input.person).await
                })
            })
            .await;
        match written {
            Ok(_) => {
                let word = if odd { "orang-nip" } else { "orang" };
                let region = grant.region();
                let path = format!("/{region}/pengaturan/akun?pesan={word}#akun-{id}");
                return Ok(Redirect::to(&path).into_response());
            }
            // the version was right, so what is taken is the number
            Err(Problem::Conflict(_)) if card.version == version => {
                errors.add(
                    "nip",
                    "NIP ini sudah dipakai orang lain. Cari di daftar akun.",
                );
            }
            Err(Problem::Conflict(why)) => errors.add("", why),
            Err(problem) => return Err(problem),
        }
    }
    let directory = Directories::of(&app, &grant).await?;
    let again = page(&app, &directory, Some(card), &form, &errors)?;
    Ok(again.refused().into_response())
}
