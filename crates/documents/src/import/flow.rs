//! The work behind the pages: files are read beside the requests that wait for them.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use platform::{
    App, Grant, Problem, Ref, RegionCode, Uuid,
    store::import::{self, ImportJob},
};
use serde_json::json;
use tokio::sync::{Semaphore, watch};

use super::{
    Import,
    preview::{Preview, understand},
};

/// Files read at the same time: each takes a core and some memory.
const AT_ONCE: usize = 2;
/// How long a request waits before it shows how far the work is.
const PATIENCE: Duration = Duration::from_secs(2);

/// What people read when it is not their file.
const BROKEN: &str = "Terjadi kesalahan di sistem saat mengerjakan berkas ini. Belum ada yang tersimpan; unggah lagi, \
    dan beri tahu administrator bila terulang.";

/// Work that is going on, kept in the application.
pub struct Imports {
    running: Mutex<HashMap<Uuid, Arc<Progress>>>,
    turns: Arc<Semaphore>,
}

impl Default for Imports {
    fn default() -> Self {
        Self {
            running: Mutex::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

/// How far one file is.
pub(super) struct Progress {
    rows: AtomicU64,
    over: watch::Sender<bool>,
}

impl Progress {
    /// One more row was read.
    pub(super) fn read_one(&self) {
        self.rows.fetch_add(1, Ordering::Relaxed);
    }

    /// Rows read so far.
    pub(super) fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Waits a little for the end.
    pub(super) async fn wait(&self) {
        let mut over = self.over.subscribe();
        let _ = tokio::time::timeout(PATIENCE, over.wait_for(|over| *over)).await;
    }
}

impl Imports {
    /// The work on an import, if any goes on.
    pub(super) fn running(&self, id: Uuid) -> Option<Arc<Progress>> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(&id).cloned()
    }

    /// Begins work on an import; `Err` with what goes on already.
    fn begin(&self, id: Uuid) -> Result<Arc<Progress>, Arc<Progress>> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(progress) = running.get(&id) {
            return Err(Arc::clone(progress));
        }
        let progress = Arc::new(Progress {
            rows: AtomicU64::new(0),
            over: watch::Sender::new(false),
        });
        running.insert(id, Arc::clone(&progress));
        Ok(progress)
    }
}

/// Ends the work however it ends.
struct Ending {
    app: App,
    id: Uuid,
}

impl Drop for Ending {
    fn drop(&mut self) {
        let imports = self.app.part::<Imports>();
        let mut running = imports
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(progress) = running.remove(&self.id) {
            progress.over.send_replace(true);
        }
    }
}

/// Reads the file of an import, and keeps its list when that is asked for and nothing is wrong.
/// Goes on when nobody waits for it any more.
pub(super) fn start<K: Import>(
    app: &App,
    grant: Grant<K::Action>,
    job: ImportJob,
    keep: bool,
) -> Arc<Progress> {
    let progress = match app.part::<Imports>().begin(job.id) {
        Ok(progress) => progress,
        Err(running) => return running,
    };
    let (app, inside) = (app.clone(), Arc::clone(&progress));
    tokio::spawn(async move {
        let _ending = Ending {
            app: app.clone(),
            id: job.id,
        };
        if let Err(problem) = work::<K>(&app, &grant, &job, keep, inside).await {
            tracing::error!(kind = K::KIND, import = %job.id, error = %problem, "import");
            let preview = Preview::refused(BROKEN);
            if let Err(problem) = understood(&app, grant.region(), job.id, &preview).await {
                tracing::error!(import = %job.id, error = %problem, "import not noted");
            }
        }
    });
    progress
}

async fn work<K: Import>(
    app: &App,
    grant: &Grant<K::Action>,
    job: &ImportJob,
    keep: bool,
    progress: Arc<Progress>,
) -> Result<(), Problem> {
    let known = Arc::new(K::known(app, grant).await?);
    let turn = Arc::clone(&app.part::<Imports>().turns)
        .acquire_owned()
        .await;
    let turn = turn.map_err(Problem::internal)?;
    let (path, against) = (app.files().fetch(&job.file_hash).await?, Arc::clone(&known));
    let (preview, rows) = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        understand::<K>(&path, &against, &progress)
    })
    .await
    .map_err(Problem::internal)?;
    let refusal = match keep && preview.is_good() {
        false => None,
        true => match keep_rows::<K>(app, grant, job, known, rows).await {
            Ok(()) => return Ok(()),
            Err(Problem::Refused(text) | Problem::Conflict(text) | Problem::Unavailable(text)) => {
                Some(text)
            }
            Err(problem) => {
                tracing::error!(kind = K::KIND, error = %problem, "import not kept");
                Some(BROKEN.into())
            }
        },
    };
    let preview = match refusal {
        Some(text) => Preview::refused(text),
        None => preview,
    };
    understood(app, grant.region(), job.id, &preview).await
}

async fn understood(
    app: &App,
    region: &RegionCode,
    id: Uuid,
    preview: &Preview,
) -> Result<(), Problem> {
    let (preview, good) = (serde_json::to_string(preview)?, preview.is_good());
    app.db()
        .upkeep(region, move |tx| {
            Box::pin(async move { import::understood(tx, id, &preview, good).await })
        })
        .await
}

/// All rows, the mark of the import and its audit row in one transaction.
async fn keep_rows<K: Import>(
    app: &App,
    grant: &Grant<K::Action>,
    job: &ImportJob,
    known: Arc<K::Known>,
    rows: Vec<K::Row>,
) -> Result<(), Problem> {
    let job = job.clone();
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
