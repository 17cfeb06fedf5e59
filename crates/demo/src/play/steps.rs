//! What each event does, by whom.

use std::sync::Arc;

use directives::store::POINT;
use government::follow_up::{self, Decision, ReportInput, Standing};
use platform::{Problem, Ref};
use time::Date;

use super::{
    dates::stable,
    stage::{Stage, current},
};
use crate::{
    actions::{
        FollowUpOpen, FollowUpWithdraw, IssueWrite, MeetingWrite, PointWrite, ReportReview,
        ReportSend, ReportWrite, TermsDecide, TermsPropose,
    },
    data::{Outcome, ReportBy},
    meeting::{Minutes, write_issues, write_points},
};

impl Stage<'_> {
    /// The head of the organising section enters the meeting.
    pub(super) async fn hold(&mut self, meeting: usize, day: Date) -> Result<(), Problem> {
        let data = &self.plan.meetings[meeting].data;
        let minutes = Minutes::of(data, day, &self.setting.directory, &self.setting.series)?;
        let actor = self.setting.people.cast.organiser(day)?;
        self.meetings[meeting] = self
            .act::<MeetingWrite, _, _>(actor, |tx| Box::pin(minutes.write(tx)))
            .await?;
        Ok(())
    }

    /// The recorder writes down the points, and the issues raised.
    pub(super) async fn write_points(&mut self, meeting: usize, day: Date) -> Result<(), Problem> {
        let data = self.plan.meetings[meeting].data.clone();
        let id = self.meetings[meeting];
        let actor = self.setting.people.cast.recorder(day)?;
        self.points[meeting] = self
            .act::<PointWrite, _, _>(actor, move |tx| {
                Box::pin(async move { write_points(tx, id, &data).await })
            })
            .await?;
        let data = self.plan.meetings[meeting].data.clone();
        if data.issue.is_empty() {
            return Ok(());
        }
        let actor = self.setting.people.cast.recorder(day)?;
        let directory = Arc::clone(&self.setting.directory);
        self.act::<IssueWrite, _, _>(actor, move |tx| {
            Box::pin(async move { write_issues(tx, id, &data, &directory).await })
        })
        .await?;
        Ok(())
    }

    /// The recorder opens a task for its leads; what locks at once is opened by the assistant,
    /// who may agree to it.
    pub(super) async fn open(&mut self, task: usize, day: Date) -> Result<(), Problem> {
        let it = &mut self.plan.tasks[task];
        let (first, locked) = (it.first, it.locked_at_once);
        let point = self.points[it.meeting][it.point];
        let mut leads = std::mem::take(&mut it.new);
        for new in &mut leads {
            new.origin = Ref::new(POINT, point);
        }
        let cast = &self.setting.people.cast;
        let actor = if locked {
            cast.assistant(&self.plan.tasks[task].lead_key, day)?
        } else {
            cast.recorder(day)?
        };
        let opened = self
            .act::<FollowUpOpen, _, _>(actor, |tx| {
                Box::pin(async move {
                    let mut ids = Vec::new();
                    for new in leads {
                        ids.push(follow_up::open(tx, new).await?);
                    }
                    Ok(ids)
                })
            })
            .await?;
        for (place, id) in (first..).zip(opened) {
            self.follow_ups[place] = id;
        }
        Ok(())
    }

    /// The head of the lead proposes measure, target and date.
    pub(super) async fn propose(&mut self, item: usize, day: Date) -> Result<(), Problem> {
        let it = &self.plan.items[item];
        let terms = self.plan.tasks[it.task].terms.clone();
        let actor = self.setting.people.cast.head(it.lead, day)?;
        let id = self.follow_ups[item];
        self.act::<TermsPropose, _, _>(actor, move |tx| {
            Box::pin(async move {
                let follow_up = current(tx, id).await?;
                follow_up::propose(tx, &follow_up, terms, "").await
            })
        })
        .await
    }

    /// The assistant agrees to what the leads of a task proposed.
    pub(super) async fn agree(&mut self, task: usize, day: Date) -> Result<(), Problem> {
        let places = self.plan.items.iter().zip(&self.follow_ups);
        let ids: Vec<_> = places
            .filter(|(item, _)| item.task == task)
            .map(|(_, id)| *id)
            .collect();
        let cast = &self.setting.people.cast;
        let actor = cast.assistant(&self.plan.tasks[task].lead_key, day)?;
        self.act::<TermsDecide, _, _>(actor, |tx| {
            Box::pin(async move {
                for id in ids {
                    let follow_up = current(tx, id).await?;
                    follow_up::agree(tx, &follow_up).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// The operator drafts a report, with its evidence.
    pub(super) async fn draft(
        &mut self,
        item: usize,
        number: usize,
        day: Date,
    ) -> Result<(), Problem> {
        let it = &self.plan.items[item];
        let report = &it.reports[number];
        let input = ReportInput {
            amount: Some(report.amount()?),
            note: report.note.clone(),
            obstacle: String::new(),
            evidence: self.pictures.evidence(&report.evidence),
            reused: vec![],
            send: false,
        };
        let cast = &self.setting.people.cast;
        let actor = match report.by {
            ReportBy::Operator => cast.operator(it.lead, day)?,
            ReportBy::Head => cast.head(it.lead, day)?,
        };
        let id = self.follow_ups[item];
        let saved = self
            .act::<ReportWrite, _, _>(actor, move |tx| {
                Box::pin(async move {
                    let follow_up = current(tx, id).await?;
                    follow_up::save(tx, &follow_up, input).await
                })
            })
            .await?;
        self.reports[item] = saved.report;
        self.begun += 1;
        Ok(())
    }

    /// The head sends the draft as it is.
    pub(super) async fn send(
        &mut self,
        item: usize,
        number: usize,
        day: Date,
    ) -> Result<(), Problem> {
        let it = &self.plan.items[item];
        let report = &it.reports[number];
        let input = ReportInput {
            amount: Some(report.amount()?),
            note: report.note.clone(),
            obstacle: String::new(),
            evidence: vec![],
            reused: vec![],
            send: true,
        };
        let actor = self.setting.people.cast.head(it.lead, day)?;
        let id = self.follow_ups[item];
        self.act::<ReportSend, _, _>(actor, move |tx| {
            Box::pin(async move {
                let follow_up = current(tx, id).await?;
                follow_up::save(tx, &follow_up, input).await.map(drop)
            })
        })
        .await
    }

    /// A verifier, who neither drafted nor sent it, verifies or returns a report.
    pub(super) async fn decide(
        &mut self,
        item: usize,
        number: usize,
        day: Date,
    ) -> Result<(), Problem> {
        let it = &self.plan.items[item];
        let report = &it.reports[number];
        let cast = &self.setting.people.cast;
        let authors = [
            cast.operator(it.lead, day)?.person,
            cast.head(it.lead, day)?.person,
        ];
        let turn = usize::try_from(stable(&it.seed, 97)).unwrap_or(0) + number;
        let actor = cast.verifier(turn, &authors, day)?;
        let (decision, note) = match report.outcome {
            Outcome::Returned => (Decision::Return, report.review_note.clone()),
            _ => (Decision::Verify, String::new()),
        };
        let (id, sent) = (self.follow_ups[item], self.reports[item]);
        let merged = self.setting.directory.region.one_person_both_steps;
        self.act::<ReportReview, _, _>(actor, move |tx| {
            Box::pin(async move {
                let follow_up = current(tx, id).await?;
                follow_up::decide(tx, &follow_up, sent, decision, &note, merged).await
            })
        })
        .await
    }

    /// The secretary withdraws a follow-up for the stated reason.
    pub(super) async fn withdraw(&mut self, item: usize, day: Date) -> Result<(), Problem> {
        let reason = self.plan.items[item]
            .cancelled_reason
            .clone()
            .unwrap_or_default();
        let actor = self.setting.people.cast.secretary(day)?;
        let id = self.follow_ups[item];
        self.act::<FollowUpWithdraw, _, _>(actor, move |tx| {
            Box::pin(async move {
                let follow_up = current(tx, id).await?;
                follow_up::withdraw(tx, &follow_up, Standing::Cancelled, &reason).await
            })
        })
        .await
    }
}
