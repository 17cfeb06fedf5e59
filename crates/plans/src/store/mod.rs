//! Rows of missions, plans, campaigns, activities and joint operations.

mod activity;
mod agreed;
mod campaign;
mod merger;
mod operation;
mod owed;
mod plan;
mod reach;
mod references;
mod review;
mod step;

pub use activity::{
    Activity, ActivityFilter, ActivityInput, AddedPhotos, Photo, activities, add_activity,
    find_activity, kinds, photos, update_activity, void_activity,
};
pub use government::mission::{Mission, MissionInput, add_mission, missions, update_mission};

pub use agreed::{Leads, agree};
pub use campaign::{
    Campaign, CampaignInput, add_campaign, campaigns, find_campaign, units_of_campaign,
    update_campaign,
};
pub use merger::moves;
pub use operation::{
    Operation, OperationInput, Spot, Visit, VisitInput, add_operation, add_spot, add_visit,
    find_operation, find_spot, operations, spots, update_operation, visit_photos, visits,
};
pub use owed::OBLIGATIONS;
pub use plan::{Part, Plan, PlanInput, add_plan, find_plan, parts, plans, update_plan};
pub use reach::{AreaDay, Contribution, area_days, contributions};
pub use references::{references, searches};
pub use review::{reopen, send, send_back};
pub use step::{Step, StepInput, add_step, drop_step, find_step, steps_of, update_step};

/// Kind of a plan in mentions, audit rows, reviews and as origin of follow-ups.
pub const PLAN: &str = "plans.action_plan";
/// Kind of a campaign in mentions and audit rows.
pub const CAMPAIGN: &str = "plans.campaign";
/// Kind of a joint operation in mentions and audit rows.
pub const OPERATION: &str = "plans.operation";
/// Kind of an activity in mentions and audit rows.
pub const ACTIVITY: &str = "plans.activity";

/// What a person reads whose record changed under the form.
fn changed(touched: u64) -> Result<(), platform::Problem> {
    match touched {
        0 => Err(platform::Problem::Conflict(
            "Catatan ini baru saja diubah orang lain. Muat ulang halaman, lalu ulangi.".into(),
        )),
        _ => Ok(()),
    }
}
