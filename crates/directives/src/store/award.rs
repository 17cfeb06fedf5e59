//! What was handed over in a meeting.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::{rules::Direction, store::MEETING};

/// Something that was handed over.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Award {
    /// Id.
    pub id: Uuid,
    /// "Plakat".
    pub kind: String,
    direction: i16,
    /// Who gave it.
    pub giver: String,
    /// Who received it.
    pub receiver: String,
    /// What for, or empty.
    pub occasion: String,
}

impl Award {
    /// Which way it went.
    pub fn direction(&self) -> Direction {
        Direction::from_code(self.direction)
    }
}

/// What a person enters of it.
#[derive(Clone, Debug)]
pub struct AwardInput {
    /// "Plakat".
    pub kind: String,
    /// Which way it went.
    pub direction: Direction,
    /// Who gave it.
    pub giver: String,
    /// Who received it.
    pub receiver: String,
    /// What for, or empty.
    pub occasion: String,
}

/// Adds something that was handed over.
///
/// # Errors
/// When the statement fails.
pub async fn add_award(tx: &mut Tx, meeting: Uuid, input: &AwardInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "meeting_award",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("meeting_id", meeting.into()),
            ("kind", input.kind.clone().into()),
            ("direction", input.direction.code().into()),
            ("giver", input.giver.clone().into()),
            ("receiver", input.receiver.clone().into()),
            ("occasion", input.occasion.clone().into()),
            ("created_at", tx.now().0.into()),
        ],
    )
    .await?;
    let details = json!({
        "Penghargaan": input.kind, "Arah": input.direction.label(), "Dari": input.giver,
        "Kepada": input.receiver, "Atas": input.occasion,
    });
    tx.record(Ref::new(MEETING, meeting), &details).await?;
    Ok(id)
}

/// Takes one out that was entered by mistake; the history keeps it.
///
/// # Errors
/// `Problem::NotFound` when it is none of the meeting.
pub async fn remove_award(tx: &mut Tx, meeting: Uuid, award: Uuid) -> Result<(), Problem> {
    let gone = sql::run(
        tx.conn(),
        "delete from meeting_award where region = $1 and id = $2 and meeting_id = $3",
        vec![tx.region().as_str().into(), award.into(), meeting.into()],
    )
    .await?;
    if gone == 0 {
        return Err(Problem::NotFound);
    }
    tx.record(
        Ref::new(MEETING, meeting),
        &json!({ "Penghargaan": "dihapus" }),
    )
    .await?;
    Ok(())
}

/// What was handed over in a meeting, in the order it was entered.
///
/// # Errors
/// When the database cannot be read.
pub async fn awards<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<Award>, Problem> {
    sql::all(
        conn,
        "select id, kind, direction, giver, receiver, occasion from meeting_award \
         where region = $1 and meeting_id = $2 order by created_at, id",
        vec![region.as_str().into(), meeting.into()],
    )
    .await
}
