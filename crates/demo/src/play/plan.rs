//! The played year as one list of events, in the order of their instants. Pure.

use std::sync::Arc;

use government::{
    Directory,
    follow_up::{NewFollowUp, TermsInput},
};
use platform::{Instant, Problem, Uuid, date};
use time::{Date, Duration};

use super::dates::{office_hour, stable, working};
use crate::{
    data::{FollowUpData, MeetingData, ReportData, TermsWay, wrong},
    meeting,
};

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// A meeting is held.
    Hold(usize),
    /// Its points are written down.
    Points(usize),
    /// A task is given to its leads.
    Open(usize),
    /// A lead proposes measure, target and date.
    Propose(usize),
    /// The targets of a task are agreed.
    Agree(usize),
    /// A lead's report is drafted.
    Draft(usize, usize),
    /// It is sent.
    Send(usize, usize),
    /// It is returned or verified.
    Decide(usize, usize),
    /// A lead's follow-up is withdrawn.
    Withdraw(usize),
    /// The priorities of the year are set.
    SetPriorities,
    /// The council's decisions are noted.
    Council,
    /// Units report on them.
    AnswerCouncil,
    /// What auditors found is noted.
    Audits,
    /// What they said of the answers.
    HearAuditors,
    /// Work is passed down, reported up, and judged by its risks.
    Worry,
    /// Units are asked for the material of the next meeting, due on a day.
    AskMaterial(Date),
    /// They bring it.
    FillMaterial,
    /// It is released.
    ReleaseMaterial,
    /// Missions, a plan, a campaign and a joint operation begin.
    BeginPlans,
    /// The tree of the term of office and its priority programmes are noted.
    NotePlanTree,
    /// The plan is agreed.
    AgreePlan,
    /// What kelurahan do in a week after that.
    LogWeek(usize),
    /// Places of the operation are visited.
    VisitPlaces,
    /// A standing report is set up.
    SetUpReport,
    /// Its month is filled in.
    FillReport(Date),
    /// It is sent.
    SendReport(Date),
    /// It is opened and checked.
    OpenReport(Date),
    /// The year of agreements is opened.
    OpenAgreements,
    /// Units write and send them.
    WriteAgreements,
    /// They are signed in one ceremony.
    SignAgreements,
    /// What was reached in a quarter is reported.
    ReportAgreements(u8),
    /// It is noted on.
    NoteAgreements(u8),
    /// The round of reminders.
    Remind,
    /// Everybody reads the notices so far.
    Read,
}

/// Something that happens, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) at: Instant,
    pub(super) act: Act,
}

/// A played meeting.
pub(super) struct Held {
    pub(super) data: Arc<MeetingData>,
    pub(super) day: Date,
}

/// A task of a meeting, for one lead or a group.
pub(super) struct Task {
    pub(super) meeting: usize,
    pub(super) point: usize,
    pub(super) terms: TermsInput,
    /// Follow-ups to be opened, one per lead, without their point.
    pub(super) new: Vec<NewFollowUp>,
    /// Place of the first lead's item.
    pub(super) first: usize,
    pub(super) locked_at_once: bool,
    /// Key of the lead, or empty for a group.
    pub(super) lead_key: String,
}

/// A follow-up of one lead.
pub(super) struct Item {
    pub(super) task: usize,
    pub(super) lead: Uuid,
    /// Words that are its own, for stable choices.
    pub(super) seed: String,
    pub(super) reports: Vec<ReportData>,
    pub(super) cancelled_reason: Option<String>,
}

/// The whole year.
pub(super) struct Plan {
    pub(super) meetings: Vec<Held>,
    pub(super) tasks: Vec<Task>,
    pub(super) items: Vec<Item>,
    pub(super) events: Vec<Event>,
    /// Reports whose time has not come yet.
    pub(super) dropped: usize,
}

/// Builds the plan.
pub(super) struct Planner<'d> {
    pub(super) directory: &'d Directory,
    pub(super) plan: Plan,
}

