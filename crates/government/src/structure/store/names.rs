//! Names units had before: a unit that is renamed stays the same unit.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use crate::structure::Unit;

/// A name a unit had.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FormerName {
    /// The unit.
    pub unit_id: Uuid,
    /// Full name.
    pub name: String,
    /// Abbreviation, or empty.
    pub abbreviation: String,
    /// Its last day, ISO.
    pub until_date: String,
    /// Legal basis of the name that followed.
    pub basis: String,
}

/// A new name of a unit.
#[derive(Clone, Debug)]
pub struct NewName {
    /// Full name.
    pub name: String,
    /// Abbreviation, or empty.
    pub abbreviation: String,
    /// The first day of the name.
    pub from: Date,
    /// Legal basis: number and date.
    pub basis: String,
}

/// The names units of a region had before, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn former_names<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<FormerName>, Problem> {
    sql::all(
        conn,
        "select unit_id, name, abbreviation, until_date, basis from unit_name \
         where region = $1 order by until_date desc, id desc",
        vec![region.as_str().into()],
    )
    .await
}

/// Gives a unit another name and keeps the one it had.
///
/// # Errors
/// `Problem::Conflict` when the unit is not called any more as it was when the form was shown.
pub async fn rename_unit(tx: &mut Tx, unit: &Unit, new: &NewName) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update unit set name = $3, abbreviation = $4 \
         where region = $1 and id = $2 and name = $5 and abbreviation = $6",
        vec![
            tx.region().as_str().into(),
            unit.id().into(),
            new.name.clone().into(),
            new.abbreviation.clone().into(),
            unit.name.clone().into(),
            unit.abbreviation.clone().into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Nama unit ini baru saja diubah orang lain. Periksa nama sekarang, lalu ulangi bila \
             masih perlu."
                .into(),
        ));
    }
    let last = new.from.previous_day().unwrap_or(new.from);
    insert(
        tx.conn(),
        "unit_name",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", tx.new_id().into()),
            ("unit_id", unit.id().into()),
            ("name", unit.name.clone().into()),
            ("abbreviation", unit.abbreviation.clone().into()),
            ("until_date", date::iso(last).into()),
            ("basis", new.basis.clone().into()),
            ("at", tx.now().0.into()),
        ],
    )
    .await?;
    tx.touch_directory();
    let details = json!({
        "Nama baru": new.name, "Singkatan": new.abbreviation, "Sebelumnya": unit.name,
        "Berlaku": date::medium(new.from), "Dasar hukum": new.basis,
    });
    tx.record(Ref::new("government.unit", unit.id()), &details)
        .await?;
    Ok(())
}
