//! What goes with a unit that is merged into another: the agreement of a year that is not over. Where
//! the new unit has one of its own, the old one is asked for no more; it stays as it was signed.

use government::{
    UnitMove,
    merger::{self, Merger, Moving, both_units, note},
    obligation,
};
use platform::{Problem, Tx, Uuid, store::sql};

use super::{AGREEMENT, AGREEMENTS, QUARTERS, REPORTS};

/// The kinds.
pub fn moves() -> Vec<UnitMove> {
    let mut all = vec![UnitMove {
        label: "Perjanjian kinerja tahun berjalan",
        find: |tx, merger| Box::pin(find(tx, merger)),
        hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items)),
    }];
    all.extend(super::mapping::moves());
    all
}

async fn find(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select a.id as id, 'Perjanjian Kinerja ' || cast(y.year as text) as title, \
        a.version as version from performance_agreement a \
        join agreement_year y on y.region = a.region and y.id = a.year_id \
        where a.region = $1 and a.unit_id = $2 and y.year >= $3 and a.dropped = '' order by y.year";
    let mine = vec![
        merger.from.id().into(),
        i64::from(merger.last.year()).into(),
    ];
    merger::titled(tx, question, mine, AGREEMENT, |id| {
        format!("/perjanjian-kinerja/{id}")
    })
    .await
}

async fn hand_over(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        let moved = sql::run(
            tx.conn(),
            "update performance_agreement set unit_id = $3, version = version + 1 \
             where region = $1 and id = $2 and unit_id = $4 and not exists \
             (select 1 from performance_agreement o where o.region = performance_agreement.region \
              and o.year_id = performance_agreement.year_id and o.unit_id = $3)",
            both_units(tx, id, merger),
        )
        .await?;
        if moved == 0 {
            let reason = format!(
                "Digabung ke {}, yang memiliki perjanjian sendiri.",
                merger.to.name
            );
            sql::run(
                tx.conn(),
                "update performance_agreement set dropped = $3, version = version + 1 \
                 where region = $1 and id = $2",
                vec![tx.region().as_str().into(), id.into(), reason.into()],
            )
            .await?;
        }
        obligation::settle(tx, &AGREEMENTS, id).await?;
        let quarters: Vec<Uuid> = sql::values(
            tx.conn(),
            "select id from agreement_quarter where region = $1 and agreement_id = $2",
            vec![tx.region().as_str().into(), id.into()],
        )
        .await?;
        for quarter in quarters {
            obligation::settle(tx, &QUARTERS, quarter).await?;
        }
        let reports: Vec<Uuid> = sql::values(
            tx.conn(),
            "select id from performance_report where region = $1 and agreement_id = $2",
            vec![tx.region().as_str().into(), id.into()],
        )
        .await?;
        for report in reports {
            obligation::settle(tx, &REPORTS, report).await?;
        }
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}
