//! The words of chapters.

use platform::{Problem, Ref, RegionCode, Tx, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::{REPORT, REPORTS, Report, touch};
use crate::rules::Chapter;

/// The words of a chapter.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ChapterText {
    /// The report.
    pub report_id: Uuid,
    /// Id of the chapter.
    pub chapter: String,
    /// Its words; paragraphs are separated by line breaks.
    pub body: String,
    /// Who wrote them last.
    pub written_name: String,
    /// When.
    pub written_at: i64,
}

/// The words of these reports.
///
/// # Errors
/// When the database cannot be read.
pub async fn chapters_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    reports: &[Uuid],
) -> Result<Vec<ChapterText>, Problem> {
    if reports.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<sea_orm::Value> = vec![region.as_str().into()];
    values.extend(reports.iter().map(|id| sea_orm::Value::from(*id)));
    let question = format!(
        "select report_id, chapter, body, written_name, written_at from report_chapter \
         where region = $1 and report_id in ({})",
        sql::places(1, reports.len())
    );
    sql::all(conn, &question, values).await
}

/// Keeps the words of a chapter.
///
/// # Errors
/// `Problem::Refused` when it was sent; `Problem::Conflict` when it changed since it was read.
pub async fn keep_chapter(
    tx: &mut Tx,
    it: &Report,
    version: i64,
    chapter: &Chapter,
    body: &str,
) -> Result<(), Problem> {
    if !it.is_open() {
        return Err(Problem::Refused(
            "Laporan ini sudah dikirim, jadi tidak berubah sampai dikembalikan atau dibuka kembali."
                .into(),
        ));
    }
    touch(tx, it, version).await?;
    let name = tx.stamp().label.clone();
    sql::run(
        tx.conn(),
        "insert into report_chapter (region, report_id, chapter, body, written_name, written_at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (region, report_id, chapter) do update \
         set body = excluded.body, written_name = excluded.written_name, \
         written_at = excluded.written_at",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            chapter.id.as_str().into(),
            body.into(),
            name.into(),
            tx.now().0.into(),
        ],
    )
    .await?;
    sql::run(
        tx.conn(),
        "update performance_report set written_by = $3 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            tx.person().into(),
        ],
    )
    .await?;
    government::obligation::settle(tx, &REPORTS, it.id).await?;
    // a draft is seen by those who may write it: the chain tells only that it changed
    let details = json!({ "Bab": chapter.name(), "Draf": "disimpan" });
    tx.record(Ref::new(REPORT, it.id), &details).await?;
    Ok(())
}
