//! One transaction: a change, its audit rows, its settled obligations and its jobs.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

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
    touched: Vec<Ref>,
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
    ) -> Result<Self, (Problem, DatabaseTransaction)> {
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
            let region = vec![stamp.region.as_str().into()];
            match sql::one::<ClockRow, _>(&conn, &question, region).await {
                Ok(Some(row)) => row.into(),
                Ok(None) => return Err((Problem::NotFound, conn)),
                Err(problem) => return Err((problem, conn)),
            }
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
            touched: Vec::new(),
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
        self.touch(subject);
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

    /// Says that a record changed on the way, without an audit row of its own.
    pub fn touch(&mut self, subject: Ref) {
        self.touched.push(subject);
    }

    /// Records that changed so far, a record once for each time.
    pub fn touched(&self) -> &[Ref] {
        &self.touched
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

    /// Makes a form that is sent twice count once: `key` came with the form, `content` is what was
    /// typed, `path` is where the first sending led to. The same key with other content is a new
    /// sending (somebody went back and typed something else).
    ///
    /// # Errors
    /// `Problem::Repeated` for the second sending; everything it did is undone and the person is
    /// led to where the first one led.
    pub async fn once(&mut self, key: Uuid, content: &str, path: &str) -> Result<(), Problem> {
        let id = sending_id(key, content);
        let values = vec![
            self.stamp.region.as_str().into(),
            id.into(),
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
        let first = first_sending(&self.conn, &self.stamp.region, id).await?;
        Err(Problem::Repeated(first.unwrap_or_else(|| path.to_owned())))
    }

    /// Says that units, posts, holders or the calendar changed, so that caches of them renew.
    pub fn touch_directory(&mut self) {
        self.directory_changed = true;
    }

    /// Writes what belongs to every write: the new version and the head of the chain.
    ///
    /// # Errors
    /// When nothing was recorded, or a statement fails.
    pub(super) async fn prepare(&self) -> Result<(), Problem> {
        if !self.stamp.audited || (self.unchanged && self.records == 0) {
            return Ok(());
        }
        if self.records == 0 {
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
        .await
        .map(drop)
    }

    pub(super) async fn commit<T>(self, value: T) -> Result<Written<T>, DbErr> {
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

    pub(super) async fn undo(self) -> Result<(), DbErr> {
        self.conn.rollback().await
    }
}

/// Id of one sending: the form's key and a digest of what was typed.
fn sending_id(key: Uuid, content: &str) -> Uuid {
    let mut digest = Sha256::new();
    digest.update(key.as_bytes());
    digest.update(content.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

async fn first_sending<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<String>, Problem> {
    sql::value(
        conn,
        "select path from sent_once where region = $1 and id = $2",
        vec![region.as_str().into(), id.into()],
    )
    .await
}

/// Where the first sending of a form led, when this one is a repetition. Asked before anything
/// else is judged: what the first sending changed must not make the second look wrong.
///
/// # Errors
/// When the database cannot be read.
pub async fn already_sent<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    key: Uuid,
    content: &str,
) -> Result<Option<String>, Problem> {
    first_sending(conn, region, sending_id(key, content)).await
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
