//! *Laporan Hasil Pemeriksaan*.

use government::Viewer;
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::{Date, Duration};

use super::{AUDIT_REPORT, conflict_unless};
use crate::rules::audit::{Source, regulation};

/// An audit report.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AuditReport {
    /// Id.
    pub id: Uuid,
    /// Code of who audited.
    pub source: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    date: String,
    received_date: String,
    /// Version.
    pub version: i64,
}

impl AuditReport {
    /// Who audited.
    pub fn source(&self) -> Option<&'static Source> {
        regulation().source(&self.source)
    }

    /// Who audited, in words.
    pub fn source_name(&self) -> &str {
        self.source().map_or(&self.source, |it| &it.label)
    }

    /// The day it was written.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.date)
    }

    /// The day it was received.
    pub fn received(&self) -> Option<Date> {
        date::parse(&self.received_date)
    }

    /// By when it is answered, where a rule says so.
    pub fn answer_due(&self) -> Option<Date> {
        let days = self.source()?.answer_days?;
        self.received()?.checked_add(Duration::days(days.into()))
    }

    /// "LHP BPK Nomor 12/LHP/2022".
    pub fn name(&self) -> String {
        format!("LHP {} Nomor {}", self.source_name(), self.number)
    }
}

/// What a person enters of a report.
#[derive(Clone, Debug)]
pub struct AuditReportInput {
    /// Code of who audited.
    pub source: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// The day it was written.
    pub day: Date,
    /// The day it was received.
    pub received: Date,
}

fn details(input: &AuditReportInput) -> serde_json::Value {
    json!({
        "Pemeriksa": input.source, "Nomor LHP": input.number, "Judul": input.title,
        "Tanggal LHP": date::long(input.day), "Diterima": date::long(input.received),
    })
}

const COLUMNS: &str = "id, source, number, title, date, received_date, version";

/// Adds a report.
///
/// # Errors
/// When a statement fails.
pub async fn add_report(tx: &mut Tx, input: &AuditReportInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "audit_report",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("source", input.source.clone().into()),
            ("number", input.number.clone().into()),
            ("title", input.title.clone().into()),
            ("date", date::iso(input.day).into()),
            ("received_date", date::iso(input.received).into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    tx.record(Ref::new(AUDIT_REPORT, id), &details(input))
        .await?;
    Ok(id)
}

/// Changes a report. Dates of follow-ups that are open already stay.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_report(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &AuditReportInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update audit_report set source = $4, number = $5, title = $6, date = $7, \
         received_date = $8, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.source.clone().into(),
            input.number.clone().into(),
            input.title.clone().into(),
            date::iso(input.day).into(),
            date::iso(input.received).into(),
        ],
    )
    .await?;
    conflict_unless(touched == 1)?;
    tx.record(Ref::new(AUDIT_REPORT, id), &details(input))
        .await?;
    Ok(())
}

/// The report with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_report<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<AuditReport>, Problem> {
    let question = format!("select {COLUMNS} from audit_report where region = $1 and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The condition under which a report `r` is seen: some recommendation of it concerns a unit whose
/// records are seen.
fn seen(viewer: &Viewer) -> &'static str {
    match viewer.audits() {
        true => "$2 <> ''",
        false => {
            "exists (select 1 from audit_finding f \
             join audit_item i on i.region = f.region and i.finding_id = f.id \
             join audit_item_unit c on c.region = i.region and c.item_id = i.id \
             join unit u on u.region = c.region and u.id = c.unit_id \
             where f.region = r.region and f.report_id = r.id and u.path like $2)"
        }
    }
}

/// Years that have reports this person may see, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn audit_years<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    viewer: &Viewer,
) -> Result<Vec<String>, Problem> {
    let question = format!(
        "select distinct substr(r.date, 1, 4) as year from audit_report r \
         where r.region = $1 and {} order by 1 desc",
        seen(viewer)
    );
    let values = vec![region.as_str().into(), viewer.pattern().into()];
    sql::values(conn, &question, values).await
}

/// The reports of a year that this person may see, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn reports_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    viewer: &Viewer,
    year: &str,
) -> Result<Vec<AuditReport>, Problem> {
    let question = format!(
        "select {COLUMNS} from audit_report r where r.region = $1 and {} \
         and substr(r.date, 1, 4) = $3 order by r.date desc, r.id",
        seen(viewer)
    );
    let values = vec![region.as_str().into(), viewer.pattern().into(), year.into()];
    sql::all(conn, &question, values).await
}
