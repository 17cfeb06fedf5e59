//! Results of indicators: computed in the transaction that changed a figure, and read by pages.

use std::collections::HashMap;

use figures::{
    Exact, Figure, State,
    formula::{Explanation, Formula, Inputs},
};
use platform::{
    Problem, RegionCode, Tx, Uuid,
    store::{
        Rows,
        packed::{self, Column, Kind, Packed, Unpack},
        sql::places,
    },
};
use sea_orm::{ConnectionTrait, Value};

use super::{Asked, Cell, cells, keep::TOGETHER};

/// The stored result of an indicator.
#[derive(Clone, Debug)]
pub struct ResultRow {
    /// The indicator.
    pub indicator_id: Uuid,
    state: i16,
    amount: Option<String>,
    /// "(4.512 ÷ 5.003) × 100 = 90,19 %".
    pub line: String,
}

impl ResultRow {
    /// The result.
    pub fn figure(&self) -> Figure {
        figure(State::of_code(self.state), self.amount.as_deref())
    }
}

impl Unpack for ResultRow {
    fn columns() -> Vec<Column> {
        vec![
            ("r.indicator_id", Kind::Id),
            ("r.state", Kind::Number),
            ("r.amount", Kind::Text),
            ("r.line", Kind::Text),
        ]
    }

    fn unpack(row: &mut Packed<'_>) -> Result<Self, Problem> {
        Ok(Self {
            indicator_id: row.id()?,
            state: row.number()?,
            amount: row.maybe_text()?.map(str::to_owned),
            line: row.text()?.to_owned(),
        })
    }
}

pub(super) fn figure(state: Option<State>, amount: Option<&str>) -> Figure {
    let known = amount.and_then(|text| text.parse::<Exact>().ok());
    match (state, known) {
        (Some(State::Known), Some(amount)) => Figure::Known(amount),
        (Some(state), _) => Figure::missing(state).unwrap_or(Figure::NotFilled),
        (None, _) => Figure::NotFilled,
    }
}

/// The figures of an indicator's elements, by letter.
struct Given<'a> {
    asked: &'a Asked,
    cells: HashMap<&'a str, &'a Cell>,
}

impl<'a> Given<'a> {
    fn of(asked: &'a Asked, cells: &'a [Cell]) -> Self {
        let counts = |cell: &&Cell| {
            cell.indicator_id == asked.indicator.id
                && asked.elements.iter().any(|element| {
                    element.letter == cell.letter && asked.owner(element) == Some(cell.unit_id)
                })
        };
        Self {
            asked,
            cells: cells
                .iter()
                .filter(counts)
                .map(|cell| (cell.letter.as_str(), cell))
                .collect(),
        }
    }
}

impl Inputs for Given<'_> {
    fn value(&self, name: &str) -> Figure {
        match self.cells.get(name) {
            Some(cell) => figure(Some(cell.state()), cell.amount.as_deref()),
            None => Figure::NotFilled,
        }
    }

    fn origin(&self, name: &str) -> Option<String> {
        let element = self.asked.elements.iter().find(|it| it.letter == name)?;
        let by = self.cells.get(name).map(|cell| cell.written_name.as_str());
        Some(match by {
            Some(by) => format!("{}; diisi {by}", element.name),
            None => element.name.clone(),
        })
    }
}

/// How the result of an indicator comes about from its cells; `None` where its formula cannot be read.
pub fn explain(asked: &Asked, cells: &[Cell]) -> Option<Explanation> {
    let formula = Formula::parse(&asked.indicator.formula).ok()?;
    Some(formula.explain(&Given::of(asked, cells)))
}

/// Computes the results of indicators anew and keeps them.
///
/// # Errors
/// When a statement fails.
pub async fn compute(tx: &Tx, asked: &[&Asked]) -> Result<(), Problem> {
    let mut rows = kept();
    for some in asked.chunks(TOGETHER) {
        let ids: Vec<Uuid> = some.iter().map(|it| it.indicator.id).collect();
        let mut of: HashMap<Uuid, Vec<Cell>> = HashMap::new();
        for cell in cells(tx.conn(), tx.region(), &ids).await? {
            of.entry(cell.indicator_id).or_default().push(cell);
        }
        for asked in some {
            let it = &asked.indicator;
            let cells = of.get(&it.id).map_or(&[][..], Vec::as_slice);
            let explained = explain(asked, cells);
            let value = explained
                .as_ref()
                .map_or(Figure::NotFilled, |explained| explained.value().clone());
            let line = explained.map_or_else(String::new, |explained| {
                explained.line(u32::try_from(it.decimals).ok(), &it.measure)
            });
            rows.push(row(tx, it.id, &value, line));
        }
    }
    rows.write(tx.conn()).await
}

/// Rows of results that stand in the place of those before them.
pub(super) fn kept() -> Rows<6> {
    let columns = [
        "region",
        "indicator_id",
        "state",
        "amount",
        "line",
        "computed_at",
    ];
    Rows::new("indicator_result", columns).or_update(&["region", "indicator_id"])
}

/// One of them.
pub(super) fn row(tx: &Tx, indicator: Uuid, value: &Figure, line: String) -> [Value; 6] {
    [
        tx.region().as_str().into(),
        indicator.into(),
        value.state().code().into(),
        value.known().map(Exact::stored).into(),
        line.into(),
        tx.now().0.into(),
    ]
}

/// The stored results of indicators; those nobody filled anything in for are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn results<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    indicators: &[Uuid],
) -> Result<HashMap<Uuid, ResultRow>, Problem> {
    if indicators.is_empty() {
        return Ok(HashMap::new());
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(indicators.iter().map(|id| Value::from(*id)));
    let from = format!(
        "indicator_result r where r.region = $1 and r.indicator_id in ({})",
        places(1, indicators.len())
    );
    let rows: Vec<ResultRow> = packed::all(conn, &from, None, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row))
        .collect())
}

/// The stored results of a list in a year.
///
/// # Errors
/// When the database cannot be read.
pub async fn results_of_year<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
) -> Result<HashMap<Uuid, ResultRow>, Problem> {
    let from = "indicator i \
        join indicator_result r on r.region = i.region and r.indicator_id = i.id \
        where i.region = $1 and i.list = $2 and i.year = $3";
    let values = vec![region.as_str().into(), list.into(), year.into()];
    let rows: Vec<ResultRow> = packed::all(conn, from, None, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row))
        .collect())
}
