//! The collection: opened for some units, due at an instant.

use government::structure::Due;
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::{OBLIGATIONS, row};
use crate::{rules::BriefingState, store::MEETING};

/// The material of a meeting.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Collection {
    /// The meeting.
    pub meeting_id: Uuid,
    state: i16,
    due_date: String,
    due_minute: i64,
    due_at: i64,
    /// Who opened it.
    pub opened_name: String,
    /// When, microseconds.
    pub opened_at: i64,
    /// Version.
    pub version: i64,
}

impl Collection {
    /// How far it is.
    pub fn state(&self) -> BriefingState {
        BriefingState::from_code(self.state)
    }

    /// Until when units may be awaited.
    pub fn due(&self) -> Option<Due> {
        Due::stored(
            Some(&self.due_date),
            Some(self.due_minute),
            Some(self.due_at),
        )
    }
}

pub(super) const COLUMNS: &str = "b.meeting_id as meeting_id, b.state as state, \
    b.due_date as due_date, b.due_minute as due_minute, b.due_at as due_at, \
    b.opened_name as opened_name, b.opened_at as opened_at, b.version as version";

/// The material of a meeting, once somebody opened it.
///
/// # Errors
/// When the database cannot be read.
pub async fn collection<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Option<Collection>, Problem> {
    let question =
        format!("select {COLUMNS} from briefing b where b.region = $1 and b.meeting_id = $2");
    sql::one(
        conn,
        &question,
        vec![region.as_str().into(), meeting.into()],
    )
    .await
}

/// Opens the collection for these units, due at `due`; or adds units to one that is open and sets
/// its date anew.
///
/// # Errors
/// `Problem::Refused` when it was released.
pub async fn open_collection(
    tx: &mut Tx,
    meeting: Uuid,
    units: &[Uuid],
    due: Due,
) -> Result<(), Problem> {
    let known = collection(tx.conn(), tx.region(), meeting).await?;
    if known.as_ref().map(Collection::state) == Some(BriefingState::Released) {
        return Err(Problem::Refused(
            "Bahan rapat ini sudah dirilis. Buka kembali lebih dulu bila masih perlu diubah."
                .into(),
        ));
    }
    let by = tx.stamp().label.clone();
    match known {
        None => {
            insert(
                tx.conn(),
                "briefing",
                vec![
                    ("region", tx.region().as_str().into()),
                    ("meeting_id", meeting.into()),
                    ("state", BriefingState::Collecting.code().into()),
                    ("due_date", date::iso(due.date).into()),
                    ("due_minute", due.minute.into()),
                    ("due_at", due.at.0.into()),
                    ("opened_name", by.into()),
                    ("opened_at", tx.now().0.into()),
                    ("version", 1_i64.into()),
                ],
            )
            .await?;
        }
        Some(_) => {
            sql::run(
                tx.conn(),
                "update briefing set due_date = $3, due_minute = $4, due_at = $5, \
                 version = version + 1 where region = $1 and meeting_id = $2",
                vec![
                    tx.region().as_str().into(),
                    meeting.into(),
                    date::iso(due.date).into(),
                    due.minute.into(),
                    due.at.0.into(),
                ],
            )
            .await?;
        }
    }
    row::add_missing(tx, meeting, units).await?;
    for row in row::unit_rows(tx.conn(), tx.region(), meeting).await? {
        government::obligation::settle(tx, &OBLIGATIONS, row.id).await?;
    }
    let details = json!({
        "Bahan rakor": "dikumpulkan", "Unit": units.len(), "Batas waktu": date::long(due.date),
    });
    tx.record(Ref::new(MEETING, meeting), &details).await?;
    Ok(())
}
