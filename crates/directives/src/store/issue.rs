//! Issues of units: raised by one, owned by the same or another, solved in steps.

use government::Directory;
use platform::{
    Place, Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use crate::{
    rules::{IssueKind, Raiser},
    store::{ISSUE, meeting::changed, raiser},
};

/// An issue.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Issue {
    /// Id.
    pub id: Uuid,
    /// The unit whose issue it is.
    pub unit_id: Uuid,
    /// The unit that raised it, or wrote down what an institution or a team raised.
    pub raised_by_unit_id: Uuid,
    /// Kind as stored.
    pub kind: i16,
    /// What it is.
    pub text: String,
    /// Langkah Penyelesaian, as agreed; empty: not yet.
    pub steps: String,
    /// The unit that owns the solution.
    pub owner_unit_id: Option<Uuid>,
    /// The meeting it was raised for.
    pub meeting_id: Option<Uuid>,
    /// How it was solved.
    pub solution: String,
    /// When, microseconds; `None`: open.
    pub solved_at: Option<i64>,
    /// When it was raised, microseconds.
    pub created_at: i64,
    /// Version.
    pub version: i64,
    raiser_institution_id: Option<Uuid>,
    raiser_team_id: Option<Uuid>,
    /// Name of the institution or team that raised it; empty where a unit did.
    pub raiser: String,
    unit_path: String,
    raised_by_path: String,
}

impl Issue {
    /// What kind of issue it is.
    pub fn kind(&self) -> IssueKind {
        IssueKind::from_code(self.kind).unwrap_or(IssueKind::Problem)
    }

    /// The institution or team that raised it.
    pub fn raiser(&self) -> Option<Raiser> {
        Raiser::of(self.raiser_institution_id, self.raiser_team_id)
    }

    /// Who raised it, where that is another than the unit whose issue it is; else empty.
    pub fn raised_by<'a>(&'a self, directory: &'a Directory) -> &'a str {
        match (
            self.raiser.is_empty(),
            self.raised_by_unit_id == self.unit_id,
        ) {
            (false, _) => &self.raiser,
            (true, true) => "",
            (true, false) => directory.unit_name(self.raised_by_unit_id),
        }
    }

    /// Where it lies: with the unit whose issue it is, and with the one that raised it.
    pub fn places(&self) -> Vec<Place> {
        let place = |id, path: &str| Place {
            id,
            path: path.to_owned(),
        };
        vec![
            place(self.unit_id, &self.unit_path),
            place(self.raised_by_unit_id, &self.raised_by_path),
        ]
    }
}

/// What a person enters of an issue.
#[derive(Clone, Debug)]
pub struct IssueInput {
    /// The unit whose issue it is.
    pub unit: Uuid,
    /// The institution or team that raised it; `None`: the unit that writes it down.
    pub raiser: Option<Raiser>,
    /// What kind of issue.
    pub kind: IssueKind,
    /// What it is.
    pub text: String,
    /// The steps to its solution.
    pub steps: String,
    /// Who owns the solution.
    pub owner: Option<Uuid>,
}

/// Which issues a list shows.
#[derive(Clone, Debug, Default)]
pub struct IssueFilter {
    /// Of this unit, raised by it, or solved by it.
    pub unit: Option<Uuid>,
    /// Of this kind.
    pub kind: Option<IssueKind>,
    /// Only open ones, or only solved ones.
    pub solved: Option<bool>,
}

impl IssueFilter {
    /// All that are open.
    pub fn open() -> Self {
        Self {
            solved: Some(false),
            ..Self::default()
        }
    }
}

const COLUMNS: &str = "i.id as id, i.unit_id as unit_id, \
    i.raised_by_unit_id as raised_by_unit_id, i.kind as kind, i.text as text, i.steps as steps, \
    i.owner_unit_id as owner_unit_id, i.meeting_id as meeting_id, i.solution as solution, \
    i.solved_at as solved_at, i.created_at as created_at, i.version as version, \
    u.path as unit_path, r.path as raised_by_path";

/// Issues with their places and who raised them, up to the condition.
fn question() -> String {
    format!(
        "select {COLUMNS}, {} from issue i \
         join unit u on u.region = i.region and u.id = i.unit_id \
         join unit r on r.region = i.region and r.id = i.raised_by_unit_id {}",
        raiser::COLUMNS,
        raiser::joined(raiser::ISSUE, "i")
    )
}

