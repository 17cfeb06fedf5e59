//! A long paper that is made beside the requests: asked for, put together while people do something else,
//! kept as files and handed out. How far it is stands in its row; a page that finds it silent takes it up.
//!
//! It is no job of the runner, since a job is one transaction and setting pages must not hold the write lane.

mod page;
mod store;

use std::future::Future;

use platform::{App, Problem, RegionCode, Uuid};

use crate::Download;

pub use page::{Shown, docx, pdf, show, xlsx};
pub use store::{Making, MakingState, add, end, files, find, of_subject, touch};

/// A file that came of it.
#[derive(Clone, Debug)]
pub struct MadeFile {
    /// "pdf", "docx" or "xlsx".
    pub format: String,
    /// Its hash.
    pub file_hash: String,
    /// Its name.
    pub name: String,
}

/// Works on it beside the requests; whoever waits looks at its page.
pub fn start<F>(app: &App, region: &RegionCode, id: Uuid, work: F)
where
    F: Future<Output = Result<Vec<MadeFile>, Problem>> + Send + 'static,
{
    let (app, region) = (app.clone(), region.clone());
    tokio::spawn(async move {
        let files = match work.await {
            Ok(files) => files,
            Err(problem) => {
                tracing::error!(making = %id, error = %problem, "a long paper was not made");
                vec![]
            }
        };
        let ended = app
            .db()
            .upkeep(&region, move |tx| {
                Box::pin(async move { store::end(tx, id, &files).await })
            })
            .await;
        if let Err(problem) = ended {
            tracing::error!(making = %id, error = %problem, "the end of a long paper was not noted");
        }
    });
}

/// Notes that so many pieces of it are done.
///
/// # Errors
/// When the database cannot be written.
pub async fn done(app: &App, region: &RegionCode, id: Uuid, pieces: usize) -> Result<(), Problem> {
    app.db()
        .upkeep(region, move |tx| {
            Box::pin(async move { store::touch(tx, id, pieces).await })
        })
        .await
}

/// Keeps a file by its hash.
///
/// # Errors
/// When it cannot be written.
pub async fn keep(app: &App, format: &str, made: Download) -> Result<MadeFile, Problem> {
    let (files, format) = (app.files().clone(), format.to_owned());
    let (name, bytes) = made.into_file();
    let keep = move || {
        let mut incoming = files.incoming()?;
        incoming.write(&bytes)?;
        files.keep(incoming)
    };
    let stored = tokio::task::spawn_blocking(keep)
        .await
        .map_err(Problem::internal)??;
    Ok(MadeFile {
        format,
        file_hash: stored.hash,
        name,
    })
}
