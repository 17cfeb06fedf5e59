//! Meetings, recorded or played, with what came of them.

use directives::{
    rules::{AttendanceStatus, IssueKind, MeetingKind},
    store::MeetingInput,
};
use government::follow_up::FollowUpKind;
use platform::{Problem, date};
use serde::Deserialize;
use time::{Date, Weekday};

use super::{FollowUpData, wrong};

/// A meeting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingData {
    pub(crate) key: String,
    kind: String,
    pub(crate) title: String,
    /// Day of a recorded meeting.
    date: Option<String>,
    /// Month of a played meeting, counted back from the newest.
    months_ago: Option<u32>,
    /// Week of that month, from 1.
    week: Option<u8>,
    /// Weekday of that week.
    weekday: Option<String>,
    start: String,
    end: String,
    place: String,
    pub(crate) series: String,
    pub(crate) organiser: String,
    participants_stated: Option<i64>,
    purpose: String,
    source: String,
    #[serde(default)]
    legal_bases: Vec<String>,
    #[serde(default)]
    remarks: String,
    chair: ChairData,
    reporter: Option<ReporterData>,
    pub(crate) agenda: Vec<AgendaData>,
    #[serde(default)]
    pub(crate) attendance: Vec<AttendanceData>,
    pub(crate) point: Vec<PointData>,
    #[serde(default)]
    pub(crate) issue: Vec<IssueData>,
}

/// An issue raised for a meeting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueData {
    /// Key of the unit whose issue it is.
    pub(crate) unit: String,
    /// Key of the unit that raised it, when it is another.
    #[serde(default)]
    pub(crate) by: String,
    kind: String,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) steps: String,
    /// Key of the unit that owns the solution.
    #[serde(default)]
    pub(crate) owner: String,
    /// How it was solved, if it was.
    #[serde(default)]
    pub(crate) solution: String,
}

impl IssueData {
    pub(crate) fn kind(&self) -> Result<IssueKind, Problem> {
        known(IssueKind::from_word(&self.kind), "issue", &self.kind)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChairData {
    name: String,
    office: String,
    role: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReporterData {
    name: String,
    office: String,
}

/// An item of the agenda.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgendaData {
    pub(crate) no: usize,
    pub(crate) topic: String,
    #[serde(default)]
    pub(crate) presenter: String,
}

/// A line of the attendance list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttendanceData {
    /// Key of the unit, or empty.
    pub(crate) unit: String,
    status: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) office: String,
    #[serde(default)]
    pub(crate) institution: String,
    /// Whether the line stands for a group.
    #[serde(default)]
    pub(crate) group: bool,
    #[serde(default)]
    pub(crate) note: String,
}

/// A point, kept as spoken.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PointData {
    pub(crate) no: usize,
    /// Number of the item of the agenda.
    pub(crate) agenda: usize,
    pub(crate) speaker: String,
    pub(crate) office: String,
    kind: String,
    pub(crate) addressees: Vec<String>,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) follow_up: Vec<FollowUpData>,
}

pub(super) fn known<T>(found: Option<T>, what: &str, word: &str) -> Result<T, Problem> {
    found.ok_or_else(|| wrong(format!("{what} \"{word}\"")))
}

pub(super) fn kind_of(word: &str) -> Result<FollowUpKind, Problem> {
    known(FollowUpKind::from_word(word), "kind", word)
}

fn minute(text: &str) -> Result<Option<i64>, Problem> {
    match text {
        "" => Ok(None),
        text => known(date::parse_minute(text), "time", text).map(Some),
    }
}

impl MeetingData {
    /// Day of a recorded meeting.
    pub(crate) fn recorded_on(&self) -> Result<Date, Problem> {
        let text = self.date.as_deref().unwrap_or_default();
        known(date::parse(text), &self.key, text)
    }

    /// Month (counted back), week (from 1) and weekday of a played meeting.
    pub(crate) fn played_in(&self) -> Result<(u32, u8, Weekday), Problem> {
        let word = self.weekday.as_deref().unwrap_or_default();
        let weekday = match word {
            "senin" => Some(Weekday::Monday),
            "selasa" => Some(Weekday::Tuesday),
            "rabu" => Some(Weekday::Wednesday),
            "kamis" => Some(Weekday::Thursday),
            "jumat" => Some(Weekday::Friday),
            _ => None,
        };
        match (self.months_ago, self.week, weekday) {
            (Some(months), Some(week @ 1..), Some(weekday)) => Ok((months, week, weekday)),
            _ => Err(wrong(format!(
                "{}: months_ago, week, weekday \"{word}\"",
                self.key
            ))),
        }
    }

    /// What is entered of it, without series and organiser.
    pub(crate) fn input(&self, date: Date) -> Result<MeetingInput, Problem> {
        let kind = known(
            MeetingKind::from_code(&self.kind),
            "kind of meeting",
            &self.kind,
        )?;
        let reporter = self.reporter.clone().unwrap_or(ReporterData {
            name: String::new(),
            office: String::new(),
        });
        Ok(MeetingInput {
            series_id: None,
            kind: kind.code().to_owned(),
            title: self.title.clone(),
            date,
            start: minute(&self.start)?,
            end: minute(&self.end)?,
            place: self.place.clone(),
            chair_name: self.chair.name.clone(),
            chair_office: self.chair.office.clone(),
            chair_role: self.chair.role.clone(),
            organiser: None,
            reporter_name: reporter.name,
            reporter_office: reporter.office,
            purpose: self.purpose.clone(),
            legal_bases: self.legal_bases.join("\n"),
            recorder_name: String::new(),
            recorder_office: String::new(),
            remarks: self.remarks.clone(),
            source: self.source.clone(),
            participants_stated: self.participants_stated,
        })
    }
}

impl AttendanceData {
    /// Whether somebody came.
    pub(crate) fn status(&self) -> Result<AttendanceStatus, Problem> {
        known(
            AttendanceStatus::from_word(&self.status),
            "status",
            &self.status,
        )
    }
}

impl PointData {
    /// How binding it is.
    pub(crate) fn kind(&self) -> Result<FollowUpKind, Problem> {
        kind_of(&self.kind)
    }
}
