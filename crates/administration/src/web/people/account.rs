//! An account for a person who had none.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{Directories, account::give_account};
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};

use super::form::{Form, page};
use crate::web::{accounts::sign_in_name, actions::WritePerson};

/// Makes the account; the invitation comes next.
pub async fn send(
    grant: Grant<WritePerson>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let card = grant.target();
    let sign_in = sign_in_name(&mut errors, &form.nama_masuk);
    if !errors.any() {
        let (id, name) = (card.id, sign_in.clone());
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { give_account(tx, id, &name).await })
            })
            .await;
        match written {
            Ok(_) => {
                let region = grant.region();
                let path = format!("/{region}/pengaturan/akun?pesan=akun#akun-{id}");
                return Ok(Redirect::to(&path).into_response());
            }
            Err(Problem::Conflict(_)) => {
                errors.add("nama_masuk", "Sudah dipakai orang lain. Pilih yang lain.");
            }
            Err(Problem::Refused(why)) => errors.add("nama_masuk", why),
            Err(problem) => return Err(problem),
        }
    }
    let directory = Directories::of(&app, &grant).await?;
    let shown = Form {
        nama_masuk: form.nama_masuk,
        ..Form::of(card)
    };
    let again = page(&app, &directory, Some(card), &shown, &errors)?;
    Ok(again.refused().into_response())
}
