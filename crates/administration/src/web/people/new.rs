//! A person without an account.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{Directories, account::add_person};
use platform::{
    App, Grant, Page, Problem,
    form::{FormErrors, Typed},
};

use super::form::{Form, page};
use crate::web::actions::AddPerson;

/// The form.
pub async fn show(grant: Grant<AddPerson>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    page(&app, &directory, None, &Form::default(), &FormErrors::new())
}

/// Enters the person.
pub async fn send(
    grant: Grant<AddPerson>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    if let Some(input) = form.read(&mut errors) {
        let (inside, odd) = (app.clone(), input.odd);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { add_person(tx, inside.keys(), input.person).await })
            })
            .await;
        match written {
            Ok(written) => {
                let word = if odd { "orang-nip" } else { "orang" };
                let path = format!(
                    "/{}/pengaturan/akun?pesan={word}#akun-{}",
                    grant.region(),
                    written.value
                );
                return Ok(Redirect::to(&path).into_response());
            }
            Err(Problem::Conflict(_)) => {
                errors.add(
                    "nip",
                    "NIP ini sudah dipakai orang lain. Cari di daftar akun.",
                );
            }
            Err(problem) => return Err(problem),
        }
    }
    let directory = Directories::of(&app, &grant).await?;
    let again = page(&app, &directory, None, &form, &errors)?;
    Ok(again.refused().into_response())
}
