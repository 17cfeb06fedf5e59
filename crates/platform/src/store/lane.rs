//! The write lane. SQLite has one writer, so there is one connection behind a fair queue, and all
//! who wait share one COMMIT, each in its own savepoint; they are answered after it. On PostgreSQL
//! the same call is an ordinary transaction of its own.
//!
//! When the engine fails in the middle (disk full, input/output error) it may have undone the
//! transaction by itself, and connection and library no longer agree on where they are. So after
//! any failure to begin, undo or commit, the whole batch is refused and the writer is thrown away
//! and opened anew: nothing is ever acknowledged on a connection in doubt.

use std::{
    panic::AssertUnwindSafe,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use futures_util::{FutureExt, future::BoxFuture};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::{
    clock::{Clock, Instant},
    problem::Problem,
    store::{
        Engine,
        tx::{Stamp, Tx, Written},
    },
};

/// Most requests that share one COMMIT: bounds both the wait of the first and what a failed
/// commit takes with it.
const BATCH: usize = 256;

/// Requests that may wait; beyond this, callers wait for a place in the queue.
const QUEUE: usize = 4096;

/// How long after a failed commit the node says it is not ready.
const DOUBT_SECONDS: i64 = 10;

/// Told to a waiting request after the commit: done, or why not.
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;
/// Works in its savepoint; returns who is to be told, and whether the connection is still sound.
type Request = Box<dyn FnOnce(DatabaseTransaction) -> BoxFuture<'static, (Answer, Sound)> + Send>;
/// Opens a writer whose durability was read back.
pub(super) type OpenWriter =
    Arc<dyn Fn() -> BoxFuture<'static, Result<DatabaseConnection, Problem>> + Send + Sync>;

/// Whether connection and library still agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sound {
    Yes,
    No,
}

#[derive(Clone)]
pub(super) struct Lane {
    writer: Arc<RwLock<DatabaseConnection>>,
    queue: Option<mpsc::Sender<Request>>,
    driver: Arc<Mutex<Option<tokio::task::JoinHandle<()>>>>,
    failed_at: Arc<AtomicI64>,
    clock: Arc<dyn Clock>,
}

impl Lane {
    pub(super) fn start(
        engine: Engine,
        writer: DatabaseConnection,
        open: OpenWriter,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let mut lane = Self {
            writer: Arc::new(RwLock::new(writer)),
            queue: None,
            driver: Arc::default(),
            failed_at: Arc::new(AtomicI64::new(i64::MIN)),
            clock,
        };
        if engine == Engine::Sqlite {
            let (send, receive) = mpsc::channel(QUEUE);
            let driver = tokio::spawn(drive(lane.clone(), open, receive));
            lane.queue = Some(send);
            lane.driver = Arc::new(Mutex::new(Some(driver)));
        }
        lane
    }

    pub(super) fn connection(&self) -> DatabaseConnection {
        self.writer
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether the last writes were kept; a node in doubt says it is not ready.
    pub(super) fn is_sound(&self) -> bool {
        let failed = Instant(self.failed_at.load(Ordering::SeqCst));
        failed.plus_seconds(DOUBT_SECONDS) < self.clock.now()
    }

    fn note_failure(&self) {
        self.failed_at.store(self.clock.now().0, Ordering::SeqCst);
        metrics::counter!("tuntas_commit_failed").increment(1);
    }

    pub(super) async fn run<T, F>(
        &self,
        engine: Engine,
        stamp: Stamp,
        work: F,
    ) -> Result<Written<T>, Problem>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
    {
        match &self.queue {
            Some(queue) => queued(queue, engine, stamp, work).await,
            None => self.alone(engine, stamp, work).await,
        }
    }

    /// PostgreSQL: a transaction of its own. Spawned, so that a caller who goes away in the middle
    /// leaves a finished transaction behind, never a connection in doubt.
    async fn alone<T, F>(
        &self,
        engine: Engine,
        stamp: Stamp,
        work: F,
    ) -> Result<Written<T>, Problem>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
    {
        let (writer, lane) = (self.connection(), self.clone());
        tokio::spawn(async move {
            let transaction = writer.begin().await?;
            let (outcome, sound) = guarded(transaction, engine, stamp, work).await;
            if sound == Sound::No {
                lane.note_failure();
            }
            outcome
        })
        .await
        .map_err(|_| lost("the transaction was aborted"))?
    }

    /// Lets the driver finish what is queued. Later writes are refused.
    pub(super) async fn close(&self) {
        if let Some(driver) = self.driver.lock().await.take() {
            if let Some(queue) = &self.queue {
                // an empty request at the end of the queue: when it is answered, all before it are
                let (send, receive) = oneshot::channel();
                let last: Request = Box::new(move |savepoint| {
                    Box::pin(async move {
                        drop(savepoint.rollback().await);
                        let answer: Answer = Box::new(move |_| {
                            let _ = send.send(());
                        });
                        (answer, Sound::Yes)
                    })
                });
                if queue.send(last).await.is_ok() {
                    let _ = receive.await;
                }
            }
            driver.abort();
        }
        let _ = self.connection().close().await;
    }
}

/// SQLite: into the queue, and wait for the commit.
async fn queued<T, F>(
    queue: &mpsc::Sender<Request>,
    engine: Engine,
    stamp: Stamp,
    work: F,
) -> Result<Written<T>, Problem>
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
{
    let (send, receive) = oneshot::channel();
    let request: Request = Box::new(move |savepoint| {
        Box::pin(async move {
            let (outcome, sound) = guarded(savepoint, engine, stamp, work).await;
            let answer: Answer = Box::new(move |committed| {
                let _ = send.send(match (committed, outcome) {
                    // what was refused stays refused, whatever became of the others
                    (Err(reason), Ok(_)) => Err(lost(&reason)),
                    (_, outcome) => outcome,
                });
            });
            (answer, sound)
        })
    });
    queue
        .send(request)
        .await
        .map_err(|_| lost("the writer has stopped"))?;
    receive.await.map_err(|_| lost("the writer has stopped"))?
}

/// Runs the work and ends its transaction or savepoint; a panic undoes it like an error. Tells
/// whether the connection can still be trusted.
async fn guarded<T, F>(
    transaction: DatabaseTransaction,
    engine: Engine,
    stamp: Stamp,
    work: F,
) -> (Result<Written<T>, Problem>, Sound)
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
{
    let work = async {
        let mut tx = match Tx::open(transaction, engine, stamp).await {
            Ok(tx) => tx,
            Err((problem, transaction)) => return undone(problem, transaction.rollback().await),
        };
        match work(&mut tx).await {
            Ok(value) => match tx.prepare().await {
                Ok(()) => match tx.commit(value).await {
                    Ok(written) => (Ok(written), Sound::Yes),
                    Err(error) => (Err(lost(&error.to_string())), Sound::No),
                },
                Err(problem) => undone(problem, tx.undo().await),
            },
            Err(problem) => undone(problem, tx.undo().await),
        }
    };
    AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| (Err(Problem::internal("a write panicked")), Sound::No))
}

