//! The plan of the term of office in the played year: its tree and its priority programmes, noted once the
//! missions are there.

use std::collections::HashMap;

use figures::{Amount, Direction, Money};
use government::mission;
use performance::{
    rules::tree::{BudgetRow, BudgetVersion, IndicatorRow, Level, NodeRow},
    store::tree::{self, Kept, PlanInput, PriorityInput},
};
use platform::{Problem, Uuid};
use time::Date;

use super::stage::Stage;
use crate::{
    actions::PlanTreeWrite,
    data::{self, wrong},
};

impl Stage<'_> {
    /// The secretary notes it.
    pub(super) async fn note_plan_tree(&self, day: Date) -> Result<(), Problem> {
        let data = data::rpjmd(self.region())?;
        let period = (data.first_year, data.last_year);
        let known = mission::missions(self.app.db().read(), self.region()).await?;
        let known = known
            .into_iter()
            .filter(|it| (it.first_year, it.last_year) == period);
        let missions: HashMap<i64, Uuid> = known.map(|it| (it.number, it.id)).collect();
        let unit = |key: &str| {
            let found = self.setting.directory.unit_by_key(key);
            found
                .map(government::structure::Unit::id)
                .ok_or_else(|| wrong(key))
        };
        let mut kept = Kept {
            first_year: data.first_year,
            missions: missions.clone(),
            ..Kept::default()
        };
        for it in &data.node {
            kept.nodes.push(NodeRow {
                code: it.code.clone(),
                level: Level::read(&it.level).ok_or_else(|| wrong(&it.level))?,
                above: it.above.clone(),
                name: it.name.clone(),
                mission: it.mission,
                unit: it.unit.as_deref().map(unit).transpose()?,
                ikk: vec![],
            });
        }
        kept.indicators = data
            .indicator
            .iter()
            .map(|it| IndicatorRow {
                node: it.node.clone(),
                name: it.name.clone(),
                measure: it.measure.clone(),
                direction: Direction::Higher,
                baseline: None,
                targets: it
                    .targets
                    .iter()
                    .map(|it| Some(Amount::whole(*it)))
                    .collect(),
            })
            .collect();
        for it in &data.budget {
            kept.budgets.push(BudgetRow {
                node: it.node.clone(),
                year: it.year,
                version: BudgetVersion::read(&it.version).ok_or_else(|| wrong(&it.version))?,
                amount: Money::read(&it.amount).map_err(wrong)?,
            });
        }
        let mut priorities = Vec::new();
        for (number, it) in (1..).zip(&data.priority) {
            let mission = missions.get(&it.mission).copied();
            priorities.push(PriorityInput {
                number,
                name: it.name.clone(),
                goal: it.goal.clone(),
                mission: mission.ok_or_else(|| wrong(&it.name))?,
                unit: unit(&it.unit)?,
            });
        }
        let input = PlanInput {
            title: data.title,
            regulation: data.regulation,
            first_year: data.first_year,
            last_year: data.last_year,
            vision: data.vision,
        };
        let actor = self.setting.people.cast.secretary(day)?;
        self.act::<PlanTreeWrite, _, _>(actor, move |tx| {
            Box::pin(async move {
                let plan = tree::add_plan(tx, &input).await?;
                tree::keep(tx, plan, &kept).await?;
                for priority in &priorities {
                    tree::add_priority(tx, plan, priority).await?;
                }
                Ok(())
            })
        })
        .await
    }
}
