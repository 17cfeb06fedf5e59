//! What every kind that goes with a unit does alike: finding records by a title, giving them to the
//! other unit, and saying so in their history.

use platform::{Problem, Ref, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

use crate::merger::{Merger, Moving};

#[derive(FromQueryResult)]
struct Titled {
    id: Uuid,
    title: String,
    version: i64,
}

/// Records of `kind` that `question` finds with `id`, `title` and `version`; `$1` is the region, the
/// rest is `more`.
///
/// # Errors
/// When the statement fails.
pub async fn titled(
    tx: &Tx,
    question: &str,
    more: Vec<Value>,
    kind: &'static str,
    path: fn(Uuid) -> String,
) -> Result<Vec<Moving>, Problem> {
    let mut values = vec![tx.region().as_str().into()];
    values.extend(more);
    let rows: Vec<Titled> = sql::all(tx.conn(), question, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| Moving {
            subject: Ref::new(kind, row.id),
            path: path(row.id),
            title: row.title,
            version: row.version,
        })
        .collect())
}

/// `$1` region, `$2` the record, `$3` the new unit, `$4` the old one.
pub fn both_units(tx: &Tx, id: Uuid, merger: &Merger) -> Vec<Value> {
    vec![
        tx.region().as_str().into(),
        id.into(),
        merger.to.id().into(),
        merger.from.id().into(),
    ]
}

/// Notes in the history of a record that it moved.
///
/// # Errors
/// When the audit row cannot be written.
pub async fn note(tx: &mut Tx, subject: Ref, merger: &Merger) -> Result<(), Problem> {
    tx.record(subject, &json!({ "Perubahan": merger.sentence() }))
        .await?;
    Ok(())
}

/// Runs `statement` (with the values of `both_units`) for each record, and notes it.
///
/// # Errors
/// When a statement fails.
pub async fn give(
    tx: &mut Tx,
    merger: &Merger,
    items: &[Moving],
    statement: &str,
) -> Result<(), Problem> {
    for item in items {
        let values = both_units(tx, item.subject.id, merger);
        sql::run(tx.conn(), statement, values).await?;
        note(tx, item.subject, merger).await?;
    }
    Ok(())
}
