//! Which evidence proves which cell, on which pages, and what the reviewer says of it.

use platform::{
    Problem, RegionCode, Tx, Uuid,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

/// What a reviewer says of a piece of evidence beside a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody judged it yet.
    None,
    /// It proves the figure.
    Fits,
    /// It does not yet: another year, another amount.
    NotYet,
    /// It is about something else.
    Irrelevant,
    /// It cannot be opened or read.
    Unreadable,
}

impl Verdict {
    /// All that can be said.
    pub const ALL: [Self; 4] = [Self::Fits, Self::NotYet, Self::Irrelevant, Self::Unreadable];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::None => 0,
            Self::Fits => 1,
            Self::NotYet => 2,
            Self::Irrelevant => 3,
            Self::Unreadable => 4,
        }
    }

    /// The verdict behind a stored number.
    pub fn from_code(code: i16) -> Self {
        Self::ALL
            .into_iter()
            .find(|it| it.code() == code)
            .unwrap_or(Self::None)
    }

    /// Words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "Belum dinilai",
            Self::Fits => "Sesuai",
            Self::NotYet => "Belum Sesuai",
            Self::Irrelevant => "Tidak Relevan",
            Self::Unreadable => "Tidak Dapat Dibuka",
        }
    }
}

/// A piece of evidence beside a cell.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Proof {
    /// The cell.
    pub figure_id: Uuid,
    /// The evidence.
    pub evidence_id: Uuid,
    /// On which pages it stands.
    pub pages: String,
    verdict: i16,
    /// Why the reviewer says so.
    pub verdict_note: String,
    /// Who judged it.
    pub verdict_name: String,
    /// The archive it came in, where it is about a year before the region began here; else empty.
    pub origin: String,
}

impl Proof {
    /// What the reviewer says.
    pub fn verdict(&self) -> Verdict {
        Verdict::from_code(self.verdict)
    }
}

/// Points to the pages of a piece of evidence that prove a cell.
///
/// # Errors
/// When the statement fails.
pub async fn point(tx: &Tx, cell: Uuid, evidence: Uuid, pages: &str) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into figure_evidence (region, figure_id, evidence_id, pages, verdict, \
         verdict_note, verdict_name) values ($1, $2, $3, $4, 0, '', '') \
         on conflict (region, figure_id, evidence_id) do update set pages = excluded.pages",
        vec![
            tx.region().as_str().into(),
            cell.into(),
            evidence.into(),
            pages.into(),
        ],
    )
    .await
    .map(drop)
}

/// Says what a piece of evidence is worth for a cell. How many rows it concerned: 0 or 1.
///
/// # Errors
/// When the statement fails.
pub async fn judge(
    tx: &Tx,
    cell: Uuid,
    evidence: Uuid,
    verdict: Verdict,
    note: &str,
) -> Result<u64, Problem> {
    sql::run(
        tx.conn(),
        "update figure_evidence set verdict = $4, verdict_note = $5, verdict_name = $6, \
         verdict_at = $7 where region = $1 and figure_id = $2 and evidence_id = $3",
        vec![
            tx.region().as_str().into(),
            cell.into(),
            evidence.into(),
            verdict.code().into(),
            note.into(),
            tx.stamp().label.as_str().into(),
            tx.now().0.into(),
        ],
    )
    .await
}

/// What proves cells.
///
/// # Errors
/// When the database cannot be read.
pub async fn proofs<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    cells: &[Uuid],
) -> Result<Vec<Proof>, Problem> {
    if cells.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(cells.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select figure_id, evidence_id, pages, verdict, verdict_note, verdict_name, origin \
         from figure_evidence where region = $1 and figure_id in ({})",
        places(1, cells.len())
    );
    sql::all(conn, &question, values).await
}

/// How many pieces of evidence lie beside a cell, and how many were judged to prove it as it stands:
/// a verdict given before the figure changed is about another figure. What an archive brought beside a
/// historic figure counts as neither: it proves nothing a unit gives itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProofCount {
    /// All.
    pub all: i64,
    /// *Sesuai*, judged since the figure was last written.
    pub fits: i64,
}

/// The evidence of each cell of a list in a year, counted; cells without are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn proof_counts<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    list: &str,
    year: i64,
) -> Result<std::collections::HashMap<Uuid, ProofCount>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        figure_id: Uuid,
        count: i64,
        fits: i64,
    }
    let rows: Vec<Row> = sql::all(
        conn,
        "select e.figure_id as figure_id, count(*) as count, \
         count(case when e.verdict = $4 and e.verdict_at >= f.written_at then 1 end) as fits \
         from indicator i \
         join figure f on f.region = i.region and f.indicator_id = i.id \
         join figure_evidence e on e.region = f.region and e.figure_id = f.id \
         where i.region = $1 and i.list = $2 and i.year = $3 and e.origin = '' \
         group by e.figure_id",
        vec![
            region.as_str().into(),
            list.into(),
            year.into(),
            Verdict::Fits.code().into(),
        ],
    )
    .await?;
    let counted = |row: &Row| ProofCount {
        all: row.count,
        fits: row.fits,
    };
    Ok(rows
        .iter()
        .map(|row| (row.figure_id, counted(row)))
        .collect())
}
