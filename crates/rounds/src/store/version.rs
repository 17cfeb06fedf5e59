//! Versions of a filling: kept by the step that makes them, read side by side.

use std::collections::HashMap;

use figures::State;
use platform::{
    Problem, RegionCode, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use values::store::Cell;

use super::{Filling, Round, fillings};
use crate::rules::{Shot, VersionKind};

/// A version of a filling.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Version {
    /// Id.
    pub id: Uuid,
    /// The filling.
    pub filling_id: Uuid,
    /// Its number, from 1.
    pub number: i64,
    kind: i16,
    /// Who took the step that made it.
    pub made_name: String,
    /// When, microseconds.
    pub made_at: i64,
}

impl Version {
    /// What it shows.
    pub fn kind(&self) -> VersionKind {
        VersionKind::from_code(self.kind).unwrap_or(VersionKind::Sent)
    }
}

/// A figure of a version.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Kept {
    /// The version.
    pub version_id: Uuid,
    /// The indicator.
    pub indicator_id: Uuid,
    /// The element.
    pub letter: String,
    state: i16,
    amount: Option<String>,
    provisional: bool,
    is_tdi: bool,
    reason: String,
}

impl Kept {
    /// What it was worth in a version of this kind: what the unit sent, or what the auditor's finding
    /// left of it.
    pub fn shot(&self, kind: VersionKind) -> Shot {
        let given = State::of_code(self.state).unwrap_or(State::NotFilled);
        let tdi = self.is_tdi && kind.is_judged();
        let (amount, reason) = (self.amount.as_ref(), self.reason.as_str());
        counted(given, tdi, amount, self.provisional, reason)
    }
}

/// What a cell is worth now.
pub fn shot_of(cell: &Cell) -> Shot {
    let tdi = cell.finding_id.is_some();
    counted(
        cell.given(),
        tdi,
        cell.amount.as_ref(),
        cell.provisional,
        &cell.reason,
    )
}

fn counted(
    given: State,
    tdi: bool,
    amount: Option<&String>,
    provisional: bool,
    reason: &str,
) -> Shot {
    Shot {
        state: if tdi { State::Tdi } else { given },
        amount: amount.filter(|_| !tdi).cloned(),
        provisional: provisional && !tdi,
        reason: reason.to_owned(),
    }
}

async fn begin(tx: &Tx, filling: Uuid, kind: VersionKind) -> Result<Uuid, Problem> {
    let last = sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) from filling_version \
         where region = $1 and filling_id = $2",
        vec![tx.region().as_str().into(), filling.into()],
    )
    .await?;
    let id = tx.new_id();
    insert(
        tx.conn(),
        "filling_version",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("filling_id", filling.into()),
            ("number", (last + 1).into()),
            ("kind", kind.code().into()),
            ("made_name", tx.stamp().label.as_str().into()),
            ("made_at", tx.now().0.into()),
        ],
    )
    .await?;
    Ok(id)
}

const COPY: &str = "insert into version_figure (region, version_id, indicator_id, letter, state, \
    amount, provisional, is_tdi, reason) select f.region, $2, f.indicator_id, f.letter, f.state, \
    f.amount, f.provisional, f.finding_id is not null, f.reason from figure f \
    join indicator i on i.region = f.region and i.id = f.indicator_id \
    where f.region = $1 and f.unit_id = $3 ";

/// Keeps every figure of a filling as it stands now.
///
/// # Errors
/// When a statement fails.
pub(super) async fn keep(tx: &Tx, it: &Filling, kind: VersionKind) -> Result<(), Problem> {
    let id = begin(tx, it.id, kind).await?;
    let copy = format!("{COPY}and i.list = $4 and i.year = $5");
    let values = vec![
        tx.region().as_str().into(),
        id.into(),
        it.unit_id.into(),
        it.list.as_str().into(),
        it.year.into(),
    ];
    sql::run(tx.conn(), &copy, values).await.map(drop)
}

