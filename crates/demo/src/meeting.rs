//! Writing a meeting down, recorded or played alike.

use std::collections::HashMap;

use directives::{
    rules::MeetingState,
    store::{self, AgendaInput, AttendanceInput, IssueInput, POINT, PointInput},
};
use government::{
    Directory,
    follow_up::{NewFollowUp, TermsInput},
    structure::{Due, Unit},
};
use platform::{App, Problem, Ref, RegionCode, Tx, Uuid};
use time::Date;

use crate::data::{self, FollowUpData, MeetingData, wrong};

/// Ids of the series of a region, by key.
pub(crate) async fn series(
    app: &App,
    region: &RegionCode,
) -> Result<HashMap<String, Uuid>, Problem> {
    let rows = store::series(app.db().read(), region).await?;
    Ok(rows.into_iter().map(|row| (row.key, row.id)).collect())
}

/// The unit with this key; none for an empty one.
fn unit_of(directory: &Directory, key: &str) -> Result<Option<Uuid>, Problem> {
    match key {
        "" => Ok(None),
        key => unit(directory, key).map(|unit| Some(unit.id())),
    }
}

fn unit<'d>(directory: &'d Directory, key: &str) -> Result<&'d Unit, Problem> {
    directory
        .unit_by_key(key)
        .ok_or_else(|| wrong(format!("{}: no unit {key}", directory.region.code)))
}

/// A meeting ready to be written, with every key resolved.
pub(crate) struct Minutes {
    input: store::MeetingInput,
    agenda: Vec<AgendaInput>,
    attendance: Vec<AttendanceInput>,
}

impl Minutes {
    /// Reads the keys of a meeting on `date`.
    pub(crate) fn of(
        data: &MeetingData,
        date: Date,
        directory: &Directory,
        series: &HashMap<String, Uuid>,
    ) -> Result<Self, Problem> {
        let mut input = data.input(date)?;
        if !data.series.is_empty() {
            let known = series.get(&data.series).copied();
            input.series_id = Some(known.ok_or_else(|| wrong(format!("{}: series", data.key)))?);
        }
        input.organiser = unit_of(directory, &data.organiser)?;
        let numbers = data.agenda.iter().map(|item| item.no);
        if !numbers.eq(1..=data.agenda.len()) {
            return Err(wrong(format!("{}: numbers of the agenda", data.key)));
        }
        let attendance = data.attendance.iter().map(|line| {
            Ok(AttendanceInput {
                unit: unit_of(directory, &line.unit)?,
                name: line.name.clone(),
                office: line.office.clone(),
                institution: line.institution.clone(),
                status: line.status()?,
                is_group: line.group,
                note: line.note.clone(),
            })
        });
        Ok(Self {
            input,
            agenda: data
                .agenda
                .iter()
                .map(|item| AgendaInput {
                    topic: item.topic.clone(),
                    presenter: item.presenter.clone(),
                    material: String::new(),
                })
                .collect(),
            attendance: attendance.collect::<Result<_, Problem>>()?,
        })
    }

    /// Writes the meeting as it was held, and closes it.
    pub(crate) async fn write(self, tx: &mut Tx) -> Result<Uuid, Problem> {
        let id = store::add_meeting(tx, &self.input).await?;
        for item in &self.agenda {
            store::add_agenda(tx, id, item).await?;
        }
        if !self.attendance.is_empty() {
            store::set_attendance(tx, id, self.attendance).await?;
        }
        let meeting = store::find(tx.conn(), tx.region(), id)
            .await?
            .ok_or(Problem::NotFound)?;
        store::set_state(tx, &meeting, MeetingState::Closed).await?;
        Ok(id)
    }
}

