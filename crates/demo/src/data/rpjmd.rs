//! The plan of a term of office in a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

/// The plan with its tree and its priority programmes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RpjmdData {
    pub(crate) title: String,
    pub(crate) regulation: String,
    pub(crate) vision: String,
    pub(crate) first_year: i64,
    pub(crate) last_year: i64,
    pub(crate) node: Vec<NodeData>,
    pub(crate) indicator: Vec<IndicatorData>,
    pub(crate) budget: Vec<BudgetData>,
    pub(crate) priority: Vec<PriorityData>,
}

/// A node; goals name a mission, others what stands above.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NodeData {
    pub(crate) code: String,
    /// As the workbook writes it.
    pub(crate) level: String,
    #[serde(default)]
    pub(crate) above: String,
    pub(crate) name: String,
    pub(crate) mission: Option<i64>,
    pub(crate) unit: Option<String>,
}

/// An indicator with the targets of the years.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IndicatorData {
    pub(crate) node: String,
    pub(crate) name: String,
    pub(crate) measure: String,
    pub(crate) targets: Vec<u32>,
}

/// Money of a sub-activity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BudgetData {
    pub(crate) node: String,
    pub(crate) year: i64,
    /// As the workbook writes it.
    pub(crate) version: String,
    /// As people write it.
    pub(crate) amount: String,
}

/// A priority programme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PriorityData {
    pub(crate) name: String,
    pub(crate) goal: String,
    pub(crate) mission: i64,
    pub(crate) unit: String,
}

/// The plan of a region.
pub(crate) fn rpjmd(region: &RegionCode) -> Result<RpjmdData, Problem> {
    from_toml(&format!("{region}/rpjmd.toml"))
}
