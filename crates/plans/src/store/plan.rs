//! Plans of units.

use government::review::ReviewState;
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::{OBLIGATIONS, PLAN, changed};
use crate::rules::{Lacking, lacking};

/// A plan.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Plan {
    /// Id.
    pub id: Uuid,
    /// Whose it is.
    pub unit_id: Uuid,
    unit_path: String,
    /// Its name.
    pub title: String,
    /// What it is to reach.
    pub goal: String,
    /// The mission it serves, if chosen.
    pub mission_id: Option<Uuid>,
    mission_number: Option<i64>,
    mission_years: Option<String>,
    mission_text: Option<String>,
    /// The duty of its unit it rests on, or empty.
    pub duty: String,
    from_date: String,
    until_date: String,
    state: i16,
    /// Who sent it last.
    pub sent_by: Option<Uuid>,
    /// Who began it.
    pub created_by: Uuid,
    /// How many steps it has.
    pub steps: i64,
    /// Version.
    pub version: i64,
}

impl Plan {
    /// Where its unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// Where its review stands.
    pub fn state(&self) -> ReviewState {
        ReviewState::from_code(self.state).unwrap_or(ReviewState::Draft)
    }

    /// Whether it may be written: before it is sent, and after it came back.
    pub fn is_open(&self) -> bool {
        matches!(self.state(), ReviewState::Draft | ReviewState::Returned)
    }

    /// The first day.
    pub fn from(&self) -> Option<Date> {
        date::parse(&self.from_date)
    }

    /// The last day.
    pub fn until(&self) -> Option<Date> {
        date::parse(&self.until_date)
    }

    /// "Misi 2 (2022-2027): ...", or empty.
    pub fn mission(&self) -> String {
        match (self.mission_number, &self.mission_years, &self.mission_text) {
            (Some(number), Some(years), Some(text)) => format!("Misi {number} ({years}): {text}"),
            _ => String::new(),
        }
    }

    /// What it lacks before it can be sent.
    pub fn lacking(&self) -> Vec<Lacking> {
        let steps = usize::try_from(self.steps).unwrap_or(0);
        lacking(self.mission_id.is_some(), &self.duty, steps)
    }
}

