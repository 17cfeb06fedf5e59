//! Plans in the played year: a plan sent and agreed, a campaign, a joint operation, and what
//! kelurahan do week by week, some of them never.

use std::sync::Arc;

use figures::Amount;
use government::{Directories, Directory, review::ReviewState, structure::Unit};
use plans::{
    rules::{Leaders, OwnerRef, SpotState},
    store::{
        self, ActivityInput, AddedPhotos, CampaignInput, Leads, MissionInput, OperationInput,
        Photo, PlanInput, StepInput, VisitInput,
    },
};
use platform::{Problem, Tx, Uuid};
use time::{Date, Duration};

use super::{
    plan::{Act, Planner},
    stage::Stage,
};
use crate::{
    actions::{
        ActivityWrite, CampaignWrite, MissionWrite, OperationVisit, OperationWrite, PlanDecide,
        PlanSend, PlanWrite,
    },
    data::{self, HabitData, wrong},
};

/// Weeks before the end in which the plan is there.
const WEEKS: i64 = 11;

impl Planner<'_> {
    /// Plans the plan and the weeks after it.
    pub(super) fn plans(&mut self, today: Date) {
        let calendar = &self.directory.calendar;
        let begin = super::dates::working(calendar, today.saturating_sub(Duration::weeks(WEEKS)));
        let agreed = calendar.add_working_days(begin, 2);
        let visited = calendar.add_working_days(agreed, 15);
        self.push(begin, 9 * 60 + 10, Act::BeginPlans);
        self.push(begin, 9 * 60 + 40, Act::NotePlanTree);
        self.push(agreed, 14 * 60, Act::AgreePlan);
        for week in 0..usize::try_from(WEEKS).unwrap_or(0) {
            let weeks = i64::try_from(week).unwrap_or(0);
            let day = agreed.saturating_add(Duration::weeks(weeks));
            self.push(day, 16 * 60 + 15, Act::LogWeek(week));
        }
        self.push(visited, 11 * 60, Act::VisitPlaces);
    }
}

