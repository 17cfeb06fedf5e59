//! Plays the plan: puts the clock to each event and lets the person do it.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use government::{
    follow_up::{self, FollowUp},
    notice,
};
use platform::{Action, Actor, App, Grant, Problem, RegionCode, Tx, Uuid, clock::SetClock};
use time::Date;

use super::{
    Setting, month,
    plan::{Act, Plan},
    run_jobs,
};
use crate::{
    LoadedRegion,
    data::{AuditItemData, ItemData},
    pictures::Pictures,
};

/// The stage with what already happened on it.
pub(super) struct Stage<'a> {
    pub(super) app: &'a App,
    pub(super) setting: &'a Setting,
    pub(super) pictures: Pictures,
    pub(super) plan: Plan,
    /// Ids of the meetings held.
    pub(super) meetings: Vec<Uuid>,
    /// Ids of the points of each meeting.
    pub(super) points: Vec<Vec<Uuid>>,
    /// Ids of the follow-ups opened, by item.
    pub(super) follow_ups: Vec<Uuid>,
    /// Ids of the latest reports, by item.
    pub(super) reports: Vec<Uuid>,
    /// The next meeting, once it is made.
    pub(super) next: Option<Uuid>,
    /// Recommendations of the council that were noted.
    pub(super) council_items: Vec<(Uuid, ItemData)>,
    /// Recommendations of auditors that were noted.
    pub(super) audit_items: Vec<(Uuid, AuditItemData)>,
    /// How many reports were begun.
    pub(super) begun: usize,
}

impl<'a> Stage<'a> {
    /// An empty stage.
    pub(super) fn new(app: &'a App, setting: &'a Setting, pictures: Pictures, plan: Plan) -> Self {
        Self {
            app,
            setting,
            pictures,
            meetings: vec![Uuid::nil(); plan.meetings.len()],
            points: vec![vec![]; plan.meetings.len()],
            follow_ups: vec![Uuid::nil(); plan.items.len()],
            reports: vec![Uuid::nil(); plan.items.len()],
            next: None,
            council_items: vec![],
            audit_items: vec![],
            begun: 0,
            plan,
        }
    }

    pub(super) fn region(&self) -> &'a RegionCode {
        &self.setting.directory.region.code
    }

    /// What happened in numbers.
    pub(super) fn loaded(&self) -> LoadedRegion {
        let opened = self.follow_ups.iter().filter(|id| !id.is_nil()).count();
        let held = self.meetings.iter().filter(|id| !id.is_nil()).count();
        self.setting
            .loaded(held, opened, self.begun, self.plan.dropped)
    }

    /// Plays all events. After each day the notices of the day go out.
    pub(super) async fn play(
        &mut self,
        clock: &SetClock,
        progress: &mut impl FnMut(&str),
    ) -> Result<(), Problem> {
        let zone = self.setting.directory.region.zone;
        let mut before: Option<Date> = None;
        for event in std::mem::take(&mut self.plan.events) {
            let day = event.at.at_zone(zone).date();
            if before != Some(day) {
                run_jobs(self.app, self.region()).await?;
                if before.is_none_or(|last| last.month() != day.month()) {
                    progress(&format!("Kota Contoh: {}", month(day)));
                }
                before = Some(day);
            }
            clock.set(event.at);
            self.perform(event.act, day).await?;
        }
        run_jobs(self.app, self.region()).await
    }

    async fn perform(&mut self, act: Act, day: Date) -> Result<(), Problem> {
        match act {
            Act::Hold(meeting) => self.hold(meeting, day).await,
            Act::Points(meeting) => self.write_points(meeting, day).await,
            Act::Open(task) => self.open(task, day).await,
            Act::Propose(item) => self.propose(item, day).await,
            Act::Agree(task) => self.agree(task, day).await,
            Act::Draft(item, number) => self.draft(item, number, day).await,
            Act::Send(item, number) => self.send(item, number, day).await,
            Act::Decide(item, number) => self.decide(item, number, day).await,
            Act::Withdraw(item) => self.withdraw(item, day).await,
            Act::SetPriorities => self.set_priorities(day).await,
            Act::Council => self.council(day).await,
            Act::AnswerCouncil => self.answer_council(day).await,
            Act::Audits => self.audits(day).await,
            Act::HearAuditors => self.hear_auditors(day).await,
            Act::Worry => self.worry(day).await,
            Act::AskMaterial(release) => self.ask_material(release, day).await,
            Act::FillMaterial => self.fill_material(day).await,
            Act::ReleaseMaterial => self.release_material(day).await,
            Act::BeginPlans => self.begin_plans(day).await,
            Act::NotePlanTree => self.note_plan_tree(day).await,
            Act::AgreePlan => self.agree_plan(day).await,
            Act::LogWeek(week) => self.log_week(week, day).await,
            Act::VisitPlaces => self.visit_places(day).await,
            Act::SetUpReport => self.set_up_report(day).await,
            Act::FillReport(month) => self.fill_report(month, day).await,
            Act::SendReport(month) => self.send_report(month, day).await,
            Act::OpenReport(month) => self.open_report(month, day).await,
            Act::OpenAgreements => self.open_agreements(day).await,
            Act::WriteAgreements => self.write_agreements(day).await,
            Act::SignAgreements => self.sign_agreements(day).await,
            Act::ReportAgreements(quarter) => self.report_agreements(quarter, day).await,
            Act::NoteAgreements(quarter) => self.note_agreements(quarter, day).await,
            Act::Remind => notice::schedule(self.app, self.region()).await,
            Act::Read => self.read_notices().await,
        }
    }

    /// Lets a person do something with their own right.
    pub(super) async fn act<A, T, F>(&self, actor: Arc<Actor>, work: F) -> Result<T, Problem>
    where
        A: Action<Target = ()>,
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, Problem>> + Send + 'static,
    {
        let grant = Grant::<A>::console(actor, ());
        Ok(self.app.db().write(&grant, work).await?.value)
    }

    /// The year's notices are read; what is new at the end is of the last days.
    async fn read_notices(&self) -> Result<(), Problem> {
        let persons = self.setting.people.persons.clone();
        self.app
            .db()
            .upkeep(self.region(), |tx| {
                Box::pin(async move {
                    for person in persons {
                        notice::mark_seen(tx, person).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}

/// The follow-up as it stands in this transaction: every step checks its version.
pub(super) async fn current(tx: &Tx, id: Uuid) -> Result<FollowUp, Problem> {
    let found = follow_up::find(tx.conn(), tx.region(), id).await?;
    found.map(|found| found.follow_up).ok_or(Problem::NotFound)
}
