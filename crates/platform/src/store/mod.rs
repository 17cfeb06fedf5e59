//! The database: one writer lane, a pool of readers, the audit chain, jobs. The only room of the
//! ground floor (besides `migrations/`) that knows the library underneath.

pub mod audit;
pub mod count;
pub mod durability;
pub mod import;
pub mod job;
mod lane;
mod mentions;
pub mod packed;
mod rows;
pub mod sql;
mod trouble;
mod tx;
pub mod words;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

use futures_util::future::BoxFuture;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr, SqlErr};
use tokio::sync::Notify;

use crate::{
    clock::Clock,
    problem::Problem,
    region::RegionCode,
    right::{Action, Grant},
};
use lane::{Lane, OpenWriter};
pub use mentions::mentions;
pub use rows::Rows;
pub use tx::{Receipt, Stamp, Tx, Written, already_sent};

/// The library's error, for rooms that may not name the library.
pub mod error {
    pub use sea_orm::DbErr;
}

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file, embedded.
    Sqlite,
    /// A server, for several nodes.
    Postgres,
}

/// What happens to acknowledged writes when the power fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// They are on the disk; start is refused unless the writer's settings read back so.
    Required,
    /// Anything goes: throw-away databases of tests.
    Relaxed,
}

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct DbOptions {
    /// `sqlite:///path/to/file.db` or `postgres://...`.
    pub url: String,
    /// Size of the pool of readers.
    pub readers: u32,
    /// What is promised about acknowledged writes.
    pub durability: Durability,
}

/// What every write ends with, inside its transaction: projections that nobody may forget.
pub type Finish =
    Arc<dyn for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<(), Problem>> + Send + Sync>;

/// How long a request waits for a connection; who waits in front of a page gives up about then.
const PATIENCE: Duration = Duration::from_secs(8);

/// The database of one installation.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    readers: DatabaseConnection,
    lane: Lane,
    clock: Arc<dyn Clock>,
    wake: Arc<Wake>,
    finish: Arc<OnceLock<Finish>>,
}

/// Regions that have something for the job runner.
#[derive(Default)]
struct Wake {
    regions: Mutex<BTreeSet<RegionCode>>,
    notify: Notify,
}

