//! What indicators were meant to reach in their year.

use figures::Exact;
use platform::{Problem, Tx, store::sql};

use super::Indicator;

impl Indicator {
    /// Its target, where it has one.
    pub fn exact_target(&self) -> Option<Exact> {
        self.target.as_deref()?.parse().ok()
    }
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
