//! Joint operations (*Operasi Gabungan*): several lead agencies, and places with how each stands.

use government::evidence::{self, Evidence};
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::{AddedPhotos, OPERATION, Photo, changed};
use crate::rules::SpotState;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Id.
    pub id: Uuid,
    /// Its name.
    pub title: String,
    /// What it is to reach.
    pub goal: String,
    /// The first day.
    pub from: Option<Date>,
    /// The last day, if it is known.
    pub until: Option<Date>,
    /// The agencies that lead it together.
    pub leads: Vec<Place>,
    /// The units that support it.
    pub supporters: Vec<Place>,
    /// Version.
    pub version: i64,
}

impl Operation {
    /// Where all its units lie.
    pub fn places(&self) -> Vec<Place> {
        self.leads.iter().chain(&self.supporters).cloned().collect()
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    goal: String,
    from_date: String,
    until_date: Option<String>,
    version: i64,
    unit_id: Uuid,
    unit_path: String,
    leads: bool,
}

/// What a person enters of an operation.
#[derive(Clone, Debug)]
pub struct OperationInput {
    /// Its name.
    pub title: String,
    /// What it is to reach.
    pub goal: String,
    /// The first day.
    pub from: Date,
    /// The last day, if it is known.
    pub until: Option<Date>,
    /// The agencies that lead it together.
    pub leads: Vec<Uuid>,
    /// The units that support it.
    pub supporters: Vec<Uuid>,
}

fn details(input: &OperationInput) -> serde_json::Value {
    json!({
        "Operasi gabungan": input.title, "Tujuan": input.goal,
        "Mulai": date::long(input.from),
        "Berakhir": input.until.map(date::long).unwrap_or_default(),
        "Penanggung jawab": input.leads, "Pendukung": input.supporters,
    })
}

async fn set_units(tx: &Tx, id: Uuid, input: &OperationInput) -> Result<(), Problem> {
    let of_operation = vec![tx.region().as_str().into(), id.into()];
    let clear = "delete from operation_unit where region = $1 and operation_id = $2";
    sql::run(tx.conn(), clear, of_operation).await?;
    let leads = input.leads.iter().map(|unit| (*unit, true));
    for (unit, leads) in leads.chain(input.supporters.iter().map(|unit| (*unit, false))) {
        insert(
            tx.conn(),
            "operation_unit",
            vec![
                ("region", tx.region().as_str().into()),
                ("operation_id", id.into()),
                ("unit_id", unit.into()),
                ("leads", leads.into()),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Begins an operation.
///
/// # Errors
/// When a statement fails.
pub async fn add_operation(tx: &mut Tx, input: &OperationInput) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "operation",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("title", input.title.clone().into()),
            ("goal", input.goal.clone().into()),
            ("from_date", date::iso(input.from).into()),
            ("until_date", input.until.map(date::iso).into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    set_units(tx, id, input).await?;
    tx.record(Ref::new(OPERATION, id), &details(input)).await?;
    Ok(id)
}

/// Changes an operation.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_operation(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &OperationInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update operation set title = $4, goal = $5, from_date = $6, until_date = $7, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.title.clone().into(),
            input.goal.clone().into(),
            date::iso(input.from).into(),
            input.until.map(date::iso).into(),
        ],
    )
    .await?;
    changed(touched)?;
    set_units(tx, id, input).await?;
    tx.record(Ref::new(OPERATION, id), &details(input)).await?;
    Ok(())
}

const QUESTION: &str = "select o.id as id, o.title as title, o.goal as goal, \
    o.from_date as from_date, o.until_date as until_date, o.version as version, \
    x.unit_id as unit_id, u.path as unit_path, x.leads as leads from operation o \
    join operation_unit x on x.region = o.region and x.operation_id = o.id \
    join unit u on u.region = x.region and u.id = x.unit_id";

fn gathered(rows: Vec<Row>) -> Vec<Operation> {
    let mut found: Vec<Operation> = Vec::new();
    for row in rows {
        if found.last().is_none_or(|last| last.id != row.id) {
            found.push(Operation {
                id: row.id,
                title: row.title,
                goal: row.goal,
                from: date::parse(&row.from_date),
                until: row.until_date.as_deref().and_then(date::parse),
                leads: vec![],
                supporters: vec![],
                version: row.version,
            });
        }
        let place = Place {
            id: row.unit_id,
            path: row.unit_path,
        };
        if let Some(last) = found.last_mut() {
            match row.leads {
                true => last.leads.push(place),
                false => last.supporters.push(place),
            }
        }
    }
    found
}

/// The operation with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_operation<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Operation>, Problem> {
    let question = format!("{QUESTION} where o.region = $1 and o.id = $2 order by u.number");
    let rows = sql::all(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    Ok(gathered(rows).pop())
}

/// All operations, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn operations<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<Operation>, Problem> {
    let question =
        format!("{QUESTION} where o.region = $1 order by o.from_date desc, o.id, u.number");
    let rows = sql::all(conn, &question, vec![region.as_str().into()]).await?;
    Ok(gathered(rows))
}

/// A place of an operation.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Spot {
    /// Id.
    pub id: Uuid,
    /// The operation.
    pub operation_id: Uuid,
    /// Its number within the operation.
    pub number: i64,
    /// "Pasar Anggrek".
    pub name: String,
    /// Code of the area it is in.
    pub area_code: Option<String>,
    state: i16,
    /// Version.
    pub version: i64,
}

