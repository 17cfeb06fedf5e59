//! Money of sub-activities, by year and version of the budget.

use figures::Money;
use platform::{Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::rules::tree::BudgetVersion;

/// Money of a sub-activity in a year.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Budget {
    /// The sub-activity.
    pub node_id: Uuid,
    /// The year.
    pub year: i64,
    version: i16,
    amount_sen: i64,
}

impl Budget {
    /// Which version of the budget.
    pub fn version(&self) -> BudgetVersion {
        BudgetVersion::from_code(self.version).unwrap_or(BudgetVersion::Original)
    }

    /// How much.
    pub fn amount(&self) -> Option<Money> {
        Money::of_sen(self.amount_sen)
    }
}

/// The money of a plan's sub-activities, by year, the earlier version first.
///
/// # Errors
/// When the database cannot be read.
pub async fn budgets<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    plan: Uuid,
) -> Result<Vec<Budget>, Problem> {
    let question = "select b.node_id as node_id, b.year as year, b.version as version, \
        b.amount_sen as amount_sen from plan_budget b \
        join plan_node n on n.region = b.region and n.id = b.node_id \
        where b.region = $1 and n.plan_id = $2 order by b.node_id, b.year, b.version";
    sql::all(conn, question, vec![region.as_str().into(), plan.into()]).await
}
