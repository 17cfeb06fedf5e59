//! Recommendations of auditors, each with the units it concerns and a follow-up for each of them.

use std::collections::HashMap;

use figures::Amount;
use government::{
    Audience, Viewer,
    follow_up::{self, FollowUpKind, NewFollowUp, TermsInput},
};
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::{Date, Duration};

use super::{AUDIT_ITEM, conflict_unless};
use crate::rules::{
    audit::{Source, Status, money, regulation},
    task_of,
};

/// A recommendation of an auditor.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AuditItem {
    /// Id.
    pub id: Uuid,
    /// The finding.
    pub finding_id: Uuid,
    /// Number of the finding.
    pub finding_number: String,
    /// What was found.
    pub finding_title: String,
    /// The report.
    pub report_id: Uuid,
    /// Code of who audited.
    pub source: String,
    /// Number of the report.
    pub report_number: String,
    report_date: String,
    received_date: String,
    /// Its number within the finding.
    pub number: i64,
    /// The words.
    pub text: String,
    /// What it is worth in sen, where the report says so.
    pub value_sen: Option<i64>,
    /// What was paid in so far, in sen; nothing where nothing was noted.
    pub paid_sen: Option<i64>,
    /// Code of what the auditor said of it; empty while nothing was said.
    pub status: String,
    /// Code of the reason, or empty.
    pub reason: String,
    answered_on: Option<String>,
    /// Receipt of the answer, or empty.
    pub answer_receipt: String,
    /// Version.
    pub version: i64,
}

impl AuditItem {
    /// Who audited.
    pub fn source(&self) -> Option<&'static Source> {
        regulation().source(&self.source)
    }

    /// Who audited, in words.
    pub fn source_name(&self) -> &str {
        self.source().map_or(&self.source, |it| &it.label)
    }

    /// What the auditor said of it.
    pub fn status(&self) -> Option<&'static Status> {
        regulation().status(&self.status)
    }

    /// The day of the report.
    pub fn report_day(&self) -> Option<Date> {
        date::parse(&self.report_date)
    }

    /// The day the answer was handed in.
    pub fn answered(&self) -> Option<Date> {
        self.answered_on.as_deref().and_then(date::parse)
    }

    /// By when it is answered, where a rule says so.
    pub fn answer_due(&self) -> Option<Date> {
        let days = self.source()?.answer_days?;
        date::parse(&self.received_date)?.checked_add(Duration::days(days.into()))
    }

    /// By when the auditor reviews the answer, where a rule says so.
    pub fn review_due(&self) -> Option<Date> {
        let days = self.source()?.review_days?;
        self.answered()?.checked_add(Duration::days(days.into()))
    }
}

/// What a person enters of a recommendation.
#[derive(Clone, Debug)]
pub struct AuditItemInput {
    /// The words.
    pub text: String,
    /// What it is worth in sen.
    pub value_sen: Option<i64>,
    /// All units it concerns.
    pub units: Vec<Uuid>,
}

/// When the follow-ups of a new recommendation are due.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The date: by rule or as set by the region.
    pub due: Option<government::structure::Due>,
    /// The local date, for the year of the follow-up's number.
    pub today: Date,
}

fn details(number: i64, input: &AuditItemInput) -> serde_json::Value {
    json!({
        "Nomor": number, "Rekomendasi": input.text, "Nilai": input.value_sen.map(money),
        "OPD": input.units,
    })
}

/// The number behind the last of a finding.
///
/// # Errors
/// When the database cannot be read.
pub async fn next_audit_number<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    finding: Uuid,
) -> Result<i64, Problem> {
    sql::number(
        conn,
        "select coalesce(max(number), 0) + 1 from audit_item \
         where region = $1 and finding_id = $2",
        vec![region.as_str().into(), finding.into()],
    )
    .await
}

/// Adds a recommendation to a finding, and opens a follow-up for each unit it concerns, which
/// nobody else sees.
///
/// # Errors
/// When a statement fails.
pub async fn add_audit_item(
    tx: &mut Tx,
    finding: Uuid,
    input: &AuditItemInput,
    opening: Opening,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let number = next_audit_number(tx.conn(), tx.region(), finding).await?;
    insert(
        tx.conn(),
        "audit_item",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("finding_id", finding.into()),
            ("number", number.into()),
            ("text", input.text.clone().into()),
            ("value_sen", input.value_sen.into()),
            ("status", "".into()),
            ("reason", "".into()),
            ("answer_receipt", "".into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    let mut units = input.units.clone();
    units.sort_unstable();
    units.dedup();
    for unit in &units {
        insert(
            tx.conn(),
            "audit_item_unit",
            vec![
                ("region", tx.region().as_str().into()),
                ("item_id", id.into()),
                ("unit_id", (*unit).into()),
            ],
        )
        .await?;
    }
    tx.record(Ref::new(AUDIT_ITEM, id), &details(number, input))
        .await?;
    for unit in units {
        let work = NewFollowUp {
            origin: Ref::new(AUDIT_ITEM, id),
            task: task_of(&input.text),
            kind: FollowUpKind::Mandatory,
            lead: unit,
            supporters: vec![],
            terms: TermsInput {
                measure: Some("rekomendasi".into()),
                target: Some(Amount::whole(1)),
                due: opening.due,
            },
            agreed: true,
            today: opening.today,
        };
        follow_up::open_for(tx, work, Audience::Audit).await?;
    }
    Ok(id)
}

/// Changes words and value of a recommendation; its follow-ups stay.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_audit_item(
    tx: &mut Tx,
    known: &AuditItem,
    version: i64,
    input: &AuditItemInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update audit_item set text = $4, value_sen = $5, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            known.id.into(),
            version.into(),
            input.text.clone().into(),
            input.value_sen.into(),
        ],
    )
    .await?;
    conflict_unless(touched == 1)?;
    tx.record(
        Ref::new(AUDIT_ITEM, known.id),
        &details(known.number, input),
    )
    .await?;
    Ok(())
}

