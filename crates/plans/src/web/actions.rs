//! The rights of this crate, and how their subjects are found.

use platform::{Actor, App, Located, PathParams, Problem, RegionCode, rights};

use crate::store::{self, Activity, Campaign, Operation, Plan, Spot, Step};

rights! {
    /// Plans and missions.
    ListPlans "action_plan.read" "Membuka rencana aksi";
    /// A new plan.
    AddPlan "action_plan.write" "Menyusun rencana aksi";
    /// The missions of the region.
    WriteMissions "mission.write" "Menetapkan misi daerah";
    /// Activities.
    ListActivities "activity.read" "Membuka kegiatan";
    /// A new activity.
    AddActivity "activity.write" "Mencatat kegiatan";
    /// Campaigns.
    ListCampaigns "campaign.read" "Membuka gerakan";
    /// A new campaign.
    AddCampaign "campaign.write" "Menetapkan gerakan";
    /// Joint operations.
    ListOperations "operation.read" "Membuka operasi gabungan";
    /// A new joint operation.
    AddOperation "operation.write" "Menetapkan operasi gabungan";
    /// Where the areas lie.
    ReadAreas "area.read" "Membuka peta wilayah";
}

rights! {
    Plan, any_plan;
    /// One plan.
    ReadPlan "action_plan.read" "Membuka rencana aksi";
    /// Agree to it or send it back, open it again.
    DecidePlan "action_plan.decide" "Menyepakati rencana aksi";
}

rights! {
    Plan, own_plan;
    /// Change it and its steps.
    WritePlan "action_plan.write" "Menyusun rencana aksi";
    /// Send it.
    SendPlan "action_plan.send" "Mengirim rencana aksi";
}

rights! {
    StepOfPlan, own_step;
    /// Change a step of it.
    WriteStep "action_plan.write" "Menyusun rencana aksi";
}

rights! {
    Activity, any_activity;
    /// One activity.
    ReadActivity "activity.read" "Membuka kegiatan";
}

rights! {
    Activity, own_activity;
    /// Correct it.
    WriteActivity "activity.write" "Mencatat kegiatan";
}

rights! {
    Campaign, any_campaign;
    /// One campaign.
    ReadCampaign "campaign.read" "Membuka gerakan";
}

rights! {
    Campaign, own_campaign;
    /// Change it.
    WriteCampaign "campaign.write" "Menetapkan gerakan";
}

rights! {
    Operation, any_operation;
    /// One joint operation.
    ReadOperation "operation.read" "Membuka operasi gabungan";
}

rights! {
    Operation, led_operation;
    /// Change it and add places.
    WriteOperation "operation.write" "Menetapkan operasi gabungan";
}

rights! {
    SpotOfOperation, own_spot;
    /// Note what was found and done at a place.
    VisitSpot "operation.visit" "Mencatat hasil di lokasi operasi";
}

/// A place with its operation.
#[derive(Clone, Debug)]
pub struct SpotOfOperation {
    /// The operation.
    pub operation: Operation,
    /// The place.
    pub spot: Spot,
}

/// A step with its plan.
#[derive(Clone, Debug)]
pub struct StepOfPlan {
    /// The plan.
    pub plan: Plan,
    /// The step.
    pub step: Step,
}

async fn plan_of(
    app: &App,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Plan>, Problem> {
    store::find_plan(app.db().read(), region, path.id("plan")?).await
}

async fn any_plan(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Plan>>, Problem> {
    Ok(plan_of(app, region, path).await?.map(Located::region))
}

async fn own_plan(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Plan>>, Problem> {
    Ok(plan_of(app, region, path).await?.map(|plan| {
        let place = plan.place();
        Located::units(plan, vec![place])
    }))
}

async fn own_step(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<StepOfPlan>>, Problem> {
    let db = app.db().read();
    let Some(step) = store::find_step(db, region, path.id("step")?).await? else {
        return Ok(None);
    };
    let plan = store::find_plan(db, region, step.plan_id).await?;
    Ok(plan.map(|plan| {
        let place = plan.place();
        Located::units(StepOfPlan { plan, step }, vec![place])
    }))
}

async fn any_activity(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Activity>>, Problem> {
    let found = store::find_activity(app.db().read(), region, path.id("activity")?).await?;
    Ok(found.map(Located::region))
}

async fn own_activity(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Activity>>, Problem> {
    let found = store::find_activity(app.db().read(), region, path.id("activity")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

async fn any_campaign(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Campaign>>, Problem> {
    let found = store::find_campaign(app.db().read(), region, path.id("campaign")?).await?;
    Ok(found.map(Located::region))
}

async fn own_campaign(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Campaign>>, Problem> {
    let found = store::find_campaign(app.db().read(), region, path.id("campaign")?).await?;
    Ok(found.map(|it| {
        let place = it.place();
        Located::units(it, vec![place])
    }))
}

async fn any_operation(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Operation>>, Problem> {
    let found = store::find_operation(app.db().read(), region, path.id("operation")?).await?;
    Ok(found.map(Located::region))
}

/// An operation lies with the agencies that lead it.
async fn led_operation(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Operation>>, Problem> {
    let found = store::find_operation(app.db().read(), region, path.id("operation")?).await?;
    Ok(found.map(|it| {
        let places = it.leads.clone();
        Located::units(it, places)
    }))
}

/// A place of an operation is worked on by all its units.
async fn own_spot(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<SpotOfOperation>>, Problem> {
    let db = app.db().read();
    let Some(spot) = store::find_spot(db, region, path.id("spot")?).await? else {
        return Ok(None);
    };
    let operation = store::find_operation(db, region, spot.operation_id).await?;
    Ok(operation.map(|operation| {
        let places = operation.places();
        Located::units(SpotOfOperation { operation, spot }, places)
    }))
}
