//! What goes with a unit that is merged into another: open issues, open rows of material, meetings
//! to come.

use government::{
    UnitMove,
    merger::{Merger, Moving, both_units, give, note, titled},
};
use platform::{Problem, Ref, Tx, Uuid, date, store::sql};

use super::{BRIEFING, BRIEFING_ROW, ISSUE, MEETING, briefing};

/// The kinds, in the order of the page.
pub fn moves() -> Vec<UnitMove> {
    vec![
        UnitMove {
            label: "Permasalahan terbuka",
            find: |tx, merger| Box::pin(issues(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_issues(tx, merger, items)),
        },
        UnitMove {
            label: "Bahan rakor yang masih dikumpulkan",
            find: |tx, merger| Box::pin(rows(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_rows(tx, merger, items)),
        },
        UnitMove {
            label: "Rapat mendatang yang diselenggarakan",
            find: |tx, merger| Box::pin(meetings(tx, merger)),
            hand_over: |tx, merger, items| Box::pin(move_meetings(tx, merger, items)),
        },
    ]
}

async fn issues(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select id, text as title, version from issue where region = $1 \
        and solved_at is null \
        and (unit_id = $2 or raised_by_unit_id = $2 or owner_unit_id = $2) order by created_at, id";
    let mine = vec![merger.from.id().into()];
    titled(tx, question, mine, ISSUE, |id| {
        format!("/permasalahan/{id}")
    })
    .await
}

async fn rows(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select r.id as id, m.title as title, r.version as version \
        from briefing_row r \
        join briefing b on b.region = r.region and b.meeting_id = r.meeting_id \
        join meeting m on m.region = r.region and m.id = r.meeting_id \
        where r.region = $1 and r.unit_id = $2 and b.state = 0 order by m.date, r.id";
    let mine = vec![merger.from.id().into()];
    titled(tx, question, mine, BRIEFING_ROW, |id| {
        format!("/bahan/{id}")
    })
    .await
}

async fn meetings(tx: &Tx, merger: &Merger) -> Result<Vec<Moving>, Problem> {
    let question = "select id, title, version from meeting where region = $1 \
        and organiser_unit_id = $2 and date > $3 order by date, id";
    let mine = vec![merger.from.id().into(), date::iso(merger.last).into()];
    titled(tx, question, mine, MEETING, |id| format!("/rapat/{id}")).await
}

async fn move_issues(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let statement = "update issue set unit_id = case when unit_id = $4 then $3 else unit_id end, \
        raised_by_unit_id = case when raised_by_unit_id = $4 then $3 \
        else raised_by_unit_id end, \
        owner_unit_id = case when owner_unit_id = $4 then $3 else owner_unit_id end, \
        version = version + 1 where region = $1 and id = $2";
    give(tx, merger, items, statement).await
}

async fn move_rows(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    for item in items {
        let id = item.subject.id;
        let own: Option<Uuid> = sql::value(
            tx.conn(),
            "select o.id from briefing_row r join briefing_row o on o.region = r.region \
             and o.meeting_id = r.meeting_id and o.unit_id = $3 \
             where r.region = $1 and r.id = $2 and r.unit_id = $4",
            both_units(tx, id, merger),
        )
        .await?;
        match own {
            // a meeting has one row of a unit: what the old unit brought is kept in its words
            Some(own) => {
                briefing::take_in(tx, own, id, &merger.from.name).await?;
                government::obligation::settle(tx, &BRIEFING, own).await?;
                note(tx, Ref::new(BRIEFING_ROW, own), merger).await?;
            }
            None => {
                sql::run(
                    tx.conn(),
                    "update briefing_row set unit_id = $3, version = version + 1 \
                     where region = $1 and id = $2 and unit_id = $4",
                    both_units(tx, id, merger),
                )
                .await?;
            }
        }
        government::obligation::settle(tx, &BRIEFING, id).await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}

async fn move_meetings(tx: &mut Tx, merger: &Merger, items: &[Moving]) -> Result<(), Problem> {
    let statement = "update meeting set organiser_unit_id = $3, version = version + 1 \
        where region = $1 and id = $2 and organiser_unit_id = $4";
    give(tx, merger, items, statement).await
}
