//! Steps of a plan with their owners and places.

use figures::Amount;
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{PLAN, Plan, plan::touch};
use crate::rules::OwnerRef;

/// A step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Id.
    pub id: Uuid,
    /// The plan.
    pub plan_id: Uuid,
    /// Its number within the plan.
    pub number: i64,
    /// What is to be done.
    pub task: String,
    /// By whom.
    pub owner: OwnerRef,
    /// What is counted.
    pub measure: String,
    /// How many.
    pub target: Option<Amount>,
    /// By when.
    pub due: Option<Date>,
    /// Where, in words.
    pub place: String,
    /// Where, as codes of areas.
    pub areas: Vec<String>,
    /// The follow-up it became.
    pub follow_up: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    plan_id: Uuid,
    number: i64,
    task: String,
    unit_id: Option<Uuid>,
    area_code: Option<String>,
    team_id: Option<Uuid>,
    institution_id: Option<Uuid>,
    measure: String,
    target: String,
    due_date: String,
    place: String,
    follow_up_id: Option<Uuid>,
    at_area: Option<String>,
}

impl Row {
    fn owner(&self) -> OwnerRef {
        let area = || OwnerRef::Area(self.area_code.clone().unwrap_or_default());
        self.unit_id
            .map(OwnerRef::Unit)
            .or_else(|| self.team_id.map(OwnerRef::Team))
            .or_else(|| self.institution_id.map(OwnerRef::Institution))
            .unwrap_or_else(area)
    }
}

/// What a person enters of a step.
#[derive(Clone, Debug)]
pub struct StepInput {
    /// What is to be done.
    pub task: String,
    /// By whom.
    pub owner: OwnerRef,
    /// What is counted.
    pub measure: String,
    /// How many.
    pub target: Amount,
    /// By when.
    pub due: Date,
    /// Where, in words.
    pub place: String,
    /// Where, as codes of areas.
    pub areas: Vec<String>,
}

fn details(number: i64, input: &StepInput) -> serde_json::Value {
    json!({
        "Langkah": number, "Yang dikerjakan": input.task, "Pelaksana": input.owner.to_string(),
        "Satuan": input.measure, "Target": input.target.to_string(),
        "Batas waktu": date::long(input.due), "Tempat": input.place, "Wilayah": input.areas,
    })
}

fn columns(input: &StepInput) -> Vec<(&'static str, sea_orm::Value)> {
    let (mut unit, mut area, mut team, mut institution) = (None, None, None, None);
    match &input.owner {
        OwnerRef::Unit(id) => unit = Some(*id),
        OwnerRef::Area(code) => area = Some(code.clone()),
        OwnerRef::Team(id) => team = Some(*id),
        OwnerRef::Institution(id) => institution = Some(*id),
    }
    vec![
        ("task", input.task.clone().into()),
        ("unit_id", unit.into()),
        ("area_code", area.into()),
        ("team_id", team.into()),
        ("institution_id", institution.into()),
        ("measure", input.measure.clone().into()),
        ("target", input.target.stored().into()),
        ("due_date", date::iso(input.due).into()),
        ("place", input.place.clone().into()),
    ]
}

