//! Sessions: a random token in a cookie, its digest in the table; revocable one by one.

use platform::{
    Instant, Problem, Ref, RegionCode, Tx, Uuid, random,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Capacity, CapacityKind};

/// How long a session lasts: a working week, so that deadline night is never cut short.
const LIFE_SECONDS: i64 = 5 * 24 * 3600;

/// What is stored of a token. The token itself has 256 random bits, so a plain digest is enough.
pub(super) fn token_digest(token: &str) -> String {
    random::hex(&Sha256::digest(token.as_bytes()))
}

pub(super) async fn start(
    tx: &mut Tx,
    account: Uuid,
    capacity: &Capacity,
    token: &str,
    device: &str,
) -> Result<(), Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "session",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("token_digest", token_digest(token).into()),
            ("account_id", account.into()),
            ("capacity_kind", capacity.kind.code().into()),
            ("capacity_id", capacity.id.into()),
            (
                "device",
                device.chars().take(120).collect::<String>().into(),
            ),
            ("created_at", tx.now().0.into()),
            ("expires_at", tx.now().plus_seconds(LIFE_SECONDS).0.into()),
        ],
    )
    .await
}

/// An open session of a person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OpenSession {
    /// Its id.
    pub id: Uuid,
    /// What the browser said it is.
    pub device: String,
    /// When it began, microseconds.
    pub created_at: i64,
    /// When it ends by itself, microseconds.
    pub expires_at: i64,
}

/// Sessions of a person that are open now, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_sessions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    account: Uuid,
    now: Instant,
) -> Result<Vec<OpenSession>, Problem> {
    sql::all(
        conn,
        "select id, device, created_at, expires_at from session \
         where region = $1 and account_id = $2 and ended_at is null and expires_at > $3 \
         order by created_at desc",
        vec![region.as_str().into(), account.into(), now.0.into()],
    )
    .await
}

/// Ends one session of a person.
///
/// # Errors
/// When the statement fails.
pub async fn end_session(tx: &mut Tx, account: Uuid, session: Uuid) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update session set ended_at = $4 \
         where region = $1 and account_id = $2 and id = $3 and ended_at is null",
        vec![
            tx.region().as_str().into(),
            account.into(),
            session.into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    tx.record(
        Ref::new("government.account", account),
        &json!({ "Sesi": "diakhiri" }),
    )
    .await?;
    Ok(())
}

/// Ends all sessions of a person but one (nil: all).
///
/// # Errors
/// When the statement fails.
pub async fn end_all(tx: &Tx, account: Uuid, but: Uuid) -> Result<u64, Problem> {
    sql::run(
        tx.conn(),
        "update session set ended_at = $4 \
         where region = $1 and account_id = $2 and id <> $3 and ended_at is null",
        vec![
            tx.region().as_str().into(),
            account.into(),
            but.into(),
            tx.now().0.into(),
        ],
    )
    .await
}

/// Lets a session act in another capacity of the same person.
///
/// # Errors
/// When the statement fails.
pub async fn switch_capacity(
    tx: &mut Tx,
    session: Uuid,
    kind: CapacityKind,
    capacity: Uuid,
    title: &str,
) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update session set capacity_kind = $3, capacity_id = $4 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            session.into(),
            kind.code().into(),
            capacity.into(),
        ],
    )
    .await?;
    let person = tx.person();
    let details = json!({ "Bertindak sebagai": title });
    tx.record(Ref::new("government.account", person), &details)
        .await?;
    Ok(())
}

/// A session in an assignment without the door, for tests and measurements. It changes nothing
/// that signing in would not.
///
/// # Errors
/// When the statement fails.
pub async fn session_for_tests(
    tx: &mut Tx,
    account: Uuid,
    assignment: Uuid,
    token: &str,
) -> Result<(), Problem> {
    let capacity = Capacity {
        kind: CapacityKind::Assignment,
        id: assignment,
        title: String::new(),
        role: String::new(),
        place: platform::Place {
            id: Uuid::nil(),
            path: String::new(),
        },
        unit_name: String::new(),
    };
    start(tx, account, &capacity, token, "uji").await
}
