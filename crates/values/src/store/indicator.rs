//! Indicators of a year and their elements, as they are read.

use std::collections::HashMap;

use platform::{
    Problem, RegionCode, Uuid,
    store::{
        packed::{self, Column, Kind, Packed, Unpack},
        sql::{self, places},
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::rules::{Direction, IndicatorKind};

/// An indicator a region answers in a year.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Id.
    pub id: Uuid,
    /// The list it stands in: `lppd`, or a list of the region's own.
    pub list: String,
    /// The year it is about.
    pub year: i64,
    /// Its code in that list: `1.a.1`.
    pub code: String,
    /// Place in the list.
    pub order_number: i64,
    kind: i16,
    /// The affair it belongs to, in words.
    pub affair: String,
    /// Its official name.
    pub name: String,
    /// Its formula in the letters of its elements.
    pub formula: String,
    /// What the result is measured in.
    pub measure: String,
    direction: i16,
    /// Digits after the comma that are shown.
    pub decimals: i16,
    /// The outcome an output answers to.
    pub parent_id: Option<Uuid>,
    /// *PD Pengampu Utama*.
    pub unit_id: Option<Uuid>,
    /// Whether its source was seen; else it is unverified.
    pub seen: bool,
    /// Whether the region says any of it otherwise than a pack.
    pub own: bool,
    /// Where it comes from.
    pub source: String,
    /// What it was meant to reach in its year, as stored, where the region says so.
    pub target: Option<String>,
    /// What says so: a plan, a decree.
    pub target_basis: String,
    /// The pack it was taken from, or the name of the workbook.
    pub pack: String,
    /// Version.
    pub version: i64,
}

impl Indicator {
    /// What it is.
    pub fn kind(&self) -> IndicatorKind {
        IndicatorKind::from_code(self.kind).unwrap_or(IndicatorKind::Data)
    }

    /// Which way it is better.
    pub fn direction(&self) -> Direction {
        Direction::from_code(self.direction)
    }
}

/// An element of an indicator: the numerator, the denominator, or any other figure of its formula.
#[derive(Clone, Debug)]
pub struct Element {
    /// The indicator.
    pub indicator_id: Uuid,
    /// Its letter in the formula.
    pub letter: String,
    /// What is counted.
    pub name: String,
    /// The unit that gives it, where another than the indicator's own.
    pub unit_id: Option<Uuid>,
}

/// An indicator with its elements.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The indicator.
    pub indicator: Indicator,
    /// Its elements, in order of their letters.
    pub elements: Vec<Element>,
}

impl Asked {
    /// Who gives an element.
    pub fn owner(&self, element: &Element) -> Option<Uuid> {
        element.unit_id.or(self.indicator.unit_id)
    }

    /// The elements a unit gives.
    pub fn elements_of(&self, unit: Uuid) -> impl Iterator<Item = &Element> {
        self.elements
            .iter()
            .filter(move |element| self.owner(element) == Some(unit))
    }

    /// Puts elements to their indicators; both come in order.
    pub fn join(indicators: Vec<Indicator>, elements: Vec<Element>) -> Vec<Self> {
        let mut by_id = HashMap::<Uuid, Vec<Element>>::new();
        for element in elements {
            by_id.entry(element.indicator_id).or_default().push(element);
        }
        indicators
            .into_iter()
            .map(|indicator| Self {
                elements: by_id.remove(&indicator.id).unwrap_or_default(),
                indicator,
            })
            .collect()
    }
}

impl Unpack for Indicator {
    fn columns() -> Vec<Column> {
        vec![
            ("i.id", Kind::Id),
            ("i.list", Kind::Text),
            ("i.year", Kind::Number),
            ("i.code", Kind::Text),
            ("i.order_number", Kind::Number),
            ("i.kind", Kind::Number),
            ("i.affair", Kind::Text),
            ("i.name", Kind::Text),
            ("i.formula", Kind::Text),
            ("i.measure", Kind::Text),
            ("i.direction", Kind::Number),
            ("i.decimals", Kind::Number),
            ("i.parent_id", Kind::Id),
            ("i.unit_id", Kind::Id),
            ("i.seen", Kind::Flag),
            ("i.own", Kind::Flag),
            ("i.source", Kind::Text),
            ("i.target", Kind::Text),
            ("i.target_basis", Kind::Text),
            ("i.pack", Kind::Text),
            ("i.version", Kind::Number),
        ]
    }

    fn unpack(row: &mut Packed<'_>) -> Result<Self, Problem> {
        Ok(Self {
            id: row.id()?,
            list: row.text()?.to_owned(),
            year: row.number()?,
            code: row.text()?.to_owned(),
            order_number: row.number()?,
            kind: row.number()?,
            affair: row.text()?.to_owned(),
            name: row.text()?.to_owned(),
            formula: row.text()?.to_owned(),
            measure: row.text()?.to_owned(),
            direction: row.number()?,
            decimals: row.number()?,
            parent_id: row.maybe_id()?,
            unit_id: row.maybe_id()?,
            seen: row.flag()?,
            own: row.flag()?,
            source: row.text()?.to_owned(),
            target: row.maybe_text()?.map(str::to_owned),
            target_basis: row.text()?.to_owned(),
            pack: row.text()?.to_owned(),
            version: row.number()?,
        })
    }
}

impl Unpack for Element {
    fn columns() -> Vec<Column> {
        vec![
            ("e.indicator_id", Kind::Id),
            ("e.letter", Kind::Text),
            ("e.name", Kind::Text),
            ("e.unit_id", Kind::Id),
        ]
    }

    fn unpack(row: &mut Packed<'_>) -> Result<Self, Problem> {
        Ok(Self {
            indicator_id: row.id()?,
            letter: row.text()?.to_owned(),
            name: row.text()?.to_owned(),
            unit_id: row.maybe_id()?,
        })
    }
}

