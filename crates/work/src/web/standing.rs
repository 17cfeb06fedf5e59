//! *Dibatalkan*, *Tidak dapat dilaksanakan*, *Buka Kembali*.

use axum::{extract::State, response::Redirect};
use government::follow_up::{self, Standing};
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{actions::Withdraw, terms::to};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    status: String,
    alasan: String,
}

fn reason(typing: &Typing) -> Result<String, Problem> {
    let mut errors = FormErrors::new();
    let text = errors.required("alasan", &typing.alasan, 1000);
    if errors.any() {
        return Err(Problem::Refused(format!("Alasan: {}", errors.of("alasan"))));
    }
    Ok(text)
}

/// Withdraws.
///
/// # Errors
/// `Problem::Refused` without a reason.
pub(super) async fn withdraw(
    grant: Grant<Withdraw>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Redirect, Problem> {
    let text = reason(&typing)?;
    let standing = match typing.status.as_str() {
        "mustahil" => Standing::Impossible,
        _ => Standing::Cancelled,
    };
    let it = grant.target().clone();
    let id = it.id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { follow_up::withdraw(tx, &it, standing, &text).await })
        })
        .await?;
    Ok(to(grant.region(), id, "henti"))
}

/// Takes up again.
///
/// # Errors
/// `Problem::Refused` without a reason.
pub(super) async fn reopen(
    grant: Grant<Withdraw>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Redirect, Problem> {
    let text = reason(&typing)?;
    let it = grant.target().clone();
    let id = it.id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { follow_up::reopen(tx, &it, &text).await })
        })
        .await?;
    Ok(to(grant.region(), id, "henti"))
}
