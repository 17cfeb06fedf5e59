//! *Notula* and *daftar hadir* as official papers, to be saved and printed.

use std::collections::HashMap;

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::{
    Directories, Directory,
    follow_up::{self, FollowUp},
};
use platform::{App, Grant, Problem, Uuid};

use super::actions::ReadMeeting;
use crate::{
    papers::{self, Spoken},
    store::{self, POINT},
};

/// The minutes as PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn minutes_pdf(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = minutes(&grant, &app).await?;
    app.part::<Desk>().pdf(paper).await
}

/// The minutes as a Word file.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn minutes_docx(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = minutes(&grant, &app).await?;
    app.part::<Desk>().docx(paper).await
}

/// The attendance list as PDF, with room to sign.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn attendance_pdf(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let meeting = grant.target();
    let lines = store::attendance(app.db().read(), grant.region(), meeting.id).await?;
    let paper = papers::attendance(meeting, &directory, &lines);
    app.part::<Desk>().pdf(paper).await
}

async fn minutes(grant: &Grant<ReadMeeting>, app: &App) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (meeting, region, db) = (grant.target(), grant.region(), app.db().read());
    let lines = store::attendance(db, region, meeting.id).await?;
    let agenda = store::agenda(db, region, meeting.id).await?;
    let points = store::points(db, region, meeting.id).await?;
    let ids: Vec<Uuid> = points.iter().map(|point| point.id).collect();
    let mut works: HashMap<Uuid, Vec<FollowUp>> = HashMap::new();
    for work in follow_up::of_origins(db, region, POINT, &ids).await? {
        works.entry(work.origin.1).or_default().push(work);
    }
    let spoken = points.into_iter().map(|point| Spoken {
        works: works.remove(&point.id).unwrap_or_default(),
        point,
    });
    let directory: &Directory = &directory;
    let stamp = directory.region.stamp(app.now());
    Ok(papers::minutes(
        meeting,
        directory,
        &agenda,
        &spoken.collect::<Vec<_>>(),
        &lines,
        &stamp,
    ))
}
