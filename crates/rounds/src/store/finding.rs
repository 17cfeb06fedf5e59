//! Findings of the review (*Catatan Hasil Reviu*) with both sides' words.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use values::store as figures;

use super::{FILLING, Filling, changed};
use crate::rules::{FindingKind, FindingState};

/// A finding.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Finding {
    /// Id.
    pub id: Uuid,
    /// The filling it is about.
    pub filling_id: Uuid,
    /// The unit.
    pub unit_id: Uuid,
    /// The indicator.
    pub indicator_id: Uuid,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its affair.
    pub affair: String,
    /// The element, or empty for the whole row.
    pub letter: String,
    kind: i16,
    state: i16,
    /// What was found.
    pub text: String,
    /// What the unit answered.
    pub answer: String,
    /// Who found it.
    pub made_name: String,
    /// When, microseconds.
    pub made_at: i64,
    /// Who answered.
    pub answered_name: String,
    /// Who settled it or kept it.
    pub settled_name: String,
    /// Version.
    pub version: i64,
}

impl Finding {
    /// What it is about.
    pub fn kind(&self) -> FindingKind {
        FindingKind::from_code(self.kind)
    }

    /// How it stands.
    pub fn state(&self) -> FindingState {
        FindingState::from_code(self.state)
    }
}

/// A finding as it is typed.
#[derive(Clone, Debug)]
pub struct NewFinding {
    /// The indicator.
    pub indicator: Uuid,
    /// The element, or empty for the whole row.
    pub letter: String,
    /// What it is about.
    pub kind: FindingKind,
    /// What was found.
    pub text: String,
}

const QUESTION: &str = "select n.id as id, n.filling_id as filling_id, f.unit_id as unit_id, \
    n.indicator_id as indicator_id, i.code as code, i.name as name, i.affair as affair, \
    n.letter as letter, n.kind as kind, n.state as state, n.text as text, n.answer as answer, \
    n.made_name as made_name, n.made_at as made_at, n.answered_name as answered_name, \
    n.settled_name as settled_name, n.version as version from review_finding n \
    join filling f on f.region = n.region and f.id = n.filling_id \
    join indicator i on i.region = n.region and i.id = n.indicator_id";

/// The findings of a filling, in order of the list.
///
/// # Errors
/// When the database cannot be read.
pub async fn findings<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    filling: Uuid,
) -> Result<Vec<Finding>, Problem> {
    let question = format!(
        "{QUESTION} where n.region = $1 and n.filling_id = $2 order by i.order_number, n.made_at"
    );
    sql::all(
        conn,
        &question,
        vec![region.as_str().into(), filling.into()],
    )
    .await
}

/// The findings of a round.
///
/// # Errors
/// When the database cannot be read.
pub async fn findings_of_round<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    round: Uuid,
) -> Result<Vec<Finding>, Problem> {
    let question = format!(
        "{QUESTION} where n.region = $1 and f.round_id = $2 order by i.order_number, n.made_at"
    );
    sql::all(conn, &question, vec![region.as_str().into(), round.into()]).await
}

/// The cells a finding is laid over.
async fn cells_of(
    tx: &Tx,
    it: &Filling,
    indicator: Uuid,
    letter: &str,
) -> Result<Vec<figures::Cell>, Problem> {
    let cells = figures::cells(tx.conn(), tx.region(), &[indicator]).await?;
    let wanted = cells
        .into_iter()
        .filter(|cell| cell.unit_id == it.unit_id && (letter.is_empty() || cell.letter == letter));
    Ok(wanted.collect())
}

async fn recompute(tx: &Tx, indicator: Uuid) -> Result<(), Problem> {
    match figures::find(tx.conn(), tx.region(), indicator).await? {
        Some(asked) => figures::compute(tx, &[&asked]).await,
        None => Ok(()),
    }
}

