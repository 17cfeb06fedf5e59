//! Records of plans, campaigns and activities to act on.

use std::collections::HashMap;

use figures::Amount;
use plans::{
    rules::{Leaders, OwnerRef},
    store::{
        self, ActivityInput, CampaignInput, MissionInput, OperationInput, PlanInput, StepInput,
    },
};
use platform::{Problem, Tx, Uuid, date};
use time::Date;

fn day(text: &str) -> Date {
    date::parse(text).expect("a date")
}

/// A plan of `unit` for this year that serves no mission yet.
///
/// # Panics
/// Never: the dates are dates.
pub fn plan_input(unit: Uuid) -> PlanInput {
    PlanInput {
        unit,
        title: "Rencana Uji".into(),
        goal: "Kota bersih".into(),
        mission: None,
        duty: String::new(),
        from: day("2026-01-01"),
        until: day("2026-12-31"),
    }
}

/// A step of five villages by the end of the year.
///
/// # Panics
/// Never: the date is one.
pub fn step_input(owner: OwnerRef) -> StepInput {
    StepInput {
        task: "Gotong royong setiap Jumat".into(),
        owner,
        measure: "kelurahan".into(),
        target: Amount::whole(5),
        due: day("2026-12-31"),
        place: String::new(),
        areas: vec![],
    }
}

/// Something `unit` did in an area on a day.
///
/// # Panics
/// When the day is none.
pub fn activity_input(unit: Uuid, area: Option<&str>, on: &str) -> ActivityInput {
    ActivityInput {
        unit,
        day: day(on),
        area: area.map(str::to_owned),
        place: "Balai warga".into(),
        kind: "Gotong royong".into(),
        note: String::new(),
        participants: None,
        leaders: Leaders::default(),
        plan: None,
        step: None,
        campaign: None,
        topic: None,
    }
}

/// One of every kind of `unit`, by the name its id has in paths.
///
/// # Errors
/// When a statement fails.
pub async fn plan_subjects(
    tx: &mut Tx,
    unit: Uuid,
) -> Result<HashMap<&'static str, Uuid>, Problem> {
    let known = store::missions(tx.conn(), tx.region()).await?;
    let mission = MissionInput {
        first_year: 2025,
        last_year: 2030,
        number: i64::try_from(known.len()).unwrap_or(0) + 1,
        text: "Misi Uji".into(),
    };
    let mission = store::add_mission(tx, &mission).await?;
    let plan = store::add_plan(tx, &plan_input(unit)).await?;
    let region = tx.region().clone();
    let found = store::find_plan(tx.conn(), &region, plan).await?;
    let found = found.ok_or(Problem::NotFound)?;
    let step = step_input(OwnerRef::Unit(unit));
    let step = store::add_step(tx, &found, found.version, &step).await?;
    let campaign = CampaignInput {
        unit,
        title: "Gerakan Uji".into(),
        goal: String::new(),
        topic: String::new(),
        from: day("2026-01-01"),
        until: None,
        units: vec![],
    };
    let campaign = store::add_campaign(tx, &campaign).await?;
    let activity = activity_input(unit, None, "2026-11-20");
    let activity = store::add_activity(tx, &activity, vec![]).await?;
    let operation = OperationInput {
        title: "Operasi Uji".into(),
        goal: String::new(),
        from: day("2026-11-01"),
        until: None,
        leads: vec![unit],
        supporters: vec![],
    };
    let operation = store::add_operation(tx, &operation).await?;
    let spot = store::add_spot(tx, operation, "Pasar Uji", None).await?;
    Ok(HashMap::from([
        ("operation", operation),
        ("spot", spot),
        ("mission", mission),
        ("plan", plan),
        ("step", step),
        ("campaign", campaign),
        ("activity", activity),
    ]))
}
