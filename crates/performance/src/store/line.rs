//! Lines of a version: objective, indicator, measure, target, and the targets of the quarters.

use figures::{Amount, Direction, Exact, Quarterly};
use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;

use super::{AGREEMENT, Agreement, agreement::touch_open};
use crate::rules::Draft;

/// A line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Id.
    pub id: Uuid,
    /// The version it stands in.
    pub version_id: Uuid,
    /// What stays the same from version to version.
    pub key: Uuid,
    /// Its number within the version.
    pub number: i64,
    /// What is entered of it.
    pub input: LineInput,
    /// What a predecessor reached of the target before this version.
    pub before: Option<Exact>,
    /// "Misi 2 (2022-2027): ..." that it serves, or empty.
    pub mission: String,
}

impl Line {
    /// As far as it matters before it is sent.
    pub fn draft(&self) -> Draft<'_> {
        Draft {
            indicator: &self.input.indicator,
            target: self.input.target,
            kind: self.input.kind,
            quarters: self.input.quarters,
        }
    }
}

/// What a person enters of a line; it is never kept without all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineInput {
    /// *Sasaran*.
    pub objective: String,
    /// *Indikator kinerja*.
    pub indicator: String,
    /// *Satuan*.
    pub measure: String,
    /// Which way is better.
    pub direction: Direction,
    /// The target of the year.
    pub target: Amount,
    /// How quarters make the year.
    pub kind: Quarterly,
    /// The targets of the quarters.
    pub quarters: [Option<Amount>; 4],
    /// Code of the IKK it is, or empty.
    pub ikk: String,
    /// The mission it serves.
    pub mission: Option<Uuid>,
    /// The line of the superior's agreement it serves.
    pub above: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    version_id: Uuid,
    line_key: Uuid,
    number: i64,
    objective: String,
    indicator: String,
    measure: String,
    direction: String,
    target: String,
    quarter_kind: i16,
    target_1: Option<String>,
    target_2: Option<String>,
    target_3: Option<String>,
    target_4: Option<String>,
    reached_before: Option<String>,
    ikk_code: String,
    mission_id: Option<Uuid>,
    above_key: Option<Uuid>,
    mission_number: Option<i64>,
    mission_years: Option<String>,
    mission_text: Option<String>,
}

fn amount(stored: Option<String>) -> Option<Amount> {
    stored.and_then(|it| it.parse().ok())
}

impl Row {
    fn read(self) -> Result<Line, Problem> {
        let target = self.target.parse().map_err(Problem::internal)?;
        let mission = match (self.mission_number, self.mission_years, self.mission_text) {
            (Some(number), Some(years), Some(text)) => format!("Misi {number} ({years}): {text}"),
            _ => String::new(),
        };
        Ok(Line {
            mission,
            id: self.id,
            version_id: self.version_id,
            key: self.line_key,
            number: self.number,
            before: self.reached_before.and_then(|it| it.parse().ok()),
            input: LineInput {
                objective: self.objective,
                indicator: self.indicator,
                measure: self.measure,
                direction: Direction::of_word(&self.direction).unwrap_or(Direction::Higher),
                target,
                kind: Quarterly::of_code(self.quarter_kind).unwrap_or(Quarterly::YearlyOnly),
                quarters: [self.target_1, self.target_2, self.target_3, self.target_4].map(amount),
                ikk: self.ikk_code,
                mission: self.mission_id,
                above: self.above_key,
            },
        })
    }
}

const QUESTION: &str = "select l.id as id, l.version_id as version_id, l.line_key as line_key, \
    l.number as number, l.objective as objective, l.indicator as indicator, l.measure as measure, \
    l.direction as direction, l.target as target, l.quarter_kind as quarter_kind, \
    l.target_1 as target_1, l.target_2 as target_2, l.target_3 as target_3, \
    l.target_4 as target_4, l.reached_before as reached_before, l.ikk_code as ikk_code, \
    l.mission_id as mission_id, l.above_key as above_key, m.number as mission_number, \
    cast(m.first_year as text) || '-' || cast(m.last_year as text) as mission_years, \
    m.text as mission_text from agreement_line l \
    left join mission m on m.region = l.region and m.id = l.mission_id";

/// The lines of a version, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn lines_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    version: Uuid,
) -> Result<Vec<Line>, Problem> {
    let question =
        format!("{QUESTION} where l.region = $1 and l.version_id = $2 order by l.number");
    let values = vec![region.as_str().into(), version.into()];
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    rows.into_iter().map(Row::read).collect()
}

/// The lines of all versions of the agreements of a year, by version and number.
///
/// # Errors
/// When the database cannot be read.
pub async fn all_lines<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
) -> Result<Vec<Line>, Problem> {
    let question = format!(
        "{QUESTION} join agreement_version v on v.region = l.region and v.id = l.version_id \
         join performance_agreement a on a.region = v.region and a.id = v.agreement_id \
         where l.region = $1 and a.year_id = $2 order by l.version_id, l.number"
    );
    let values = vec![region.as_str().into(), year.into()];
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    rows.into_iter().map(Row::read).collect()
}