/// Notes a finding. A finding of TDI lies over the unit's cells while it stands; the unit's own
/// words stay as they are.
///
/// # Errors
/// When a statement fails.
pub async fn add_finding(tx: &mut Tx, it: &Filling, new: &NewFinding) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    insert(
        tx.conn(),
        "review_finding",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("filling_id", it.id.into()),
            ("indicator_id", new.indicator.into()),
            ("letter", new.letter.as_str().into()),
            ("kind", new.kind.code().into()),
            ("state", FindingState::Open.code().into()),
            ("text", new.text.as_str().into()),
            ("answer", "".into()),
            ("made_name", tx.stamp().label.as_str().into()),
            ("made_at", tx.now().0.into()),
            ("answered_name", "".into()),
            ("settled_name", "".into()),
            ("version", 1_i64.into()),
        ],
    )
    .await?;
    if new.kind == FindingKind::Tdi {
        lay_over(tx, it, new, id).await?;
        recompute(tx, new.indicator).await?;
    }
    let details = json!({
        "Catatan": new.kind.label(), "Uraian": new.text, "Unsur": new.letter,
    });
    tx.record(Ref::new(FILLING, it.id), &details).await?;
    Ok(id)
}

/// A cell nobody wrote has no row to lay a finding over, so it gets an empty one.
async fn lay_over(tx: &Tx, it: &Filling, new: &NewFinding, id: Uuid) -> Result<(), Problem> {
    let Some(asked) = figures::find(tx.conn(), tx.region(), new.indicator).await? else {
        return Ok(());
    };
    let letters = asked
        .elements_of(it.unit_id)
        .map(|element| element.letter.as_str())
        .filter(|letter| new.letter.is_empty() || new.letter == *letter);
    for letter in letters {
        figures::begin(tx, (new.indicator, letter, it.unit_id)).await?;
    }
    for cell in cells_of(tx, it, new.indicator, &new.letter).await? {
        figures::set_finding(tx, cell.id, Some(id)).await?;
    }
    Ok(())
}

/// Keeps what the unit answers to a finding.
///
/// # Errors
/// `Problem::Conflict` when it changed meanwhile.
pub async fn answer(
    tx: &mut Tx,
    it: &Filling,
    finding: &Finding,
    version: i64,
    text: &str,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update review_finding set answer = $4, answered_name = $5, answered_at = $6, state = $7, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            finding.id.into(),
            version.into(),
            text.into(),
            tx.stamp().label.as_str().into(),
            tx.now().0.into(),
            FindingState::Answered.code().into(),
        ],
    )
    .await?;
    changed(touched)?;
    let details = json!({ "Tanggapan": text, "Indikator": finding.code });
    tx.record(Ref::new(FILLING, it.id), &details).await?;
    Ok(())
}

/// Settles a finding, or keeps it although the unit answered. A settled finding of TDI is taken off
/// the figure.
///
/// # Errors
/// `Problem::Conflict` when it changed meanwhile.
pub async fn settle_finding(
    tx: &mut Tx,
    it: &Filling,
    finding: &Finding,
    version: i64,
    state: FindingState,
) -> Result<(), Problem> {
    let values: Vec<Value> = vec![
        tx.region().as_str().into(),
        finding.id.into(),
        version.into(),
        state.code().into(),
        tx.stamp().label.as_str().into(),
        tx.now().0.into(),
    ];
    let touched = sql::run(
        tx.conn(),
        "update review_finding set state = $4, settled_name = $5, settled_at = $6, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        values,
    )
    .await?;
    changed(touched)?;
    if finding.kind() == FindingKind::Tdi {
        let over = state.stands().then_some(finding.id);
        for cell in cells_of(tx, it, finding.indicator_id, &finding.letter).await? {
            figures::set_finding(tx, cell.id, over).await?;
        }
        recompute(tx, finding.indicator_id).await?;
    }
    let details = json!({ "Catatan": state.label(), "Indikator": finding.code });
    tx.record(Ref::new(FILLING, it.id), &details).await?;
    Ok(())
}