/// Notes that the answer was handed in, with its receipt.
///
/// # Errors
/// `Problem::Conflict` when the recommendation changed since it was read.
pub async fn hand_in_answer(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    day: Date,
    receipt: &str,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update audit_item set answered_on = $4, answer_receipt = $5, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            date::iso(day).into(),
            receipt.into(),
        ],
    )
    .await?;
    conflict_unless(touched == 1)?;
    tx.record(
        Ref::new(AUDIT_ITEM, id),
        &json!({ "Jawaban diserahkan": date::long(day), "Tanda terima": receipt }),
    )
    .await?;
    Ok(())
}

const QUESTION: &str = "select i.id as id, i.finding_id as finding_id, f.number as finding_number, \
    f.title as finding_title, r.id as report_id, r.source as source, r.number as report_number, \
    r.date as report_date, r.received_date as received_date, i.number as number, i.text as text, \
    i.value_sen as value_sen, (select cast(sum(p.amount_sen) as bigint) from audit_payment p \
      where p.region = i.region and p.item_id = i.id) as paid_sen, \
    i.status as status, i.reason as reason, i.answered_on as answered_on, \
    i.answer_receipt as answer_receipt, i.version as version from audit_item i \
    join audit_finding f on f.region = i.region and f.id = i.finding_id \
    join audit_report r on r.region = f.region and r.id = f.report_id where i.region = $1";

/// The recommendation with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_audit_item<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<AuditItem>, Problem> {
    let question = format!("{QUESTION} and i.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// Which recommendations.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this report.
    pub report: Option<Uuid>,
    /// Of this finding.
    pub finding: Option<Uuid>,
    /// Of reports of this year.
    pub year: String,
    /// Of who audited.
    pub source: String,
    /// That concern this unit.
    pub unit: Option<Uuid>,
}

/// Recommendations that somebody may see, the latest report first.
///
/// # Errors
/// When the database cannot be read.
pub async fn audit_items<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    viewer: &Viewer,
    wanted: &Wanted,
) -> Result<Vec<AuditItem>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    let mut wheres = String::new();
    let mut put = |condition: &str, value: Value| {
        values.push(value);
        let place = format!("${}", values.len());
        wheres += &format!(" and {}", condition.replace("{}", &place));
    };
    if !viewer.audits() {
        put(
            "exists (select 1 from audit_item_unit c \
             join unit u on u.region = c.region and u.id = c.unit_id \
             where c.region = i.region and c.item_id = i.id and u.path like {})",
            viewer.pattern().into(),
        );
    }
    if let Some(report) = wanted.report {
        put("r.id = {}", report.into());
    }
    if let Some(finding) = wanted.finding {
        put("f.id = {}", finding.into());
    }
    if !wanted.year.is_empty() {
        put("substr(r.date, 1, 4) = {}", wanted.year.as_str().into());
    }
    if !wanted.source.is_empty() {
        put("r.source = {}", wanted.source.as_str().into());
    }
    if let Some(unit) = wanted.unit {
        put(
            "exists (select 1 from audit_item_unit n where n.region = i.region \
             and n.item_id = i.id and n.unit_id = {})",
            unit.into(),
        );
    }
    let question =
        format!("{QUESTION}{wheres} order by r.date desc, r.id, f.created_at, f.id, i.number");
    sql::all(conn, &question, values).await
}

#[derive(FromQueryResult)]
struct Concerned {
    item_id: Uuid,
    unit_id: Uuid,
}

/// The units that recommendations concern, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn audit_units_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    items: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Uuid>>, Problem> {
    let mut all: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    if items.is_empty() {
        return Ok(all);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(items.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select c.item_id as item_id, c.unit_id as unit_id from audit_item_unit c \
         join unit u on u.region = c.region and u.id = c.unit_id \
         where c.region = $1 and c.item_id in ({}) order by u.number",
        places(1, items.len())
    );
    let rows: Vec<Concerned> = sql::all(conn, &question, values).await?;
    for row in rows {
        all.entry(row.item_id).or_default().push(row.unit_id);
    }
    Ok(all)
}

#[derive(FromQueryResult)]
struct At {
    id: Uuid,
    path: String,
}

async fn places_where<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    condition: &str,
    id: Uuid,
) -> Result<Vec<Place>, Problem> {
    let question = format!(
        "select distinct u.id as id, u.path as path from audit_item_unit c \
         join unit u on u.region = c.region and u.id = c.unit_id \
         join audit_item i on i.region = c.region and i.id = c.item_id \
         join audit_finding f on f.region = i.region and f.id = i.finding_id \
         where c.region = $1 and {condition}"
    );
    let rows: Vec<At> = sql::all(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    let place = |row: At| Place {
        id: row.id,
        path: row.path,
    };
    Ok(rows.into_iter().map(place).collect())
}

/// Where the units lie that a recommendation concerns.
///
/// # Errors
/// When the database cannot be read.
pub async fn places_of_item<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Vec<Place>, Problem> {
    places_where(conn, region, "c.item_id = $2", id).await
}

/// Where the units lie that recommendations of a finding concern.
///
/// # Errors
/// When the database cannot be read.
pub async fn places_of_finding<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Vec<Place>, Problem> {
    places_where(conn, region, "f.id = $2", id).await
}

/// Where the units lie that recommendations of a report concern.
///
/// # Errors
/// When the database cannot be read.
pub async fn places_of_report<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Vec<Place>, Problem> {
    places_where(conn, region, "f.report_id = $2", id).await
}