/// The lines of these versions, by version and number.
///
/// # Errors
/// When the database cannot be read.
pub async fn lines_of_versions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    versions: &[Uuid],
) -> Result<Vec<Line>, Problem> {
    if versions.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(versions.iter().map(|id| Value::from(*id)));
    let question = format!(
        "{QUESTION} where l.region = $1 and l.version_id in ({}) order by l.version_id, l.number",
        sql::places(1, versions.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    rows.into_iter().map(Row::read).collect()
}

/// The line with this id, with its agreement's id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_line<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<(Uuid, Line)>, Problem> {
    let question = format!("{QUESTION} where l.region = $1 and l.id = $2");
    let row: Option<Row> =
        sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    let Some(line) = row.map(Row::read).transpose()? else {
        return Ok(None);
    };
    let agreement: Option<Uuid> = sql::value(
        conn,
        "select agreement_id from agreement_version where region = $1 and id = $2",
        vec![region.as_str().into(), line.version_id.into()],
    )
    .await?;
    Ok(agreement.map(|agreement| (agreement, line)))
}

fn columns(input: &LineInput) -> Vec<(&'static str, Value)> {
    let [one, two, three, four] = input.quarters.map(|it| it.map(Amount::stored));
    vec![
        ("objective", input.objective.clone().into()),
        ("indicator", input.indicator.clone().into()),
        ("measure", input.measure.clone().into()),
        ("direction", input.direction.word().into()),
        ("target", input.target.stored().into()),
        ("quarter_kind", input.kind.code().into()),
        ("target_1", one.into()),
        ("target_2", two.into()),
        ("target_3", three.into()),
        ("target_4", four.into()),
        ("ikk_code", input.ikk.clone().into()),
        ("mission_id", input.mission.into()),
        ("above_key", input.above.into()),
    ]
}

fn details(what: &str, number: i64, input: &LineInput) -> serde_json::Value {
    let quarters = input.quarters.map(|it| it.map(|it| it.to_string()));
    json!({
        what: number, "Sasaran": input.objective, "Indikator": input.indicator,
        "Satuan": input.measure, "Arah": input.direction.label(),
        "Target": input.target.to_string(), "Triwulan": quarters,
        "Cara triwulan": input.kind.label(), "IKK": input.ikk,
    })
}

async fn put(
    tx: &Tx,
    version: Uuid,
    (key, number): (Uuid, i64),
    input: &LineInput,
    before: Option<Exact>,
) -> Result<(), Problem> {
    let mut row = vec![
        ("region", tx.region().as_str().into()),
        ("id", tx.new_id().into()),
        ("version_id", version.into()),
        ("line_key", key.into()),
        ("number", number.into()),
        ("reached_before", before.map(|it| it.stored()).into()),
    ];
    row.extend(columns(input));
    insert(tx.conn(), "agreement_line", row).await
}

/// Adds a line behind those of the latest version.
///
/// # Errors
/// `Problem::Refused` when the agreement is signed or sent; `Problem::Conflict` when it changed.
pub async fn add_line(
    tx: &mut Tx,
    it: &Agreement,
    version: i64,
    input: &LineInput,
) -> Result<(), Problem> {
    touch_open(tx, it, version).await?;
    let number = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from agreement_line \
         where region = $1 and version_id = $2",
        vec![tx.region().as_str().into(), it.version_id.into()],
    )
    .await?;
    let key = tx.new_id();
    put(tx, it.version_id, (key, number), input, None).await?;
    let details = details("Indikator ditambahkan", number, input);
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// A line of an older version stays as it was.
fn of_latest(it: &Agreement, line: &Line) -> Result<(), Problem> {
    match line.version_id == it.version_id {
        true => Ok(()),
        false => Err(Problem::Refused(
            "Baris ini milik versi yang sudah diganti dan tidak berubah lagi.".into(),
        )),
    }
}

/// Changes a line.
///
/// # Errors
/// As `add_line`.
pub async fn update_line(
    tx: &mut Tx,
    it: &Agreement,
    line: &Line,
    version: i64,
    input: &LineInput,
) -> Result<(), Problem> {
    touch_open(tx, it, version).await?;
    of_latest(it, line)?;
    let set = columns(input);
    let names: Vec<String> = set
        .iter()
        .zip(3..)
        .map(|((name, _), place)| format!("{name} = ${place}"))
        .collect();
    let mut values: Vec<Value> = vec![tx.region().as_str().into(), line.id.into()];
    values.extend(set.into_iter().map(|(_, value)| value));
    let statement = format!(
        "update agreement_line set {} where region = $1 and id = $2",
        names.join(", ")
    );
    sql::run(tx.conn(), &statement, values).await?;
    let details = details("Indikator diubah", line.number, input);
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// Takes a line out.
///
/// # Errors
/// As `add_line`.
pub async fn drop_line(
    tx: &mut Tx,
    it: &Agreement,
    line: &Line,
    version: i64,
) -> Result<(), Problem> {
    touch_open(tx, it, version).await?;
    of_latest(it, line)?;
    sql::run(
        tx.conn(),
        "delete from agreement_line where region = $1 and id = $2",
        vec![tx.region().as_str().into(), line.id.into()],
    )
    .await?;
    let details = details("Indikator dihapus", line.number, &line.input);
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// Copies the lines of a version into a new one, with what was reached of each before it.
pub(super) async fn copy(
    tx: &Tx,
    lines: &[Line],
    to: Uuid,
    before: impl Fn(&Line) -> Option<Exact>,
) -> Result<(), Problem> {
    for line in lines {
        let place = (line.key, line.number);
        put(tx, to, place, &line.input, before(line)).await?;
    }
    Ok(())
}
