//! Recommendations that are not finished go with a unit when it is merged into another.

use government::{
    UnitMove,
    merger::{self, Merger, Moving, both_units, note},
};
use platform::{Problem, Tx, store::sql};

use super::ITEM;

/// The kinds.
pub fn moves() -> Vec<UnitMove> {
    vec![UnitMove {
        label: "Rekomendasi DPRD",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }]
}

/// Those that concern the unit and of which some follow-up is still open.
async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select i.id as id, i.text as title, i.version as version \
        from council_item i join council_item_unit c on c.region = i.region and c.item_id = i.id \
        where i.region = $1 and c.unit_id = $2 and exists (select 1 from obligation o \
          where o.region = i.region and o.kind = 'follow_up' and o.origin_kind = $3 \
          and o.origin_id = i.id and o.state in (0, 1, 2)) order by i.id";
    let mine = vec![merger.from.id().into(), ITEM.into()];
    merger::titled(tx, question, mine, ITEM, |id| format!("/rekomendasi/{id}")).await
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        // the unit that takes over stands beside the other units once
        sql::run(
            tx.conn(),
            "insert into council_item_unit (region, item_id, unit_id) \
             select c.region, c.item_id, u.id from council_item_unit c \
             join unit u on u.region = c.region and u.id = $3 \
             where c.region = $1 and c.item_id = $2 and c.unit_id = $4 \
             on conflict (region, item_id, unit_id) do nothing",
            both_units(tx, id, merger),
        )
        .await?;
        sql::run(
            tx.conn(),
            "delete from council_item_unit where region = $1 and item_id = $2 and unit_id = $3",
            vec![
                tx.region().as_str().into(),
                id.into(),
                merger.from.id().into(),
            ],
        )
        .await?;
        sql::run(
            tx.conn(),
            "update council_item set version = version + 1, \
             lead_unit_id = case when lead_unit_id = $4 then $3 else lead_unit_id end \
             where region = $1 and id = $2",
            both_units(tx, id, merger),
        )
        .await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}
