//! Plans, a campaign, an operation and habits of a played region.

use platform::{Problem, RegionCode};
use serde::Deserialize;

use super::from_toml;

/// What units set out to do, and what they do every few weeks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlansData {
    /// The missions, by number.
    pub(crate) missions: Vec<String>,
    /// The plan.
    pub(crate) plan: PlanData,
    /// The campaign.
    pub(crate) campaign: CampaignData,
    /// The joint operation.
    pub(crate) operation: OperationData,
    /// What is done again and again.
    pub(crate) habit: Vec<HabitData>,
}

/// A plan with its steps.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanData {
    pub(crate) unit: String,
    pub(crate) title: String,
    pub(crate) goal: String,
    pub(crate) duty: String,
    pub(crate) step: Vec<StepData>,
}

/// A step.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepData {
    /// `unit:KEY`, `wilayah:CODE`, or `lembaga`: the first institution.
    pub(crate) owner: String,
    pub(crate) task: String,
    pub(crate) target: u32,
    pub(crate) measure: String,
}

/// A campaign.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CampaignData {
    pub(crate) unit: String,
    pub(crate) title: String,
    pub(crate) goal: String,
    pub(crate) asked: Vec<String>,
}

/// A joint operation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperationData {
    pub(crate) title: String,
    pub(crate) goal: String,
    pub(crate) leads: Vec<String>,
    pub(crate) supporters: Vec<String>,
    pub(crate) place: Vec<SpotData>,
}

/// A place with what is found there, if anybody goes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpotData {
    pub(crate) name: String,
    pub(crate) area: String,
    pub(crate) unit: String,
    pub(crate) state: String,
    pub(crate) findings: String,
    pub(crate) action: String,
}

/// Something a unit does every few weeks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HabitData {
    pub(crate) unit: String,
    pub(crate) kind: String,
    pub(crate) every: usize,
    /// How many take part; nobody counts where it is not said.
    pub(crate) people: Option<i64>,
    pub(crate) leaders: Vec<String>,
    /// `plan`, `campaign`, or empty.
    pub(crate) part: String,
}

/// The plans of a played region.
pub(crate) fn plans(region: &RegionCode) -> Result<PlansData, Problem> {
    from_toml(&format!("{region}/plans.toml"))
}
