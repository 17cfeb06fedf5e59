//! What is noted of a recommendation: that it was answered, and what the auditor said of it.

use axum::{extract::State, http::StatusCode, response::Redirect};
use futures_util::future::BoxFuture;
use government::Directories;
use platform::{
    App, Grant, Page, Problem, Tx,
    form::{FormErrors, Typed},
};

use super::{
    actions::WriteAuditItem,
    item::{Typing, page},
};
use crate::{
    rules::audit::regulation,
    store::audit::{self, AuditItem, SaidInput},
};

/// On to the page, or the page with what is wrong.
type Noted = Result<Result<Redirect, Page>, Problem>;

/// Notes what the auditor said, with date and letter.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the page.
pub(super) async fn status(
    grant: Grant<WriteAuditItem>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Noted {
    let typing = Typing {
        form: "status",
        ..typing
    };
    let mut errors = FormErrors::new();
    let status = regulation().status(&typing.status);
    if status.is_none() {
        errors.add("status", "Pilih status yang ditetapkan pemeriksa.");
    }
    let needs = status.is_some_and(|it| it.needs_reason);
    let known = regulation().reason(&typing.alasan).is_some();
    if needs && !known {
        errors.add("alasan", "Pilih alasan sah yang diterima pemeriksa.");
    }
    let letter = errors.required("surat", &typing.surat, 200);
    let note = errors.text("catatan", &typing.catatan, 2000);
    let day = errors.date("tanggal", &typing.tanggal);
    if day.is_none() {
        errors.add("tanggal", "Wajib diisi.");
    }
    let reason = if needs {
        typing.alasan.clone()
    } else {
        String::new()
    };
    let input = status.zip(day).map(|(status, day)| SaidInput {
        status,
        reason,
        letter,
        day,
        note,
    });
    let input = input.filter(|_| !errors.any());
    keep(
        grant,
        app,
        typing,
        errors,
        input,
        |tx, it, version, input| {
            Box::pin(async move { audit::note_status(tx, &it, version, &input).await })
        },
    )
    .await
}

/// Notes that the answer was handed in, with its receipt.
///
/// # Errors
/// As `status`.
pub(super) async fn answer(
    grant: Grant<WriteAuditItem>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Noted {
    let typing = Typing {
        form: "jawaban",
        ..typing
    };
    let mut errors = FormErrors::new();
    let receipt = errors.required("tanda_terima", &typing.tanda_terima, 200);
    let day = errors.date("tanggal", &typing.tanggal);
    if day.is_none() {
        errors.add("tanggal", "Wajib diisi.");
    }
    let input = day.filter(|_| !errors.any()).map(|day| (day, receipt));
    keep(
        grant,
        app,
        typing,
        errors,
        input,
        |tx, it, version, input| {
            let (day, receipt) = input;
            Box::pin(async move { audit::hand_in_answer(tx, it.id, version, day, &receipt).await })
        },
    )
    .await
}

/// Keeps what was read on the version that was seen.
async fn keep<T, F>(
    grant: Grant<WriteAuditItem>,
    app: App,
    typing: Typing,
    mut errors: FormErrors,
    input: Option<T>,
    work: F,
) -> Noted
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx, AuditItem, i64, T) -> BoxFuture<'t, Result<(), Problem>>
        + Send
        + 'static,
{
    let it = grant.target().clone();
    let mut code = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = input {
        let version = typing.versi.parse().unwrap_or(0);
        let path = format!("/{}/rekomendasi-pemeriksaan/{}", grant.region(), it.id);
        let written = app
            .db()
            .write(&grant, move |tx| work(tx, it, version, input))
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Conflict(text)) => {
                code = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let directory = Directories::of(&app, &grant).await?;
    let again = page(
        &app,
        &directory,
        grant.actor(),
        grant.target(),
        &typing,
        &errors,
    )
    .await?;
    Ok(Err(again.with_status(code)))
}
