//! A tree that came in as a workbook, kept as a whole: what has a code that is there already is changed
//! in its place, so that whoever refers to it keeps it; what is not in the workbook stays.

use std::collections::HashMap;

use figures::Amount;
use platform::{
    Problem, Ref, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::PLAN;
use crate::rules::tree::{BudgetRow, IndicatorRow, Level, NodeRow};

/// What comes in.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// First year of the period.
    pub first_year: i64,
    /// Ids of the missions by their number.
    pub missions: HashMap<i64, Uuid>,
    /// Nodes.
    pub nodes: Vec<NodeRow>,
    /// Indicators.
    pub indicators: Vec<IndicatorRow>,
    /// Money.
    pub budgets: Vec<BudgetRow>,
}

#[derive(FromQueryResult)]
struct Known {
    id: Uuid,
    code: String,
}

/// Keeps it.
///
/// # Errors
/// When a statement fails.
pub async fn keep(tx: &mut Tx, plan: Uuid, kept: &Kept) -> Result<serde_json::Value, Problem> {
    let known: Vec<Known> = sql::all(
        tx.conn(),
        "select id, code from plan_node where region = $1 and plan_id = $2",
        vec![tx.region().as_str().into(), plan.into()],
    )
    .await?;
    let mut ids: HashMap<String, Uuid> = known.into_iter().map(|it| (it.code, it.id)).collect();
    let mut number = i64::try_from(ids.len()).unwrap_or(0);
    // from the top, so that what stands above is there before what stands below
    let mut nodes: Vec<&NodeRow> = kept.nodes.iter().collect();
    nodes.sort_by_key(|it| it.level);
    for it in nodes {
        let above = ids.get(&it.above).copied();
        match ids.get(&it.code) {
            Some(id) => change_node(tx, *id, it, above, kept).await?,
            None => {
                number += 1;
                let id = add_node(tx, (plan, number), it, above, kept).await?;
                ids.insert(it.code.clone(), id);
            }
        }
    }
    set_indicators(tx, &ids, kept).await?;
    for it in &kept.budgets {
        let Some(node) = ids.get(&it.node) else {
            continue;
        };
        sql::run(
            tx.conn(),
            "insert into plan_budget (region, node_id, year, version, amount_sen) \
             values ($1, $2, $3, $4, $5) on conflict (region, node_id, year, version) \
             do update set amount_sen = excluded.amount_sen",
            vec![
                tx.region().as_str().into(),
                (*node).into(),
                it.year.into(),
                it.version.code().into(),
                it.amount.sen().into(),
            ],
        )
        .await?;
    }
    sql::run(
        tx.conn(),
        "update development_plan set version = version + 1 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), plan.into()],
    )
    .await?;
    let details = json!({
        "Simpul": kept.nodes.len(), "Indikator": kept.indicators.len(),
        "Anggaran": kept.budgets.len(),
    });
    tx.record(Ref::new(PLAN, plan), &details).await?;
    Ok(details)
}

fn columns(it: &NodeRow, above: Option<Uuid>, kept: &Kept) -> Vec<(&'static str, sea_orm::Value)> {
    let mission = it
        .mission
        .and_then(|number| kept.missions.get(&number).copied());
    vec![
        (
            "parent_id",
            above.filter(|_| it.level != Level::Goal).into(),
        ),
        ("level", it.level.code().into()),
        ("name", it.name.clone().into()),
        ("unit_id", it.unit.into()),
        ("mission_id", mission.into()),
        ("ikk", it.ikk.join(" ").into()),
    ]
}

async fn add_node(
    tx: &Tx,
    (plan, number): (Uuid, i64),
    it: &NodeRow,
    above: Option<Uuid>,
    kept: &Kept,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("plan_id", plan.into()),
        ("code", it.code.clone().into()),
        ("number", number.into()),
    ];
    row.extend(columns(it, above, kept));
    insert(tx.conn(), "plan_node", row).await?;
    Ok(id)
}

async fn change_node(
    tx: &Tx,
    id: Uuid,
    it: &NodeRow,
    above: Option<Uuid>,
    kept: &Kept,
) -> Result<(), Problem> {
    let set = columns(it, above, kept);
    let names: Vec<String> = set
        .iter()
        .zip(3..)
        .map(|((name, _), place)| format!("{name} = ${place}"))
        .collect();
    let mut values = vec![tx.region().as_str().into(), id.into()];
    values.extend(set.into_iter().map(|(_, value)| value));
    let statement = format!(
        "update plan_node set {} where region = $1 and id = $2",
        names.join(", ")
    );
    sql::run(tx.conn(), &statement, values).await.map(drop)
}

/// The indicators of a node that has any in the workbook are those of the workbook.
async fn set_indicators(tx: &Tx, ids: &HashMap<String, Uuid>, kept: &Kept) -> Result<(), Problem> {
    let mut number: HashMap<Uuid, i64> = HashMap::new();
    for it in &kept.indicators {
        let Some(node) = ids.get(&it.node) else {
            continue;
        };
        let next = match number.get(node) {
            Some(last) => last + 1,
            None => {
                clear(tx, *node).await?;
                1
            }
        };
        number.insert(*node, next);
        let id = tx.new_id();
        insert(
            tx.conn(),
            "plan_indicator",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", id.into()),
                ("node_id", (*node).into()),
                ("number", next.into()),
                ("name", it.name.clone().into()),
                ("measure", it.measure.clone().into()),
                ("direction", it.direction.word().into()),
                ("baseline", it.baseline.map(Amount::stored).into()),
            ],
        )
        .await?;
        for (year, target) in (kept.first_year..).zip(&it.targets) {
            let Some(target) = target else { continue };
            insert(
                tx.conn(),
                "plan_target",
                vec![
                    ("region", tx.region().as_str().into()),
                    ("indicator_id", id.into()),
                    ("year", year.into()),
                    ("target", target.stored().into()),
                ],
            )
            .await?;
        }
    }
    Ok(())
}

async fn clear(tx: &Tx, node: Uuid) -> Result<(), Problem> {
    for statement in [
        "delete from plan_target where region = $1 and indicator_id in \
         (select id from plan_indicator where region = $1 and node_id = $2)",
        "delete from plan_indicator where region = $1 and node_id = $2",
    ] {
        let values = vec![tx.region().as_str().into(), node.into()];
        sql::run(tx.conn(), statement, values).await?;
    }
    Ok(())
}
