//! Rows of the stationery. An emblem that was replaced stays: signed papers still show it.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::structure::{EmblemFile, EmblemKind, Sheet, Stationery};

const STATIONERY: Ref = Ref::new("government.stationery", Uuid::nil());
/// Kind of a unit's address in audit rows.
const UNIT: &str = "government.unit";

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    words: String,
    width: i64,
    height: i64,
    unit_id: Option<Uuid>,
}

/// All of it with one statement: the directory is read on the way to a page.
const ALL: &str = "select unit_id, 'alamat' as kind, lines as words, 0 as width, 0 as height \
        from unit_address where region = $1 \
    union all select null, kind, file_hash, width, height from emblem \
        where region = $1 and in_use \
    union all select null, 'kertas', sheet, 0, 0 from stationery where region = $1";

pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Stationery, Problem> {
    let rows: Vec<Row> = sql::all(conn, ALL, vec![region.as_str().into()]).await?;
    let mut stationery = Stationery::default();
    for row in rows {
        if let Some(unit) = row.unit_id {
            stationery.addresses.insert(unit, row.words);
            continue;
        }
        let file = || {
            Some(EmblemFile {
                hash: row.words.clone(),
                width: u32::try_from(row.width).ok()?,
                height: u32::try_from(row.height).ok()?,
            })
        };
        match EmblemKind::from_code(&row.kind) {
            Some(EmblemKind::State) => stationery.state_emblem = file(),
            Some(EmblemKind::Region) => stationery.region_emblem = file(),
            None => stationery.sheet = Sheet::from_code(&row.words).unwrap_or_default(),
        }
    }
    Ok(stationery)
}

/// Sets the sheet of a region's papers.
///
/// # Errors
/// When a statement fails.
pub async fn set_sheet(tx: &mut Tx, sheet: Sheet) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into stationery (region, sheet) values ($1, $2) \
         on conflict (region) do update set sheet = excluded.sheet",
        vec![tx.region().as_str().into(), sheet.code().into()],
    )
    .await?;
    tx.touch_directory();
    tx.record(STATIONERY, &json!({ "Ukuran kertas": sheet.code() }))
        .await?;
    Ok(())
}

/// Puts an emblem in, or with `None` takes it off papers to come.
///
/// # Errors
/// When a statement fails.
pub async fn set_emblem(
    tx: &mut Tx,
    kind: EmblemKind,
    file: Option<EmblemFile>,
) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update emblem set in_use = false where region = $1 and kind = $2 and in_use",
        vec![tx.region().as_str().into(), kind.code().into()],
    )
    .await?;
    let what = file
        .as_ref()
        .map_or("dilepas".to_owned(), |file| file.hash.clone());
    if let Some(file) = file {
        insert(
            tx.conn(),
            "emblem",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", tx.new_id().into()),
                ("kind", kind.code().into()),
                ("file_hash", file.hash.into()),
                ("width", i64::from(file.width).into()),
                ("height", i64::from(file.height).into()),
                ("in_use", true.into()),
            ],
        )
        .await?;
    }
    tx.touch_directory();
    tx.record(STATIONERY, &json!({ kind.label(): what }))
        .await?;
    Ok(())
}

/// Sets the address lines of a unit's letterhead; empty lines take them away.
///
/// # Errors
/// When a statement fails.
pub async fn set_address(tx: &mut Tx, unit: Uuid, lines: &str) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from unit_address where region = $1 and unit_id = $2",
        vec![tx.region().as_str().into(), unit.into()],
    )
    .await?;
    if !lines.is_empty() {
        insert(
            tx.conn(),
            "unit_address",
            vec![
                ("region", tx.region().as_str().into()),
                ("unit_id", unit.into()),
                ("lines", lines.into()),
            ],
        )
        .await?;
    }
    tx.touch_directory();
    tx.record(Ref::new(UNIT, unit), &json!({ "Alamat kop": lines }))
        .await?;
    Ok(())
}
