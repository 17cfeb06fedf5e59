//! Priorities whose day is still to come go with their owner when it is merged into another unit.

use government::{
    UnitMove,
    merger::{self, Merger, Moving},
};
use platform::{Problem, Tx, date};

use super::PRIORITY;

/// The kind.
pub fn moves() -> Vec<UnitMove> {
    vec![UnitMove {
        label: "Prioritas tahunan",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }]
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select id, title, version from priority where region = $1 and unit_id = $2 \
        and due_date > $3 order by year, number";
    let mine = vec![merger.from.id().into(), date::iso(merger.last).into()];
    merger::titled(tx, question, mine, PRIORITY, |id| {
        format!("/prioritas/{id}")
    })
    .await
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let statement = "update priority set unit_id = $3, version = version + 1 \
        where region = $1 and id = $2 and unit_id = $4";
    merger::give(tx, merger, items, statement).await
}
