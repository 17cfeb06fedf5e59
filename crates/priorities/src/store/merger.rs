//! Priorities whose day is still to come go with their owner when it is merged into another unit.

use government::{
    UnitMove,
    merger::{Merger, Moving},
};
use platform::{Problem, Ref, Tx, Uuid, date, store::sql};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::PRIORITY;

/// The kind.
pub fn moves() -> Vec<UnitMove> {
    vec![UnitMove {
        label: "Prioritas tahunan",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }]
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    version: i64,
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let rows: Vec<Row> = sql::all(
        tx.conn(),
        "select id, title, version from priority where region = $1 and unit_id = $2 \
         and due_date > $3 order by year, number",
        vec![
            tx.region().as_str().into(),
            merger.from.id().into(),
            date::iso(merger.last).into(),
        ],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Moving {
            subject: Ref::new(PRIORITY, row.id),
            title: row.title,
            path: format!("/prioritas/{}", row.id),
            version: row.version,
        })
        .collect())
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        sql::run(
            tx.conn(),
            "update priority set unit_id = $3, version = version + 1 \
             where region = $1 and id = $2 and unit_id = $4",
            vec![
                tx.region().as_str().into(),
                item.subject.id.into(),
                merger.to.id().into(),
                merger.from.id().into(),
            ],
        )
        .await?;
        let details = json!({ "Perubahan": merger.sentence() });
        tx.record(item.subject, &details).await?;
    }
    Ok(())
}
