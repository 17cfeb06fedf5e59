//! The work on a workbook: it is read, and kept when that is asked for and nothing is wrong.

use std::sync::Arc;

use platform::{
    App, Grant, Problem, Ref,
    store::import::{self, ImportJob},
};
use serde_json::json;

use super::{
    Import,
    beside::{Progress, beside, still, told, understood},
    preview::{Preview, understand},
};

/// Reads the file of an import, and keeps its list when that is asked for and nothing is wrong.
pub(super) fn start<K: Import>(
    app: &App,
    grant: Grant<K::Action>,
    job: ImportJob,
    keep: bool,
) -> Arc<Progress> {
    let inside = app.clone();
    beside(app, job.id, move |progress| async move {
        let (app, region) = (inside, grant.region());
        let preview = match work::<K>(&app, &grant, &job, keep, progress).await {
            Ok(None) => return,
            Ok(Some(preview)) => preview,
            Err(problem) => Preview::refused(told(K::KIND, job.id, problem)),
        };
        understood(&app, region, job.id, &preview, preview.is_good()).await;
    })
}

/// What was understood; nothing where it was kept, or where others did all of it meanwhile.
async fn work<K: Import>(
    app: &App,
    grant: &Grant<K::Action>,
    job: &ImportJob,
    keep: bool,
    progress: Arc<Progress>,
) -> Result<Option<Preview>, Problem> {
    let Some(job) = still(app, grant.region(), job).await? else {
        return Ok(None);
    };
    let known = Arc::new(K::known(app, grant).await?);
    let turn = progress.turn(app).await?;
    let (path, against) = (app.files().fetch(&job.file_hash).await?, Arc::clone(&known));
    let (preview, rows) = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        understand::<K>(&path, &against, &progress)
    })
    .await
    .map_err(Problem::internal)?;
    if !keep || !preview.is_good() {
        return Ok(Some(preview));
    }
    keep_rows::<K>(app, grant, job, known, rows).await?;
    Ok(None)
}

/// All rows, the mark of the import and its audit row in one transaction.
async fn keep_rows<K: Import>(
    app: &App,
    grant: &Grant<K::Action>,
    job: ImportJob,
    known: Arc<K::Known>,
    rows: Vec<K::Row>,
) -> Result<(), Problem> {
    app.db()
        .write(grant, move |tx| {
            Box::pin(async move {
                import::kept(tx, job.id).await?;
                let count = rows.len();
                let details = K::keep_named(tx, known, rows, job.file_name.clone()).await?;
                let of_region = job.subject_id.is_nil();
                let subject = if of_region { job.id } else { job.subject_id };
                let subject = Ref::new(K::SUBJECT, subject);
                let about = json!({
                    "Impor": K::TITLE, "Berkas": job.file_name, "SHA-256": job.file_hash,
                    "Baris": count, "Rincian": details,
                });
                tx.record(subject, &about).await?;
                Ok(())
            })
        })
        .await
        .map(drop)
}
