//! Priorities of a year.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::PRIORITY;

/// A priority.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Priority {
    /// Id.
    pub id: Uuid,
    /// The year.
    pub year: i64,
    /// Its number within the year.
    pub number: i64,
    /// What is to be finished.
    pub title: String,
    /// More of it.
    pub description: String,
    /// Where it was said or decided.
    pub basis: String,
    /// Who owns it.
    pub unit_id: Uuid,
    due_date: String,
    /// Version.
    pub version: i64,
}

impl Priority {
    /// The day it is to be finished on.
    pub fn due(&self) -> Option<Date> {
        date::parse(&self.due_date)
    }
}

/// What a person enters of a priority.
#[derive(Clone, Debug)]
pub struct PriorityInput {
    /// What is to be finished.
    pub title: String,
    /// More of it.
    pub description: String,
    /// Where it was said or decided.
    pub basis: String,
    /// Who owns it.
    pub unit: Uuid,
    /// The day it is to be finished on.
    pub due: Date,
}

fn details(input: &PriorityInput) -> serde_json::Value {
    json!({
        "Prioritas": input.title, "Uraian": input.description, "Dasar": input.basis,
        "Penanggung jawab": input.unit, "Selesai paling lambat": date::long(input.due),
    })
}

const COLUMNS: &str = "id, year, number, title, description, basis, unit_id, due_date, version";

/// Adds a priority behind those of its year.
///
/// # Errors
/// When a statement fails.
pub async fn add_priority(tx: &mut Tx, year: i32, input: &PriorityInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from priority where region = $1 and year = $2",
        vec![tx.region().as_str().into(), i64::from(year).into()],
    )
    .await?;
    insert(
        tx.conn(),
        "priority",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("year", i64::from(year).into()),
            ("number", number.into()),
            ("title", input.title.clone().into()),
            ("description", input.description.clone().into()),
            ("basis", input.basis.clone().into()),
            ("unit_id", input.unit.into()),
            ("due_date", date::iso(input.due).into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    tx.record(Ref::new(PRIORITY, id), &details(input)).await?;
    Ok(id)
}

/// Changes a priority; its year and number stay.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_priority(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &PriorityInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update priority set title = $4, description = $5, basis = $6, unit_id = $7, \
         due_date = $8, version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.title.clone().into(),
            input.description.clone().into(),
            input.basis.clone().into(),
            input.unit.into(),
            date::iso(input.due).into(),
        ],
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Conflict(
            "Prioritas ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        ));
    }
    tx.record(Ref::new(PRIORITY, id), &details(input)).await?;
    Ok(())
}

/// The priority with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_priority<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Priority>, Problem> {
    let question = format!("select {COLUMNS} from priority where region = $1 and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The priorities of a year, by number.
///
/// # Errors
/// When the database cannot be read.
pub async fn priorities<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i32,
) -> Result<Vec<Priority>, Problem> {
    let question =
        format!("select {COLUMNS} from priority where region = $1 and year = $2 order by number");
    let values = vec![region.as_str().into(), i64::from(year).into()];
    sql::all(conn, &question, values).await
}

/// The years that have priorities, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn years<C: ConnectionTrait>(conn: &C, region: &RegionCode) -> Result<Vec<i64>, Problem> {
    let question = "select distinct year from priority where region = $1 order by year desc";
    sql::values(conn, question, vec![region.as_str().into()]).await
}
