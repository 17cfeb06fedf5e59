//! Rounds: what is asked, of whom, by when.

use government::{obligation, structure::Due};
use platform::{
    Instant, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{FILLING, OBLIGATIONS, ROUND, changed};
use crate::rules::Stand;

/// A round.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Round {
    /// Id.
    pub id: Uuid,
    /// "LPPD Tahun 2025".
    pub title: String,
    /// The list of indicators it asks for.
    pub list: String,
    /// The year the figures are about.
    pub year: i64,
    /// What it is for.
    pub purpose: String,
    due_date: String,
    due_minute: i64,
    due_at: i64,
    /// When it was opened, microseconds.
    pub opened_at: i64,
    /// When filling in was closed.
    pub closed_at: Option<i64>,
    /// Version.
    pub version: i64,
}

impl Round {
    /// When units must have sent.
    pub fn due(&self) -> Option<Due> {
        Due::stored(
            Some(&self.due_date),
            Some(self.due_minute),
            Some(self.due_at),
        )
    }

    /// Whether figures may still be written: nothing is locked by lateness, only by closing.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// A round as it is typed.
#[derive(Clone, Debug)]
pub struct RoundInput {
    /// Its title.
    pub title: String,
    /// The list of indicators.
    pub list: String,
    /// The year.
    pub year: i64,
    /// What it is for.
    pub purpose: String,
    /// By when units must have sent.
    pub due: Date,
    /// Who is asked.
    pub units: Vec<Uuid>,
    /// The unit that compiles it: requests of units lie in its work list.
    pub desk: Uuid,
}

const COLUMNS: &str = "id, title, list, year, purpose, due_date, due_minute, due_at, opened_at, \
    closed_at, version";

/// All rounds, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn rounds<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Round>, Problem> {
    let question = format!(
        "select {COLUMNS} from data_round where region = $1 order by opened_at desc limit 100"
    );
    sql::all(conn, &question, vec![region.as_str().into()]).await
}

/// One round.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_round<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Round>, Problem> {
    let question = format!("select {COLUMNS} from data_round where region = $1 and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// Opens a round: every unit owes its filling from now on.
///
/// # Errors
/// When a statement fails.
pub async fn add_round(tx: &mut Tx, input: &RoundInput, zone: i8) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let due = Due::new(input.due, None, zone);
    insert(
        tx.conn(),
        "data_round",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("title", input.title.as_str().into()),
            ("list", input.list.as_str().into()),
            ("year", input.year.into()),
            ("purpose", input.purpose.as_str().into()),
            ("due_date", date::iso(due.date).into()),
            ("due_minute", due.minute.into()),
            ("due_at", due.at.0.into()),
            ("opened_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    insert(
        tx.conn(),
        "round_desk",
        vec![
            ("region", tx.region().as_str().into()),
            ("round_id", id.into()),
            ("unit_id", input.desk.into()),
        ],
    )
    .await?;
    let details = json!({
        "Periode": input.title, "Tahun": input.year, "Batas waktu": date::iso(input.due),
        "Unit": input.units.len(),
    });
    tx.record(Ref::new(ROUND, id), &details).await?;
    for unit in &input.units {
        add_filling(tx, id, *unit, None, due).await?;
    }
    Ok(id)
}

/// Asks one unit, below a unit that was asked or by itself.
pub(super) async fn add_filling(
    tx: &mut Tx,
    round: Uuid,
    unit: Uuid,
    parent: Option<Uuid>,
    due: Due,
) -> Result<Uuid, Problem> {
    let (id, begun) = (tx.new_id(), Stand::begun());
    insert(
        tx.conn(),
        "filling",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("round_id", round.into()),
            ("unit_id", unit.into()),
            ("parent_id", parent.into()),
            ("due_date", date::iso(due.date).into()),
            ("due_minute", due.minute.into()),
            ("due_at", due.at.0.into()),
            ("station", begun.station.code().into()),
            ("state", begun.state.code().into()),
            ("returns", 0_i64.into()),
            ("sent_name", "".into()),
            ("signed_name", "".into()),
            ("receipt", 0_i64.into()),
            ("dropped", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    tx.touch(Ref::new(FILLING, id));
    obligation::settle(tx, &OBLIGATIONS, id).await?;
    Ok(id)
}

/// Closes filling in (*Tutup Pengisian*), or opens it again.
///
/// # Errors
/// `Problem::Conflict` when it changed meanwhile.
pub async fn close_round(
    tx: &mut Tx,
    it: &Round,
    version: i64,
    close: bool,
) -> Result<(), Problem> {
    let closed: Option<Instant> = close.then(|| tx.now());
    let touched = sql::run(
        tx.conn(),
        "update data_round set closed_at = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            closed.map(|at| at.0).into(),
        ],
    )
    .await?;
    changed(touched)?;
    let what = if close {
        "Pengisian ditutup"
    } else {
        "Pengisian dibuka"
    };
    tx.record(Ref::new(ROUND, it.id), &json!({ "Langkah": what }))
        .await?;
    Ok(())
}
