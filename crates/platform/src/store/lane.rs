//! The write lane. SQLite has one writer, so there is one connection behind a fair queue, and all
//! who wait share one COMMIT, each in its own savepoint; they are answered after it. On PostgreSQL
//! the same call is an ordinary transaction of its own.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::{FutureExt, future::BoxFuture};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::{
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

/// Told to a waiting request after the commit: done, or why not.
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;
/// Works in its savepoint and returns who is to be told.
type Request = Box<dyn FnOnce(DatabaseTransaction) -> BoxFuture<'static, Answer> + Send>;

#[derive(Clone)]
pub(super) struct Lane {
    writer: DatabaseConnection,
    queue: Option<mpsc::Sender<Request>>,
    driver: Arc<Mutex<Option<tokio::task::JoinHandle<()>>>>,
}

impl Lane {
    pub(super) fn start(engine: Engine, writer: DatabaseConnection) -> Self {
        let (queue, driver) = match engine {
            Engine::Sqlite => {
                let (send, receive) = mpsc::channel(QUEUE);
                let driver = tokio::spawn(drive(writer.clone(), receive));
                (Some(send), Some(driver))
            }
            Engine::Postgres => (None, None),
        };
        Self {
            writer,
            queue,
            driver: Arc::new(Mutex::new(driver)),
        }
    }

    pub(super) fn connection(&self) -> &DatabaseConnection {
        &self.writer
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
            None => alone(&self.writer, engine, stamp, work).await,
        }
    }

    /// Lets the driver finish what is queued. Later writes are refused.
    pub(super) async fn close(&self) {
        if let Some(driver) = self.driver.lock().await.take() {
            if let Some(queue) = &self.queue {
                // an empty request at the end of the queue: when it is answered, all before it are
                let (send, receive) = oneshot::channel();
                let last: Request = Box::new(move |savepoint| {
                    Box::pin(async move {
                        drop(savepoint);
                        let answer: Answer = Box::new(move |_| {
                            let _ = send.send(());
                        });
                        answer
                    })
                });
                if queue.send(last).await.is_ok() {
                    let _ = receive.await;
                }
            }
            driver.abort();
        }
        let _ = self.writer.clone().close().await;
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
            let outcome = guarded(savepoint, engine, stamp, work).await;
            let answer: Answer = Box::new(move |committed| {
                let _ = send.send(match committed {
                    Ok(()) => outcome,
                    Err(reason) => Err(lost(&reason)),
                });
            });
            answer
        })
    });
    queue
        .send(request)
        .await
        .map_err(|_| lost("the writer has stopped"))?;
    receive.await.map_err(|_| lost("the writer has stopped"))?
}

/// PostgreSQL: a transaction of its own. Spawned, so that a caller who goes away in the middle
/// leaves a finished transaction behind, never a connection in doubt.
async fn alone<T, F>(
    writer: &DatabaseConnection,
    engine: Engine,
    stamp: Stamp,
    work: F,
) -> Result<Written<T>, Problem>
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
{
    let writer = writer.clone();
    tokio::spawn(async move {
        let transaction = writer.begin().await?;
        guarded(transaction, engine, stamp, work).await
    })
    .await
    .map_err(|_| lost("the transaction was aborted"))?
}

/// Runs the work and ends its transaction or savepoint; a panic undoes it like an error.
async fn guarded<T, F>(
    transaction: DatabaseTransaction,
    engine: Engine,
    stamp: Stamp,
    work: F,
) -> Result<Written<T>, Problem>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
{
    let work = async {
        let mut tx = Tx::open(transaction, engine, stamp).await?;
        match work(&mut tx).await {
            Ok(value) => tx.commit(value).await,
            Err(problem) => {
                tx.undo().await?;
                Err(problem)
            }
        }
    };
    AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(Problem::internal("a write panicked")))
}

/// Takes what waits, gives each a savepoint, commits once, answers all.
async fn drive(writer: DatabaseConnection, mut queue: mpsc::Receiver<Request>) {
    while let Some(first) = queue.recv().await {
        let mut answers = Vec::new();
        let committed = batch(&writer, first, &mut queue, &mut answers).await;
        metrics::histogram!("tuntas_write_batch").record(answers.len() as f64);
        if let Err(reason) = &committed {
            tracing::error!(%reason, requests = answers.len(), "commit failed");
        }
        for answer in answers {
            answer(committed.clone());
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
        answers.push(request(savepoint).await);
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
        "Belum tersimpan karena basis data sedang terganggu. Isian Anda masih ada di halaman ini; \
         kirim lagi beberapa saat."
            .into(),
    )
}
