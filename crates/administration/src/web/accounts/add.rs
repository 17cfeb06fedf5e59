//! A new account with its first assignment. The password is made by the person, behind a link.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    account::{NewAssignment, account_by_sign_in, add_account, add_assignment},
};
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};

use super::{Shown, finding, form::Form, render};
use crate::{rules::nip, web::actions::WriteAccounts};

/// Makes the account.
pub async fn send(
    grant: Grant<WriteAccounts>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let today = directory.region.today(app.now());
    let Some(input) = form.read(&directory, today, &mut errors) else {
        return refuse(&app, &grant, form, errors).await;
    };
    let sign_in = input.account.sign_in.clone();
    let odd = !input.account.nip.is_empty() && nip::is_odd(&input.account.nip);
    let taken = account_by_sign_in(app.db().read(), grant.region(), &sign_in).await?;
    if let Some((_, name)) = taken {
        errors.add(
            "nama_masuk",
            format!("Sudah dipakai oleh {name}. Pilih yang lain."),
        );
        return refuse(&app, &grant, form, errors).await;
    }
    let inside = app.clone();
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                let account = add_account(tx, inside.keys(), input.account).await?;
                let assignment = NewAssignment {
                    account,
                    unit: input.unit,
                    role: input.role,
                    title: input.title,
                    decree: input.decree,
                    from: None,
                    until: None,
                };
                add_assignment(tx, assignment).await
            })
        })
        .await;
    match written {
        Ok(_) => {
            let word = if odd { "akun-nip" } else { "akun" };
            let region = grant.region();
            let q = finding(&sign_in);
            let path = format!("/{region}/pengaturan/akun?q={q}&pesan={word}");
            Ok(Redirect::to(&path).into_response())
        }
        Err(Problem::Conflict(_)) => {
            errors.add(
                "nip",
                "NIP atau nama masuk ini sudah dipakai akun lain. Cari di daftar.",
            );
            refuse(&app, &grant, form, errors).await
        }
        Err(problem) => Err(problem),
    }
}

async fn refuse(
    app: &App,
    grant: &Grant<WriteAccounts>,
    form: Form,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let shown = Shown {
        form,
        errors,
        ..Shown::default()
    };
    Ok(render(app, grant, &shown).await?.refused().into_response())
}
