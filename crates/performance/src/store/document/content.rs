//! What stands in a document now: the tree as it is, with what its unit says otherwise; an annual plan takes
//! what the work plans of its year say that were sent or set.

use std::collections::{HashMap, HashSet};

use government::Directory;
use platform::{Problem, RegionCode, Tx, Uuid, store::sql};
use sea_orm::ConnectionTrait;

use super::{PlanDocument, edition::standing, value::said};
use crate::{
    rules::document::{
        Aim, Content, Cost, DocumentKind, Place, Plan, Said, build, unmatched, values_of,
    },
    store::tree::{self, Budget, Indicator, Node},
};

/// Why a figure of an annual plan is not that of the tree, where the unit gave no reason.
const OF_WORK_PLAN: &str = "Menurut Renja unit ini.";

/// What stands in a document now.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its rows.
    pub content: Content,
    /// What is said of figures that the tree has no more, in words.
    pub unmatched: Vec<String>,
}

/// What stands in it now. `with_own` says whether what the unit writes may be seen: a draft is read by
/// those who may write it. Five statements.
///
/// # Errors
/// When the database cannot be read.
pub async fn content_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    directory: &Directory,
    it: &PlanDocument,
    with_own: bool,
) -> Result<Made, Problem> {
    let nodes = tree::nodes(conn, region, it.plan_id).await?;
    let indicators = tree::indicators(conn, region, it.plan_id).await?;
    let budgets = tree::budgets(conn, region, it.plan_id).await?;
    let said = match it.kind() {
        DocumentKind::AgencyStrategicPlan => Said::new(),
        DocumentKind::AgencyWorkPlan if with_own => said(conn, region, it.id).await?,
        DocumentKind::AgencyWorkPlan => Said::new(),
        DocumentKind::AnnualPlan => {
            let kept = standing(conn, region, it.plan_id, it.year).await?;
            let mut all = Said::new();
            for (key, says) in kept.iter().flat_map(|it| values_of(it, OF_WORK_PLAN)) {
                all.entry(key).or_default().extend(says);
            }
            all
        }
    };
    let peers = match it.kind().of_each_unit() {
        true => peers(conn, region, it).await?,
        false => HashSet::new(),
    };
    let belongs = |unit: Option<Uuid>| {
        !it.kind().of_each_unit()
            || unit.is_some_and(|unit| owes(directory, &peers, unit) == Some(it.unit_id))
    };
    let name = |unit: Uuid| directory.unit_name(unit).to_owned();
    let plan = plan(&nodes, &indicators, &budgets);
    let content = build(&it.years(), &plan, &said, &belongs, &name);
    Ok(Made {
        unmatched: unmatched(&said, &content),
        content,
    })
}

/// What stands in it in this transaction, with what the unit wrote.
///
/// # Errors
/// As `content_of`.
pub async fn written(
    tx: &Tx,
    directory: &Directory,
    it: &PlanDocument,
) -> Result<Content, Problem> {
    let made = content_of(tx.conn(), tx.region(), directory, it, true).await?;
    Ok(made.content)
}

/// The units that have a document like this one.
async fn peers<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    it: &PlanDocument,
) -> Result<HashSet<Uuid>, Problem> {
    let question = "select unit_id from plan_document where region = $1 and plan_id = $2 \
        and kind = $3 and year = $4 and dropped = ''";
    let values = vec![
        region.as_str().into(),
        it.plan_id.into(),
        it.kind().code().into(),
        it.year.into(),
    ];
    let mut all: HashSet<Uuid> = sql::values(conn, question, values)
        .await?
        .into_iter()
        .collect();
    all.insert(it.unit_id);
    Ok(all)
}

/// In whose document a unit stands: its own, or that of the nearest above it that has one.
fn owes(directory: &Directory, peers: &HashSet<Uuid>, unit: Uuid) -> Option<Uuid> {
    let mut next = Some(unit);
    let mut seen = HashSet::new();
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        if peers.contains(&id) {
            return Some(id);
        }
        next = directory.unit(id).and_then(|it| it.parent);
    }
    None
}

fn plan<'a>(nodes: &'a [Node], indicators: &'a [Indicator], budgets: &[Budget]) -> Plan<'a> {
    // the later version of a budget stands last
    let costs: HashMap<(Uuid, i64), i64> = budgets
        .iter()
        .filter_map(|it| Some(((it.node_id, it.year), it.amount()?.sen())))
        .collect();
    let places = nodes.iter().map(|it| Place {
        id: it.id,
        parent: it.parent_id,
        level: it.level(),
        code: &it.code,
        name: &it.name,
        unit: it.unit_id,
    });
    let aims = indicators.iter().map(|it| Aim {
        node: it.node_id,
        name: &it.name,
        measure: &it.measure,
        baseline: it.baseline.map(figures::Amount::stored),
        targets: it
            .targets
            .iter()
            .map(|(year, target)| (*year, target.stored()))
            .collect(),
    });
    Plan {
        places: places.collect(),
        aims: aims.collect(),
        costs: costs
            .into_iter()
            .map(|((node, year), sen)| Cost { node, year, sen })
            .collect(),
    }
}
