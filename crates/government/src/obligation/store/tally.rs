//! The tally: how many obligations of a kind a unit has in each state. Kept by `settle`, so that
//! the leader's page reads a few hundred numbers and not a hundred thousand rows.

use std::collections::BTreeMap;

use platform::{Instant, Problem, RegionCode, Tx, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::obligation::ObligationState;

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

#[derive(FromQueryResult)]
struct LateRow {
    unit_id: Option<Uuid>,
    kind: String,
    state: i16,
    number: Option<i64>,
}

/// How many owed obligations of each unit and kind are past due at `now`, and the next instant
/// at which that changes. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn late_cells<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    now: Instant,
) -> Result<(Vec<CellCount>, Option<Instant>), Problem> {
    // one `min` per state: a list of states would keep the index from giving its first row at once
    let question = format!(
        "select unit_id, kind, state, count(*) as number from obligation \
         where region = $1 and state in ({}) and due_at <= $2 and audience = 0 group by unit_id, kind, state \
         union all select cast(null as uuid), '', state, number from ( \
           select cast(0 as smallint) as state, min(due_at) as number from obligation \
             where region = $1 and state = 0 and due_at > $2 and audience = 0 \
           union all \
           select cast(2 as smallint), min(due_at) from obligation \
             where region = $1 and state = 2 and due_at > $2 and audience = 0) next_due",
        owed_codes()
    );
    let values = vec![region.as_str().into(), now.0.into()];
    let rows: Vec<LateRow> = sql::all(conn, &question, values).await?;
    let mut next: Option<i64> = None;
    let mut cells = Vec::new();
    for row in rows {
        match (row.unit_id, row.number) {
            (Some(unit_id), Some(count)) => cells.push(CellCount {
                unit_id,
                kind: row.kind,
                state: row.state,
                count,
            }),
            (None, Some(at)) => next = Some(next.map_or(at, |n| n.min(at))),
            (_, None) => {}
        }
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
               where region = $1 and kind = $2 and audience = 0 group by unit_id, state \
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
         where region = $1 and kind = $2 and audience = 0 group by region, unit_id, kind, state",
        values(),
    )
    .await?;
    Ok(wrong)
}

/// The stored numbers of the states that are still owed.
fn owed_codes() -> String {
    ObligationState::ALL
        .into_iter()
        .filter(|state| state.is_owed())
        .map(|state| state.code().to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
