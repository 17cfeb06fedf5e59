//! The table of jobs. A job is put in by the transaction that makes it necessary and is done in a
//! transaction that also marks it done: what it does happens once, whoever runs it.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    clock::Instant,
    problem::Problem,
    region::RegionCode,
    store::{Db, Tx, sql},
};

/// States of a job as stored.
pub mod state {
    /// Waits for its time.
    pub const READY: i16 = 0;
    /// Done.
    pub const DONE: i16 = 1;
    /// Failed too often; waits for a person.
    pub const DEAD: i16 = 2;
}

/// A job.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: String,
    /// With what, JSON.
    pub payload: String,
    /// One of `state`.
    pub state: i16,
    /// Not before this instant.
    pub run_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last.
    pub last_error: String,
    /// When it was put in.
    pub created_at: i64,
}

const COLUMNS: &str = "id, kind, payload, state, run_at, attempts, last_error, created_at";

pub(super) async fn insert(
    tx: &Tx,
    kind: &'static str,
    payload: &serde_json::Value,
    once_key: Option<&str>,
) -> Result<(), Problem> {
    let conflict = if once_key.is_some() {
        " on conflict (region, kind, once_key) do nothing"
    } else {
        ""
    };
    sql::run(
        tx.conn(),
        &format!(
            "insert into job (region, id, kind, payload, once_key, state, run_at, attempts, \
             last_error, created_at) values ($1, $2, $3, $4, $5, 0, $6, 0, '', $6){conflict}"
        ),
        vec![
            tx.region().as_str().into(),
            tx.new_id().into(),
            kind.into(),
            payload.to_string().into(),
            once_key.map(str::to_owned).into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Puts in a job that exists at most once for its key (a daily task and its day).
///
/// # Errors
/// When the row cannot be written.
pub async fn insert_once(
    tx: &Tx,
    kind: &'static str,
    key: &str,
    payload: &serde_json::Value,
) -> Result<(), Problem> {
    insert(tx, kind, payload, Some(key)).await
}

/// Jobs of a region that may run now, oldest first.
///
/// # Errors
/// When the statement fails.
pub async fn due(db: &Db, region: &RegionCode, now: Instant) -> Result<Vec<Job>, Problem> {
    let question = format!(
        "select {COLUMNS} from job where region = $1 and state = 0 and run_at <= $2 \
         order by run_at, id limit 200"
    );
    sql::all(
        db.read(),
        &question,
        vec![region.as_str().into(), now.0.into()],
    )
    .await
}

/// Marks a job done inside the transaction that does it. `false`: somebody else did it already.
///
/// # Errors
/// When the statement fails.
pub async fn take(tx: &Tx, id: Uuid) -> Result<bool, Problem> {
    let taken = sql::run(
        tx.conn(),
        "update job set state = 1, attempts = attempts + 1, run_at = $3 \
         where region = $1 and id = $2 and state = 0",
        vec![tx.region().as_str().into(), id.into(), tx.now().0.into()],
    )
    .await?;
    Ok(taken == 1)
}

/// Notes a failure: tried again later, `DEAD` after eight times.
///
/// # Errors
/// When the statement fails.
pub async fn failed(tx: &Tx, job: &Job, error: &str) -> Result<(), Problem> {
    let attempts = job.attempts + 1;
    let wait = 5_i64 << attempts.min(10);
    let state = if attempts >= 8 {
        state::DEAD
    } else {
        state::READY
    };
    sql::run(
        tx.conn(),
        "update job set attempts = $3, last_error = $4, run_at = $5, state = $6 \
         where region = $1 and id = $2 and state = 0",
        vec![
            tx.region().as_str().into(),
            job.id.into(),
            attempts.into(),
            error.chars().take(500).collect::<String>().into(),
            tx.now().plus_seconds(wait).0.into(),
            state.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Puts a dead job back into the queue.
///
/// # Errors
/// When the statement fails.
pub async fn revive(tx: &Tx, id: Uuid) -> Result<bool, Problem> {
    let revived = sql::run(
        tx.conn(),
        "update job set state = 0, attempts = 0, run_at = $3 \
         where region = $1 and id = $2 and state = 2",
        vec![tx.region().as_str().into(), id.into(), tx.now().0.into()],
    )
    .await?;
    Ok(revived == 1)
}

/// Forgets jobs done before `before`.
///
/// # Errors
/// When the statement fails.
pub async fn sweep(tx: &Tx, before: Instant) -> Result<u64, Problem> {
    sql::run(
        tx.conn(),
        "delete from job where region = $1 and state = 1 and run_at < $2",
        vec![tx.region().as_str().into(), before.0.into()],
    )
    .await
}

/// The latest jobs of a region for the administrator: dead first, then waiting, then done.
///
/// # Errors
/// When the statement fails.
pub async fn overview<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Job>, Problem> {
    let question = format!(
        "select {COLUMNS} from job where region = $1 \
         order by case state when 2 then 0 when 0 then 1 else 2 end, run_at desc limit 100"
    );
    sql::all(conn, &question, vec![region.as_str().into()]).await
}
