//! What a filling asks: all its unit gives, or for a part what was picked.

use government::structure::Due;
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use values::store::{Asked, find, indicators_of_unit};

use super::{FILLING, Filling, round::add_filling};

/// The indicators of a filling with their elements, in order; those of a part are what its unit was
/// asked for, of the unit that collects them. Two statements, three for a part.
///
/// # Errors
/// When the database cannot be read.
pub async fn items<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    it: &Filling,
) -> Result<Vec<Asked>, Problem> {
    let unit = it.parent_unit.unwrap_or(it.unit_id);
    let mut asked = indicators_of_unit(conn, region, &it.list, it.year, unit).await?;
    if it.is_part() {
        let picked: Vec<Uuid> = sql::values(
            conn,
            "select indicator_id from filling_item where region = $1 and filling_id = $2",
            vec![region.as_str().into(), it.id.into()],
        )
        .await?;
        asked.retain(|one| picked.contains(&one.indicator.id));
    }
    Ok(asked)
}

/// One indicator of a filling, where it asks for it. Two statements, three for a part.
///
/// # Errors
/// When the database cannot be read.
pub async fn item<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    it: &Filling,
    indicator: Uuid,
) -> Result<Option<Asked>, Problem> {
    let unit = it.parent_unit.unwrap_or(it.unit_id);
    let found = find(conn, region, indicator).await?.filter(|asked| {
        let about = &asked.indicator;
        (about.list.as_str(), about.year) == (it.list.as_str(), it.year)
            && asked.elements_of(unit).next().is_some()
    });
    if !it.is_part() || found.is_none() {
        return Ok(found);
    }
    let picked = sql::number(
        conn,
        "select count(*) from filling_item \
         where region = $1 and filling_id = $2 and indicator_id = $3",
        vec![region.as_str().into(), it.id.into(), indicator.into()],
    )
    .await?;
    Ok(found.filter(|_| picked > 0))
}

/// Asks units below for a part of a filling, by an earlier date. Units that were asked already stay
/// as they are.
///
/// # Errors
/// When a statement fails.
pub async fn add_parts(
    tx: &mut Tx,
    it: &Filling,
    units: &[Uuid],
    indicators: &[Uuid],
    due: Due,
) -> Result<usize, Problem> {
    let there: Vec<Uuid> = sql::values(
        tx.conn(),
        "select unit_id from filling where region = $1 and round_id = $2",
        vec![tx.region().as_str().into(), it.round_id.into()],
    )
    .await?;
    let mut added = 0;
    for unit in units.iter().filter(|unit| !there.contains(unit)) {
        let part = add_filling(tx, it.round_id, *unit, Some(it.id), due).await?;
        for indicator in indicators {
            insert(
                tx.conn(),
                "filling_item",
                vec![
                    ("region", tx.region().as_str().into()),
                    ("filling_id", part.into()),
                    ("indicator_id", (*indicator).into()),
                ],
            )
            .await?;
        }
        added += 1;
    }
    let details = json!({ "Dimintai": added, "Indikator": indicators.len() });
    tx.record(Ref::new(FILLING, it.id), &details).await?;
    Ok(added)
}