impl Spot {
    /// How it stands, by the latest visit.
    pub fn state(&self) -> SpotState {
        SpotState::from_code(self.state)
    }
}

const SPOT: &str = "select id, operation_id, number, name, area_code, state, version \
    from operation_place";

/// Adds a place to an operation.
///
/// # Errors
/// When a statement fails.
pub async fn add_spot(
    tx: &mut Tx,
    operation: Uuid,
    name: &str,
    area: Option<String>,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from operation_place \
         where region = $1 and operation_id = $2",
        vec![tx.region().as_str().into(), operation.into()],
    )
    .await?;
    insert(
        tx.conn(),
        "operation_place",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("operation_id", operation.into()),
            ("number", number.into()),
            ("name", name.into()),
            ("area_code", area.clone().into()),
            ("state", SpotState::NotBegun.code().into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    let details = json!({ "Lokasi": name, "Wilayah": area });
    tx.record(Ref::new(OPERATION, operation), &details).await?;
    Ok(id)
}

/// The places of operations, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn spots<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    operations: &[Uuid],
) -> Result<Vec<Spot>, Problem> {
    if operations.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(operations.iter().map(|id| Value::from(*id)));
    let question = format!(
        "{SPOT} where region = $1 and operation_id in ({}) order by operation_id, number",
        places(1, operations.len())
    );
    sql::all(conn, &question, values).await
}

/// The place with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_spot<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Spot>, Problem> {
    let question = format!("{SPOT} where region = $1 and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// What a unit found and did at a place on a day.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Visit {
    /// Id.
    pub id: Uuid,
    /// The place.
    pub spot_id: Uuid,
    /// Who was there.
    pub unit_id: Uuid,
    day: String,
    state: i16,
    /// What was found.
    pub findings: String,
    /// What was done about it.
    pub action_taken: String,
    /// Who noted it.
    pub noted_name: String,
}

impl Visit {
    /// How the place stood afterwards.
    pub fn state(&self) -> SpotState {
        SpotState::from_code(self.state)
    }

    /// The day.
    pub fn day(&self) -> Option<Date> {
        date::parse(&self.day)
    }
}

/// What a person enters of a visit.
#[derive(Clone, Debug)]
pub struct VisitInput {
    /// Who was there.
    pub unit: Uuid,
    /// The day.
    pub day: Date,
    /// How the place stands now.
    pub state: SpotState,
    /// What was found.
    pub findings: String,
    /// What was done about it.
    pub action_taken: String,
}

/// Pictures of how a place was before serve a visit under this kind, those of after under the other.
const BEFORE: &str = "plans.visit.before";
const AFTER: &str = "plans.visit.after";

/// Notes a visit; the place stands as it says. A visit stays as it was noted: what is otherwise later
/// is another visit.
///
/// # Errors
/// `Problem::Conflict` when the place changed since it was read.
pub async fn add_visit(
    tx: &mut Tx,
    spot: &Spot,
    version: i64,
    input: &VisitInput,
    photos: AddedPhotos,
) -> Result<Uuid, Problem> {
    let touched = sql::run(
        tx.conn(),
        "update operation_place set state = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            spot.id.into(),
            version.into(),
            input.state.code().into(),
        ],
    )
    .await?;
    changed(touched)?;
    let id = tx.new_id();
    insert(
        tx.conn(),
        "operation_visit",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("spot_id", spot.id.into()),
            ("unit_id", input.unit.into()),
            ("day", date::iso(input.day).into()),
            ("state", input.state.code().into()),
            ("findings", input.findings.clone().into()),
            ("action_taken", input.action_taken.clone().into()),
            ("noted_name", tx.stamp().label.clone().into()),
            ("noted_at", tx.now().0.into()),
        ],
    )
    .await?;
    for (photo, piece) in photos {
        let kind = match photo {
            Photo::Before => BEFORE,
            Photo::After => AFTER,
        };
        evidence::add(tx, input.unit, Ref::new(kind, id), piece).await?;
    }
    let details = json!({
        "Lokasi": spot.name, "Tanggal": date::long(input.day), "Unit": input.unit,
        "Temuan": input.findings, "Tindakan": input.action_taken,
    });
    tx.record(Ref::new(OPERATION, spot.operation_id), &details)
        .await?;
    Ok(id)
}

/// The visits to the places of an operation, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn visits<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    operation: Uuid,
) -> Result<Vec<Visit>, Problem> {
    let question = "select v.id as id, v.spot_id as spot_id, v.unit_id as unit_id, v.day as day, \
        v.state as state, v.findings as findings, v.action_taken as action_taken, \
        v.noted_name as noted_name from operation_visit v \
        join operation_place p on p.region = v.region and p.id = v.spot_id \
        where v.region = $1 and p.operation_id = $2 order by v.day desc, v.noted_at desc, v.id";
    let values = vec![region.as_str().into(), operation.into()];
    sql::all(conn, question, values).await
}

/// Pictures of visits: those of before, and those of after.
///
/// # Errors
/// When the database cannot be read.
pub async fn visit_photos<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    visits: &[Uuid],
) -> Result<(Vec<Evidence>, Vec<Evidence>), Problem> {
    let before = evidence::of_subjects(conn, region, BEFORE, visits).await?;
    let after = evidence::of_subjects(conn, region, AFTER, visits).await?;
    Ok((before, after))
}