/// Writes the points of a meeting; their ids in order.
pub(crate) async fn write_points(
    tx: &mut Tx,
    meeting: Uuid,
    data: &MeetingData,
) -> Result<Vec<Uuid>, Problem> {
    let agenda = store::agenda(tx.conn(), tx.region(), meeting).await?;
    let mut ids = Vec::new();
    for (number, point) in (1..).zip(&data.point) {
        let item = agenda.get(point.agenda.wrapping_sub(1));
        let (Some(item), true) = (item, point.no == number) else {
            return Err(wrong(format!("{}: point {number}", data.key)));
        };
        let input = PointInput {
            raiser: None,
            agenda_item: Some(item.id),
            speaker: point.speaker.clone(),
            office: point.office.clone(),
            kind: point.kind()?,
            addressees: point.addressees.join(", "),
            text: point.text.clone(),
        };
        ids.push(store::add_point(tx, meeting, &input).await?);
    }
    Ok(ids)
}

/// Writes the issues raised for a meeting.
pub(crate) async fn write_issues(
    tx: &mut Tx,
    meeting: Uuid,
    data: &MeetingData,
    directory: &Directory,
) -> Result<(), Problem> {
    for issue in &data.issue {
        let unit = unit(directory, &issue.unit)?.id();
        let input = IssueInput {
            raiser: None,
            unit,
            kind: issue.kind()?,
            text: issue.text.clone(),
            steps: issue.steps.clone(),
            owner: unit_of(directory, &issue.owner)?,
        };
        let by = unit_of(directory, &issue.by)?.unwrap_or(unit);
        let id = store::add_issue(tx, by, Some(meeting), &input).await?;
        if !issue.solution.is_empty() {
            store::solve_issue(tx, id, 1, &issue.solution).await?;
        }
    }
    Ok(())
}

/// The units that lead a follow-up: one, or each of a group.
pub(crate) fn leads<'d>(
    data: &FollowUpData,
    directory: &'d Directory,
    date: Date,
) -> Result<Vec<&'d Unit>, Problem> {
    match (&data.lead, &data.lead_group) {
        (Some(key), None) => Ok(vec![unit(directory, key)?]),
        (None, Some(key)) => members(directory, key, date),
        _ => Err(wrong(format!("one lead or one group: {}", data.task))),
    }
}

fn members<'d>(directory: &'d Directory, key: &str, date: Date) -> Result<Vec<&'d Unit>, Problem> {
    let group = directory
        .group(key)
        .ok_or_else(|| wrong(format!("{}: no group {key}", directory.region.code)))?;
    Ok(group.members(&directory.units, date))
}

fn supporters(
    data: &FollowUpData,
    directory: &Directory,
    date: Date,
) -> Result<Vec<Uuid>, Problem> {
    let mut ids = Vec::new();
    for key in &data.supporters {
        ids.push(unit(directory, key)?.id());
    }
    for key in &data.supporter_groups {
        ids.extend(members(directory, key, date)?.iter().map(|unit| unit.id()));
    }
    Ok(ids)
}

/// Measure, target and date as far as they are stated, due on `due`.
pub(crate) fn terms(
    data: &FollowUpData,
    due: Option<Date>,
    directory: &Directory,
) -> Result<TermsInput, Problem> {
    Ok(TermsInput {
        measure: data.measure.clone(),
        target: data.target()?,
        due: due.map(|date| Due::new(date, None, directory.region.zone)),
    })
}

/// The follow-ups of a line of data, one per lead, before they know their point.
pub(crate) fn follow_ups(
    data: &FollowUpData,
    date: Date,
    terms: &TermsInput,
    agreed: bool,
    directory: &Directory,
) -> Result<Vec<NewFollowUp>, Problem> {
    let supporters = supporters(data, directory, date)?;
    let kind = data.kind()?;
    Ok(leads(data, directory, date)?
        .into_iter()
        .map(|lead| NewFollowUp {
            origin: Ref::new(POINT, Uuid::nil()),
            task: data.task.clone(),
            kind,
            lead: lead.id(),
            supporters: supporters.clone(),
            terms: terms.clone(),
            agreed,
            today: date,
        })
        .collect())
}

/// The meetings of a region with the day each was recorded on.
pub(crate) fn recorded(region: &RegionCode) -> Result<Vec<(MeetingData, Date)>, Problem> {
    let meetings = data::meetings(region)?;
    let dated = meetings.into_iter().map(|meeting| {
        let date = meeting.recorded_on()?;
        Ok((meeting, date))
    });
    dated.collect()
}
