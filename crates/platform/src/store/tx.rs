//! One transaction: a change, its audit rows, its settled obligations and its jobs.

use sea_orm::{DatabaseTransaction, FromQueryResult};
use uuid::Uuid;

use crate::{
    clock::Instant,
    problem::Problem,
    random,
    reference::Ref,
    region::RegionCode,
    store::{Engine, audit, job, sql},
};

/// Who writes what, when.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The region written to.
    pub region: RegionCode,
    /// The account; `None` for the system.
    pub person: Option<Uuid>,
    /// The capacity; `None` for the system.
    pub capacity: Option<Uuid>,
    /// Name and capacity in words, as they stand at this moment.
    pub label: String,
    /// Code of the action.
    pub action: &'static str,
    /// The server's clock at the start.
    pub now: Instant,
    /// Whether the transaction must leave an audit row.
    pub audited: bool,
}

/// A transaction in work. Store functions take it; `settle` on it keeps obligations.
pub struct Tx {
    conn: DatabaseTransaction,
    stamp: Stamp,
    head: audit::Head,
    directory_changed: bool,
    has_jobs: bool,
    records: usize,
    unchanged: bool,
}

/// Proof of what was written: the place in the region's chain, printed on receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The region.
    pub region: RegionCode,
    /// Number of the last audit row, which is the length of the chain.
    pub number: i64,
    /// When the server took it in.
    pub at: Instant,
    /// Hash of that row, and with it of all before it.
    pub hash: String,
}

/// What a write returns after its commit.
#[derive(Debug)]
pub struct Written<T> {
    /// What the work returned.
    pub value: T,
    /// The proof.
    pub receipt: Receipt,
    pub(super) has_jobs: bool,
}

impl Tx {
    pub(super) async fn open(
        conn: DatabaseTransaction,
        engine: Engine,
        stamp: Stamp,
    ) -> Result<Self, Problem> {
        // On PostgreSQL the row lock makes the writes of one region serial, as SQLite does for
        // all: the chain has one head, and a projection never misses a neighbour's change.
        let lock = match (engine, stamp.audited) {
            (Engine::Postgres, true) => " for update",
            _ => "",
        };
        let question = format!(
            "select version, directory_version, audit_length, audit_head from region_clock \
             where region = $1{lock}"
        );
        let head = if stamp.audited {
            sql::one::<ClockRow, _>(&conn, &question, vec![stamp.region.as_str().into()])
                .await?
                .ok_or(Problem::NotFound)?
                .into()
        } else {
            audit::Head::start()
        };
        Ok(Self {
            conn,
            stamp,
            head,
            directory_changed: false,
            has_jobs: false,
            records: 0,
            unchanged: false,
        })
    }

    /// The connection, for the rooms that speak SQL.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.conn
    }

    /// The region written to.
    pub fn region(&self) -> &RegionCode {
        &self.stamp.region
    }

    /// Who writes what, when.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// The server's clock at the start of the write.
    pub fn now(&self) -> Instant {
        self.stamp.now
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        random::id(self.stamp.now)
    }

    /// The account that writes; nil for the system.
    pub fn person(&self) -> Uuid {
        self.stamp.person.unwrap_or_default()
    }

    /// Adds an audit row: what happened to `subject`, with the details as JSON text. Personal
    /// fields enter as keyed digests only. Returns the row's number, which a receipt may print.
    ///
    /// # Errors
    /// When the row cannot be written.
    pub async fn record(
        &mut self,
        subject: Ref,
        details: &serde_json::Value,
    ) -> Result<i64, Problem> {
        self.record_as(self.stamp.action, subject, details).await
    }

    /// As `record`, under another action's name (what a larger action did on the way).
    ///
    /// # Errors
    /// As `record`.
    pub async fn record_as(
        &mut self,
        action: &str,
        subject: Ref,
        details: &serde_json::Value,
    ) -> Result<i64, Problem> {
        self.records += 1;
        audit::append(
            &self.conn,
            &mut self.head,
            &self.stamp,
            action,
            subject,
            details,
        )
        .await
    }

    /// Length and hash of the chain as of now.
    pub fn chain(&self) -> (i64, &str) {
        (self.head.length, &self.head.hash)
    }

    /// Puts a job into the queue, to run after the commit.
    ///
    /// # Errors
    /// When the row cannot be written.
    pub async fn enqueue(
        &mut self,
        kind: &'static str,
        payload: &serde_json::Value,
    ) -> Result<(), Problem> {
        self.has_jobs = true;
        job::insert(self, kind, payload, None).await
    }

    /// Says that there was nothing to change (the record is already as wanted): no audit row then.
    pub fn nothing_changed(&mut self) {
        self.unchanged = true;
    }

    /// Makes a form that is sent twice count once: `key` came with the form, `path` is where the
    /// first sending led to.
    ///
    /// # Errors
    /// `Problem::Repeated` for the second sending; everything it did is undone and the person is
    /// led to where the first one led.
    pub async fn once(&mut self, key: Uuid, path: &str) -> Result<(), Problem> {
        let values = vec![
            self.stamp.region.as_str().into(),
            key.into(),
            path.into(),
            self.stamp.now.0.into(),
        ];
        let fresh = sql::run(
            &self.conn,
            "insert into sent_once (region, id, path, at) values ($1, $2, $3, $4) \
             on conflict (region, id) do nothing",
            values,
        )
        .await?;
        if fresh == 1 {
            return Ok(());
        }
        let first: Option<String> = sql::value(
            &self.conn,
            "select path from sent_once where region = $1 and id = $2",
            vec![self.stamp.region.as_str().into(), key.into()],
        )
        .await?;
        Err(Problem::Repeated(first.unwrap_or_else(|| path.to_owned())))
    }

    /// Says that units, posts, holders or the calendar changed, so that caches of them renew.
    pub fn touch_directory(&mut self) {
        self.directory_changed = true;
    }

    pub(super) async fn commit<T>(self, value: T) -> Result<Written<T>, Problem> {
        if self.stamp.audited && !(self.unchanged && self.records == 0) {
            if self.records == 0 {
                self.conn.rollback().await?;
                return Err(Problem::internal(format!(
                    "{} wrote without an audit row",
                    self.stamp.action
                )));
            }
            sql::run(
                &self.conn,
                "update region_clock set version = version + 1, \
                 directory_version = directory_version + $2, audit_length = $3, audit_head = $4 \
                 where region = $1",
                vec![
                    self.stamp.region.as_str().into(),
                    i64::from(self.directory_changed).into(),
                    self.head.length.into(),
                    self.head.hash.clone().into(),
                ],
            )
            .await?;
        }
        self.conn.commit().await?;
        Ok(Written {
            value,
            receipt: Receipt {
                region: self.stamp.region,
                number: self.head.length,
                at: self.stamp.now,
                hash: self.head.hash,
            },
            has_jobs: self.has_jobs,
        })
    }

    pub(super) async fn undo(self) -> Result<(), Problem> {
        Ok(self.conn.rollback().await?)
    }
}

#[derive(FromQueryResult)]
struct ClockRow {
    audit_length: i64,
    audit_head: String,
}

impl From<ClockRow> for audit::Head {
    fn from(row: ClockRow) -> Self {
        Self {
            length: row.audit_length,
            hash: row.audit_head,
        }
    }
}
