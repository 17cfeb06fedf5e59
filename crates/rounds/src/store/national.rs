//! What was entered into the ministry's system: when, with which receipt, and what stands there.

use platform::{Problem, Ref, RegionCode, Tx, Uuid, date, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use std::collections::HashMap;
use time::Date;

use super::{ROUND, Round, version};

/// An entry of an indicator.
#[derive(Clone, Debug, FromQueryResult)]
pub struct NationalEntry {
    /// The indicator.
    pub indicator_id: Uuid,
    entered_on: String,
    /// What stands in the ministry's system, as it is printed there; empty: the same as here.
    pub published: String,
    /// Its receipt.
    pub receipt: String,
    /// Whether it differs from what stood here when it was noted.
    pub is_different: bool,
    /// Who noted it.
    pub made_name: String,
}

impl NationalEntry {
    /// The day in words.
    pub fn day(&self) -> String {
        date::parse(&self.entered_on).map_or_else(String::new, date::medium)
    }
}

/// What is noted for an indicator.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The indicator.
    pub indicator: Uuid,
    /// When it was entered.
    pub day: Date,
    /// What stands there, where it is not the same.
    pub published: String,
    /// The receipt.
    pub receipt: String,
    /// Whether it differs.
    pub is_different: bool,
}

/// The entries of a round.
///
/// # Errors
/// When the database cannot be read.
pub async fn national_entries<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    round: Uuid,
) -> Result<HashMap<Uuid, NationalEntry>, Problem> {
    let rows: Vec<NationalEntry> = sql::all(
        conn,
        "select indicator_id, entered_on, published, receipt, is_different, made_name \
         from national_entry where region = $1 and round_id = $2",
        vec![region.as_str().into(), round.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row))
        .collect())
}

/// Notes that an indicator was entered, and keeps its figures as they were then; a later note takes the
/// place of an earlier one, which stays in the history.
///
/// # Errors
/// When a statement fails.
pub async fn note_national(tx: &mut Tx, it: &Round, new: &NewEntry) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into national_entry (region, round_id, indicator_id, entered_on, published, \
         receipt, is_different, made_name, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         on conflict (region, round_id, indicator_id) do update set \
         entered_on = excluded.entered_on, published = excluded.published, \
         receipt = excluded.receipt, is_different = excluded.is_different, \
         made_name = excluded.made_name, made_at = excluded.made_at",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            new.indicator.into(),
            date::iso(new.day).into(),
            new.published.as_str().into(),
            new.receipt.as_str().into(),
            new.is_different.into(),
            tx.stamp().label.as_str().into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    version::keep_national(tx, it, new.indicator).await?;
    let details = json!({
        "Sudah Diinput": date::iso(new.day), "Nomor": new.receipt, "Tercatat di sana": new.published,
    });
    tx.record(Ref::new(ROUND, it.id), &details).await?;
    Ok(())
}
