//! A document that is not set goes with a unit that is merged into another; where the new unit has one of
//! its own, the old one is asked for no more. What is set stays as it was set.

use government::{
    UnitMove,
    merger::{self, Merger, Moving, both_units, note},
    obligation,
    review::ReviewState,
};
use platform::{Problem, Tx, Uuid, store::sql};

use super::{DOCUMENT, DOCUMENTS};
use crate::rules::document::DocumentKind;

/// The kind.
pub fn moves() -> Vec<UnitMove> {
    vec![UnitMove {
        label: "Dokumen rencana yang belum ditetapkan",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }]
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let names = DocumentKind::ALL.map(|it| format!("when {} then '{}'", it.code(), it.label()));
    let question = format!(
        "select id, case kind {} end || ' ' || cast(year as text) as title, version \
         from plan_document where region = $1 and unit_id = $2 and state < $3 and dropped = '' \
         order by kind, year",
        names.join(" ")
    );
    let mine = vec![merger.from.id().into(), ReviewState::Verified.code().into()];
    merger::titled(tx, &question, mine, DOCUMENT, |id| {
        format!("/dokumen-rencana/{id}")
    })
    .await
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        let moved = sql::run(
            tx.conn(),
            "update plan_document set unit_id = $3, version = version + 1 \
             where region = $1 and id = $2 and unit_id = $4 and not exists \
             (select 1 from plan_document o where o.region = plan_document.region \
              and o.plan_id = plan_document.plan_id and o.kind = plan_document.kind \
              and o.year = plan_document.year and o.unit_id = $3)",
            both_units(tx, id, merger),
        )
        .await?;
        if moved == 0 {
            let reason = format!(
                "Digabung ke {}, yang memiliki dokumen sendiri.",
                merger.to.name
            );
            carry(tx, id, merger).await?;
            sql::run(
                tx.conn(),
                "update plan_document set dropped = $3, version = version + 1 \
                 where region = $1 and id = $2",
                vec![tx.region().as_str().into(), id.into(), reason.into()],
            )
            .await?;
        }
        obligation::settle(tx, &DOCUMENTS, id).await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}

/// What was written in the old document goes into the new unit's, where that is still written and says
/// nothing of the same figure.
async fn carry(tx: &Tx, id: Uuid, merger: &Merger) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into plan_document_value (region, document_id, code, indicator, year, value, reason) \
         select v.region, o.id, v.code, v.indicator, v.year, v.value, v.reason \
         from plan_document_value v \
         join plan_document d on d.region = v.region and d.id = v.document_id \
         join plan_document o on o.region = d.region and o.plan_id = d.plan_id \
           and o.kind = d.kind and o.year = d.year and o.unit_id = $3 and o.state in ($4, $5) \
         where v.region = $1 and v.document_id = $2 and not exists \
         (select 1 from plan_document_value x where x.region = o.region and x.document_id = o.id \
          and x.code = v.code and x.indicator = v.indicator and x.year = v.year)",
        vec![
            tx.region().as_str().into(),
            id.into(),
            merger.to.id().into(),
            ReviewState::Draft.code().into(),
            ReviewState::Returned.code().into(),
        ],
    )
    .await?;
    // who has that document open sees that it changed
    sql::run(
        tx.conn(),
        "update plan_document set version = version + 1 where region = $1 and unit_id = $3 \
         and exists (select 1 from plan_document d where d.region = plan_document.region \
         and d.id = $2 and d.plan_id = plan_document.plan_id and d.kind = plan_document.kind \
         and d.year = plan_document.year)",
        vec![
            tx.region().as_str().into(),
            id.into(),
            merger.to.id().into(),
        ],
    )
    .await
    .map(drop)
}
