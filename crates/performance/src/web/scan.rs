//! The signed sheet as a scan or a signed PDF, kept as evidence of the version that stands.

use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, evidence::NewEvidence};
use platform::{App, Grant, Page, Problem, upload::Sent};

use super::{
    actions::WriteAgreement,
    one::{Said, compose},
};
use crate::store;

/// Keeps it.
///
/// # Errors
/// When the database or the disk cannot be used; what is wrong comes back on the page.
pub(super) async fn keep(
    grant: Grant<WriteAgreement>,
    State(app): State<App>,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let it = grant.target();
    let mut said = Said {
        form: "pindaian",
        ..Said::default()
    };
    let files = match (sent.file_error.is_empty(), it.is_locked()) {
        (false, _) => {
            said.errors.add("berkas", sent.file_error.clone());
            vec![]
        }
        (true, false) => {
            said.errors.add(
                "berkas",
                "Pindaian diunggah setelah penandatanganan perjanjian dicatat.",
            );
            vec![]
        }
        (true, true) => sent.keep(&app).await?,
    };
    if files.is_empty() && !said.errors.any() {
        said.errors
            .add("berkas", "Pilih berkas pindaian yang bertanda tangan.");
    }
    if said.errors.any() {
        let directory = Directories::of(&app, &grant).await?;
        let page = compose(&app, grant.actor(), &directory, it, &said).await?;
        return Ok(Err(page.with_status(StatusCode::UNPROCESSABLE_ENTITY)));
    }
    let target = it.clone();
    let title = format!("{} bertanda tangan", it.title());
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                for (name, file) in files {
                    let piece = NewEvidence::File {
                        title: title.clone(),
                        name,
                        file,
                    };
                    store::add_scan(tx, &target, piece).await?;
                }
                Ok(())
            })
        })
        .await?;
    let path = format!(
        "/{}/perjanjian-kinerja/{}?kabar=pindaian",
        grant.region(),
        it.id
    );
    Ok(Ok(Redirect::to(&path)))
}