/// Keeps the figures of an indicator as they were entered into the ministry's system, for every unit
/// of the round that gives an element of it. Indicators are entered one after another, so they gather
/// in one version until one of them is entered anew with another figure.
///
/// # Errors
/// When a statement fails.
pub(super) async fn keep_national(tx: &Tx, it: &Round, indicator: Uuid) -> Result<(), Problem> {
    let cells = values::store::cells(tx.conn(), tx.region(), &[indicator]).await?;
    for filling in fillings(tx.conn(), tx.region(), it.id).await? {
        let own: Vec<&Cell> = cells
            .iter()
            .filter(|cell| cell.unit_id == filling.unit_id)
            .collect();
        if filling.is_part() || own.is_empty() {
            continue;
        }
        let last = last_national(tx, filling.id).await?;
        let there: Vec<Kept> = match last {
            Some(id) => kept_of(tx, id, indicator).await?,
            None => vec![],
        };
        let same = own.iter().all(|cell| {
            there.iter().any(|kept| {
                kept.letter == cell.letter && kept.shot(VersionKind::National) == shot_of(cell)
            })
        });
        if same {
            continue;
        }
        let id = match last {
            Some(id) if there.is_empty() => id,
            _ => begin(tx, filling.id, VersionKind::National).await?,
        };
        let copy = format!("{COPY}and i.id = $4");
        let values = vec![
            tx.region().as_str().into(),
            id.into(),
            filling.unit_id.into(),
            indicator.into(),
        ];
        sql::run(tx.conn(), &copy, values).await?;
    }
    Ok(())
}

async fn last_national(tx: &Tx, filling: Uuid) -> Result<Option<Uuid>, Problem> {
    let found: Vec<Uuid> = sql::values(
        tx.conn(),
        "select id from filling_version where region = $1 and filling_id = $2 and kind = $3 \
         order by number desc limit 1",
        vec![
            tx.region().as_str().into(),
            filling.into(),
            VersionKind::National.code().into(),
        ],
    )
    .await?;
    Ok(found.into_iter().next())
}

const KEPT: &str = "k.version_id as version_id, k.indicator_id as indicator_id, \
    k.letter as letter, k.state as state, k.amount as amount, k.provisional as provisional, \
    k.is_tdi as is_tdi, k.reason as reason";

async fn kept_of(tx: &Tx, version: Uuid, indicator: Uuid) -> Result<Vec<Kept>, Problem> {
    let question = format!(
        "select {KEPT} from version_figure k \
         where k.region = $1 and k.version_id = $2 and k.indicator_id = $3"
    );
    let values = vec![
        tx.region().as_str().into(),
        version.into(),
        indicator.into(),
    ];
    sql::all(tx.conn(), &question, values).await
}

/// Versions in their order, with what each keeps by version.
pub type Versions = (Vec<Version>, HashMap<Uuid, Vec<Kept>>);

/// The versions of one filling, or of all fillings of a round. Two statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn versions<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    of: VersionsOf,
) -> Result<Versions, Problem> {
    let (column, id) = match of {
        VersionsOf::Filling(id) => ("f.id", id),
        VersionsOf::Round(id) => ("f.round_id", id),
    };
    let values: Vec<Value> = vec![region.as_str().into(), id.into()];
    let from = format!(
        "from filling f join filling_version v on v.region = f.region and v.filling_id = f.id \
         {{}}where f.region = $1 and {column} = $2"
    );
    let question = format!(
        "select v.id as id, v.filling_id as filling_id, v.number as number, v.kind as kind, \
         v.made_name as made_name, v.made_at as made_at {} order by v.filling_id, v.number",
        from.replace("{}", "")
    );
    let found: Vec<Version> = sql::all(conn, &question, values.clone()).await?;
    let joined = "join version_figure k on k.region = v.region and k.version_id = v.id ";
    let question = format!("select {KEPT} {}", from.replace("{}", joined));
    let rows: Vec<Kept> = sql::all(conn, &question, values).await?;
    let mut kept: HashMap<Uuid, Vec<Kept>> = HashMap::new();
    for row in rows {
        kept.entry(row.version_id).or_default().push(row);
    }
    Ok((found, kept))
}

/// Whose versions are read.
#[derive(Clone, Copy, Debug)]
pub enum VersionsOf {
    /// Of one filling.
    Filling(Uuid),
    /// Of all fillings of a round.
    Round(Uuid),
}
