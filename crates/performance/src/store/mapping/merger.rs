//! A mapping that is not done goes with the planning unit when it is merged into another.

use government::{
    UnitMove,
    merger::{self, Merger, Moving, give},
    obligation,
    review::ReviewState,
};
use platform::{Problem, Tx};

use super::{MAPPING, MAPPINGS};

/// The kind.
pub fn moves() -> Vec<UnitMove> {
    vec![UnitMove {
        label: "Pemetaan IKK yang belum tuntas",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }]
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select id, 'Pemetaan IKK ke sub kegiatan ' || cast(year as text) as title, version \
        from ikk_mapping where region = $1 and unit_id = $2 and state < $3 order by year";
    let mine = vec![merger.from.id().into(), ReviewState::Verified.code().into()];
    merger::titled(tx, question, mine, MAPPING, |id| {
        format!("/pemetaan-ikk/{id}")
    })
    .await
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let statement = "update ikk_mapping set unit_id = $3, version = version + 1 \
        where region = $1 and id = $2 and unit_id = $4";
    give(tx, merger, items, statement).await?;
    for item in items {
        obligation::settle(tx, &MAPPINGS, item.subject.id).await?;
    }
    Ok(())
}
