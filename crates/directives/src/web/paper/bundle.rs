//! *Berkas rapat*: all papers of a meeting as one PDF, and with scans and evidence as an archive.

use std::collections::{HashMap, HashSet};

use axum::extract::State;
use documents::{
    Archive, Bundle, Desk, Download, KeptFile, Numbering, Paper,
    register::{
        self, OfficialDocument, PAPER, PaperKind,
        pages::{Papers, printed},
    },
};
use government::{
    Directories, Directory,
    evidence::{self, Evidence},
    follow_up::{self, Beside},
};
use platform::{App, Grant, Problem, Uuid};

use super::{MeetingPaper, MeetingPapers, describe, spoken};
use crate::{
    papers::{self, Piece, Spoken},
    store::Meeting,
    web::actions::ReadMeeting,
};

/// Papers a bundle holds even where nobody put them into the register.
const ALWAYS: [PaperKind; 3] = [
    PaperKind::AttendanceList,
    PaperKind::Minutes,
    PaperKind::DirectiveMatrix,
];

struct Gathered {
    papers: Vec<Paper>,
    evidence: Vec<Evidence>,
    known: Vec<OfficialDocument>,
}

/// The first sheet, the papers in their order (the latest version of each), the list of evidence.
async fn gather(app: &App, directory: &Directory, meeting: &Meeting) -> Result<Gathered, Problem> {
    let (region, db) = (&directory.region.code, app.db().read());
    let known = register::of_subject(db, region, MeetingPapers::home(meeting).subject).await?;
    let stamp = directory.region.stamp(app.now());
    let (mut pieces, mut papers) = (Vec::new(), Vec::new());
    for kind in MeetingPapers::KINDS.iter().copied() {
        let latest = known.iter().find(|paper| paper.kind == kind.code());
        match latest {
            Some(paper) => {
                let numbering = paper.numbering();
                pieces.push(Piece {
                    title: paper.title(),
                    status: paper.status().label().to_owned(),
                    number: [numbering.number, numbering.date]
                        .join(", ")
                        .trim_matches([',', ' '])
                        .to_owned(),
                });
                let of = MeetingPaper {
                    record: meeting.clone(),
                    paper: paper.clone(),
                };
                papers.push(printed::<MeetingPapers>(app, directory, &of).await?);
            }
            None if ALWAYS.contains(&kind) => {
                pieces.push(Piece {
                    title: kind.label().to_owned(),
                    status: "Belum disiapkan sebagai naskah".into(),
                    number: String::new(),
                });
                let details = papers::defaults(meeting, directory, kind);
                let paper = describe(app, directory, meeting, kind, &details).await?;
                papers.push(paper.numbered(&Numbering::default()));
            }
            None => {}
        }
    }
    let spoken = spoken(app, region, meeting.id).await?;
    let proofs = evidence_of(&spoken, &beside(app, directory, &spoken).await?);
    papers.insert(0, papers::contents(meeting, directory, &pieces, &stamp));
    papers.push(papers::evidence_list(meeting, directory, &proofs, &stamp));
    Ok(Gathered {
        papers,
        evidence: proofs.into_iter().map(|(_, piece)| piece).collect(),
        known,
    })
}

/// What stands beside the follow-ups of these points.
pub(super) async fn beside(
    app: &App,
    directory: &Directory,
    spoken: &[Spoken],
) -> Result<HashMap<Uuid, Beside>, Problem> {
    let works: Vec<Uuid> = spoken
        .iter()
        .flat_map(|it| &it.works)
        .map(|work| work.id)
        .collect();
    follow_up::beside(app.db().read(), &directory.region.code, &works).await
}

/// Each piece of evidence with the number of the follow-up it proves.
fn evidence_of(spoken: &[Spoken], beside: &HashMap<Uuid, Beside>) -> Vec<(String, Evidence)> {
    let works = spoken.iter().flat_map(|it| &it.works);
    works
        .flat_map(|work| {
            let pieces = beside.get(&work.id).map_or(&[][..], |it| &it.evidence);
            pieces
                .iter()
                .map(|piece| (work.number.clone(), piece.clone()))
        })
        .collect()
}

fn name(meeting: &Meeting) -> String {
    format!("Berkas Rapat {} {}", meeting.title, meeting.date)
}

/// As one PDF.
///
/// # Errors
/// When the database cannot be read or the papers not be set.
pub(in crate::web) async fn pdf(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let gathered = gather(&app, &directory, grant.target()).await?;
    let name = name(grant.target());
    app.part::<Desk>().papers(&name, gathered.papers).await
}

/// As an archive with the Word files, the scans and the evidence.
///
/// # Errors
/// When the database cannot be read or the archive not be put together.
pub(in crate::web) async fn zip(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Archive, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let gathered = gather(&app, &directory, grant.target()).await?;
    let ids: Vec<Uuid> = gathered.known.iter().map(|paper| paper.id).collect();
    let scans = evidence::of_subjects(app.db().read(), grant.region(), PAPER, &ids).await?;
    let mut seen = HashSet::new();
    let mut files = Vec::new();
    for piece in scans.iter().chain(&gathered.evidence) {
        let Some(hash) = piece.file_hash.as_deref().filter(|hash| seen.insert(*hash)) else {
            continue;
        };
        files.push(KeptFile {
            name: piece.file_name.clone().unwrap_or_else(|| hash.to_owned()),
            path: app.files().fetch(hash).await?,
        });
    }
    let bundle = Bundle {
        name: name(grant.target()),
        papers: gathered.papers,
        files,
    };
    app.part::<Desk>().archive(bundle).await
}
