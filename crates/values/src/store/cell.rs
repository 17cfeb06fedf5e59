//! Figures of units, each with every revision it had.

use figures::State;
use platform::{
    Problem, RegionCode, Tx, Uuid, date,
    store::{
        packed::{self, Column, Kind, Packed, Unpack},
        sql::{self, places},
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use time::Date;

use crate::rules::Entry;

/// What a unit gave for an element of an indicator.
#[derive(Clone, Debug)]
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

impl Unpack for Cell {
    fn columns() -> Vec<Column> {
        vec![
            ("f.id", Kind::Id),
            ("f.indicator_id", Kind::Id),
            ("f.letter", Kind::Text),
            ("f.unit_id", Kind::Id),
            ("f.state", Kind::Number),
            ("f.amount", Kind::Text),
            ("f.provisional", Kind::Flag),
            ("f.reason", Kind::Text),
            ("f.plan", Kind::Text),
            ("f.plan_date", Kind::Text),
            ("f.waiting_unit_id", Kind::Id),
            ("f.accepted", Kind::Flag),
            ("f.finding_id", Kind::Id),
            ("f.written_name", Kind::Text),
            ("f.written_at", Kind::Number),
            ("f.origin", Kind::Text),
            ("f.version", Kind::Number),
        ]
    }

    fn unpack(row: &mut Packed<'_>) -> Result<Self, Problem> {
        Ok(Self {
            id: row.id()?,
            indicator_id: row.id()?,
            letter: row.text()?.to_owned(),
            unit_id: row.id()?,
            state: row.number()?,
            amount: row.maybe_text()?.map(str::to_owned),
            provisional: row.flag()?,
            reason: row.text()?.to_owned(),
            plan: row.text()?.to_owned(),
            plan_date: row.maybe_text()?.map(str::to_owned),
            waiting_unit_id: row.maybe_id()?,
            accepted: row.flag()?,
            finding_id: row.maybe_id()?,
            written_name: row.text()?.to_owned(),
            written_at: row.number()?,
            origin: row.text()?.to_owned(),
            version: row.number()?,
        })
    }
}

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
    let from = format!(
        "figure f where f.region = $1 and f.indicator_id in ({})",
        places(1, indicators.len())
    );
    packed::all(conn, &from, Some("f.indicator_id, f.letter"), values).await
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
    // a cross join lets SQLite begin with the indicators, not with the figures of all years
    let from = "indicator i cross join figure f where f.region = i.region \
        and f.indicator_id = i.id and i.region = $1 and i.list = $2 and i.year = $3";
    let values = vec![region.as_str().into(), list.into(), year.into()];
    packed::all(conn, from, None, values).await
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
    struct Row {
        code: String,
        cell: Cell,
    }
    impl Unpack for Row {
        fn columns() -> Vec<Column> {
            let mut columns = vec![("i.code", Kind::Text)];
            columns.extend(Cell::columns());
            columns
        }

        fn unpack(row: &mut Packed<'_>) -> Result<Self, Problem> {
            Ok(Self {
                code: row.text()?.to_owned(),
                cell: Cell::unpack(row)?,
            })
        }
    }
    let from = format!(
        "indicator i \
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
    let rows: Vec<Row> = packed::all(conn, &from, None, values).await?;
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
    let from = "figure f where f.region = $1 and f.indicator_id = $2 \
        and f.letter = $3 and f.unit_id = $4";
    let values = vec![
        region.as_str().into(),
        indicator.into(),
        letter.into(),
        unit.into(),
    ];
    Ok(packed::all(conn, from, None, values).await?.pop())
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
