//! The log of assistance (*Asistensi / Desk*) given to a unit.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{FILLING, Filling};

/// A time of assistance.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Assistance {
    held_on: String,
    /// What was gone through.
    pub text: String,
    /// Who noted it.
    pub made_name: String,
}

impl Assistance {
    /// The day.
    pub fn day(&self) -> String {
        date::parse(&self.held_on).map_or_else(String::new, date::medium)
    }
}

/// Notes a time of assistance.
///
/// # Errors
/// When a statement fails.
pub async fn note_assistance(
    tx: &mut Tx,
    it: &Filling,
    day: Date,
    text: &str,
) -> Result<(), Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "assistance",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("filling_id", it.id.into()),
            ("held_on", date::iso(day).into()),
            ("text", text.into()),
            ("made_name", tx.stamp().label.as_str().into()),
            ("made_at", tx.now().0.into()),
        ],
    )
    .await?;
    let details = json!({ "Asistensi": date::iso(day), "Uraian": text });
    tx.record(Ref::new(FILLING, it.id), &details).await?;
    Ok(())
}

/// The log of a filling, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn assistances<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    filling: Uuid,
) -> Result<Vec<Assistance>, Problem> {
    sql::all(
        conn,
        "select held_on, text, made_name from assistance \
         where region = $1 and filling_id = $2 order by held_on desc, made_at desc",
        vec![region.as_str().into(), filling.into()],
    )
    .await
}
