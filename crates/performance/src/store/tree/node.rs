//! Nodes of a plan, their indicators with a target for each year, and the IKK they serve.

use std::collections::HashSet;

use figures::{Amount, Direction};
use platform::{Problem, Ref, RegionCode, Tx, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use super::PLAN;
use crate::rules::tree::Level;

/// A node.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Node {
    /// Id.
    pub id: Uuid,
    /// The node above; `None` for a goal.
    pub parent_id: Option<Uuid>,
    level: i16,
    /// Its code.
    pub code: String,
    /// Its words.
    pub name: String,
    /// Who is responsible.
    pub unit_id: Option<Uuid>,
    /// The mission of a goal.
    pub mission_id: Option<Uuid>,
    /// Codes of the IKK it serves, joined by a space.
    pub ikk: String,
}

impl Node {
    /// Its level.
    pub fn level(&self) -> Level {
        Level::from_code(self.level).unwrap_or(Level::Goal)
    }
}

/// The nodes of a plan in the order of their codes, with how many indicators of the IKK each serves.
///
/// # Errors
/// When the database cannot be read.
pub async fn nodes<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
) -> Result<Vec<Node>, Problem> {
    let question = "select id, parent_id, level, code, name, unit_id, mission_id, ikk \
        from plan_node where region = $1 and plan_id = $2 order by number, code";
    sql::all(conn, question, vec![region.as_str().into(), plan.into()]).await
}

/// The units that nodes of a plan name, in the order of their numbers.
///
/// # Errors
/// When the database cannot be read.
pub async fn responsible<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
) -> Result<Vec<Uuid>, Problem> {
    let question = "select u.id as id from unit u where u.region = $1 and exists \
        (select 1 from plan_node n where n.region = u.region and n.plan_id = $2 \
         and n.unit_id = u.id) order by u.number";
    sql::values(conn, question, vec![region.as_str().into(), plan.into()]).await
}

/// An indicator of a node.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The node.
    pub node_id: Uuid,
    /// Its name.
    pub name: String,
    /// *Satuan*.
    pub measure: String,
    /// Which way is better.
    pub direction: Direction,
    /// *Kondisi awal*.
    pub baseline: Option<Amount>,
    /// Its targets by year.
    pub targets: Vec<(i64, Amount)>,
}

/// The indicators of the nodes of a plan, in order, each with its targets.
///
/// # Errors
/// When the database cannot be read.
pub async fn indicators<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
) -> Result<Vec<Indicator>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        node_id: Uuid,
        name: String,
        measure: String,
        direction: String,
        baseline: Option<String>,
        year: Option<i64>,
        target: Option<String>,
    }
    let question = "select i.id as id, i.node_id as node_id, i.name as name, i.measure as measure, \
        i.direction as direction, i.baseline as baseline, t.year as year, t.target as target \
        from plan_indicator i join plan_node n on n.region = i.region and n.id = i.node_id \
        left join plan_target t on t.region = i.region and t.indicator_id = i.id \
        where i.region = $1 and n.plan_id = $2 order by n.number, n.code, i.number, i.id, t.year";
    let values = vec![region.as_str().into(), plan.into()];
    let rows: Vec<Row> = sql::all(conn, question, values).await?;
    let mut all: Vec<(Uuid, Indicator)> = Vec::new();
    for row in rows {
        if all.last().is_none_or(|(id, _)| *id != row.id) {
            all.push((
                row.id,
                Indicator {
                    node_id: row.node_id,
                    name: row.name,
                    measure: row.measure,
                    direction: Direction::of_word(&row.direction).unwrap_or(Direction::Higher),
                    baseline: row.baseline.and_then(|it| it.parse().ok()),
                    targets: vec![],
                },
            ));
        }
        let target = row.target.and_then(|it| it.parse().ok());
        if let (Some((_, last)), Some(year), Some(target)) = (all.last_mut(), row.year, target) {
            last.targets.push((year, target));
        }
    }
    Ok(all.into_iter().map(|(_, it)| it).collect())
}

