//! The meeting whose papers are shown, and a paper of it.

use documents::{
    Paper,
    register::{OfficialDocument, view::Record},
};
use government::Directory;
use platform::{App, Problem, Ref, RegionCode};

use super::describe;
use crate::store::{MEETING, Meeting};

/// A paper with the meeting it belongs to.
#[derive(Clone, Debug)]
pub struct MeetingPaper {
    /// The meeting.
    pub meeting: Meeting,
    /// The paper.
    pub paper: OfficialDocument,
}

impl MeetingPaper {
    /// The paper as it prints: as it was signed, or as the records say it now; with its number.
    pub(super) async fn print(&self, app: &App, directory: &Directory) -> Result<Paper, Problem> {
        let paper = match self.paper.content(app.keys())? {
            Some(signed) => signed,
            None => self.today(app, directory).await?,
        };
        Ok(paper.numbered(&self.paper.numbering()))
    }

    /// The paper as the records say it now.
    pub(super) async fn today(&self, app: &App, directory: &Directory) -> Result<Paper, Problem> {
        let (kind, details) = (self.paper.kind()?, self.paper.details(app.keys())?);
        describe(app, directory, &self.meeting, kind, &details).await
    }
}

/// The meeting as the register knows it.
pub(super) fn subject(meeting: &Meeting) -> Ref {
    Ref::new(MEETING, meeting.id)
}

/// The meeting's path behind the region.
pub(super) fn path(meeting: &Meeting) -> String {
    format!("/rapat/{}", meeting.id)
}

/// The meeting as the register's pages name it.
pub(super) fn record<'a>(
    region: &'a RegionCode,
    meeting: &'a Meeting,
    path: &'a str,
) -> Record<'a> {
    Record {
        region,
        title: &meeting.title,
        path,
    }
}
