//! The scale that holds for a region in a year.

use platform::{Problem, RegionCode};
use sea_orm::ConnectionTrait;

use crate::rules::{Grading, SCALES};

/// The scale of a year, the region's own where it keeps one. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn grading<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i64,
) -> Result<Grading, Problem> {
    let Ok(year) = u16::try_from(year) else {
        return Ok(Grading::default());
    };
    let held = values::store::rules_of(conn, region, SCALES, year).await?;
    Ok(Grading::of(held.one().as_ref()))
}
