//! The release: what stands in the material is frozen, names and all.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};
use serde_json::json;

use super::{
    OBLIGATIONS,
    collection::{COLUMNS, Collection},
    row::unit_rows,
};
use crate::{
    rules::{Briefing, BriefingState},
    store::{MEETING, meeting::changed},
};

/// A release.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Release {
    /// Number, from 1.
    pub number: i64,
    /// When, microseconds.
    pub released_at: i64,
    /// By whom.
    pub released_name: String,
    content: String,
}

impl Release {
    /// What was frozen.
    ///
    /// # Errors
    /// When it cannot be read any more; that is a fault of the program.
    pub fn briefing(&self) -> Result<Briefing, Problem> {
        Ok(serde_json::from_str(&self.content)?)
    }
}

/// The collection beside one of its releases, or beside none.
struct Joined {
    collection: Collection,
    release: Option<Release>,
}

impl FromQueryResult for Joined {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let number: Option<i64> = row.try_get(prefix, "number")?;
        let release = number.map(|_| Release::from_query_result(row, prefix));
        Ok(Self {
            collection: Collection::from_query_result(row, prefix)?,
            release: release.transpose()?,
        })
    }
}

/// The material of a meeting with all its releases, the newest first. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn releases<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<(Option<Collection>, Vec<Release>), Problem> {
    let question = format!(
        "select {COLUMNS}, r.number as number, r.released_at as released_at, \
         r.released_name as released_name, r.content as content from briefing b \
         left join briefing_release r on r.region = b.region and r.meeting_id = b.meeting_id \
         where b.region = $1 and b.meeting_id = $2 order by r.number desc"
    );
    let values = vec![region.as_str().into(), meeting.into()];
    let rows: Vec<Joined> = sql::all(conn, &question, values).await?;
    let collection = rows.first().map(|row| row.collection.clone());
    let releases = rows.into_iter().filter_map(|row| row.release).collect();
    Ok((collection, releases))
}

/// Freezes the material and shows it to all who read the meeting.
///
/// # Errors
/// `Problem::Conflict` when somebody released, reopened or extended it since it was read.
pub async fn release(
    tx: &mut Tx,
    collection: &Collection,
    briefing: &Briefing,
) -> Result<(), Problem> {
    let meeting = collection.meeting_id;
    set_state(tx, collection, BriefingState::Released).await?;
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from briefing_release \
         where region = $1 and meeting_id = $2",
        vec![tx.region().as_str().into(), meeting.into()],
    )
    .await?;
    insert(
        tx.conn(),
        "briefing_release",
        vec![
            ("region", tx.region().as_str().into()),
            ("meeting_id", meeting.into()),
            ("number", number.into()),
            ("released_at", tx.now().0.into()),
            ("released_name", tx.stamp().label.clone().into()),
            ("content", serde_json::to_string(briefing)?.into()),
        ],
    )
    .await?;
    let details = json!({
        "Bahan rakor": "dirilis", "Keadaan per": briefing.as_of,
        "Belum dikonfirmasi": briefing.missing().join(", "),
    });
    tx.record(Ref::new(MEETING, meeting), &details).await?;
    Ok(())
}

/// Opens released material again, for a reason. What was released stays readable.
///
/// # Errors
/// As `release`.
pub async fn reopen_collection(
    tx: &mut Tx,
    collection: &Collection,
    reason: &str,
) -> Result<(), Problem> {
    set_state(tx, collection, BriefingState::Collecting).await?;
    let details = json!({ "Bahan rakor": "dibuka kembali", "Alasan": reason });
    let meeting = Ref::new(MEETING, collection.meeting_id);
    tx.record(meeting, &details).await?;
    Ok(())
}

async fn set_state(tx: &Tx, collection: &Collection, state: BriefingState) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update briefing set state = $4, version = version + 1 \
         where region = $1 and meeting_id = $2 and version = $3 and state <> $4",
        vec![
            tx.region().as_str().into(),
            collection.meeting_id.into(),
            collection.version.into(),
            state.code().into(),
        ],
    )
    .await?;
    changed(touched)?;
    for row in unit_rows(tx.conn(), tx.region(), collection.meeting_id).await? {
        government::obligation::settle(tx, &OBLIGATIONS, row.id).await?;
    }
    Ok(())
}
