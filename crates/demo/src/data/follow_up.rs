//! Follow-ups and what is played of them.

use figures::Amount;
use government::follow_up::FollowUpKind;
use platform::{Problem, date};
use serde::Deserialize;
use time::Date;

use super::{
    meeting::{kind_of, known},
    wrong,
};

/// A follow-up, for one lead or for each unit of a group.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FollowUpData {
    pub(crate) task: String,
    kind: String,
    pub(crate) lead: Option<String>,
    pub(crate) lead_group: Option<String>,
    #[serde(default)]
    pub(crate) supporters: Vec<String>,
    #[serde(default)]
    pub(crate) supporter_groups: Vec<String>,
    pub(crate) measure: Option<String>,
    target: Option<String>,
    /// Due date as stated, of a recorded meeting.
    due: Option<String>,
    /// Days after a played meeting.
    pub(crate) due_days: Option<i64>,
    /// How a played follow-up comes to its terms.
    pub(crate) terms: Option<TermsWay>,
    #[serde(default)]
    pub(crate) report: Vec<ReportData>,
    /// Reports of a group's units.
    #[serde(default)]
    pub(crate) reports_by_unit: Vec<ReportData>,
    /// Withdrawn in the end, and why.
    pub(crate) cancelled_reason: Option<String>,
}

/// How a played follow-up comes to its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TermsWay {
    Agreed,
    Proposed,
    Incomplete,
}

/// A played report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportData {
    /// Key of the unit, under a group.
    pub(crate) unit: Option<String>,
    /// Days after the meeting.
    pub(crate) after_days: i64,
    amount: String,
    pub(crate) note: String,
    /// Who writes it; the head sends it either way.
    #[serde(default)]
    pub(crate) by: ReportBy,
    pub(crate) outcome: Outcome,
    #[serde(default)]
    pub(crate) review_note: String,
    #[serde(default)]
    pub(crate) evidence: Vec<EvidenceData>,
}

/// Who writes a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReportBy {
    #[default]
    Operator,
    Head,
}

/// What becomes of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    Draft,
    Pending,
    Returned,
    Verified,
}

/// Evidence of a report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceData {
    pub(crate) kind: EvidenceKind,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) url: String,
}

/// Kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EvidenceKind {
    Photo,
    Link,
}

fn amount(text: &str) -> Result<Amount, Problem> {
    Amount::read(text).map_err(|error| wrong(format!("amount \"{text}\": {error}")))
}

impl FollowUpData {
    /// How binding it is.
    pub(crate) fn kind(&self) -> Result<FollowUpKind, Problem> {
        kind_of(&self.kind)
    }

    /// How many, where it is stated.
    pub(crate) fn target(&self) -> Result<Option<Amount>, Problem> {
        self.target.as_deref().map(amount).transpose()
    }

    /// By when, where a recorded meeting states it.
    pub(crate) fn stated_due(&self) -> Result<Option<Date>, Problem> {
        let read = |text| known(date::parse(text), "date", text);
        self.due.as_deref().map(read).transpose()
    }
}

impl ReportData {
    /// How many so far, all reports together.
    pub(crate) fn amount(&self) -> Result<Amount, Problem> {
        amount(&self.amount)
    }
}
