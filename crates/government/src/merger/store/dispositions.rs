//! Open dispositions to a unit or to somebody in it.

use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::FromQueryResult;

use super::{note, values};
use crate::{
    follow_up,
    merger::{Merger, Moving, UnitMove},
};

/// Dispositions that lie with the unit.
pub const MOVE: UnitMove = UnitMove {
    label: "Disposisi terbuka",
    find: |tx, merger| Box::pin(find(tx, merger)),
    hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    follow_up_id: Uuid,
    to_name: String,
    year: i64,
    serial: i64,
    version: i64,
}

async fn rows(tx: &Tx, merger: &Merger) -> Result<Vec<Row>, Problem> {
    sql::all(
        tx.conn(),
        "select d.id as id, d.follow_up_id as follow_up_id, d.to_name as to_name, \
         f.year as year, f.serial as serial, d.version as version from disposition d \
         join follow_up f on f.region = d.region and f.id = d.follow_up_id \
         where d.region = $1 and d.state = 0 and (d.to_unit_id = $2 or d.from_unit_id = $2) \
         order by d.created_at, d.id",
        vec![tx.region().as_str().into(), merger.from.id().into()],
    )
    .await
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    Ok(rows(tx, merger)
        .await?
        .into_iter()
        .map(|row| Moving {
            subject: Ref::new("government.disposition", row.id),
            title: format!("TL-{}/{}: kepada {}", row.serial, row.year, row.to_name),
            path: format!("/tindak-lanjut/{}", row.follow_up_id),
            version: row.version,
        })
        .collect())
}

async fn hand_over(tx: &mut Tx, merger: &Merger, _: &[Moving]) -> Result<(), Problem> {
    for row in rows(tx, merger).await? {
        for column in ["to_unit_id", "from_unit_id"] {
            let mut pieces = values(tx, row.id, merger.to.id());
            pieces.push(merger.from.id().into());
            let statement = format!(
                "update disposition set {column} = $3, version = version + 1 \
                 where region = $1 and id = $2 and {column} = $4"
            );
            sql::run(tx.conn(), &statement, pieces).await?;
        }
        // a disposition is told in the history of its follow-up
        let about = Ref::new(follow_up::SUBJECT, row.follow_up_id);
        note(tx, about, merger).await?;
    }
    Ok(())
}
