//! Rows of institutions.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use crate::structure::Institution;

const INSTITUTION: &str = "government.institution";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    abbreviation: String,
    until_date: Option<String>,
    version: i64,
}

pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Institution>, Problem> {
    let rows: Vec<Row> = sql::all(
        conn,
        "select id, name, abbreviation, until_date, version from institution \
         where region = $1 order by name",
        vec![region.as_str().into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Institution {
            id: row.id,
            name: row.name,
            abbreviation: row.abbreviation,
            until: row.until_date.as_deref().and_then(date::parse),
            version: row.version,
        })
        .collect())
}

/// Enters an institution.
///
/// # Errors
/// `Problem::Conflict` when the name is taken.
pub async fn add_institution(tx: &mut Tx, name: &str, abbreviation: &str) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "institution",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("name", name.into()),
            ("abbreviation", abbreviation.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    tx.touch_directory();
    let details = json!({ "Lembaga": name, "Singkatan": abbreviation });
    tx.record(Ref::new(INSTITUTION, id), &details).await?;
    Ok(id)
}

/// Changes an institution; with a last day it is no longer offered after it.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read, or the name is taken.
pub async fn change_institution(
    tx: &mut Tx,
    before: &Institution,
    name: &str,
    abbreviation: &str,
    until: Option<Date>,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update institution set name = $4, abbreviation = $5, until_date = $6, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            before.id.into(),
            before.version.into(),
            name.into(),
            abbreviation.into(),
            until.map(date::iso).into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Lembaga ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    tx.touch_directory();
    let details = json!({
        "Lembaga": name, "Singkatan": abbreviation, "Berakhir": until.map(date::medium),
    });
    tx.record(Ref::new(INSTITUTION, before.id), &details)
        .await?;
    Ok(())
}
