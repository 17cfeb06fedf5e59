//! What goes with a unit that is merged into another: its part in standing reports, and what it
//! has not sent yet. What was sent stays where it was sent to.

use government::{
    UnitMove,
    merger::{Merger, Moving, both_units, note, titled},
    obligation,
};
use platform::{Problem, Ref, Tx, Uuid, date, store::sql};
use sea_orm::FromQueryResult;

use super::{OBLIGATIONS, PERIOD, STANDING};
use crate::rules::Period;

/// The kinds, in the order of the page.
pub fn moves() -> Vec<UnitMove> {
    vec![
        UnitMove {
            label: "Laporan berkala (sebagai pelapor atau penerima)",
            find: |tx, merger| Box::pin(standing(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_standing(tx, merger, items)),
        },
        UnitMove {
            label: "Laporan periode yang belum dikirim",
            find: |tx, merger| Box::pin(open(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_open(tx, merger, items)),
        },
    ]
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    first_day: String,
    last_day: String,
    version: i64,
}

async fn standing(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select r.id as id, r.title as title, r.version as version \
        from standing_report r where r.region = $1 \
        and (exists (select 1 from standing_report_unit u where u.region = r.region \
             and u.report_id = r.id and u.unit_id = $2) \
          or exists (select 1 from standing_report_recipient x where x.region = r.region \
             and x.report_id = r.id and x.unit_id = $2)) order by r.title, r.id";
    let mine = vec![merger.from.id().into()];
    titled(tx, question, mine, STANDING, |id| {
        format!("/laporan-berkala/{id}")
    })
    .await
}

async fn open(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select p.id as id, r.title as title, p.first_day as first_day, \
        p.last_day as last_day, p.version as version from period_report p \
        join standing_report r on r.region = p.region and r.id = p.report_id \
        where p.region = $1 and p.unit_id = $2 and p.sendings = 0 and p.dropped = '' \
        order by p.first_day, p.id";
    let mine = vec![tx.region().as_str().into(), merger.from.id().into()];
    let found: Vec<Row> = sql::all(tx.conn(), question, mine).await?;
    Ok(found
        .into_iter()
        .map(|row| {
            let days = date::parse(&row.first_day).zip(date::parse(&row.last_day));
            let period = days.map(|(first, last)| Period { first, last }.name());
            Moving {
                subject: Ref::new(PERIOD, row.id),
                title: format!("{}, {}", row.title, period.unwrap_or_default()),
                path: format!("/laporan-periode/{}", row.id),
                version: row.version,
            }
        })
        .collect())
}

/// A post of the old unit ends with it: its letters go to the new unit as such.
async fn move_standing(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        for statement in [
            "insert into standing_report_unit (region, report_id, unit_id) \
             select region, report_id, $3 from standing_report_unit \
             where region = $1 and report_id = $2 and unit_id = $4 \
             on conflict (region, report_id, unit_id) do nothing",
            "update standing_report_recipient set unit_id = $3, post_id = null \
             where region = $1 and report_id = $2 and unit_id = $4",
        ] {
            sql::run(tx.conn(), statement, both_units(tx, id, merger)).await?;
        }
        let old = vec![
            tx.region().as_str().into(),
            id.into(),
            merger.from.id().into(),
        ];
        sql::run(
            tx.conn(),
            "delete from standing_report_unit where region = $1 and report_id = $2 \
             and unit_id = $3",
            old,
        )
        .await?;
        sql::run(
            tx.conn(),
            "update standing_report set version = version + 1 where region = $1 and id = $2",
            vec![tx.region().as_str().into(), id.into()],
        )
        .await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}

/// Where the new unit reports on the same period already, the old one is asked no more; its draft
/// stays readable.
async fn move_open(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        let moved = sql::run(
            tx.conn(),
            "update period_report set unit_id = $3, version = version + 1 \
             where region = $1 and id = $2 and unit_id = $4 and not exists \
             (select 1 from period_report o where o.region = period_report.region \
              and o.report_id = period_report.report_id and o.unit_id = $3 \
              and o.first_day = period_report.first_day)",
            both_units(tx, id, merger),
        )
        .await?;
        if moved == 0 {
            sql::run(
                tx.conn(),
                "update period_report set dropped = $3, version = version + 1 \
                 where region = $1 and id = $2",
                vec![
                    tx.region().as_str().into(),
                    id.into(),
                    format!("Dilaporkan oleh {} sejak penggabungan.", merger.to.name).into(),
                ],
            )
            .await?;
        }
        obligation::settle(tx, &OBLIGATIONS, id).await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}
