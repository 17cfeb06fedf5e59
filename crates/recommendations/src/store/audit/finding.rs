//! Findings of an audit report.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::{FINDING, conflict_unless};
use crate::rules::audit::money;

/// A finding.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Finding {
    /// Id.
    pub id: Uuid,
    /// The report.
    pub report_id: Uuid,
    /// Its number, as the report writes it.
    pub number: String,
    /// What was found.
    pub title: String,
    /// What it is worth in sen, where the report says so.
    pub value_sen: Option<i64>,
    /// Version.
    pub version: i64,
}

impl Finding {
    /// "Rp1.250.000", or that the report states none.
    pub fn value(&self) -> String {
        self.value_sen.map_or_else(|| "Tidak disebut".into(), money)
    }
}

/// What a person enters of a finding.
#[derive(Clone, Debug)]
pub struct FindingInput {
    /// Its number.
    pub number: String,
    /// What was found.
    pub title: String,
    /// What it is worth in sen.
    pub value_sen: Option<i64>,
}

fn details(input: &FindingInput) -> serde_json::Value {
    json!({
        "Nomor temuan": input.number, "Temuan": input.title,
        "Nilai": input.value_sen.map(money),
    })
}

const COLUMNS: &str = "id, report_id, number, title, value_sen, version";

/// Adds a finding to a report.
///
/// # Errors
/// When a statement fails.
pub async fn add_finding(tx: &mut Tx, report: Uuid, input: &FindingInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "audit_finding",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("report_id", report.into()),
            ("number", input.number.clone().into()),
            ("title", input.title.clone().into()),
            ("value_sen", input.value_sen.into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    tx.record(Ref::new(FINDING, id), &details(input)).await?;
    Ok(id)
}

/// Changes a finding.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_finding(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &FindingInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update audit_finding set number = $4, title = $5, value_sen = $6, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.number.clone().into(),
            input.title.clone().into(),
            input.value_sen.into(),
        ],
    )
    .await?;
    conflict_unless(touched == 1)?;
    tx.record(Ref::new(FINDING, id), &details(input)).await?;
    Ok(())
}

/// The finding with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_finding<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Finding>, Problem> {
    let question = format!("select {COLUMNS} from audit_finding where region = $1 and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The findings of a report, in the order in which they were noted.
///
/// # Errors
/// When the database cannot be read.
pub async fn findings_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    report: Uuid,
) -> Result<Vec<Finding>, Problem> {
    let question = format!(
        "select {COLUMNS} from audit_finding where region = $1 and report_id = $2 \
         order by created_at, id"
    );
    sql::all(conn, &question, vec![region.as_str().into(), report.into()]).await
}
