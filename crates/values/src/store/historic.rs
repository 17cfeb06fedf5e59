//! Figures of years before the region began here (*data historis*): they come from a file, went through
//! no review here, and give way to whatever a unit gives itself.

use std::collections::HashSet;

use platform::{
    Problem, RegionCode, Tx, Uuid,
    store::{Rows, sql},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{
    cell::Cell,
    evidence::Verdict,
    keep::{CellInput, Origin, Standing, write},
};

/// At which station such a revision is made.
const STAGE: &str = "Data historis";

/// Keeps what a unit gave in an earlier year, by the file it came in; nothing happens where it stands
/// like that already. Returns those that changed. The caller writes the audit row.
///
/// # Errors
/// `Problem::Refused` where a unit gave a figure itself.
pub async fn keep_historic<'a>(
    tx: &Tx,
    unit: Uuid,
    inputs: &'a [CellInput],
    file: &str,
) -> Result<Vec<&'a CellInput>, Problem> {
    let changes = |old: Option<&Standing>, input: &CellInput| match old {
        Some(old) if old.entry == input.entry => Ok(false),
        Some(old) if !old.takes_historic => Err(Problem::Refused(format!(
            "Salah satu unsur baru saja diisi {} sendiri. Unggah lagi berkasnya.",
            old.written_name
        ))),
        _ => Ok(true),
    };
    let origin = Origin { stage: STAGE, file };
    write(tx, unit, inputs, &origin, changes).await
}

/// The indicators of a list in a year with a historic figure among theirs. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn historic_indicators<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
) -> Result<HashSet<Uuid>, Problem> {
    let ids: Vec<Uuid> = sql::values(
        conn,
        "select distinct f.indicator_id as indicator_id from indicator i \
         join figure f on f.region = i.region and f.indicator_id = i.id \
         where i.region = $1 and i.list = $2 and i.year = $3 and f.origin <> ''",
        vec![region.as_str().into(), list.into(), year.into()],
    )
    .await?;
    Ok(ids.into_iter().collect())
}

/// Figures of a year that came in with one file.
#[derive(Clone, Debug, FromQueryResult)]
pub struct HistoricFile {
    /// The year they are about.
    pub year: i64,
    /// The file.
    pub origin: String,
    /// Who brought it in.
    pub written_name: String,
    /// When, microseconds.
    pub written_at: i64,
    /// How many figures still stand as it said.
    pub count: i64,
    /// How many of them are known.
    pub known: i64,
}

/// The files that historic figures of a list come from, the latest year first.
///
/// # Errors
/// When the database cannot be read.
pub async fn historic_files<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
) -> Result<Vec<HistoricFile>, Problem> {
    sql::all(
        conn,
        "select i.year as year, f.origin as origin, f.written_name as written_name, \
         f.written_at as written_at, count(*) as count, count(f.amount) as known \
         from indicator i \
         join figure f on f.region = i.region and f.indicator_id = i.id \
         where i.region = $1 and i.list = $2 and f.origin <> '' \
         group by i.year, f.origin, f.written_name, f.written_at \
         order by i.year desc, f.written_at desc, f.origin",
        vec![region.as_str().into(), list.into()],
    )
    .await
}

/// A historic figure that evidence may lie beside.
#[derive(Clone, Debug, FromQueryResult)]
pub struct HistoricCell {
    /// The figure.
    pub id: Uuid,
    /// The year it is about.
    pub year: i64,
    /// The code of its indicator in that year.
    pub code: String,
    /// Its element.
    pub letter: String,
    /// The unit it counts for.
    pub unit_id: Uuid,
}

/// The historic figures of a list in all years. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn historic_cells<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
) -> Result<Vec<HistoricCell>, Problem> {
    sql::all(
        conn,
        "select f.id as id, i.year as year, i.code as code, f.letter as letter, \
         f.unit_id as unit_id from indicator i \
         join figure f on f.region = i.region and f.indicator_id = i.id \
         where i.region = $1 and i.list = $2 and f.origin <> '' \
         order by i.year, i.order_number, f.letter",
        vec![region.as_str().into(), list.into()],
    )
    .await
}

/// Year and code of every indicator of a list. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn codes<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
) -> Result<Vec<(i64, String)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        year: i64,
        code: String,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select year, code from indicator where region = $1 and list = $2",
        vec![region.as_str().into(), list.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| (row.year, row.code)).collect())
}

/// Puts evidence beside historic figures where it does not lie yet, by the archive it came in: the figure,
/// and the piece.
///
/// # Errors
/// When a statement fails.
pub async fn point_historic(
    tx: &Tx,
    places: &[(Uuid, Uuid)],
    archive: &str,
) -> Result<(), Problem> {
    let mut rows = Rows::new(
        "figure_evidence",
        [
            "region",
            "figure_id",
            "evidence_id",
            "pages",
            "verdict",
            "verdict_note",
            "verdict_name",
            "origin",
        ],
    );
    for (cell, piece) in places {
        rows.push([
            tx.region().as_str().into(),
            (*cell).into(),
            (*piece).into(),
            "".into(),
            Verdict::None.code().into(),
            "".into(),
            "".into(),
            archive.into(),
        ]);
    }
    rows.write(tx.conn()).await
}

/// How many files of evidence lie beside historic figures, by the year they are about. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn historic_proofs<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
) -> Result<Vec<(i64, i64)>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        year: i64,
        count: i64,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select i.year as year, count(distinct e.evidence_id) as count from indicator i \
         join figure f on f.region = i.region and f.indicator_id = i.id \
         join figure_evidence e on e.region = f.region and e.figure_id = f.id \
         where i.region = $1 and i.list = $2 and e.origin <> '' \
         group by i.year order by i.year desc",
        vec![region.as_str().into(), list.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| (row.year, row.count)).collect())
}

impl Cell {
    /// Whether it came from a file about a year before the region began here.
    pub fn is_historic(&self) -> bool {
        !self.origin.is_empty()
    }

    /// Whether a historic figure may stand here: where none was given, or another file said it.
    pub fn takes_historic(&self) -> bool {
        self.finding_id.is_none()
            && (self.is_historic() || self.given() == figures::State::NotFilled)
    }
}
