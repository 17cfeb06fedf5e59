//! The work on an archive, which goes on beside the requests: it is looked into, and kept when that is asked
//! for and nothing changed since it was shown.

use std::sync::Arc;

use documents::import::{Progress, beside, still, told, understood};
use government::{Directories, Directory};
use platform::{App, Grant, Problem, store::import::ImportJob};

use super::{
    KIND,
    keep::keep_found,
    look::{Looked, Preview, look},
    places,
};
use crate::web::actions::WriteIndicators;

/// Looks into an archive, and keeps its files with `keep`, unless one or the other is done already.
pub(super) fn start(
    app: &App,
    grant: Grant<WriteIndicators>,
    job: ImportJob,
    keep: bool,
) -> Arc<Progress> {
    let inside = app.clone();
    beside(app, job.id, move |progress| async move {
        let (app, region) = (inside, grant.region());
        let preview = match work(&app, &grant, &job, keep, progress).await {
            Ok(None) => return,
            Ok(Some(preview)) => preview,
            Err(problem) => Preview::refused(told(KIND, job.id, problem)),
        };
        understood(&app, region, job.id, &preview, preview.is_good()).await;
    })
}

/// What was understood; nothing where it was kept, or where others did all of it meanwhile.
async fn work(
    app: &App,
    grant: &Grant<WriteIndicators>,
    job: &ImportJob,
    keep: bool,
    progress: Arc<Progress>,
) -> Result<Option<Preview>, Problem> {
    let Some(job) = still(app, grant.region(), job).await? else {
        return Ok(None);
    };
    if !keep {
        let (looked, directory) = looked_into(app, grant, &job, false, progress).await?;
        return Ok(Some(Preview::of(&looked, &directory)));
    }
    let shown: Preview = serde_json::from_str(&job.preview)?;
    let kept = match looked_into(app, grant, &job, true, progress).await {
        Ok((looked, _)) if looked.is_what_was(&shown) => {
            keep_found(app, grant, job, looked.found, shown.clone()).await
        }
        Ok((looked, directory)) => {
            return Ok(Some(Preview {
                changed: true,
                ..Preview::of(&looked, &directory)
            }));
        }
        Err(problem) => Err(problem),
    };
    match kept {
        Ok(()) => Ok(None),
        // the archive is right, and may be kept as soon as the store or the database is back
        Err(Problem::Unavailable(why)) => Ok(Some(Preview {
            failed: why,
            ..shown
        })),
        Err(problem) => Err(problem),
    }
}

/// What is in the archive, judged by what is there once it is its turn.
async fn looked_into(
    app: &App,
    grant: &Grant<WriteIndicators>,
    job: &ImportJob,
    keep: bool,
    progress: Arc<Progress>,
) -> Result<(Looked, Arc<Directory>), Problem> {
    let turn = progress.long_turn(app).await?;
    let directory = Directories::of(app, grant).await?;
    let places = places(app, grant, &directory).await?;
    let (files, name) = (app.files().clone(), job.file_name.clone());
    let at = app.files().fetch(&job.file_hash).await?;
    let looked = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        look((&at, &name), &files, &places, keep, &progress)
    });
    Ok((looked.await.map_err(Problem::internal)??, directory))
}
