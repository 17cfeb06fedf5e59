//! The agenda of a meeting.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::store::MEETING;

/// An item of the agenda.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AgendaItem {
    /// Id.
    pub id: Uuid,
    /// Number, from 1.
    pub number: i64,
    /// What about.
    pub topic: String,
    /// Who presents, or empty.
    pub presenter: String,
    /// The address of the material, or empty.
    pub material: String,
}

/// An item to be added.
#[derive(Clone, Debug)]
pub struct AgendaInput {
    /// What about.
    pub topic: String,
    /// Who presents, or empty.
    pub presenter: String,
    /// The address of the material, or empty.
    pub material: String,
}

/// Adds an item at the end of the agenda.
///
/// # Errors
/// When a statement fails.
pub async fn add_agenda(tx: &mut Tx, meeting: Uuid, input: &AgendaInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from agenda_item where region = $1 and meeting_id = $2",
        vec![tx.region().as_str().into(), meeting.into()],
    )
    .await?;
    insert(
        tx.conn(),
        "agenda_item",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("meeting_id", meeting.into()),
            ("number", number.into()),
            ("topic", input.topic.clone().into()),
            ("presenter", input.presenter.clone().into()),
            ("material", input.material.clone().into()),
        ],
    )
    .await?;
    let details =
        json!({ "Agenda": format!("{number}. {}", input.topic), "Penyaji": input.presenter });
    tx.record(Ref::new(MEETING, meeting), &details).await?;
    Ok(id)
}

/// Removes an item that has no points.
///
/// # Errors
/// `Problem::Refused` when points stand under it.
pub async fn remove_agenda(tx: &mut Tx, meeting: Uuid, item: Uuid) -> Result<(), Problem> {
    let values = || vec![tx.region().as_str().into(), item.into(), meeting.into()];
    let used = sql::number(
        tx.conn(),
        "select count(*) from point where region = $1 and agenda_item_id = $2 and meeting_id = $3",
        values(),
    )
    .await?;
    if used > 0 {
        return Err(Problem::Refused(
            "Di bawah agenda ini sudah ada butir arahan, jadi tidak dapat dihapus.".into(),
        ));
    }
    let gone = sql::run(
        tx.conn(),
        "delete from agenda_item where region = $1 and id = $2 and meeting_id = $3",
        values(),
    )
    .await?;
    if gone == 0 {
        return Err(Problem::NotFound);
    }
    tx.record(Ref::new(MEETING, meeting), &json!({ "Agenda": "dihapus" }))
        .await?;
    Ok(())
}

/// The agenda of a meeting, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn agenda<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<AgendaItem>, Problem> {
    sql::all(
        conn,
        "select id, number, topic, presenter, material from agenda_item \
         where region = $1 and meeting_id = $2 order by number",
        vec![region.as_str().into(), meeting.into()],
    )
    .await
}