async fn set_areas(tx: &Tx, step: Uuid, areas: &[String]) -> Result<(), Problem> {
    let of_step = vec![tx.region().as_str().into(), step.into()];
    let clear = "delete from action_step_area where region = $1 and step_id = $2";
    sql::run(tx.conn(), clear, of_step).await?;
    for area in areas {
        insert(
            tx.conn(),
            "action_step_area",
            vec![
                ("region", tx.region().as_str().into()),
                ("step_id", step.into()),
                ("area_code", area.as_str().into()),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Adds a step behind those of a plan.
///
/// # Errors
/// `Problem::Conflict` when the plan changed since it was read; `Problem::Refused` when it was sent.
pub async fn add_step(
    tx: &mut Tx,
    plan: &Plan,
    version: i64,
    input: &StepInput,
) -> Result<Uuid, Problem> {
    touch(tx, plan, version).await?;
    let id = tx.new_id();
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from action_step where region = $1 and plan_id = $2",
        vec![tx.region().as_str().into(), plan.id.into()],
    )
    .await?;
    let mut row = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("plan_id", plan.id.into()),
        ("number", number.into()),
    ];
    row.extend(columns(input));
    insert(tx.conn(), "action_step", row).await?;
    set_areas(tx, id, &input.areas).await?;
    tx.record(Ref::new(PLAN, plan.id), &details(number, input))
        .await?;
    Ok(id)
}

/// What somebody reads who would change a step that is a follow-up already.
fn begun(step: &Step) -> Result<(), Problem> {
    match step.follow_up {
        None => Ok(()),
        Some(_) => Err(Problem::Refused(
            "Langkah ini sudah menjadi tindak lanjut. Target dan batas waktunya diubah melalui tindak \
             lanjutnya."
                .into(),
        )),
    }
}

/// Changes a step.
///
/// # Errors
/// As `add_step`; `Problem::Refused` when it is a follow-up already.
pub async fn update_step(
    tx: &mut Tx,
    plan: &Plan,
    step: &Step,
    version: i64,
    input: &StepInput,
) -> Result<(), Problem> {
    begun(step)?;
    touch(tx, plan, version).await?;
    let set: Vec<(&str, sea_orm::Value)> = columns(input);
    let names: Vec<String> = set
        .iter()
        .zip(3..)
        .map(|((name, _), place)| format!("{name} = ${place}"))
        .collect();
    let mut values = vec![tx.region().as_str().into(), step.id.into()];
    values.extend(set.into_iter().map(|(_, value)| value));
    let statement = format!(
        "update action_step set {} where region = $1 and id = $2",
        names.join(", ")
    );
    sql::run(tx.conn(), &statement, values).await?;
    set_areas(tx, step.id, &input.areas).await?;
    tx.record(Ref::new(PLAN, plan.id), &details(step.number, input))
        .await?;
    Ok(())
}

/// Takes a step out of a plan.
///
/// # Errors
/// As `update_step`; `Problem::Refused` when activities name it.
pub async fn drop_step(tx: &mut Tx, plan: &Plan, step: &Step, version: i64) -> Result<(), Problem> {
    begun(step)?;
    touch(tx, plan, version).await?;
    let of_step = || vec![tx.region().as_str().into(), step.id.into()];
    let named = "select count(*) from activity where region = $1 and step_id = $2";
    if sql::number(tx.conn(), named, of_step()).await? > 0 {
        return Err(Problem::Refused(
            "Langkah ini sudah mempunyai kegiatan, jadi tidak dapat dihapus.".into(),
        ));
    }
    set_areas(tx, step.id, &[]).await?;
    let gone = "delete from action_step where region = $1 and id = $2";
    sql::run(tx.conn(), gone, of_step()).await?;
    let details = json!({ "Langkah dihapus": step.number, "Yang dikerjakan": step.task });
    tx.record(Ref::new(PLAN, plan.id), &details).await?;
    Ok(())
}

const QUESTION: &str = "select s.id as id, s.plan_id as plan_id, s.number as number, \
    s.task as task, s.unit_id as unit_id, s.area_code as area_code, s.team_id as team_id, \
    s.institution_id as institution_id, s.measure as measure, s.target as target, \
    s.due_date as due_date, s.place as place, s.follow_up_id as follow_up_id, \
    a.area_code as at_area from action_step s \
    left join action_step_area a on a.region = s.region and a.step_id = s.id";

fn gathered(rows: Vec<Row>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for row in rows {
        if steps.last().is_none_or(|last| last.id != row.id) {
            steps.push(Step {
                id: row.id,
                plan_id: row.plan_id,
                number: row.number,
                owner: row.owner(),
                task: row.task,
                measure: row.measure,
                target: row.target.parse().ok(),
                due: date::parse(&row.due_date),
                place: row.place,
                areas: vec![],
                follow_up: row.follow_up_id,
            });
        }
        if let (Some(step), Some(area)) = (steps.last_mut(), row.at_area) {
            step.areas.push(area);
        }
    }
    steps
}

/// The steps of a plan, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn steps_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
) -> Result<Vec<Step>, Problem> {
    let question =
        format!("{QUESTION} where s.region = $1 and s.plan_id = $2 order by s.number, a.area_code");
    let rows = sql::all(conn, &question, vec![region.as_str().into(), plan.into()]).await?;
    Ok(gathered(rows))
}

/// The step with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_step<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Step>, Problem> {
    let question = format!("{QUESTION} where s.region = $1 and s.id = $2 order by a.area_code");
    let rows = sql::all(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    Ok(gathered(rows).pop())
}
