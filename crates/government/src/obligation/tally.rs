//! The tally: how many obligations of a kind a unit has in each state. Kept by `settle`, so that
//! the leader's page reads a few hundred numbers and not a hundred thousand rows.

use std::collections::BTreeMap;

use platform::{Instant, Problem, RegionCode, Tx, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::obligation::settle::owed_codes;

/// How many, of which kind and in which state, a unit has.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CellCount {
    /// The unit.
    pub unit_id: Uuid,
    /// Kind of obligation.
    pub kind: String,
    /// State as stored.
    pub state: i16,
    /// How many.
    pub count: i64,
}

/// Changes of the tally collected while settling.
#[derive(Default)]
pub(super) struct Moves(BTreeMap<(String, Uuid, i16), i64>);

impl Moves {
    pub(super) fn note(&mut self, kind: &str, unit: Uuid, state: i16, by: i64) {
        *self.0.entry((kind.to_owned(), unit, state)).or_default() += by;
    }

    pub(super) async fn write(self, tx: &Tx) -> Result<(), Problem> {
        for ((kind, unit, state), by) in self.0.into_iter().filter(|(_, by)| *by != 0) {
            sql::run(
                tx.conn(),
                "insert into obligation_tally (region, unit_id, kind, state, count) \
                 values ($1, $2, $3, $4, $5) on conflict (region, unit_id, kind, state) \
                 do update set count = obligation_tally.count + excluded.count",
                vec![
                    tx.region().as_str().into(),
                    unit.into(),
                    kind.into(),
                    state.into(),
                    by.into(),
                ],
            )
            .await?;
        }
        Ok(())
    }
}

/// The tally of a region, cells that count something.
///
/// # Errors
/// When the database cannot be read.
pub async fn tally_cells<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<CellCount>, Problem> {
    sql::all(
        conn,
        "select unit_id, kind, state, count from obligation_tally \
         where region = $1 and count <> 0",
        vec![region.as_str().into()],
    )
    .await
}

/// How many owed obligations of each unit and kind are past due at `now`, and the next instant
/// at which that changes.
///
/// # Errors
/// When the database cannot be read.
pub async fn late_cells<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    now: Instant,
) -> Result<(Vec<CellCount>, Option<Instant>), Problem> {
    let question = format!(
        "select unit_id, kind, state, count(*) as count from obligation \
         where region = $1 and state in ({}) and due_at <= $2 group by unit_id, kind, state",
        owed_codes()
    );
    let cells = sql::all(conn, &question, vec![region.as_str().into(), now.0.into()]).await?;
    let mut next: Option<i64> = None;
    // a list of states would keep the index from giving the first row at once
    let question = "select min(m) from (\
        select min(due_at) as m from obligation where region = $1 and state = 0 and due_at > $2 \
        union all \
        select min(due_at) as m from obligation where region = $1 and state = 2 and due_at > $2) x";
    if let Some(found) = sql::value::<Option<i64>, _>(
        conn,
        question,
        vec![region.as_str().into(), now.0.into()],
    )
    .await?
    {
        next = found;
    }
    Ok((cells, next.map(Instant)))
}

/// Units whose tally of a kind is not the number of their rows.
pub(super) async fn wrong(tx: &Tx, kind: &str) -> Result<Vec<Uuid>, Problem> {
    sql::values(
        tx.conn(),
        "select distinct unit_id from ( \
           select unit_id, state, sum(n) as n from ( \
             select unit_id, state, cast(count(*) as bigint) as n from obligation \
               where region = $1 and kind = $2 group by unit_id, state \
             union all \
             select unit_id, state, -count as n from obligation_tally \
               where region = $1 and kind = $2) both_sides \
           group by unit_id, state) sums where n <> 0",
        vec![tx.region().as_str().into(), kind.into()],
    )
    .await
}

/// Makes the tally of a kind anew where it is wrong; the units it was wrong for.
pub(super) async fn recount(tx: &Tx, kind: &str) -> Result<Vec<Uuid>, Problem> {
    let wrong = wrong(tx, kind).await?;
    if wrong.is_empty() {
        return Ok(wrong);
    }
    let values = || vec![tx.region().as_str().into(), kind.into()];
    sql::run(
        tx.conn(),
        "delete from obligation_tally where region = $1 and kind = $2",
        values(),
    )
    .await?;
    sql::run(
        tx.conn(),
        "insert into obligation_tally (region, unit_id, kind, state, count) \
         select region, unit_id, kind, state, count(*) from obligation \
         where region = $1 and kind = $2 group by region, unit_id, kind, state",
        values(),
    )
    .await?;
    Ok(wrong)
}
