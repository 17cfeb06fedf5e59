//! Follow-ups a unit leads or supports.

use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::FromQueryResult;

use super::{note, values};
use crate::{
    evidence, follow_up,
    merger::{Merger, Moving, UnitMove},
    obligation::settle,
};

/// Neither done nor withdrawn.
const OPEN: &str = "f.standing = 0 and f.fulfilled_at is null";

/// Follow-ups the unit answers for. What waits for verification waits on.
pub const LEADS: UnitMove = UnitMove {
    label: "Tindak lanjut sebagai penanggung jawab",
    find: |tx, merger| Box::pin(find(tx, merger, "f.lead_unit_id = $2")),
    hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items, true)),
};

/// Follow-ups the unit supports.
pub const SUPPORTS: UnitMove = UnitMove {
    label: "Tindak lanjut sebagai pendukung",
    find: |tx, merger| {
        Box::pin(find(
            tx,
            merger,
            "exists (select 1 from follow_up_supporter s where s.region = f.region \
             and s.follow_up_id = f.id and s.unit_id = $2)",
        ))
    },
    hand_over: |tx, merger, items| Box::pin(hand_over(tx, merger, items, false)),
};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    year: i64,
    serial: i64,
    task: String,
    version: i64,
}

async fn find(tx: &Tx, merger: &Merger, mine: &str) -> Result<Vec<Moving>, Problem> {
    let question = format!(
        "select f.id as id, f.year as year, f.serial as serial, case when f.audience <> 0 \
         then 'Tindak lanjut dengan akses terbatas' else f.task end as task, f.version as version from follow_up f \
         where f.region = $1 and {OPEN} and {mine} order by f.year, f.serial"
    );
    let me = vec![tx.region().as_str().into(), merger.from.id().into()];
    let rows: Vec<Row> = sql::all(tx.conn(), &question, me).await?;
    Ok(rows
        .into_iter()
        .map(|row| Moving {
            subject: Ref::new(follow_up::SUBJECT, row.id),
            // two may have the same words
            title: format!("TL-{}/{}: {}", row.serial, row.year, row.task),
            path: format!("/tindak-lanjut/{}", row.id),
            version: row.version,
        })
        .collect())
}

async fn hand_over(
    tx: &mut Tx,
    merger: &Merger,
    items: &[Moving],
    leads: bool,
) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        if leads {
            lead(tx, merger, id).await?;
        } else {
            support(tx, merger, id).await?;
        }
        settle(tx, &follow_up::OBLIGATIONS, id).await?;
        note(tx, item.subject, merger).await?;
    }
    if leads && !items.is_empty() {
        // evidence moved with them, and is found by unit
        tx.touch(Ref::new(evidence::SUBJECT, Uuid::nil()));
    }
    Ok(())
}

async fn lead(tx: &Tx, merger: &Merger, id: Uuid) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update follow_up set lead_unit_id = $3, version = version + 1 \
         where region = $1 and id = $2",
        values(tx, id, merger.to.id()),
    )
    .await?;
    // nobody supports what it leads
    remove_supporter(tx, id, merger.to.id()).await?;
    let mut pieces = values(tx, id, merger.to.id());
    pieces.push(merger.from.id().into());
    sql::run(
        tx.conn(),
        "update evidence set unit_id = $3 where region = $1 and unit_id = $4 and id in \
         (select u.evidence_id from evidence_use u join progress_report p \
         on p.region = u.region and p.id = u.subject_id \
         where u.region = $1 and p.follow_up_id = $2)",
        pieces,
    )
    .await?;
    Ok(())
}

async fn support(tx: &Tx, merger: &Merger, id: Uuid) -> Result<(), Problem> {
    remove_supporter(tx, id, merger.from.id()).await?;
    sql::run(
        tx.conn(),
        "insert into follow_up_supporter (region, follow_up_id, unit_id) \
         select f.region, f.id, u.id from follow_up f \
         join unit u on u.region = f.region and u.id = $3 \
         where f.region = $1 and f.id = $2 and f.lead_unit_id <> u.id \
         on conflict (region, follow_up_id, unit_id) do nothing",
        values(tx, id, merger.to.id()),
    )
    .await?;
    sql::run(
        tx.conn(),
        "update follow_up set version = version + 1 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), id.into()],
    )
    .await?;
    Ok(())
}

async fn remove_supporter(tx: &Tx, id: Uuid, unit: Uuid) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from follow_up_supporter where region = $1 and follow_up_id = $2 and unit_id = $3",
        values(tx, id, unit),
    )
    .await
    .map(drop)
}