fn undone<T>(
    problem: Problem,
    undo: Result<(), sea_orm::DbErr>,
) -> (Result<Written<T>, Problem>, Sound) {
    match undo {
        Ok(()) => (Err(problem), Sound::Yes),
        Err(error) => {
            tracing::error!(%error, "a write could not be undone");
            (Err(lost(&problem.to_string())), Sound::No)
        }
    }
}

/// Takes what waits, gives each a savepoint, commits once, answers all.
async fn drive(lane: Lane, open: OpenWriter, mut queue: mpsc::Receiver<Request>) {
    while let Some(first) = queue.recv().await {
        let mut answers = Vec::new();
        let committed = batch(&lane.connection(), first, &mut queue, &mut answers).await;
        metrics::histogram!("tuntas_write_batch").record(answers.len() as f64);
        if let Err(reason) = &committed {
            tracing::error!(%reason, requests = answers.len(), "commit failed");
            lane.note_failure();
            // before anyone is told: who asks again at once must not meet the connection in doubt
            let _ = lane.connection().close().await;
        }
        for answer in answers {
            answer(committed.clone());
        }
        if committed.is_err() {
            renew(&lane, &open).await;
        }
    }
}

/// Opens another writer; tries until it succeeds.
async fn renew(lane: &Lane, open: &OpenWriter) {
    let mut wait = Duration::from_millis(50);
    loop {
        match open().await {
            Ok(writer) => {
                *lane.writer.write().unwrap_or_else(PoisonError::into_inner) = writer;
                tracing::warn!("the writer was opened anew");
                return;
            }
            Err(problem) => {
                tracing::error!(error = %problem, "the writer cannot be opened");
                lane.note_failure();
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(Duration::from_secs(5));
            }
        }
    }
}

async fn batch(
    writer: &DatabaseConnection,
    first: Request,
    queue: &mut mpsc::Receiver<Request>,
    answers: &mut Vec<Answer>,
) -> Result<(), String> {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = writer
        .begin_with_options(immediate)
        .await
        .map_err(|error| error.to_string())?;
    let mut next = Some(first);
    while let Some(request) = next {
        let savepoint = transaction
            .begin()
            .await
            .map_err(|error| error.to_string())?;
        let (answer, sound) = request(savepoint).await;
        answers.push(answer);
        if sound == Sound::No {
            return Err("a write left the connection in doubt".into());
        }
        next = if answers.len() < BATCH {
            queue.try_recv().ok()
        } else {
            None
        };
    }
    transaction
        .commit()
        .await
        .map_err(|error| error.to_string())
}

fn lost(reason: &str) -> Problem {
    tracing::error!(%reason, "write not kept");
    Problem::Unavailable(
        "Belum tersimpan karena basis data sedang terganggu. Isian Anda masih ada di perangkat \
         ini; kirim lagi beberapa saat."
            .into(),
    )
}
