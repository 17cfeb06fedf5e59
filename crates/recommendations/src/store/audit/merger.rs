//! Recommendations of auditors that are not settled go with a unit when it is merged into another.

use government::{
    UnitMove,
    audience::MASKED,
    merger::{self, Merger, Moving, both_units, note},
};
use platform::{Problem, Tx, store::sql};

use super::AUDIT_ITEM;
use crate::rules::audit::regulation;

/// The kinds.
pub fn moves() -> Vec<UnitMove> {
    vec![UnitMove {
        label: "Rekomendasi pemeriksaan",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }]
}

/// Who merges units need not read what was found, so the list names none of its words.
async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let settled: Vec<String> = regulation()
        .statuses
        .iter()
        .filter(|it| it.settled)
        .map(|it| format!("'{}'", it.code))
        .collect();
    let question = format!(
        "select i.id as id, '{MASKED}' as title, i.version as version from audit_item i \
         join audit_item_unit c on c.region = i.region and c.item_id = i.id \
         where i.region = $1 and c.unit_id = $2 and i.status not in ({}) order by i.id",
        settled.join(", ")
    );
    let mine = vec![merger.from.id().into()];
    merger::titled(tx, &question, mine, AUDIT_ITEM, |id| {
        format!("/rekomendasi-pemeriksaan/{id}")
    })
    .await
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        sql::run(
            tx.conn(),
            "insert into audit_item_unit (region, item_id, unit_id) \
             select c.region, c.item_id, u.id from audit_item_unit c \
             join unit u on u.region = c.region and u.id = $3 \
             where c.region = $1 and c.item_id = $2 and c.unit_id = $4 \
             on conflict (region, item_id, unit_id) do nothing",
            both_units(tx, id, merger),
        )
        .await?;
        let old = vec![
            tx.region().as_str().into(),
            id.into(),
            merger.from.id().into(),
        ];
        sql::run(
            tx.conn(),
            "delete from audit_item_unit where region = $1 and item_id = $2 and unit_id = $3",
            old,
        )
        .await?;
        sql::run(
            tx.conn(),
            "update audit_item set version = version + 1 where region = $1 and id = $2",
            vec![tx.region().as_str().into(), id.into()],
        )
        .await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}