/// Most issues of a list; beyond it the page says how to narrow down.
pub const ISSUE_LIMIT: i64 = 300;

fn details(input: &IssueInput, raiser: &str) -> serde_json::Value {
    json!({
        "Jenis": input.kind.label(), "Isi": input.text, "Langkah penyelesaian": input.steps,
        "Disampaikan oleh": raiser,
    })
}

/// Raises an issue for a unit, for this meeting if one is named.
///
/// # Errors
/// When the statement fails.
pub async fn add_issue(
    tx: &mut Tx,
    raised_by: Uuid,
    meeting: Option<Uuid>,
    input: &IssueInput,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "issue",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("unit_id", input.unit.into()),
            ("raised_by_unit_id", raised_by.into()),
            ("kind", input.kind.code().into()),
            ("text", input.text.clone().into()),
            ("steps", input.steps.clone().into()),
            ("owner_unit_id", input.owner.into()),
            ("meeting_id", meeting.into()),
            ("solution", "".into()),
            ("solved_at", None::<i64>.into()),
            ("created_at", tx.now().0.into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    let raiser = raiser::set(tx, raiser::ISSUE, id, input.raiser).await?;
    tx.record(Ref::new(ISSUE, id), &details(input, &raiser))
        .await?;
    Ok(id)
}

/// Changes an issue.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn update_issue(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &IssueInput,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update issue set unit_id = $4, kind = $5, text = $6, steps = $7, owner_unit_id = $8, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            input.unit.into(),
            input.kind.code().into(),
            input.text.clone().into(),
            input.steps.clone().into(),
            input.owner.into(),
        ],
    )
    .await?;
    changed(touched)?;
    let raiser = raiser::set(tx, raiser::ISSUE, id, input.raiser).await?;
    tx.record(Ref::new(ISSUE, id), &details(input, &raiser))
        .await?;
    Ok(())
}

/// Closes an issue with its solution.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn solve_issue(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    solution: &str,
) -> Result<(), Problem> {
    let now = tx.now().0;
    set_solution(tx, id, version, solution, Some(now)).await?;
    tx.record(Ref::new(ISSUE, id), &json!({ "Penyelesaian": solution }))
        .await?;
    Ok(())
}

/// Takes a solved issue up again. What was written as its solution stays in the history.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn reopen_issue(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    reason: &str,
) -> Result<(), Problem> {
    set_solution(tx, id, version, "", None).await?;
    tx.record(Ref::new(ISSUE, id), &json!({ "Dibuka kembali": reason }))
        .await?;
    Ok(())
}

async fn set_solution(
    tx: &Tx,
    id: Uuid,
    version: i64,
    solution: &str,
    at: Option<i64>,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update issue set solution = $4, solved_at = $5, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            id.into(),
            version.into(),
            solution.into(),
            at.into(),
        ],
    )
    .await?;
    changed(touched)
}

/// The issue with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_issue<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Issue>, Problem> {
    let question = format!("{} where i.region = $1 and i.id = $2", question());
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// Issues that fit a filter, at most `limit`: open ones first, the longest open first.
///
/// # Errors
/// When the database cannot be read.
pub async fn issues<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    filter: &IssueFilter,
    limit: i64,
) -> Result<Vec<Issue>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    let mut wheres = "i.region = $1".to_owned();
    if let Some(unit) = filter.unit {
        values.push(unit.into());
        let n = values.len();
        wheres += &format!(
            " and (i.unit_id = ${n} or i.raised_by_unit_id = ${n} or i.owner_unit_id = ${n})"
        );
    }
    if let Some(kind) = filter.kind {
        values.push(kind.code().into());
        wheres += &format!(" and i.kind = ${}", values.len());
    }
    wheres += match filter.solved {
        None => "",
        Some(true) => " and i.solved_at is not null",
        Some(false) => " and i.solved_at is null",
    };
    let question = format!(
        "{} where {wheres} \
         order by case when i.solved_at is null then 0 else 1 end, i.solved_at desc, \
         i.created_at, i.id limit {limit}",
        question()
    );
    sql::all(conn, &question, values).await
}
