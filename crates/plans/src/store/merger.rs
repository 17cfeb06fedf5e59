//! Plans and campaigns that still go on go with their unit when it is merged into another, with the
//! steps that it owns; what was done stays with the unit that did it.

use government::{
    UnitMove,
    merger::{self, Merger, Moving},
};
use platform::{Problem, Ref, Tx, date, store::sql};

use super::{CAMPAIGN, OBLIGATIONS, OPERATION, PLAN};

/// The kinds.
pub fn moves() -> Vec<UnitMove> {
    vec![
        UnitMove {
            label: "Rencana aksi yang masih berjalan",
            find: |tx, merger| Box::pin(find_plans(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(hand_over_plans(tx, merger, items)),
        },
        UnitMove {
            label: "Langkah rencana aksi yang belum menjadi tindak lanjut",
            find: |tx, merger| Box::pin(find_steps(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(hand_over_steps(tx, merger, items)),
        },
        UnitMove {
            label: "Gerakan yang dikoordinasi",
            find: |tx, merger| Box::pin(find_campaigns(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(hand_over_campaigns(tx, merger, items)),
        },
        UnitMove {
            label: "Gerakan yang diikuti",
            find: |tx, merger| Box::pin(find_parts(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(hand_over_parts(tx, merger, items)),
        },
        UnitMove {
            label: "Operasi gabungan yang masih berjalan",
            find: |tx, merger| Box::pin(find_operations(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(hand_over_operations(tx, merger, items)),
        },
    ]
}

fn mine(merger: &Merger) -> Vec<sea_orm::Value> {
    vec![merger.from.id().into(), date::iso(merger.last).into()]
}

async fn find_plans(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select id, title, version from action_plan where region = $1 \
        and unit_id = $2 and until_date > $3 order by title, id";
    merger::titled(tx, question, mine(merger), PLAN, |id| {
        format!("/rencana-aksi/{id}")
    })
    .await
}

async fn hand_over_plans(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let statement = "update action_plan set unit_id = $3, version = version + 1 \
        where region = $1 and id = $2 and unit_id = $4";
    merger::give(tx, merger, items, statement).await?;
    for item in items {
        government::obligation::settle(tx, &OBLIGATIONS, item.subject.id).await?;
    }
    Ok(())
}

/// Plans with a step of the unit that is no follow-up yet; follow-ups move by themselves.
async fn find_steps(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select p.id as id, p.title as title, p.version as version from action_plan p \
        where p.region = $1 and p.until_date > $3 and exists (select 1 from action_step s \
        where s.region = p.region and s.plan_id = p.id and s.unit_id = $2 \
        and s.follow_up_id is null) order by p.title, p.id";
    merger::titled(tx, question, mine(merger), PLAN, |id| {
        format!("/rencana-aksi/{id}")
    })
    .await
}

async fn hand_over_steps(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let statement = "update action_step set unit_id = $3 where region = $1 and plan_id = $2 \
        and unit_id = $4 and follow_up_id is null";
    merger::give(tx, merger, items, statement).await
}

async fn find_campaigns(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select id, title, version from campaign where region = $1 and unit_id = $2 \
        and coalesce(until_date, '9999-12-31') > $3 order by title, id";
    merger::titled(tx, question, mine(merger), CAMPAIGN, |id| {
        format!("/gerakan/{id}")
    })
    .await
}

async fn hand_over_campaigns(
    tx: &mut Tx,
    merger: &Merger,
    items: &[Moving],
) -> Result<(), Problem> {
    let statement = "update campaign set unit_id = $3, version = version + 1 \
        where region = $1 and id = $2 and unit_id = $4";
    merger::give(tx, merger, items, statement).await
}

async fn find_parts(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select c.id as id, c.title as title, c.version as version from campaign c \
        join campaign_unit x on x.region = c.region and x.campaign_id = c.id \
        where c.region = $1 and x.unit_id = $2 \
        and coalesce(c.until_date, '9999-12-31') > $3 order by c.title, c.id";
    merger::titled(tx, question, mine(merger), CAMPAIGN, |id| {
        format!("/gerakan/{id}")
    })
    .await
}

/// The unit that takes over may be asked to take part already: once is enough.
async fn hand_over_parts(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        let values = merger::both_units(tx, id, merger);
        sql::run(
            tx.conn(),
            "insert into campaign_unit (region, campaign_id, unit_id) values ($1, $2, $3) \
             on conflict (region, campaign_id, unit_id) do nothing",
            values[..3].to_vec(),
        )
        .await?;
        sql::run(
            tx.conn(),
            "delete from campaign_unit where region = $1 and campaign_id = $2 and unit_id = $3",
            vec![
                tx.region().as_str().into(),
                id.into(),
                merger.from.id().into(),
            ],
        )
        .await?;
        merger::note(tx, Ref::new(CAMPAIGN, id), merger).await?;
    }
    Ok(())
}

async fn find_operations(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select o.id as id, o.title as title, o.version as version from operation o \
        join operation_unit x on x.region = o.region and x.operation_id = o.id \
        where o.region = $1 and x.unit_id = $2 \
        and coalesce(o.until_date, '9999-12-31') > $3 order by o.title, o.id";
    merger::titled(tx, question, mine(merger), OPERATION, |id| {
        format!("/operasi/{id}")
    })
    .await
}

/// The unit that takes over may be in it already: it then leads if either led.
async fn hand_over_operations(
    tx: &mut Tx,
    merger: &Merger,
    items: &[Moving],
) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        let values = merger::both_units(tx, id, merger);
        sql::run(
            tx.conn(),
            "insert into operation_unit (region, operation_id, unit_id, leads) \
             select region, operation_id, $3, leads from operation_unit \
             where region = $1 and operation_id = $2 and unit_id = $4 \
             on conflict (region, operation_id, unit_id) \
             do update set leads = operation_unit.leads or excluded.leads",
            values,
        )
        .await?;
        sql::run(
            tx.conn(),
            "delete from operation_unit where region = $1 and operation_id = $2 and unit_id = $3",
            vec![
                tx.region().as_str().into(),
                id.into(),
                merger.from.id().into(),
            ],
        )
        .await?;
        merger::note(tx, Ref::new(OPERATION, id), merger).await?;
    }
    Ok(())
}