/// Indicators in order, with their elements. Two statements.
async fn joined<C: ConnectionTrait>(
    conn: &C,
    wheres: &str,
    values: Vec<Value>,
) -> Result<Vec<Asked>, Problem> {
    let from = format!("indicator i where {wheres}");
    let found = packed::all(conn, &from, Some("i.order_number"), values.clone()).await?;
    // a cross join lets SQLite begin with the indicators: left to itself it reads the elements of all
    // years of the region first
    let from = format!(
        "indicator i cross join indicator_element e \
         where e.region = i.region and e.indicator_id = i.id and {wheres}"
    );
    let elements = packed::all(conn, &from, Some("e.letter"), values).await?;
    Ok(Asked::join(found, elements))
}

/// The indicators a list asks for in a year, in order. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn indicators<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
) -> Result<Vec<Asked>, Problem> {
    of_year(conn, region, (list, year), true).await
}

/// The indicators that were in a list and are not asked for any more; their figures stay. Two
/// statements.
pub(super) async fn not_asked<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
) -> Result<Vec<Asked>, Problem> {
    of_year(conn, region, (list, year), false).await
}

async fn of_year<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    (list, year): (&str, i64),
    asked: bool,
) -> Result<Vec<Asked>, Problem> {
    let values: Vec<Value> = vec![
        region.as_str().into(),
        list.into(),
        year.into(),
        asked.into(),
    ];
    let wheres = "i.region = $1 and i.list = $2 and i.year = $3 and i.asked = $4";
    joined(conn, wheres, values).await
}

/// The indicators of which a unit gives an element, in order. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn indicators_of_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
    unit: Uuid,
) -> Result<Vec<Asked>, Problem> {
    let values: Vec<Value> = vec![
        region.as_str().into(),
        list.into(),
        year.into(),
        unit.into(),
        true.into(),
    ];
    // whose indicator it is stands in its row; only of those, and of those of others that have an
    // element of this unit, the elements are looked at
    let wheres = "i.region = $1 and i.list = $2 and i.year = $3 and i.asked = $5 and \
        (i.unit_id = $4 and exists (select 1 from indicator_element o \
        where o.region = i.region and o.indicator_id = i.id \
        and coalesce(o.unit_id, i.unit_id) = $4) \
        or i.id in (select o.indicator_id from indicator_element o \
        where o.region = $1 and o.unit_id = $4))";
    joined(conn, wheres, values).await
}

/// One indicator with its elements.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<Asked>, Problem> {
    let from = "indicator i where i.region = $1 and i.id = $2";
    let values = vec![region.as_str().into(), id.into()];
    let found: Vec<Indicator> = packed::all(conn, from, None, values).await?;
    let Some(indicator) = found.into_iter().next() else {
        return Ok(None);
    };
    let elements = elements(conn, region, &[id]).await?;
    Ok(Asked::join(vec![indicator], elements).pop())
}

/// The elements of indicators.
///
/// # Errors
/// When the database cannot be read.
pub async fn elements<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    indicators: &[Uuid],
) -> Result<Vec<Element>, Problem> {
    if indicators.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(indicators.iter().map(|id| Value::from(*id)));
    let from = format!(
        "indicator_element e where e.region = $1 and e.indicator_id in ({})",
        places(1, indicators.len())
    );
    packed::all(conn, &from, Some("e.letter"), values).await
}

/// The units that give elements of a list in a year.
///
/// # Errors
/// When the database cannot be read.
pub async fn owners<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
) -> Result<Vec<Uuid>, Problem> {
    sql::values(
        conn,
        "select distinct coalesce(e.unit_id, i.unit_id) as unit_id from indicator i \
         cross join indicator_element e where e.region = i.region and e.indicator_id = i.id \
         and i.region = $1 and i.list = $2 and i.year = $3 and i.asked = $4 \
         and coalesce(e.unit_id, i.unit_id) is not null",
        vec![
            region.as_str().into(),
            list.into(),
            year.into(),
            true.into(),
        ],
    )
    .await
}

/// The lists there are with their years and how many indicators each holds, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn years<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
) -> Result<Vec<(String, i64, i64)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        list: String,
        year: i64,
        count: i64,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select list, year, count(*) as count from indicator where region = $1 \
         group by list, year order by year desc, list",
        vec![region.as_str().into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.list, row.year, row.count))
        .collect())
}

/// The units that support the owners of indicators.
///
/// # Errors
/// When the database cannot be read.
pub async fn supporting<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    (list, year): (&str, i64),
) -> Result<Vec<(Uuid, Uuid)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        indicator_id: Uuid,
        unit_id: Uuid,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select s.indicator_id as indicator_id, s.unit_id as unit_id from indicator i \
         cross join indicator_support s where s.region = i.region and s.indicator_id = i.id \
         and i.region = $1 and i.list = $2 and i.year = $3 order by s.unit_id",
        vec![region.as_str().into(), list.into(), year.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row.unit_id))
        .collect())
}

/// Which unit owns each indicator of a list, by code, in the latest year of the list up to this one.
///
/// # Errors
/// When the database cannot be read.
pub async fn owners_by_code<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
) -> Result<HashMap<String, Uuid>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        code: String,
        unit_id: Uuid,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select code, unit_id from indicator where region = $1 and list = $2 and asked = $4 \
         and unit_id is not null and year = (select max(year) from indicator \
         where region = $1 and list = $2 and year <= $3 and asked = $4)",
        vec![
            region.as_str().into(),
            list.into(),
            year.into(),
            true.into(),
        ],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.code, row.unit_id))
        .collect())
}
