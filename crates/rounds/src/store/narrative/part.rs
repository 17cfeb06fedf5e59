//! The words of pieces.

use platform::{Problem, Ref, RegionCode, Tx, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use super::{NARRATIVE, NARRATIVES, Narrative, touch};

/// A piece with its words.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Part {
    /// What it belongs to.
    pub narrative_id: Uuid,
    /// Its place in it.
    pub number: i64,
    /// Id of the chapter.
    pub chapter: String,
    /// The affair, or empty.
    pub affair: String,
    /// Its words; paragraphs are separated by line breaks.
    pub body: String,
    /// Who wrote them last, or empty.
    pub written_name: String,
    /// When.
    pub written_at: Option<i64>,
}

/// The pieces of these, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn parts_of_narratives<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    narratives: &[Uuid],
) -> Result<Vec<Part>, Problem> {
    if narratives.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(narratives.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select narrative_id, number, chapter, affair, body, written_name, written_at \
         from narrative_part where region = $1 and narrative_id in ({}) \
         order by narrative_id, number",
        sql::places(1, narratives.len())
    );
    sql::all(conn, &question, values).await
}

/// Keeps the words of a piece; `name` says which one it is.
///
/// # Errors
/// `Problem::Refused` when it was sent; `Problem::Conflict` when it changed since it was read.
pub async fn keep_part(
    tx: &mut Tx,
    it: &Narrative,
    version: i64,
    (number, name): (i64, &str),
    body: &str,
) -> Result<(), Problem> {
    it.may_change()?;
    touch(tx, it, version).await?;
    let written = tx.stamp().label.clone();
    let kept = sql::run(
        tx.conn(),
        "update narrative_part set body = $4, written_name = $5, written_at = $6 \
         where region = $1 and narrative_id = $2 and number = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            number.into(),
            body.into(),
            written.into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    if kept == 0 {
        return Err(Problem::NotFound);
    }
    sql::run(
        tx.conn(),
        "update narrative set written_by = $3 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            tx.person().into(),
        ],
    )
    .await?;
    government::obligation::settle(tx, &NARRATIVES, it.id).await?;
    // a draft is seen by those who may write it: the chain tells only that it changed
    let details = json!({ "Bagian": name, "Draf": "disimpan" });
    tx.record(Ref::new(NARRATIVE, it.id), &details).await?;
    Ok(())
}
