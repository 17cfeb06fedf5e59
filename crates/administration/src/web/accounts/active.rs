//! Letting a person in, or no longer.

use axum::{extract::State, response::Redirect};
use government::account::set_active;
use platform::{App, Grant, Problem, form::Typed};
use serde::Deserialize;

use crate::web::actions::WriteAccount;

/// `nyala` or `mati`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    keadaan: String,
}

/// Switches it.
pub async fn send(
    grant: Grant<WriteAccount>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Redirect, Problem> {
    let person = grant.target();
    let active = match form.keadaan.as_str() {
        "nyala" => true,
        "mati" => false,
        _ => {
            return Err(Problem::Malformed(
                "Pilihan tidak terbaca. Muat ulang daftar akun, lalu ulangi.".into(),
            ));
        }
    };
    if !active && person.id == grant.actor().person {
        return Err(Problem::Refused(
            "Akun sendiri tidak dapat dinonaktifkan. Minta administrator lain melakukannya.".into(),
        ));
    }
    let id = person.id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { set_active(tx, id, active).await })
        })
        .await?;
    let word = if active { "nyala" } else { "mati" };
    let region = grant.region();
    Ok(Redirect::to(&format!(
        "/{region}/pengaturan/akun?pesan={word}#akun-{id}"
    )))
}
