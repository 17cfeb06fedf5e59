//! What stands around a follow-up on its page, with one statement: its supporters, and the desks
//! it lies on.

use platform::{Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// What stands around a follow-up.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Units that support it.
    pub supporters: Vec<Uuid>,
    /// Desks it lies on, in words.
    pub desks: Vec<String>,
}

#[derive(FromQueryResult)]
struct Row {
    kind: i16,
    id: Uuid,
    name: String,
}

/// What stands around a follow-up.
///
/// # Errors
/// When the database cannot be read.
pub async fn around<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
) -> Result<Around, Problem> {
    let rows: Vec<Row> = sql::all(
        conn,
        "select cast(1 as smallint) as kind, unit_id as id, '' as name from follow_up_supporter \
         where region = $1 and follow_up_id = $2 \
         union all \
         select cast(2 as smallint), id, to_name from disposition \
         where region = $1 and follow_up_id = $2 and state = 0",
        vec![region.as_str().into(), follow_up.into()],
    )
    .await?;
    let mut around = Around::default();
    for row in rows {
        match row.kind {
            1 => around.supporters.push(row.id),
            _ => around.desks.push(row.name),
        }
    }
    Ok(around)
}
