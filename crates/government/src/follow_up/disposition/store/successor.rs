//! Dispositions that go with a post to whoever follows on it.

use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::Recipient;
use crate::follow_up::SUBJECT;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    follow_up_id: Uuid,
    to_name: String,
}

/// Open dispositions to a person in a unit become `to`'s; how many there were.
///
/// # Errors
/// When a statement fails.
pub(crate) async fn pass_on_with_post(
    tx: &mut Tx,
    (unit, person): (Uuid, Uuid),
    to: &Recipient,
) -> Result<usize, Problem> {
    let rows: Vec<Row> = sql::all(
        tx.conn(),
        "select id, follow_up_id, to_name from disposition where region = $1 and state = 0 \
         and to_unit_id = $2 and to_account_id = $3 order by created_at, id",
        vec![tx.region().as_str().into(), unit.into(), person.into()],
    )
    .await?;
    for row in &rows {
        sql::run(
            tx.conn(),
            "update disposition set to_account_id = $3, to_name = $4, version = version + 1 \
             where region = $1 and id = $2",
            vec![
                tx.region().as_str().into(),
                row.id.into(),
                to.account.into(),
                to.name.clone().into(),
            ],
        )
        .await?;
        let details = json!({
            "Disposisi": "Beralih dengan serah terima jabatan",
            "Dari": row.to_name, "Kepada": to.name,
        });
        tx.record(Ref::new(SUBJECT, row.follow_up_id), &details)
            .await?;
    }
    Ok(rows.len())
}
