//! *Verifikasi* and *Kembalikan untuk Perbaikan*.

use axum::{extract::State, response::Redirect};
use government::{
    Directories,
    follow_up::{self, Decision},
};
use platform::{
    App, Grant, Problem,
    form::{FormErrors, Typed},
};

use super::{
    actions::ReviewReport,
    terms::{Note, to},
};

/// Finds a report right.
///
/// # Errors
/// `Problem::Refused` for one's own report or a report that does not wait.
pub(super) async fn verify(
    grant: Grant<ReviewReport>,
    State(app): State<App>,
    Typed(note): Typed<Note>,
) -> Result<Redirect, Problem> {
    decide(grant, app, note, Decision::Verify, "verifikasi").await
}

/// Sends a report back with a note.
///
/// # Errors
/// `Problem::Refused` without a note.
pub(super) async fn give_back(
    grant: Grant<ReviewReport>,
    State(app): State<App>,
    Typed(note): Typed<Note>,
) -> Result<Redirect, Problem> {
    decide(grant, app, note, Decision::Return, "kembali").await
}

/// Opens a verified report again, with a reason.
///
/// # Errors
/// `Problem::Refused` without a reason.
pub(super) async fn reopen(
    grant: Grant<ReviewReport>,
    State(app): State<App>,
    Typed(note): Typed<Note>,
) -> Result<Redirect, Problem> {
    decide(grant, app, note, Decision::Reopen, "dibuka").await
}

async fn decide(
    grant: Grant<ReviewReport>,
    app: App,
    note: Note,
    decision: Decision,
    what: &str,
) -> Result<Redirect, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let text = errors.text("catatan", &note.catatan, 2000);
    if errors.any() {
        return Err(Problem::Refused(format!(
            "Catatan: {}",
            errors.of("catatan")
        )));
    }
    let (it, report) = grant.target().clone();
    let id = it.id;
    let both = directory.region.one_person_both_steps;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { follow_up::decide(tx, &it, report, decision, &text, both).await })
        })
        .await?;
    Ok(to(grant.region(), id, what))
}
