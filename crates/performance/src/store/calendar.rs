//! The calendar that holds for a region in a year.

use platform::{Problem, RegionCode};
use sea_orm::ConnectionTrait;

use crate::rules::{CALENDAR, Calendar};

/// The calendar of a fiscal year, with the dates the region set itself. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn calendar<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i32,
) -> Result<Calendar, Problem> {
    let Ok(year) = u16::try_from(year) else {
        return Ok(Calendar::default());
    };
    let held = values::store::rules_of(conn, region, CALENDAR, year).await?;
    Ok(Calendar::of(held.one()))
}
