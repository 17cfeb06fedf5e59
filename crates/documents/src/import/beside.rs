//! Work on files goes on beside the requests that wait for it: once for each file, a few at a time.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use platform::{
    App, Problem, RegionCode, Uuid,
    store::import::{self, ImportJob},
};
use serde::Serialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Files worked on at the same time: each takes a core and some memory.
const AT_ONCE: usize = 2;
/// How many of them may be ones that take minutes, so that a workbook never waits behind those alone.
const LONG_AT_ONCE: usize = 1;
/// How long a request waits before it shows how far the work is.
const PATIENCE: Duration = Duration::from_secs(2);

/// What people read when it is not their file.
const BROKEN: &str = "Terjadi kesalahan di sistem saat mengerjakan berkas ini. Belum ada yang tersimpan; unggah lagi, \
    dan beri tahu administrator bila terulang.";

/// Work that is going on, kept in the application.
pub struct Imports {
    running: Mutex<HashMap<Uuid, Arc<Progress>>>,
    turns: Arc<Semaphore>,
    long: Arc<Semaphore>,
}

impl Default for Imports {
    fn default() -> Self {
        Self {
            running: Mutex::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            long: Arc::new(Semaphore::new(LONG_AT_ONCE)),
        }
    }
}

/// How far one file is.
#[derive(Debug)]
pub struct Progress {
    done: AtomicU64,
    has_turn: AtomicBool,
    over: watch::Sender<bool>,
}

/// A place among the files that are worked on, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    _long: Option<OwnedSemaphorePermit>,
    _turn: OwnedSemaphorePermit,
}

impl Progress {
    fn new() -> Self {
        Self {
            done: AtomicU64::new(0),
            has_turn: AtomicBool::new(false),
            over: watch::Sender::new(false),
        }
    }

    /// One more row or file is done.
    pub fn did_one(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many are done, in the words of `said`; whether it waits for others before it begins.
    pub fn in_words(&self, said: impl FnOnce(u64) -> String) -> String {
        match self.has_turn.load(Ordering::Relaxed) {
            true => said(self.done.load(Ordering::Relaxed)),
            false => "menunggu giliran, berkas lain sedang dikerjakan".into(),
        }
    }

    /// Waits a little for the end.
    pub async fn wait(&self) {
        let mut over = self.over.subscribe();
        let _ = tokio::time::timeout(PATIENCE, over.wait_for(|over| *over)).await;
    }

    /// Waits for a turn to work on a workbook, which takes seconds.
    ///
    /// # Errors
    /// When the program ends meanwhile.
    pub async fn turn(&self, app: &App) -> Result<Turn, Problem> {
        self.turn_of(app, None).await
    }

    /// Waits for a turn to work on an archive, whose files may take minutes.
    ///
    /// # Errors
    /// When the program ends meanwhile.
    pub async fn long_turn(&self, app: &App) -> Result<Turn, Problem> {
        let long = Arc::clone(&app.part::<Imports>().long).acquire_owned();
        self.turn_of(app, Some(long.await.map_err(Problem::internal)?))
            .await
    }

    async fn turn_of(
        &self,
        app: &App,
        long: Option<OwnedSemaphorePermit>,
    ) -> Result<Turn, Problem> {
        let turn = Arc::clone(&app.part::<Imports>().turns).acquire_owned();
        let turn = turn.await.map_err(Problem::internal)?;
        self.has_turn.store(true, Ordering::Relaxed);
        Ok(Turn {
            _long: long,
            _turn: turn,
        })
    }
}

impl Imports {
    /// The work on an import, if any goes on.
    pub fn running(&self, id: Uuid) -> Option<Arc<Progress>> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(&id).cloned()
    }

    /// Begins work on an import; `Err` with what goes on already.
    fn begin(&self, id: Uuid) -> Result<Arc<Progress>, Arc<Progress>> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(progress) = running.get(&id) {
            return Err(Arc::clone(progress));
        }
        let progress = Arc::new(Progress::new());
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

/// Begins `work` on an import, which goes on when nobody waits for it any more; where some goes on
/// already, that is shown and `work` is not done. What goes wrong is for `work` to tell.
pub fn beside<F>(app: &App, id: Uuid, work: impl FnOnce(Arc<Progress>) -> F) -> Arc<Progress>
where
    F: Future<Output = ()> + Send + 'static,
{
    let progress = match app.part::<Imports>().begin(id) {
        Ok(progress) => progress,
        Err(running) => return running,
    };
    let ending = Ending {
        app: app.clone(),
        id,
    };
    let work = work(Arc::clone(&progress));
    tokio::spawn(async move {
        let _ending = ending;
        work.await;
    });
    progress
}

/// What people read of work that failed; what is not theirs to mend goes to the log.
pub fn told(kind: &str, id: Uuid, problem: Problem) -> String {
    match problem {
        Problem::Refused(text) | Problem::Conflict(text) | Problem::Unavailable(text) => text,
        problem => {
            tracing::error!(kind, import = %id, error = %problem, "import");
            BROKEN.into()
        }
    }
}

/// The import, if it still stands as it stood when somebody asked: who asks while others finish must not
/// do the same again.
///
/// # Errors
/// When the database cannot be read.
pub async fn still(
    app: &App,
    region: &RegionCode,
    job: &ImportJob,
) -> Result<Option<ImportJob>, Problem> {
    let db = app.db().read();
    let found = import::find(db, region, &job.kind, job.subject_id, job.id).await?;
    Ok(found.filter(|found| found.state == job.state))
}

/// Keeps what was understood of a file beside its import, and whether it may be kept. What was kept
/// meanwhile stays as it is; what cannot be noted is asked for again.
pub async fn understood<P: Serialize>(
    app: &App,
    region: &RegionCode,
    id: Uuid,
    preview: &P,
    good: bool,
) {
    let noted = match serde_json::to_string(preview) {
        Ok(preview) => {
            let noted = app.db().upkeep(region, move |tx| {
                Box::pin(async move { import::understood(tx, id, &preview, good).await })
            });
            noted.await
        }
        Err(error) => Err(error.into()),
    };
    if let Err(problem) = noted {
        tracing::error!(import = %id, error = %problem, "import not noted");
    }
}
