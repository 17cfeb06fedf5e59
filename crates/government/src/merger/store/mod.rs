//! The merger itself: judged anew on what was seen, then every kind moves in one transaction.

mod dispositions;
mod follow_ups;
mod moving;
mod people;
mod places;
mod relations;

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

pub use moving::{both_units, give, note, titled};

use super::{Found, Merger, UnitMove, UnitMoves};
use crate::{handover, structure::Unit};

const UNIT: &str = "government.unit";

/// A merger that was applied.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Merged {
    /// The unit that ended.
    pub unit_id: Uuid,
    /// The unit that took over.
    pub successor_id: Uuid,
    /// Last day, ISO.
    pub last_date: String,
    /// Legal basis.
    pub basis: String,
}

/// What moves of the tables of this crate, in the order of the page.
pub fn moves() -> Vec<UnitMove> {
    vec![
        follow_ups::LEADS,
        follow_ups::SUPPORTS,
        dispositions::MOVE,
        people::MOVE,
        places::CHILDREN,
        places::LISTS,
        places::TEAMS,
        relations::MOVE,
        handover::moves(),
    ]
}

/// All mergers of a region.
///
/// # Errors
/// When the database cannot be read.
pub async fn mergers<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Merged>, Problem> {
    sql::all(
        conn,
        "select unit_id, successor_id, last_date, basis from unit_merger where region = $1 \
         order by last_date, unit_id",
        vec![region.as_str().into()],
    )
    .await
}

/// What would move. Changes nothing.
///
/// # Errors
/// When a statement fails.
pub async fn find(tx: &Tx, kinds: &UnitMoves, merger: &Merger) -> Result<Found, Problem> {
    let mut found = Vec::new();
    for kind in &kinds.0 {
        found.push((*kind, (kind.find)(tx, merger).await?));
    }
    Ok(Found { kinds: found })
}

/// Ends a unit and hands all that is open over: all of it or nothing.
///
/// # Errors
/// `Problem::Conflict` when it is not what was `seen` any more.
pub async fn apply(
    tx: &mut Tx,
    kinds: &UnitMoves,
    merger: &Merger,
    seen: &str,
) -> Result<(), Problem> {
    let found = find(tx, kinds, merger).await?;
    if found.seen() != seen {
        return Err(Problem::Conflict(
            "Yang akan dialihkan berubah sejak daftar ini ditampilkan. Periksa daftar terbaru, \
             lalu gabungkan sekali lagi."
                .into(),
        ));
    }
    end_unit(tx, merger).await?;
    for (kind, items) in &found.kinds {
        (kind.hand_over)(tx, merger, items).await?;
    }
    insert(
        tx.conn(),
        "unit_merger",
        vec![
            ("region", tx.region().as_str().into()),
            ("unit_id", merger.from.id().into()),
            ("successor_id", merger.to.id().into()),
            ("last_date", date::iso(merger.last).into()),
            ("basis", merger.basis.clone().into()),
            ("at", tx.now().0.into()),
        ],
    )
    .await?;
    tx.touch_directory();
    let mut details = json!({
        "Penggabungan": format!("{} ke {}", merger.from.name, merger.to.name),
        "Hari terakhir": date::medium(merger.last), "Dasar hukum": merger.basis,
    });
    for (kind, items) in &found.kinds {
        details[kind.label] = items.len().into();
    }
    for unit in [merger.from.id(), merger.to.id()] {
        tx.record(Ref::new(UNIT, unit), &details).await?;
    }
    Ok(())
}

/// Both must still exist, where they stood when the page was shown: paths are made from that.
async fn end_unit(tx: &Tx, merger: &Merger) -> Result<(), Problem> {
    let still = |unit: &Unit| {
        let mut values = values(tx, unit.id(), date::iso(merger.last));
        values.push(unit.place.path.clone().into());
        values
    };
    let successor = sql::number(
        tx.conn(),
        "select count(*) from unit where region = $1 and id = $2 \
         and coalesce(active_until, '9999') > $3 and path = $4",
        still(&merger.to),
    )
    .await?;
    let ended = sql::run(
        tx.conn(),
        "update unit set active_until = $3 where region = $1 and id = $2 \
         and coalesce(active_until, '9999') > $3 and path = $4",
        still(&merger.from),
    )
    .await?;
    if successor == 0 || ended == 0 {
        return Err(Problem::Conflict(
            "Salah satu unit ini baru saja berubah atau sudah berakhir. Muat ulang daftar unit \
             kerja."
                .into(),
        ));
    }
    Ok(())
}

/// `$1` region, `$2` an id, `$3` something more.
fn values(tx: &Tx, id: Uuid, more: impl Into<Value>) -> Vec<Value> {
    vec![tx.region().as_str().into(), id.into(), more.into()]
}