impl Db {
    /// Opens the database, its lane and its readers.
    ///
    /// # Errors
    /// When it cannot be reached, or (`Durability::Required`) when the writer does not read back
    /// that acknowledged writes survive a power cut.
    pub async fn open(options: &DbOptions, clock: Arc<dyn Clock>) -> Result<Self, Problem> {
        let engine = if options.url.starts_with("sqlite:") {
            Engine::Sqlite
        } else {
            Engine::Postgres
        };
        let again = options.clone();
        let open: OpenWriter = Arc::new(move || Box::pin(open_writer(again.clone(), engine)));
        let writer = open().await?;
        let readers = connect(options, engine, false).await?;
        Ok(Self {
            engine,
            readers,
            lane: Lane::start(engine, writer, open, Arc::clone(&clock)),
            clock,
            wake: Arc::default(),
            finish: Arc::default(),
        })
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The pool of readers.
    pub fn read(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// The writer's connection, for migrations at start and for nothing else.
    pub fn migrator(&self) -> DatabaseConnection {
        self.lane.connection()
    }

    /// Does `work` in one transaction with its audit row, obligations and jobs; answers after the
    /// commit. Only SQL may be awaited inside: hashing, files and parsing come before.
    ///
    /// # Errors
    /// What `work` returns, or `Problem::Unavailable` when the commit fails. Then nothing is kept.
    pub async fn write<A, T, F>(&self, grant: &Grant<A>, work: F) -> Result<Written<T>, Problem>
    where
        A: Action,
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
    {
        let actor = grant.actor();
        let stamp = Stamp {
            region: grant.region().clone(),
            person: Some(actor.person),
            capacity: Some(actor.capacity),
            label: format!("{} ({})", actor.name, actor.title),
            action: A::CODE,
            now: self.clock.now(),
            audited: true,
        };
        self.run(stamp, work).await
    }

    /// Work of the system itself that changes records: audited like a person's.
    ///
    /// # Errors
    /// As `write`.
    pub async fn maintain<T, F>(
        &self,
        region: &RegionCode,
        action: &'static str,
        work: F,
    ) -> Result<Written<T>, Problem>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
    {
        self.run(self.system_stamp(region, action, true), work)
            .await
    }

    /// Housekeeping that is no record of anything (sign-in delays, notices, finished jobs):
    /// durable, but without an audit row and without a new version of the region.
    ///
    /// # Errors
    /// As `write`.
    pub async fn upkeep<T, F>(&self, region: &RegionCode, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
    {
        let stamp = self.system_stamp(region, "system.upkeep", false);
        Ok(self.run(stamp, work).await?.value)
    }

    fn system_stamp(&self, region: &RegionCode, action: &'static str, audited: bool) -> Stamp {
        Stamp {
            region: region.clone(),
            person: None,
            capacity: None,
            label: "Sistem".into(),
            action,
            now: self.clock.now(),
            audited,
        }
    }

    async fn run<T, F>(&self, stamp: Stamp, work: F) -> Result<Written<T>, Problem>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
    {
        let started = self.clock.now();
        let finish = self.finish.get().cloned();
        let whole = self.lane.run(self.engine, stamp, move |tx| {
            Box::pin(async move {
                let value = work(tx).await?;
                if let Some(finish) = finish.filter(|_| !tx.touched().is_empty()) {
                    finish(tx).await?;
                }
                Ok(value)
            })
        });
        let written = whole.await?;
        metrics::histogram!("tuntas_write_seconds")
            .record((self.clock.now().0 - started.0).max(0) as f64 / 1e6);
        if written.has_jobs {
            self.wake(&written.receipt.region);
        }
        Ok(written)
    }

    /// Says what every write that leaves audit rows ends with. Only the first saying counts.
    pub fn finish_with(&self, finish: Finish) {
        let _ = self.finish.set(finish);
    }

    /// Tells the job runner that `region` has work.
    pub fn wake(&self, region: &RegionCode) {
        self.wake
            .regions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(region.clone());
        self.wake.notify.notify_one();
    }

    /// Waits until some region has work, and takes the names.
    pub async fn regions_with_work(&self) -> BTreeSet<RegionCode> {
        self.wake.notify.notified().await;
        std::mem::take(
            &mut *self
                .wake
                .regions
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Whether a simple question is answered and the last writes were kept, for readiness.
    pub async fn answers(&self) -> bool {
        self.lane.is_sound() && sql::number(self.read(), "select 1", vec![]).await.is_ok()
    }

    /// Finishes what is queued in the lane and closes all connections.
    pub async fn close(&self) {
        self.lane.close().await;
        let _ = self.readers.clone().close().await;
    }
}

/// A writer whose durability was read back.
async fn open_writer(options: DbOptions, engine: Engine) -> Result<DatabaseConnection, Problem> {
    let writer = connect(&options, engine, true).await?;
    if options.durability == Durability::Required {
        durability::verify(&writer).await?;
    }
    Ok(writer)
}

async fn connect(
    options: &DbOptions,
    engine: Engine,
    writer: bool,
) -> Result<DatabaseConnection, Problem> {
    let mut connect = ConnectOptions::new(options.url.clone());
    connect
        .sqlx_logging(false)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false);
    match (engine, writer) {
        (Engine::Sqlite, true) => {
            connect.max_connections(1).min_connections(1);
            let synchronous = match options.durability {
                Durability::Required => "FULL",
                Durability::Relaxed => "OFF",
            };
            connect.map_sqlx_sqlite_opts(move |sqlite| {
                sqlite
                    .create_if_missing(true)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(10))
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", synchronous)
                    .pragma("temp_store", "MEMORY")
                    .statement_cache_capacity(400)
            });
        }
        (Engine::Sqlite, false) => {
            connect.max_connections(options.readers).min_connections(1);
            connect.map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .busy_timeout(Duration::from_secs(10))
                    .pragma("query_only", "ON")
                    .pragma("temp_store", "MEMORY")
                    .statement_cache_capacity(400)
            });
        }
        (Engine::Postgres, _) => {
            connect.max_connections(options.readers.max(2));
            connect.map_sqlx_postgres_pool_opts(trouble::looking);
            // a connection on which a commit failed heals by being replaced
            connect.max_lifetime(Duration::from_secs(600));
            if !writer {
                connect.map_sqlx_postgres_opts(|postgres| {
                    postgres.options([("default_transaction_read_only", "on")])
                });
            }
        }
    }
    let mut connection = Database::connect(connect).await?;
    connection.set_metric_callback(|_| count::one());
    Ok(connection)
}

/// Turns the library's error into a problem: a duplicate is a conflict, the rest is ours.
pub(crate) fn problem_of(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::Conflict(
            "Catatan yang sama sudah ada. Muat ulang halaman untuk melihat keadaan terakhir."
                .into(),
        ),
        _ if trouble::is_trouble(&error) => {
            tracing::error!(error = %error, "database out of reach");
            Problem::Unavailable(
                "Basis data sedang tidak terjangkau. Isian Anda belum terkirim; coba lagi \
                 beberapa saat."
                    .into(),
            )
        }
        _ => Problem::internal(error),
    }
}
