//! The rights of this crate, and how their subjects are found.

use platform::{Actor, App, Located, PathParams, Problem, RegionCode, rights};

use documents::register;

use super::paper::MeetingPaper;
use crate::{
    rules::fits,
    store::{self, Issue, MEETING, Meeting, Point, UnitRow},
};

rights! {
    /// The list of meetings.
    ListMeetings "meeting.read" "Membuka rapat";
    /// A new meeting.
    AddMeeting "meeting.write" "Mencatat rapat";
    /// The list of issues.
    ListIssues "issue.read" "Membuka permasalahan";
    /// The calendar of dates.
    ReadDates "calendar.read" "Melihat kalender";
    /// A new issue.
    AddIssue "issue.write" "Mencatat permasalahan";
}

rights! {
    Meeting, meeting;
    /// One meeting.
    ReadMeeting "meeting.read" "Membuka rapat";
    /// Change a meeting, its agenda, its attendance.
    WriteMeeting "meeting.write" "Mencatat rapat";
    /// Put a paper of a meeting into the register.
    AddPaper "paper.write" "Mencatat naskah dinas";
    /// Add a point to a meeting.
    AddPoint "point.write" "Mencatat butir arahan";
    /// Take in points with their follow-ups from a workbook.
    ImportFollowUps "follow_up.open" "Membagi tindak lanjut";
}

rights! {
    Meeting, meeting_of_code;
    /// Say to be there, by the code of an open attendance list.
    ConfirmPresence "attendance.confirm" "Menyatakan hadir lewat kode";
}

rights! {
    MeetingPaper, paper;
    /// A paper of a meeting: whoever may read the meeting.
    ReadPaper "meeting.read" "Membuka rapat";
    /// What is done with it.
    WritePaper "paper.write" "Mencatat naskah dinas";
}

rights! {
    Meeting, meeting;
    /// Collect the material of a meeting: choose units, paste the budget table, see it all.
    PrepareBriefing "briefing.prepare" "Menyiapkan bahan rakor";
    /// Note what is said of a follow-up while the meeting goes on.
    NoteOral "oral_report.write" "Mencatat lapor lisan";
    /// Release the material, or open it again.
    ReleaseBriefing "briefing.release" "Merilis bahan rakor";
}

rights! {
    UnitRow, unit_row;
    /// What a unit brings.
    WriteRow "briefing.write" "Mengisi bahan rakor";
    /// The unit's word that it is right.
    ConfirmRow "briefing.confirm" "Mengonfirmasi bahan rakor";
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

/// The meeting whose attendance list is open under a code.
async fn meeting_of_code(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<Meeting>>, Problem> {
    let found = behind_code(app, region, path.text("code")?).await?;
    Ok(found.map(Located::region))
}

/// As `meeting_of_code`, for the page that anybody may open.
pub(super) async fn behind_code(
    app: &App,
    region: &RegionCode,
    code: &str,
) -> Result<Option<Meeting>, Problem> {
    let (db, now) = (app.db().read(), app.now());
    let open = store::open_lists(db, region, now).await?;
    match open.iter().find(|list| fits(&list.secret, code, now)) {
        Some(list) => store::find(db, region, list.meeting_id).await,
        None => Ok(None),
    }
}

/// A paper, if it is one of the meeting that the path names.
async fn paper(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<MeetingPaper>>, Problem> {
    let (db, id) = (app.db().read(), path.id("meeting")?);
    let Some(paper) = register::find(db, region, path.id("paper")?).await? else {
        return Ok(None);
    };
    if (paper.subject_kind.as_str(), paper.subject_id) != (MEETING, id) {
        return Ok(None);
    }
    let meeting = store::find(db, region, id).await?;
    Ok(meeting.map(|meeting| {
        Located::region(MeetingPaper {
            record: meeting,
            paper,
        })
    }))
}

async fn unit_row(
    app: &App,
    _: &Actor,
    region: &RegionCode,
    path: &PathParams,
) -> Result<Option<Located<UnitRow>>, Problem> {
    let found = store::find_row(app.db().read(), region, path.id("row")?).await?;
    Ok(found.map(|row| {
        let place = row.place();
        Located::units(row, vec![place])
    }))
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
