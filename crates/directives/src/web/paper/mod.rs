//! The official papers of a meeting: printed as they would stand today, and kept in the register.

mod bundle;
mod draft;

use std::collections::HashMap;

use documents::{
    Paper,
    register::{
        Details, PaperKind,
        pages::{Home, Kept, Papers},
    },
};
use futures_util::future::BoxFuture;
use government::{
    Directories, Directory,
    follow_up::{self, FollowUp},
};
use platform::{Action, App, Grant, Problem, Ref, RegionCode, Uuid};

pub(super) use bundle::{pdf as bundle_pdf, zip as bundle_zip};
pub(super) use draft::{attendance_pdf, minutes_docx, minutes_pdf};

use super::actions::{AddPaper, ReadPaper, WritePaper};
use crate::{
    papers::{self, Course, Spoken},
    store::{self, MEETING, Meeting, POINT},
};

/// A paper with the meeting it belongs to.
pub type MeetingPaper = Kept<Meeting>;

/// The papers of a meeting in the register.
pub(super) struct MeetingPapers;

impl Papers for MeetingPapers {
    type Record = Meeting;
    type Add = AddPaper;
    type Read = ReadPaper;
    type Write = WritePaper;

    const KINDS: &'static [PaperKind] = &[
        PaperKind::Invitation,
        PaperKind::Briefing,
        PaperKind::AttendanceList,
        PaperKind::Minutes,
        PaperKind::Report,
        PaperKind::DirectiveMatrix,
        PaperKind::Disposition,
        PaperKind::CoverLetter,
    ];

    fn home(meeting: &Meeting) -> Home {
        Home {
            subject: Ref::new(MEETING, meeting.id),
            path: format!("/rapat/{}", meeting.id),
            title: meeting.title.clone(),
            unit: meeting.organiser_unit_id,
            taken: "Hari, tanggal, waktu, tempat, dan acara diambil dari catatan rapat.",
        }
    }

    fn defaults<'a>(
        _: &'a App,
        directory: &'a Directory,
        meeting: &'a Meeting,
        kind: PaperKind,
    ) -> BoxFuture<'a, Result<Details, Problem>> {
        let details = papers::defaults(meeting, directory, kind);
        Box::pin(async move { Ok(details) })
    }

    fn describe<'a>(
        app: &'a App,
        directory: &'a Directory,
        meeting: &'a Meeting,
        kind: PaperKind,
        details: &'a Details,
    ) -> BoxFuture<'a, Result<Paper, Problem>> {
        Box::pin(describe(app, directory, meeting, kind, details))
    }
}

/// The paper of a meeting as its records say it now, without number and date.
async fn describe(
    app: &App,
    directory: &Directory,
    meeting: &Meeting,
    kind: PaperKind,
    details: &Details,
) -> Result<Paper, Problem> {
    let (region, db) = (&directory.region.code, app.db().read());
    match kind {
        PaperKind::Invitation => {
            let agenda = store::agenda(db, region, meeting.id).await?;
            Ok(papers::invitation(meeting, directory, &agenda, details))
        }
        PaperKind::AttendanceList => {
            let lines = store::attendance(db, region, meeting.id).await?;
            Ok(papers::attendance(meeting, directory, &lines, details))
        }
        PaperKind::Minutes => {
            let course = Course {
                lines: store::attendance(db, region, meeting.id).await?,
                said: follow_up::oral_reports(db, region, meeting.id).await?,
                agenda: store::agenda(db, region, meeting.id).await?,
                spoken: spoken(app, region, meeting.id).await?,
                awards: store::awards(db, region, meeting.id).await?,
            };
            let stamp = directory.region.stamp(app.now());
            Ok(papers::minutes(
                meeting, directory, &course, details, &stamp,
            ))
        }
        PaperKind::Briefing => {
            let (_, releases) = store::releases(db, region, meeting.id).await?;
            let latest = releases.first().map(store::Release::briefing).transpose()?;
            Ok(papers::briefing(
                meeting,
                directory,
                latest.as_ref(),
                details,
            ))
        }
        PaperKind::Report => {
            let agenda = store::agenda(db, region, meeting.id).await?;
            let spoken = spoken(app, region, meeting.id).await?;
            let stamp = directory.region.stamp(app.now());
            Ok(papers::report(
                meeting, directory, &agenda, &spoken, details, &stamp,
            ))
        }
        PaperKind::DirectiveMatrix => {
            let spoken = spoken(app, region, meeting.id).await?;
            let beside = bundle::beside(app, directory, &spoken).await?;
            let stamp = directory.region.stamp(app.now());
            Ok(papers::matrix(
                meeting, directory, &spoken, &beside, details, &stamp,
            ))
        }
        PaperKind::Disposition => Ok(papers::disposition(meeting, directory, details)),
        PaperKind::CoverLetter => Ok(papers::cover_letter(meeting, directory, details)),
        // of other records
        PaperKind::PeriodReport | PaperKind::Priorities | PaperKind::CouncilMatrix => {
            Err(Problem::NotFound)
        }
    }
}

/// The points of a meeting with what came of them: two statements.
async fn spoken(app: &App, region: &RegionCode, meeting: Uuid) -> Result<Vec<Spoken>, Problem> {
    let db = app.db().read();
    let points = store::points(db, region, meeting).await?;
    let ids: Vec<Uuid> = points.iter().map(|point| point.id).collect();
    let mut works: HashMap<Uuid, Vec<FollowUp>> = HashMap::new();
    for work in follow_up::of_origins(db, region, POINT, &ids).await? {
        works.entry(work.origin.1).or_default().push(work);
    }
    let spoken = points.into_iter().map(|point| Spoken {
        works: works.remove(&point.id).unwrap_or_default(),
        point,
    });
    Ok(spoken.collect())
}

/// A paper without anything decided about it, with room for number and date.
async fn undecided<A: Action<Target = Meeting>>(
    grant: &Grant<A>,
    app: &App,
    kind: PaperKind,
) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let details = papers::defaults(grant.target(), &directory, kind);
    let paper = describe(app, &directory, grant.target(), kind, &details).await?;
    Ok(paper.numbered(&documents::Numbering::default()))
}
