//! A plan is agreed: its steps become follow-ups of the units that owe them.

use std::collections::HashMap;

use government::{
    Directory,
    follow_up::{self, FollowUpKind, NewFollowUp, TermsInput},
    review,
    structure::Due,
    team::{self, Team},
};
use platform::{Problem, Ref, Tx, Uuid, store::sql};
use serde_json::json;
use time::Date;

use super::{PLAN, Plan, Step, review::take, step::steps_of};
use crate::rules::OwnerRef;

/// Who owes the steps of a plan.
pub struct Leads {
    /// The unit that owes, by step; a step without one becomes no follow-up.
    by_step: HashMap<Uuid, Uuid>,
    teams: HashMap<Uuid, Team>,
}

impl Leads {
    /// Who owes these steps on `today`: the unit, the unit that governs the area, the unit a team
    /// owes through. An institution owes nothing here, and neither does an area nobody is recorded
    /// to govern.
    pub fn of(
        directory: &Directory,
        steps: &[Step],
        teams: Vec<(Team, Uuid)>,
        today: Date,
    ) -> Self {
        let (mut units, mut known) = (HashMap::new(), HashMap::new());
        for (team, unit) in teams {
            units.insert(team.id, unit);
            known.insert(team.id, team);
        }
        let by_step = steps.iter().filter_map(|step| {
            let unit = match &step.owner {
                OwnerRef::Unit(id) => Some(*id),
                OwnerRef::Area(code) => directory.governing(code, today).map(|unit| unit.id()),
                OwnerRef::Team(id) => units.get(id).copied(),
                OwnerRef::Institution(_) => None,
            };
            unit.map(|unit| (step.id, unit))
        });
        Self {
            by_step: by_step.collect(),
            teams: known,
        }
    }
}

/// Agrees to a plan; each step that somebody owes and that is no follow-up yet becomes one, with
/// measure, target and date agreed. Returns how many were opened.
///
/// # Errors
/// As a step of review; `Problem::Refused` when the same person wrote it.
pub async fn agree(
    tx: &mut Tx,
    it: &Plan,
    version: i64,
    directory: &Directory,
    leads: &Leads,
) -> Result<usize, Problem> {
    let region = &directory.region;
    let step = review::Step::Verify;
    take(tx, it, version, step, "", region.one_person_both_steps).await?;
    let today = region.today(tx.now());
    let steps = steps_of(tx.conn(), &tx.region().clone(), it.id).await?;
    let mut opened = 0;
    for step in steps.iter().filter(|step| step.follow_up.is_none()) {
        let Some(lead) = leads.by_step.get(&step.id) else {
            continue;
        };
        let new = NewFollowUp {
            origin: Ref::new(PLAN, it.id),
            task: step.task.clone(),
            kind: FollowUpKind::Mandatory,
            lead: *lead,
            supporters: vec![],
            terms: TermsInput {
                measure: Some(step.measure.clone()),
                target: step.target,
                due: step.due.map(|day| Due::new(day, None, region.zone)),
            },
            agreed: true,
            today,
        };
        let id = follow_up::open(tx, new).await?;
        if let OwnerRef::Team(team) = &step.owner
            && let Some(team) = leads.teams.get(team)
        {
            team::assign(tx, id, team).await?;
        }
        sql::run(
            tx.conn(),
            "update action_step set follow_up_id = $3 where region = $1 and id = $2",
            vec![tx.region().as_str().into(), step.id.into(), id.into()],
        )
        .await?;
        opened += 1;
    }
    let details = json!({ "Tindak lanjut dari rencana ini": opened });
    tx.record(Ref::new(PLAN, it.id), &details).await?;
    Ok(opened)
}
