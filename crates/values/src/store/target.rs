//! What indicators were meant to reach in their year.

use std::collections::HashMap;

use figures::Exact;
use platform::{Problem, RegionCode, Tx, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::Indicator;

impl Indicator {
    /// Its target, where it has one.
    pub fn exact_target(&self) -> Option<Exact> {
        self.target.as_deref()?.parse().ok()
    }
}

/// What indicators of a list are meant to reach, as stored, with what says so: by year and code. One
/// statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn targets<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
) -> Result<HashMap<(i64, String), (String, String)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        year: i64,
        code: String,
        target: String,
        target_basis: String,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select year, code, target, target_basis from indicator \
         where region = $1 and list = $2 and target is not null",
        vec![region.as_str().into(), list.into()],
    )
    .await?;
    let targets = rows
        .into_iter()
        .map(|it| ((it.year, it.code), (it.target, it.target_basis)));
    Ok(targets.collect())
}

/// Says what an indicator of a list was meant to reach in a year, by its code. Whether that is anything
/// new. The caller writes the audit row.
///
/// # Errors
/// When the statement fails.
pub async fn set_target(
    tx: &Tx,
    (list, year, code): (&str, i64, &str),
    target: &str,
    basis: &str,
) -> Result<bool, Problem> {
    let touched = sql::run(
        tx.conn(),
        "update indicator set target = $5, target_basis = $6, version = version + 1 \
         where region = $1 and list = $2 and year = $3 and code = $4 \
         and (target is null or target <> $5 or target_basis <> $6)",
        vec![
            tx.region().as_str().into(),
            list.into(),
            year.into(),
            code.into(),
            target.into(),
            basis.into(),
        ],
    )
    .await?;
    Ok(touched > 0)
}

/// Takes the target of an indicator away, with what said so. Whether there was one. The caller writes the
/// audit row.
///
/// # Errors
/// When the statement fails.
pub async fn clear_target(tx: &Tx, (list, year, code): (&str, i64, &str)) -> Result<bool, Problem> {
    let touched = sql::run(
        tx.conn(),
        "update indicator set target = null, target_basis = '', version = version + 1 \
         where region = $1 and list = $2 and year = $3 and code = $4 and target is not null",
        vec![
            tx.region().as_str().into(),
            list.into(),
            year.into(),
            code.into(),
        ],
    )
    .await?;
    Ok(touched > 0)
}
