//! *Pemeriksaan lapangan*: what somebody who got a report found of one of its rows.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::PERIOD;

/// A check in the field.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FieldCheck {
    /// The row.
    pub row_id: Uuid,
    /// Its number in the report.
    pub number: i64,
    /// Who checked.
    pub unit_id: Uuid,
    checked_on: String,
    /// What was found.
    pub result: String,
    /// When it was noted, microseconds.
    pub noted_at: i64,
    /// By whom.
    pub noted_name: String,
}

impl FieldCheck {
    /// "5 November 2026".
    pub fn day(&self) -> String {
        date::parse(&self.checked_on)
            .map(date::medium)
            .unwrap_or_default()
    }
}

/// Notes a check of a row of a unit's report.
///
/// # Errors
/// When the statement fails.
pub async fn add_check(
    tx: &mut Tx,
    (period, row, number): (Uuid, Uuid, i64),
    unit: Uuid,
    day: Date,
    result: &str,
) -> Result<(), Problem> {
    insert(
        tx.conn(),
        "field_check",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("row_id", row.into()),
            ("unit_id", unit.into()),
            ("checked_on", date::iso(day).into()),
            ("result", result.into()),
            ("noted_at", tx.now().0.into()),
            ("noted_name", tx.stamp().label.clone().into()),
        ],
    )
    .await?;
    let details = json!({
        "Pemeriksaan lapangan": date::medium(day), "Baris": number, "Unit": unit, "Hasil": result,
    });
    tx.record(Ref::new(PERIOD, period), &details).await?;
    Ok(())
}

/// The checks of all rows of what was sent, in order of the rows.
///
/// # Errors
/// When the database cannot be read.
pub async fn checks_of_sent<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    sent: Uuid,
) -> Result<Vec<FieldCheck>, Problem> {
    sql::all(
        conn,
        "select c.row_id as row_id, w.number as number, c.unit_id as unit_id, \
         c.checked_on as checked_on, c.result as result, c.noted_at as noted_at, \
         c.noted_name as noted_name from sent_report_row w \
         join field_check c on c.region = w.region and c.row_id = w.id \
         where w.region = $1 and w.sent_id = $2 order by w.number, c.noted_at",
        vec![region.as_str().into(), sent.into()],
    )
    .await
}