impl<'d> Planner<'d> {
    /// The plan of these meetings up to `today`.
    pub(super) fn plan(
        directory: &'d Directory,
        meetings: Vec<Held>,
        today: Instant,
    ) -> Result<Plan, Problem> {
        let plan = Plan {
            meetings,
            tasks: vec![],
            items: vec![],
            events: vec![],
            dropped: 0,
        };
        let mut planner = Self { directory, plan };
        for place in 0..planner.plan.meetings.len() {
            planner.meeting(place)?;
        }
        planner.notices(today);
        planner.reports(directory.region.today(today));
        planner.recommendations();
        planner.plans(directory.region.today(today));
        planner.agreements(directory.region.today(today));
        planner.secretariat(directory.region.today(today));
        let mut plan = planner.plan;
        let first_step = |act| matches!(act, Act::Draft(..));
        plan.dropped = plan
            .events
            .iter()
            .filter(|e| e.at >= today && first_step(e.act))
            .count();
        plan.events.retain(|event| event.at < today);
        // stable, so that steps planned for one instant keep their order
        plan.events.sort_by_key(|event| event.at);
        Ok(plan)
    }

    pub(super) fn push(&mut self, day: Date, minute: i64, act: Act) {
        let at = date::at(day, minute, self.directory.region.zone);
        self.plan.events.push(Event { at, act });
    }

    fn meeting(&mut self, place: usize) -> Result<(), Problem> {
        let held = &self.plan.meetings[place];
        let (data, day) = (Arc::clone(&held.data), held.day);
        self.push(day, 11 * 60 + 30, Act::Hold(place));
        self.push(day, 11 * 60 + 40, Act::Points(place));
        let mut number = 0;
        for (point, spoken) in data.point.iter().enumerate() {
            for line in &spoken.follow_up {
                self.task(place, point, number, line)?;
                number += 1;
            }
        }
        Ok(())
    }

    fn task(
        &mut self,
        place: usize,
        point: usize,
        number: usize,
        line: &FollowUpData,
    ) -> Result<(), Problem> {
        let day = self.plan.meetings[place].day;
        let calendar = &self.directory.calendar;
        let due = line
            .due_days
            .map(|days| working(calendar, day.saturating_add(Duration::days(days))));
        let terms = meeting::terms(line, due, self.directory)?;
        let way = line
            .terms
            .ok_or_else(|| wrong(format!("terms of {}", line.task)))?;
        // every other agreed one was already clear in the meeting
        let at_once = way == TermsWay::Agreed && number.is_multiple_of(2);
        let given = if at_once {
            terms.clone()
        } else {
            TermsInput::default()
        };
        let (id, first) = (self.plan.tasks.len(), self.plan.items.len());
        self.plan.tasks.push(Task {
            meeting: place,
            point,
            terms,
            new: meeting::follow_ups(line, day, &given, at_once, self.directory)?,
            first,
            locked_at_once: at_once,
            lead_key: line.lead.clone().unwrap_or_default(),
        });
        let order = i64::try_from(number).unwrap_or(0);
        self.push(day, 13 * 60 + 5 * order, Act::Open(id));
        let next = calendar.add_working_days(day, 1);
        let locked = if at_once { day } else { next };
        self.items(id, line, day)?;
        let items = first..self.plan.items.len();
        if !at_once {
            for item in items.clone() {
                let seed = self.plan.items[item].seed.clone();
                match way {
                    TermsWay::Agreed => {
                        self.push(day, 14 * 60 + 30 + stable(&seed, 100), Act::Propose(item));
                    }
                    TermsWay::Proposed => {
                        let later = u32::try_from(1 + stable(&seed, 4)).unwrap_or(1);
                        let on = self.directory.calendar.add_working_days(day, later);
                        self.push(on, office_hour(&seed), Act::Propose(item));
                    }
                    TermsWay::Incomplete => {}
                }
            }
            if way == TermsWay::Agreed {
                self.push(next, 9 * 60 + 7 * order, Act::Agree(id));
            }
        }
        for item in items {
            self.rounds(item, day, locked)?;
        }
        Ok(())
    }

    fn items(&mut self, task: usize, line: &FollowUpData, day: Date) -> Result<(), Problem> {
        let mut by_unit = line.reports_by_unit.clone();
        for unit in meeting::leads(line, self.directory, day)? {
            let of_unit = |report: &mut ReportData| report.unit.as_deref() == Some(&unit.key);
            let mut reports: Vec<_> = by_unit.extract_if(.., of_unit).collect();
            if line.lead.is_some() {
                reports.extend(line.report.clone());
            }
            self.plan.items.push(Item {
                task,
                lead: unit.id(),
                seed: format!("{} {}", unit.key, line.task),
                reports,
                cancelled_reason: line.cancelled_reason.clone(),
            });
        }
        if !by_unit.is_empty() || (line.lead.is_none() && !line.report.is_empty()) {
            return Err(wrong(format!("reports of no lead: {}", line.task)));
        }
        Ok(())
    }
}
