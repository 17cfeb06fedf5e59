//! Figures of units, each with every revision it had.

use figures::State;
use platform::{
    Problem, RegionCode, Tx, Uuid, date,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use time::Date;

use crate::rules::Entry;

/// What a unit gave for an element of an indicator.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Cell {
    /// Id.
    pub id: Uuid,
    /// The indicator.
    pub indicator_id: Uuid,
    /// The element's letter.
    pub letter: String,
    /// Who gave it.
    pub unit_id: Uuid,
    state: i16,
    /// The amount as stored, where it is known.
    pub amount: Option<String>,
    /// Whether it may still change.
    pub provisional: bool,
    /// Why there is no amount, or a note beside it.
    pub reason: String,
    /// What is done about it.
    pub plan: String,
    plan_date: Option<String>,
    /// The unit that owes it.
    pub waiting_unit_id: Option<Uuid>,
    /// Whether the compiling section accepted that it is not carried out or not relevant.
    pub accepted: bool,
    /// The reviewer's finding of TDI, while it stands.
    pub finding_id: Option<Uuid>,
    /// Who wrote it.
    pub written_name: String,
    /// When, microseconds.
    pub written_at: i64,
    /// The file it came in, where it is about a year before the region began here; else empty.
    pub origin: String,
    /// Version; 0 stands for a cell nobody wrote yet.
    pub version: i64,
}

impl Cell {
    /// What counts: the finding of a reviewer over what the unit wrote.
    pub fn state(&self) -> State {
        match self.finding_id {
            Some(_) => State::Tdi,
            None => self.given(),
        }
    }

    /// What the unit wrote.
    pub fn given(&self) -> State {
        State::of_code(self.state).unwrap_or(State::NotFilled)
    }

    /// When the unit means to have it.
    pub fn plan_date(&self) -> Option<Date> {
        self.plan_date.as_deref().and_then(date::parse)
    }

    /// What the unit wrote, as an entry.
    pub fn entry(&self) -> Entry {
        Entry {
            state: self.given(),
            amount: self.amount.clone(),
            provisional: self.provisional,
            reason: self.reason.clone(),
            plan: self.plan.clone(),
            plan_date: self.plan_date(),
            waiting: self.waiting_unit_id,
        }
    }
}

pub(super) const COLUMNS: &str = "f.id as id, f.indicator_id as indicator_id, f.letter as letter, \
    f.unit_id as unit_id, f.state as state, f.amount as amount, f.provisional as provisional, \
    f.reason as reason, f.plan as plan, f.plan_date as plan_date, \
    f.waiting_unit_id as waiting_unit_id, f.accepted as accepted, f.finding_id as finding_id, \
    f.written_name as written_name, f.written_at as written_at, f.origin as origin, f.version as version";

/// The cells of indicators, of all units.
///
/// # Errors
/// When the database cannot be read.
pub async fn cells<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    indicators: &[Uuid],
) -> Result<Vec<Cell>, Problem> {
    if indicators.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(indicators.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select {COLUMNS} from figure f where f.region = $1 and f.indicator_id in ({}) \
         order by f.indicator_id, f.letter",
        places(1, indicators.len())
    );
    sql::all(conn, &question, values).await
}

/// All cells of a list in a year.
///
/// # Errors
/// When the database cannot be read.
pub async fn cells_of_year<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
) -> Result<Vec<Cell>, Problem> {
    let question = format!(
        "select {COLUMNS} from indicator i \
         join figure f on f.region = i.region and f.indicator_id = i.id \
         where i.region = $1 and i.list = $2 and i.year = $3"
    );
    let values = vec![region.as_str().into(), list.into(), year.into()];
    sql::all(conn, &question, values).await
}