impl Stage<'_> {
    fn key(&self, key: &str) -> Result<Uuid, Problem> {
        let unit = self.setting.directory.unit_by_key(key);
        unit.map(Unit::id)
            .ok_or_else(|| wrong(format!("plans.toml: no unit {key}")))
    }

    fn owner(&self, directory: &Directory, words: &str) -> Result<OwnerRef, Problem> {
        match words.split_once(':') {
            Some(("unit", key)) => Ok(OwnerRef::Unit(self.key(key)?)),
            Some(("wilayah", code)) => Ok(OwnerRef::Area(code.to_owned())),
            _ => {
                let first = directory.institutions.first();
                first
                    .map(|it| OwnerRef::Institution(it.id))
                    .ok_or_else(|| wrong("plans.toml: no institution"))
            }
        }
    }

    /// The missions are noted; the plan, the campaign and the operation begin.
    pub(super) async fn begin_plans(&self, day: Date) -> Result<(), Problem> {
        let cast = &self.setting.people.cast;
        let data = data::plans(self.region())?;
        let missions = data.missions.clone();
        let mission = self
            .act::<MissionWrite, _, _>(cast.organiser(day)?, move |tx| {
                Box::pin(async move {
                    let mut first = None;
                    for (number, text) in (1_i64..).zip(missions) {
                        let (first_year, last_year) = (2025, 2030);
                        let input = MissionInput {
                            first_year,
                            last_year,
                            number,
                            text,
                        };
                        let id = store::add_mission(tx, &input).await?;
                        first = first.or(Some(id));
                    }
                    Ok(first)
                })
            })
            .await?;
        let unit = self.key(&data.plan.unit)?;
        let until = day.saturating_add(Duration::days(300));
        let input = PlanInput {
            unit,
            title: data.plan.title.clone(),
            goal: data.plan.goal.clone(),
            mission,
            duty: data.plan.duty.clone(),
            from: day,
            until,
        };
        // institutions came after the cast had looked at the directory
        let directory = Directories::now(self.app, self.region()).await?;
        let mut steps = Vec::new();
        for step in &data.plan.step {
            let owner = self.owner(&directory, &step.owner)?;
            steps.push(StepInput {
                task: step.task.clone(),
                areas: match &owner {
                    OwnerRef::Area(code) => vec![code.clone()],
                    _ => vec![],
                },
                owner,
                measure: step.measure.clone(),
                target: Amount::whole(step.target),
                due: until,
                place: String::new(),
            });
        }
        let head = cast.head(unit, day)?;
        self.act::<PlanWrite, _, _>(Arc::clone(&head), move |tx| {
            Box::pin(async move {
                let id = store::add_plan(tx, &input).await?;
                for step in &steps {
                    let plan = found(tx, id).await?;
                    store::add_step(tx, &plan, plan.version, step).await?;
                }
                Ok(())
            })
        })
        .await?;
        self.act::<PlanSend, _, _>(head, move |tx| {
            Box::pin(async move {
                let plan = the_plan(tx).await?;
                store::send(tx, &plan, plan.version).await
            })
        })
        .await?;
        self.begin_campaign(day).await?;
        self.begin_operation(day).await
    }

    async fn begin_campaign(&self, day: Date) -> Result<(), Problem> {
        let data = data::plans(self.region())?.campaign;
        let unit = self.key(&data.unit)?;
        let units: Result<Vec<Uuid>, Problem> =
            data.asked.iter().map(|key| self.key(key)).collect();
        let input = CampaignInput {
            unit,
            title: data.title,
            goal: data.goal,
            topic: String::new(),
            from: day,
            until: None,
            units: units?,
        };
        let head = self.setting.people.cast.head(unit, day)?;
        self.act::<CampaignWrite, _, _>(head, move |tx| {
            Box::pin(async move { store::add_campaign(tx, &input).await.map(drop) })
        })
        .await
    }

    async fn begin_operation(&self, day: Date) -> Result<(), Problem> {
        let data = data::plans(self.region())?.operation;
        let units = |keys: &[String]| -> Result<Vec<Uuid>, Problem> {
            keys.iter().map(|key| self.key(key)).collect()
        };
        let leads = units(&data.leads)?;
        let first = *leads.first().ok_or_else(|| wrong("plans.toml: no lead"))?;
        let input = OperationInput {
            title: data.title,
            goal: data.goal,
            from: day,
            until: None,
            leads,
            supporters: units(&data.supporters)?,
        };
        let head = self.setting.people.cast.head(first, day)?;
        self.act::<OperationWrite, _, _>(head, move |tx| {
            Box::pin(async move {
                let id = store::add_operation(tx, &input).await?;
                for spot in data.place {
                    store::add_spot(tx, id, &spot.name, Some(spot.area)).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// An assistant agrees to the plan; its steps become follow-ups.
    pub(super) async fn agree_plan(&self, day: Date) -> Result<(), Problem> {
        let cast = &self.setting.people.cast;
        let actor = cast.assistant("asisten-ekbang", day)?;
        let directory = Arc::clone(&self.setting.directory);
        self.act::<PlanDecide, _, _>(actor, move |tx| {
            Box::pin(async move {
                let plan = the_plan(tx).await?;
                let steps = store::steps_of(tx.conn(), &tx.region().clone(), plan.id).await?;
                let leads = Leads::of(&directory, &steps, vec![], day);
                store::agree(tx, &plan, plan.version, &directory, &leads)
                    .await
                    .map(drop)
            })
        })
        .await
    }

    /// What kelurahan do in a week.
    pub(super) async fn log_week(&self, week: usize, day: Date) -> Result<(), Problem> {
        for habit in data::plans(self.region())?.habit {
            if week.is_multiple_of(habit.every) {
                self.log(&habit, week, day).await?;
            }
        }
        Ok(())
    }

    async fn log(&self, habit: &HabitData, week: usize, day: Date) -> Result<(), Problem> {
        let unit = self.key(&habit.unit)?;
        let place = self.setting.directory.unit(unit);
        let more = i64::try_from(week).unwrap_or(0);
        let mut input = ActivityInput {
            unit,
            day,
            area: place.and_then(|it| it.area.clone()),
            place: String::new(),
            kind: habit.kind.clone(),
            note: String::new(),
            participants: habit.people.map(|people| people + more),
            leaders: Leaders::read(&habit.leaders),
            plan: None,
            step: None,
            campaign: None,
            topic: None,
        };
        let photos: AddedPhotos = match week.is_multiple_of(3) {
            true => vec![
                (
                    Photo::Before,
                    self.pictures.named("Taman sebelum dibersihkan"),
                ),
                (
                    Photo::After,
                    self.pictures.named("Taman sesudah dibersihkan"),
                ),
            ],
            false => vec![],
        };
        let part = habit.part.clone();
        let head = self.setting.people.cast.head(unit, day)?;
        self.act::<ActivityWrite, _, _>(head, move |tx| {
            Box::pin(async move {
                match part.as_str() {
                    "plan" => input.plan = Some(the_plan(tx).await?.id),
                    "campaign" => {
                        let all = store::campaigns(tx.conn(), tx.region()).await?;
                        input.campaign = all.first().map(|it| it.id);
                    }
                    _ => {}
                }
                store::add_activity(tx, &input, photos).await.map(drop)
            })
        })
        .await
    }

    /// The leads of the operation go to some of its places.
    pub(super) async fn visit_places(&self, day: Date) -> Result<(), Problem> {
        let data = data::plans(self.region())?.operation;
        let (db, region) = (self.app.db().read(), self.region());
        let operations = store::operations(db, region).await?;
        let ids: Vec<Uuid> = operations.iter().map(|it| it.id).collect();
        let spots = store::spots(db, region, &ids).await?;
        for (spot, seen) in spots.into_iter().zip(data.place) {
            if seen.unit.is_empty() {
                continue;
            }
            let unit = self.key(&seen.unit)?;
            let input = VisitInput {
                unit,
                day,
                state: SpotState::from_word(&seen.state).ok_or_else(|| wrong(&seen.state))?,
                findings: seen.findings,
                action_taken: seen.action,
            };
            let photos = vec![
                (Photo::Before, self.pictures.named("Pasar sebelum ditata")),
                (Photo::After, self.pictures.named("Pasar sesudah ditata")),
            ];
            let head = self.setting.people.cast.head(unit, day)?;
            self.act::<OperationVisit, _, _>(head, move |tx| {
                Box::pin(async move {
                    store::add_visit(tx, &spot, spot.version, &input, photos)
                        .await
                        .map(drop)
                })
            })
            .await?;
        }
        Ok(())
    }
}

async fn found(tx: &Tx, id: Uuid) -> Result<store::Plan, Problem> {
    let found = store::find_plan(tx.conn(), tx.region(), id).await?;
    found.ok_or(Problem::NotFound)
}

/// The plan that is played: the only one there is.
async fn the_plan(tx: &Tx) -> Result<store::Plan, Problem> {
    let now = tx.now().at_zone(0).year();
    for year in [now, now - 1] {
        let all = store::plans(tx.conn(), tx.region(), year).await?;
        if let Some(plan) = all.into_iter().find(|it| it.state() != ReviewState::Final) {
            return Ok(plan);
        }
    }
    Err(Problem::NotFound)
}
