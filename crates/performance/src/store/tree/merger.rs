//! What of a plan goes with a unit that is merged into another: what it is responsible for in a period
//! that is not over.

use government::{
    UnitMove,
    merger::{self, Merger, Moving, both_units, note},
};
use platform::{Problem, Tx, store::sql};

use super::PLAN;

/// The kind.
pub fn moves() -> Vec<UnitMove> {
    vec![UnitMove {
        label: "Simpul RPJMD dan program prioritas",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }]
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select d.id as id, d.title as title, d.version as version \
        from development_plan d where d.region = $1 and d.last_year >= $3 \
        and (exists (select 1 from plan_node n where n.region = d.region and n.plan_id = d.id \
             and n.unit_id = $2) \
          or exists (select 1 from priority_program p where p.region = d.region \
             and p.plan_id = d.id and p.unit_id = $2)) order by d.first_year";
    let mine = vec![
        merger.from.id().into(),
        i64::from(merger.last.year()).into(),
    ];
    merger::titled(tx, question, mine, PLAN, |id| format!("/rpjmd/{id}")).await
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        for statement in [
            "update plan_node set unit_id = $3 where region = $1 and plan_id = $2 and unit_id = $4",
            "update priority_program set unit_id = $3, version = version + 1 \
             where region = $1 and plan_id = $2 and unit_id = $4",
        ] {
            sql::run(tx.conn(), statement, both_units(tx, id, merger)).await?;
        }
        sql::run(
            tx.conn(),
            "update development_plan set version = version + 1 where region = $1 and id = $2",
            vec![tx.region().as_str().into(), id.into()],
        )
        .await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}
