//! Which indicators stand in a report for the public.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{NARRATIVE, Narrative, touch};

/// The codes that were chosen.
///
/// # Errors
/// When the database cannot be read.
pub async fn choices<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Vec<String>, Problem> {
    let question = "select code from narrative_choice where region = $1 and narrative_id = $2";
    sql::values(conn, question, vec![region.as_str().into(), id.into()]).await
}

/// Keeps the codes that are chosen, in place of those before.
///
/// # Errors
/// `Problem::Refused` when it was sent; `Problem::Conflict` when it changed since it was read.
pub async fn keep_choices(
    tx: &mut Tx,
    it: &Narrative,
    version: i64,
    codes: &[String],
) -> Result<(), Problem> {
    it.may_change()?;
    touch(tx, it, version).await?;
    sql::run(
        tx.conn(),
        "delete from narrative_choice where region = $1 and narrative_id = $2",
        vec![tx.region().as_str().into(), it.id.into()],
    )
    .await?;
    for code in codes {
        insert(
            tx.conn(),
            "narrative_choice",
            vec![
                ("region", tx.region().as_str().into()),
                ("narrative_id", it.id.into()),
                ("code", code.as_str().into()),
            ],
        )
        .await?;
    }
    let details = json!({ "Indikator yang dimuat": codes });
    tx.record(Ref::new(NARRATIVE, it.id), &details).await?;
    Ok(())
}
