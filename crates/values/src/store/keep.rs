//! Figures being written: each change makes a revision, and a handful of statements keeps some fifty.

use std::collections::{HashMap, HashSet};

use platform::{
    Problem, Tx, Uuid, date,
    store::{Rows, packed, sql::places},
};
use sea_orm::Value;

use super::cell::Cell;
use crate::rules::Entry;

/// Indicators that are asked for with one statement.
pub(super) const TOGETHER: usize = 500;

/// What a unit gives for an element.
#[derive(Clone, Debug)]
pub struct CellInput {
    /// The indicator.
    pub indicator: Uuid,
    /// The element's letter.
    pub letter: String,
    /// What is given.
    pub entry: Entry,
    /// Version of the cell on the screen, 0 for an empty one; `None` takes it as it stands.
    pub version: Option<i64>,
}

/// Keeps what a unit gives, each changed cell as a new revision made at `stage`; nothing happens where
/// it stands like that already, unless that came from a file about years before: it becomes the unit's
/// own by being given again. Returns those that changed, in their order. The caller writes the audit
/// row.
///
/// # Errors
/// `Problem::Conflict` when somebody else wrote one meanwhile.
pub async fn keep<'a>(
    tx: &Tx,
    unit: Uuid,
    inputs: &'a [CellInput],
    stage: &str,
) -> Result<Vec<&'a CellInput>, Problem> {
    let changes = |old: Option<&Standing>, input: &CellInput| match old {
        Some(old) if old.entry == input.entry && !old.historic => Ok(false),
        None => Ok(input.entry != Entry::empty()),
        Some(old) if input.version.is_some_and(|it| it != old.version) => {
            let state = old.entry.state.label();
            let now = old.entry.amount.as_deref().unwrap_or(state);
            Err(Problem::Conflict(format!(
                "Sel ini baru saja diisi {}: {now}. Isian Anda belum tersimpan; muat ulang halaman \
                 bila ingin menggantinya.",
                old.written_name
            )))
        }
        Some(_) => Ok(true),
    };
    let origin = Origin { stage, file: "" };
    write(tx, unit, inputs, &origin, changes).await
}

/// Where figures come from.
pub(super) struct Origin<'a> {
    /// The station of their revision.
    pub(super) stage: &'a str,
    /// The file, where they are about years before the region began here.
    pub(super) file: &'a str,
}

/// A cell as it stands while others are kept.
pub(super) struct Standing {
    id: Uuid,
    version: i64,
    /// What it says.
    pub(super) entry: Entry,
    /// Who wrote it.
    pub(super) written_name: String,
    historic: bool,
    /// Whether a historic figure may stand here.
    pub(super) takes_historic: bool,
}

impl From<Cell> for Standing {
    fn from(cell: Cell) -> Self {
        Self {
            id: cell.id,
            version: cell.version,
            entry: cell.entry(),
            historic: cell.is_historic(),
            takes_historic: cell.takes_historic(),
            written_name: cell.written_name,
        }
    }
}

/// Writes those that change what stands there.
pub(super) async fn write<'a>(
    tx: &Tx,
    unit: Uuid,
    inputs: &'a [CellInput],
    origin: &Origin<'_>,
    changes: impl Fn(Option<&Standing>, &CellInput) -> Result<bool, Problem>,
) -> Result<Vec<&'a CellInput>, Problem> {
    let mut there = given_by(tx, unit, inputs).await?;
    let mut waiting: HashSet<(Uuid, &str)> = HashSet::new();
    let (mut cells, mut revisions) = (cell_rows(), revision_rows());
    let mut changed = Vec::new();
    for input in inputs {
        let key = (input.indicator, input.letter.as_str());
        let old = there.get(&(input.indicator, input.letter.clone()));
        if !changes(old, input)? {
            continue;
        }
        if !waiting.insert(key) {
            // a cell given twice: one statement writes a row once
            cells.write(tx.conn()).await?;
            waiting = HashSet::from([key]);
        }
        let now = Standing {
            id: old.map_or_else(|| tx.new_id(), |old| old.id),
            version: old.map_or(0, |old| old.version) + 1,
            entry: input.entry.clone(),
            written_name: tx.stamp().label.clone(),
            historic: !origin.file.is_empty(),
            takes_historic: !origin.file.is_empty(),
        };
        cells.push(cell_row(tx, (key, unit), &now, origin.file));
        revisions.push(revision_row(tx, &now, origin.stage));
        there.insert((input.indicator, input.letter.clone()), now);
        changed.push(input);
    }
    cells.write(tx.conn()).await?;
    revisions.write(tx.conn()).await?;
    Ok(changed)
}

/// The cells a unit gave for the indicators of these.
async fn given_by(
    tx: &Tx,
    unit: Uuid,
    inputs: &[CellInput],
) -> Result<HashMap<(Uuid, String), Standing>, Problem> {
    let mut indicators: Vec<Uuid> = inputs.iter().map(|it| it.indicator).collect();
    indicators.sort_unstable();
    indicators.dedup();
    let mut there = HashMap::new();
    for some in indicators.chunks(TOGETHER) {
        let mut values: Vec<Value> = vec![tx.region().as_str().into(), unit.into()];
        values.extend(some.iter().map(|id| Value::from(*id)));
        let from = format!(
            "figure f where f.region = $1 and f.unit_id = $2 \
             and f.indicator_id in ({})",
            places(2, some.len())
        );
        let cells: Vec<Cell> = packed::all(tx.conn(), &from, None, values).await?;
        there.extend(cells.into_iter().map(|cell| {
            let key = (cell.indicator_id, cell.letter.clone());
            (key, Standing::from(cell))
        }));
    }
    Ok(there)
}

fn cell_rows() -> Rows<18> {
    let columns = [
        "region",
        "id",
        "indicator_id",
        "letter",
        "unit_id",
        "state",
        "amount",
        "provisional",
        "reason",
        "plan",
        "plan_date",
        "waiting_unit_id",
        "accepted",
        "written_by",
        "written_name",
        "written_at",
        "origin",
        "version",
    ];
    Rows::new("figure", columns).or_update(&["region", "id"])
}

fn cell_row(
    tx: &Tx,
    ((indicator, letter), unit): ((Uuid, &str), Uuid),
    now: &Standing,
    file: &str,
) -> [Value; 18] {
    let entry = &now.entry;
    [
        tx.region().as_str().into(),
        now.id.into(),
        indicator.into(),
        letter.into(),
        unit.into(),
        entry.state.code().into(),
        entry.amount.clone().into(),
        entry.provisional.into(),
        entry.reason.as_str().into(),
        entry.plan.as_str().into(),
        entry.plan_date.map(date::iso).into(),
        entry.waiting.into(),
        false.into(),
        tx.person().into(),
        now.written_name.as_str().into(),
        tx.now().0.into(),
        file.into(),
        now.version.into(),
    ]
}

fn revision_rows() -> Rows<10> {
    let columns = [
        "region",
        "figure_id",
        "number",
        "stage",
        "state",
        "amount",
        "provisional",
        "reason",
        "written_name",
        "written_at",
    ];
    Rows::new("figure_revision", columns)
}

fn revision_row(tx: &Tx, now: &Standing, stage: &str) -> [Value; 10] {
    let entry = &now.entry;
    [
        tx.region().as_str().into(),
        now.id.into(),
        now.version.into(),
        stage.into(),
        entry.state.code().into(),
        entry.amount.clone().into(),
        entry.provisional.into(),
        entry.reason.as_str().into(),
        now.written_name.as_str().into(),
        tx.now().0.into(),
    ]
}