/// What a person enters of a plan. Mission and duty may follow until it is sent.
#[derive(Clone, Debug)]
pub struct PlanInput {
    /// Whose it is.
    pub unit: Uuid,
    /// Its name.
    pub title: String,
    /// What it is to reach.
    pub goal: String,
    /// The mission it serves.
    pub mission: Option<Uuid>,
    /// The duty of its unit it rests on.
    pub duty: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

fn details(input: &PlanInput) -> serde_json::Value {
    json!({
        "Rencana aksi": input.title, "Tujuan": input.goal, "Unit": input.unit,
        "Misi": input.mission, "Tupoksi": input.duty,
        "Mulai": date::long(input.from), "Berakhir": date::long(input.until),
    })
}

/// Begins a plan.
///
/// # Errors
/// When a statement fails.
pub async fn add_plan(tx: &mut Tx, input: &PlanInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "action_plan",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("unit_id", input.unit.into()),
            ("title", input.title.clone().into()),
            ("goal", input.goal.clone().into()),
            ("mission_id", input.mission.into()),
            ("duty", input.duty.clone().into()),
            ("from_date", date::iso(input.from).into()),
            ("until_date", date::iso(input.until).into()),
            ("state", ReviewState::Draft.code().into()),
            ("created_by", tx.person().into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    government::obligation::settle(tx, &OBLIGATIONS, id).await?;
    tx.record(Ref::new(PLAN, id), &details(input)).await?;
    Ok(id)
}

/// What somebody reads who would change a plan that was sent.
fn sent() -> Problem {
    Problem::Refused(
        "Rencana ini sudah dikirim. Perubahan dapat dibuat setelah rencana dikembalikan atau dibuka \
         kembali."
            .into(),
    )
}

/// Counts the version of a plan up, if it is still as it was seen and may be written.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read; `Problem::Refused` when it was sent.
pub(super) async fn touch(tx: &Tx, it: &Plan, version: i64) -> Result<(), Problem> {
    if !it.is_open() {
        return Err(sent());
    }
    let touched = sql::run(
        tx.conn(),
        "update action_plan set version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![tx.region().as_str().into(), it.id.into(), version.into()],
    )
    .await?;
    changed(touched)
}

/// Changes a plan; its unit stays.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read; `Problem::Refused` when it was sent.
pub async fn update_plan(
    tx: &mut Tx,
    it: &Plan,
    version: i64,
    input: &PlanInput,
) -> Result<(), Problem> {
    if !it.is_open() {
        return Err(sent());
    }
    let touched = sql::run(
        tx.conn(),
        "update action_plan set title = $4, goal = $5, mission_id = $6, duty = $7, from_date = $8, \
         until_date = $9, version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            input.title.clone().into(),
            input.goal.clone().into(),
            input.mission.into(),
            input.duty.clone().into(),
            date::iso(input.from).into(),
            date::iso(input.until).into(),
        ],
    )
    .await?;
    changed(touched)?;
    government::obligation::settle(tx, &OBLIGATIONS, it.id).await?;
    tx.record(Ref::new(PLAN, it.id), &details(input)).await?;
    Ok(())
}

const QUESTION: &str = "select p.id as id, p.unit_id as unit_id, u.path as unit_path, \
    p.title as title, p.goal as goal, p.mission_id as mission_id, m.number as mission_number, \
    cast(m.first_year as text) || '-' || cast(m.last_year as text) as mission_years, \
    m.text as mission_text, p.duty as duty, p.from_date as from_date, \
    p.until_date as until_date, p.state as state, p.sent_by as sent_by, \
    p.created_by as created_by, (select count(*) from action_step s where s.region = p.region \
    and s.plan_id = p.id) as steps, p.version as version from action_plan p \
    join unit u on u.region = p.region and u.id = p.unit_id \
    left join mission m on m.region = p.region and m.id = p.mission_id";

/// The plan with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_plan<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Plan>, Problem> {
    let question = format!("{QUESTION} where p.region = $1 and p.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The plans that last on any day of a year, by unit.
///
/// # Errors
/// When the database cannot be read.
pub async fn plans<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: i32,
) -> Result<Vec<Plan>, Problem> {
    let question = format!(
        "{QUESTION} where p.region = $1 and p.from_date <= $2 and p.until_date >= $3 \
         order by u.number, p.from_date, p.id"
    );
    let values: Vec<Value> = vec![
        region.as_str().into(),
        format!("{year:04}-12-31").into(),
        format!("{year:04}-01-01").into(),
    ];
    sql::all(conn, &question, values).await
}

/// A plan or a step of one, for a choice.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Part {
    /// The plan.
    pub plan_id: Uuid,
    /// The plan's name.
    pub title: String,
    /// The step; `None` for the plan as such.
    pub step_id: Option<Uuid>,
    /// Its number.
    pub number: Option<i64>,
    /// What is to be done, or empty.
    pub task: String,
}

/// The agreed plans that last on a day or ended in the month before it, each followed by its steps:
/// what an activity can belong to; with the plan it belongs to already.
///
/// # Errors
/// When the database cannot be read.
pub async fn parts<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    today: Date,
    already: Option<Uuid>,
) -> Result<Vec<Part>, Problem> {
    let recent = today.saturating_sub(time::Duration::days(31));
    let values: Vec<Value> = vec![
        region.as_str().into(),
        ReviewState::Verified.code().into(),
        date::iso(today).into(),
        date::iso(recent).into(),
        already.unwrap_or_default().into(),
    ];
    let question = "select p.id as plan_id, p.title as title, cast(null as uuid) as step_id, \
        cast(null as bigint) as number, '' as task from action_plan p \
        where p.region = $1 and ((p.state = $2 and p.from_date <= $3 and p.until_date >= $4) \
        or p.id = $5) \
        union all select p.id, p.title, s.id, s.number, s.task from action_plan p \
        join action_step s on s.region = p.region and s.plan_id = p.id \
        where p.region = $1 and ((p.state = $2 and p.from_date <= $3 and p.until_date >= $4) \
        or p.id = $5) \
        order by title, plan_id, number";
    let mut found: Vec<Part> = sql::all(conn, question, values).await?;
    // engines differ in where they put what has no number
    found.sort_by(|a, b| {
        let key = |it: &Part| (it.title.clone(), it.plan_id, it.number.unwrap_or(0));
        key(a).cmp(&key(b))
    });
    Ok(found)
}