/// Codes of the IKK that a sub-activity serves which has money in the year, in whatever version of the
/// budget is its latest.
///
/// # Errors
/// When the database cannot be read.
pub async fn covered_ikk<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
    year: i64,
) -> Result<HashSet<String>, Problem> {
    let found: Vec<String> = sql::values(
        conn,
        "select n.ikk as ikk from plan_node n join plan_budget b on b.region = n.region \
         and b.node_id = n.id where n.region = $1 and n.plan_id = $2 and b.year = $3 \
         and b.amount_sen > 0 and n.ikk <> '' and b.version = (select max(x.version) \
         from plan_budget x where x.region = b.region and x.node_id = b.node_id \
         and x.year = b.year)",
        vec![region.as_str().into(), plan.into(), year.into()],
    )
    .await?;
    let codes = found.iter().flat_map(|it| it.split_whitespace());
    Ok(codes.map(str::to_owned).collect())
}

/// A sub-activity with money in a year.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Funded {
    /// The node.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Its words.
    pub name: String,
    ikk: String,
}

impl Funded {
    /// Whether it serves an IKK.
    pub fn serves(&self, code: &str) -> bool {
        self.ikk.split_whitespace().any(|it| it == code)
    }
}

/// The sub-activities with money in the year, in whatever version of the budget is its latest.
///
/// # Errors
/// When the database cannot be read.
pub async fn funded<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
    year: i64,
) -> Result<Vec<Funded>, Problem> {
    let question = "select n.id as id, n.code as code, n.name as name, n.ikk as ikk from plan_node n \
        join plan_budget b on b.region = n.region and b.node_id = n.id \
        where n.region = $1 and n.plan_id = $2 and b.year = $3 and b.amount_sen > 0 \
        and b.version = (select max(x.version) from plan_budget x where x.region = b.region \
        and x.node_id = b.node_id and x.year = b.year) order by n.code";
    let values = vec![region.as_str().into(), plan.into(), year.into()];
    sql::all(conn, question, values).await
}

/// Notes that a node serves an IKK, beside those it serves already; the node in words.
///
/// # Errors
/// `Problem::NotFound` when the plan has no such node.
pub async fn serve(tx: &mut Tx, plan: Uuid, node: Uuid, ikk: &str) -> Result<String, Problem> {
    let region = tx.region().clone();
    let found = nodes(tx.conn(), &region, plan).await?;
    let found = found.into_iter().find(|it| it.id == node);
    let found = found.ok_or(Problem::NotFound)?;
    let words = format!("{} {}", found.code, found.name);
    let mut codes: Vec<&str> = found.ikk.split_whitespace().collect();
    if codes.contains(&ikk) {
        return Ok(words);
    }
    codes.push(ikk);
    sql::run(
        tx.conn(),
        "update plan_node set ikk = $3 where region = $1 and id = $2",
        vec![region.as_str().into(), node.into(), codes.join(" ").into()],
    )
    .await?;
    let details = json!({ "Sub kegiatan": words, "IKK dipetakan": ikk });
    tx.record(Ref::new(PLAN, plan), &details).await?;
    Ok(words)
}

/// Takes an IKK off every sub-activity with money in the year that serves it; those in words.
///
/// # Errors
/// When a statement fails.
pub async fn release(tx: &mut Tx, plan: Uuid, year: i64, ikk: &str) -> Result<String, Problem> {
    let region = tx.region().clone();
    let mut released = Vec::new();
    for it in funded(tx.conn(), &region, plan, year).await? {
        if !it.serves(ikk) {
            continue;
        }
        let left: Vec<&str> = it.ikk.split_whitespace().filter(|it| *it != ikk).collect();
        sql::run(
            tx.conn(),
            "update plan_node set ikk = $3 where region = $1 and id = $2",
            vec![region.as_str().into(), it.id.into(), left.join(" ").into()],
        )
        .await?;
        released.push(format!("{} {}", it.code, it.name));
    }
    let words = released.join("; ");
    let details = json!({ "Sub kegiatan": words, "IKK dilepas": ikk });
    tx.record(Ref::new(PLAN, plan), &details).await?;
    Ok(words)
}
