//! A year of agreements: by when they are signed, and how long units have after a quarter.

use government::structure::Due;
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::{AGREEMENTS, YEAR, changed};

/// A year of agreements.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AgreementYear {
    /// Id.
    pub id: Uuid,
    /// The year.
    pub year: i64,
    budget_date: Option<String>,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    /// Working days after a quarter in which it is reported, where the region set any.
    pub quarter_days: Option<i64>,
    /// Version.
    pub version: i64,
}

impl AgreementYear {
    /// The year as a calendar has it.
    pub fn calendar_year(&self) -> i32 {
        i32::try_from(self.year).unwrap_or(0)
    }

    /// The day on which the budget document was approved.
    pub fn budget_day(&self) -> Option<Date> {
        self.budget_date.as_deref().and_then(date::parse)
    }

    /// By when agreements are signed.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }
}

/// What a person enters of a year.
#[derive(Clone, Debug)]
pub struct YearInput {
    /// The year; fixed once it is there.
    pub year: i64,
    /// The day on which the budget document was approved.
    pub budget: Option<Date>,
    /// By when agreements are signed.
    pub due: Option<Due>,
    /// Working days after a quarter in which it is reported.
    pub quarter_days: Option<u32>,
}

fn columns(input: &YearInput) -> Vec<(&'static str, Value)> {
    vec![
        ("budget_date", input.budget.map(date::iso).into()),
        ("due_date", input.due.map(|it| date::iso(it.date)).into()),
        ("due_minute", input.due.map(|it| it.minute).into()),
        ("due_at", input.due.map(|it| it.at.0).into()),
        ("quarter_days", input.quarter_days.map(i64::from).into()),
    ]
}

fn details(input: &YearInput) -> serde_json::Value {
    json!({
        "Tahun": input.year,
        "DPA disahkan": input.budget.map(date::long).unwrap_or_default(),
        "Batas penandatanganan": input.due.map(|it| date::long(it.date)).unwrap_or_default(),
        "Hari kerja setelah triwulan": input.quarter_days,
    })
}

/// Opens a year.
///
/// # Errors
/// `Problem::Conflict` when it is open already.
pub async fn add_year(tx: &mut Tx, input: &YearInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("year", input.year.into()),
        ("version", 1_i64.into()),
    ];
    row.extend(columns(input));
    insert(tx.conn(), "agreement_year", row).await?;
    tx.record(Ref::new(YEAR, id), &details(input)).await?;
    Ok(id)
}

/// Changes a year; its number stays. What is owed by its agreements moves along.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_year(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &YearInput,
) -> Result<(), Problem> {
    let set = columns(input);
    let names: Vec<String> = set
        .iter()
        .zip(4..)
        .map(|((name, _), place)| format!("{name} = ${place}"))
        .collect();
    let mut values: Vec<Value> = vec![tx.region().as_str().into(), id.into(), version.into()];
    values.extend(set.into_iter().map(|(_, value)| value));
    let statement = format!(
        "update agreement_year set {}, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        names.join(", ")
    );
    changed(sql::run(tx.conn(), &statement, values).await?)?;
    let agreements: Vec<Uuid> = sql::values(
        tx.conn(),
        "select id from performance_agreement where region = $1 and year_id = $2",
        vec![tx.region().as_str().into(), id.into()],
    )
    .await?;
    for agreement in agreements {
        government::obligation::settle(tx, &AGREEMENTS, agreement).await?;
    }
    tx.record(Ref::new(YEAR, id), &details(input)).await?;
    Ok(())
}

const QUESTION: &str = "select id, year, budget_date, due_date, due_minute, due_at, quarter_days, \
    version from agreement_year where region = $1";

/// The years, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn years<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<AgreementYear>, Problem> {
    let question = format!("{QUESTION} order by year desc");
    sql::all(conn, &question, vec![region.as_str().into()]).await
}

/// The year with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_year<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<AgreementYear>, Problem> {
    let question = format!("{QUESTION} and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}
