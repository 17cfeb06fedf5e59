//! A report as it was confirmed: the paper with its tables, so that figures that change later change nothing
//! that somebody stood for.

use documents::Paper;
use platform::{
    Problem, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::Report;

/// What was confirmed.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// The report.
    pub report_id: Uuid,
    /// The paper.
    pub paper: Paper,
    /// When.
    pub at: i64,
}

/// Keeps the paper of a report that is confirmed now.
pub(super) async fn freeze(tx: &Tx, it: &Report, paper: &Paper) -> Result<(), Problem> {
    let content = serde_json::to_string(paper).map_err(Problem::internal)?;
    insert(
        tx.conn(),
        "report_confirmed",
        vec![
            ("region", tx.region().as_str().into()),
            ("report_id", it.id.into()),
            ("edition", it.edition.into()),
            ("paper", content.into()),
            ("at", tx.now().0.into()),
        ],
    )
    .await
}

/// The papers of these reports as they stand confirmed; those that are open again have none.
///
/// # Errors
/// When the database cannot be read.
pub async fn confirmed<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    reports: &[&Report],
) -> Result<Vec<Confirmed>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        report_id: Uuid,
        edition: i64,
        paper: String,
        at: i64,
    }
    let wanted: Vec<&&Report> = reports
        .iter()
        .filter(|it| it.verified_at.is_some())
        .collect();
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<sea_orm::Value> = vec![region.as_str().into()];
    values.extend(wanted.iter().map(|it| sea_orm::Value::from(it.id)));
    let question = format!(
        "select report_id, edition, paper, at from report_confirmed \
         where region = $1 and report_id in ({})",
        sql::places(1, wanted.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    let stands = |row: &Row| {
        let it = wanted.iter().find(|it| it.id == row.report_id);
        it.is_some_and(|it| it.edition == row.edition)
    };
    let read = |row: Row| {
        Ok(Confirmed {
            report_id: row.report_id,
            paper: serde_json::from_str(&row.paper).map_err(Problem::internal)?,
            at: row.at,
        })
    };
    rows.into_iter().filter(stands).map(read).collect()
}