/// What a unit gave in a year for these codes, by code and letter: it stands beside the cells of the
/// next year, whose indicators have other ids.
///
/// # Errors
/// When the database cannot be read.
pub async fn given_in<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    (list, year): (&str, i64),
    unit: Uuid,
    codes: &[&str],
) -> Result<std::collections::HashMap<(String, String), Cell>, Problem> {
    if codes.is_empty() {
        return Ok(std::collections::HashMap::new());
    }
    #[derive(FromQueryResult)]
    struct Row {
        code: String,
        #[sea_orm(nested)]
        cell: Cell,
    }
    let question = format!(
        "select i.code as code, {COLUMNS} from indicator i \
         join figure f on f.region = i.region and f.indicator_id = i.id \
         where i.region = $1 and i.list = $2 and i.year = $3 and f.unit_id = $4 \
         and i.code in ({})",
        places(4, codes.len())
    );
    let mut values: Vec<Value> = vec![
        region.as_str().into(),
        list.into(),
        year.into(),
        unit.into(),
    ];
    values.extend(codes.iter().map(|code| Value::from(*code)));
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| ((row.code, row.cell.letter.clone()), row.cell))
        .collect())
}

/// One cell.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_cell<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    indicator: Uuid,
    letter: &str,
    unit: Uuid,
) -> Result<Option<Cell>, Problem> {
    let question = format!(
        "select {COLUMNS} from figure f where f.region = $1 and f.indicator_id = $2 \
         and f.letter = $3 and f.unit_id = $4"
    );
    let values = vec![
        region.as_str().into(),
        indicator.into(),
        letter.into(),
        unit.into(),
    ];
    sql::one(conn, &question, values).await
}

/// Makes an empty cell where there is none, for a finding to lie over.
///
/// # Errors
/// When a statement fails.
pub async fn begin(tx: &Tx, (indicator, letter, unit): (Uuid, &str, Uuid)) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into figure (region, id, indicator_id, letter, unit_id, state, provisional, \
         reason, plan, accepted, written_by, written_name, written_at, version) \
         values ($1, $2, $3, $4, $5, $6, $7, '', '', $7, $8, '', 0, 0) \
         on conflict (region, indicator_id, letter, unit_id) do nothing",
        vec![
            tx.region().as_str().into(),
            tx.new_id().into(),
            indicator.into(),
            letter.into(),
            unit.into(),
            State::NotFilled.code().into(),
            false.into(),
            Uuid::nil().into(),
        ],
    )
    .await
    .map(drop)
}

/// Lays a reviewer's finding of TDI over a cell, or takes it away.
///
/// # Errors
/// When the statement fails.
pub async fn set_finding(tx: &Tx, cell: Uuid, finding: Option<Uuid>) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update figure set finding_id = $3 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), cell.into(), finding.into()],
    )
    .await
    .map(drop)
}

/// Notes that the compiling section accepts what a unit says is not carried out or not relevant, in a
/// list of a year.
///
/// # Errors
/// When the statement fails.
pub async fn accept(tx: &Tx, unit: Uuid, list: &str, year: i64) -> Result<u64, Problem> {
    sql::run(
        tx.conn(),
        "update figure set accepted = $5 where region = $1 and unit_id = $2 and state in ($6, $7) \
         and indicator_id in (select i.id from indicator i \
         where i.region = $1 and i.list = $3 and i.year = $4)",
        vec![
            tx.region().as_str().into(),
            unit.into(),
            list.into(),
            year.into(),
            true.into(),
            State::NotRelevant.code().into(),
            State::NotCarriedOut.code().into(),
        ],
    )
    .await
}

/// A revision of a cell.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Revision {
    /// The cell.
    pub figure_id: Uuid,
    /// Its number, from 1.
    pub number: i64,
    /// At which station it was made.
    pub stage: String,
    state: i16,
    /// The amount as stored.
    pub amount: Option<String>,
    /// Whether it may still change.
    pub provisional: bool,
    /// Why there is no amount.
    pub reason: String,
    /// Who wrote it.
    pub written_name: String,
    /// When, microseconds.
    pub written_at: i64,
}

impl Revision {
    /// Its state.
    pub fn state(&self) -> State {
        State::of_code(self.state).unwrap_or(State::NotFilled)
    }
}

/// The revisions of cells, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn revisions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    cells: &[Uuid],
) -> Result<Vec<Revision>, Problem> {
    if cells.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(cells.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select figure_id, number, stage, state, amount, provisional, reason, written_name, \
         written_at from figure_revision where region = $1 and figure_id in ({}) \
         order by written_at desc, number desc",
        places(1, cells.len())
    );
    sql::all(conn, &question, values).await
}
