//! The rights of this crate, and how their subjects are found.

use platform::{Actor, App, Located, PathParams, Problem, RegionCode, rights};

use crate::store::{self, Issue, Meeting, Point};

rights! {
    /// The list of meetings.
    ListMeetings "meeting.read" "Membuka rapat";
    /// A new meeting.
    AddMeeting "meeting.write" "Mencatat rapat";
    /// The list of issues.
    ListIssues "issue.read" "Membuka permasalahan";
    /// A new issue.
    AddIssue "issue.write" "Mencatat permasalahan";
}

rights! {
    Meeting, meeting;
    /// One meeting.
    ReadMeeting "meeting.read" "Membuka rapat";
    /// Change a meeting, its agenda, its attendance.
    WriteMeeting "meeting.write" "Mencatat rapat";
    /// Add a point to a meeting.
    AddPoint "point.write" "Mencatat butir arahan";
}

rights! {
    Point, point;
    /// One point.
    ReadPoint "meeting.read" "Membuka rapat";
    /// Change a point.
    WritePoint "point.write" "Mencatat butir arahan";
    /// Hand a point over to units.
    HandOver "follow_up.open" "Membagi tindak lanjut";
}

rights! {
    Issue, issue;
    /// One issue.
    ReadIssue "issue.read" "Membuka permasalahan";
    /// Change it, close it, take it up again.
    WriteIssue "issue.write" "Mencatat permasalahan";
}

async fn meeting(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Meeting>>, Problem> {
    let found = store::find(app.db().read(), region, path.id("meeting")?).await?;
    Ok(found.map(Located::region))
}

async fn point(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Point>>, Problem> {
    let found = store::find_point(app.db().read(), region, path.id("point")?).await?;
    Ok(found.map(Located::region))
}

/// An issue lies with the unit whose issue it is, and with the one that raised it.
async fn issue(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Issue>>, Problem> {
    let found = store::find_issue(app.db().read(), region, path.id("issue")?).await?;
    Ok(found.map(|issue| {
        let places = issue.places();
        Located::units(issue, places)
    }))
}
