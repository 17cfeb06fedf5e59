//! Priority programmes of a plan: n of them, each serving a mission.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use super::PRIORITY;
use crate::store::changed;

/// A priority programme.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Priority {
    /// Id.
    pub id: Uuid,
    /// Of which plan.
    pub plan_id: Uuid,
    /// The regulation of that plan.
    pub regulation: String,
    /// First year of its period.
    pub first_year: i64,
    /// Last year of its period.
    pub last_year: i64,
    /// Its number within the plan.
    pub number: i64,
    /// "Kartu Metro Ceria".
    pub name: String,
    /// What it is to reach.
    pub goal: String,
    /// The mission it serves.
    pub mission_id: Uuid,
    /// Number of that mission.
    pub mission_number: i64,
    /// Its words.
    pub mission_text: String,
    /// Who is responsible.
    pub unit_id: Uuid,
    /// Version.
    pub version: i64,
}

/// What a person enters of a priority programme.
#[derive(Clone, Debug)]
pub struct PriorityInput {
    /// Its number within the plan.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// What it is to reach.
    pub goal: String,
    /// The mission it serves.
    pub mission: Uuid,
    /// Who is responsible.
    pub unit: Uuid,
}

const QUESTION: &str = "select p.id as id, p.plan_id as plan_id, d.regulation as regulation, \
    d.first_year as first_year, d.last_year as last_year, p.number as number, p.name as name, \
    p.goal as goal, p.mission_id as mission_id, m.number as mission_number, \
    m.text as mission_text, p.unit_id as unit_id, p.version as version from priority_program p \
    join development_plan d on d.region = p.region and d.id = p.plan_id \
    join mission m on m.region = p.region and m.id = p.mission_id where p.region = $1";

/// The priority programmes, the latest plan first.
///
/// # Errors
/// When the database cannot be read.
pub async fn priorities<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Priority>, Problem> {
    let question = format!("{QUESTION} order by d.first_year desc, p.number");
    sql::all(conn, &question, vec![region.as_str().into()]).await
}

/// The priority programme with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_priority<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Priority>, Problem> {
    let question = format!("{QUESTION} and p.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

fn columns(input: &PriorityInput) -> Vec<(&'static str, Value)> {
    vec![
        ("number", input.number.into()),
        ("name", input.name.clone().into()),
        ("goal", input.goal.clone().into()),
        ("mission_id", input.mission.into()),
        ("unit_id", input.unit.into()),
    ]
}

fn details(input: &PriorityInput) -> serde_json::Value {
    json!({
        "Program prioritas": input.name, "Nomor": input.number, "Tujuan": input.goal,
        "Misi": input.mission, "Unit": input.unit,
    })
}

/// Adds a priority programme to a plan.
///
/// # Errors
/// `Problem::Conflict` when the plan has this number already.
pub async fn add_priority(tx: &mut Tx, plan: Uuid, input: &PriorityInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("plan_id", plan.into()),
        ("version", 1_i64.into()),
    ];
    row.extend(columns(input));
    insert(tx.conn(), "priority_program", row).await?;
    tx.record(Ref::new(PRIORITY, id), &details(input)).await?;
    Ok(id)
}

/// Changes a priority programme.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read, or the plan has the number already.
pub async fn update_priority(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &PriorityInput,
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
        "update priority_program set {}, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        names.join(", ")
    );
    changed(sql::run(tx.conn(), &statement, values).await?)?;
    tx.record(Ref::new(PRIORITY, id), &details(input)).await?;
    Ok(())
}
