//! The papers of a meeting in the register: prepared, changed, shown.

use axum::{extract::State, response::Redirect};
use documents::register::{
    self, Frozen, PAPER, PaperKind, Signers,
    details::Typing,
    view::{self, Asked, Shown},
};
use government::{Directories, Directory, evidence, history};
use platform::{
    Action, App, Grant, Page, Problem, Ref, Uuid,
    form::{Filter, FormErrors, Typed},
    random,
};

use super::record::{MeetingPaper, path, record, subject};
use crate::{
    papers,
    store::Meeting,
    web::actions::{AddPaper, ReadPaper, WritePaper},
};

/// The kinds of papers a meeting has not yet.
async fn missing<A: Action<Target = Meeting>>(
    app: &App,
    grant: &Grant<A>,
) -> Result<Vec<PaperKind>, Problem> {
    let (db, region) = (app.db().read(), grant.region());
    let known = register::of_subject(db, region, subject(grant.target())).await?;
    let is_known = |kind: &PaperKind| known.iter().any(|paper| paper.kind == kind.code());
    Ok(PaperKind::ALL
        .into_iter()
        .filter(|kind| !is_known(kind))
        .collect())
}

/// Who may sign papers of this meeting today.
async fn signers(app: &App, directory: &Directory, meeting: &Meeting) -> Result<Signers, Problem> {
    let today = directory.region.today(app.now());
    Signers::of(app, directory, meeting.organiser_unit_id, today).await
}

/// The form of a new paper, filled in with what the meeting says; or the choice of one.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn blank(
    grant: Grant<AddPaper>,
    State(app): State<App>,
    Filter(asked): Filter<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let kinds = missing(&app, &grant).await?;
    let meeting = grant.target();
    let signers = signers(&app, &directory, meeting).await?;
    let mut typing = match asked.kind().filter(|kind| kinds.contains(kind)) {
        Some(kind) => {
            let details = papers::defaults(meeting, &directory, kind);
            let mut typing = Typing::of(kind, &details);
            typing.pejabat = signers.choice_for(&details.signer);
            typing
        }
        None => Typing::default(),
    };
    typing.sekali = random::id(app.now()).to_string();
    let path = path(meeting);
    let asked = Asked {
        record: record(grant.region(), meeting, &path),
        paper: None,
        kinds: &kinds,
        signers: &signers,
    };
    view::prepare(&asked, &typing, &FormErrors::new())
}

/// Puts a paper into the register.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<AddPaper>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let meeting = grant.target();
    let path = path(meeting);
    let mut errors = FormErrors::new();
    let directory = Directories::of(&app, &grant).await?;
    let signers = signers(&app, &directory, meeting).await?;
    let asked = Asked {
        record: record(grant.region(), meeting, &path),
        paper: None,
        kinds: &[],
        signers: &signers,
    };
    let Some(kind) = typing.kind() else {
        return Err(Problem::Refused("Pilih naskah yang disiapkan.".into()));
    };
    let mut details = typing.read(kind, &mut errors);
    signers
        .fill(&app, &directory, &typing, &mut details, &mut errors)
        .await?;
    if !errors.any() {
        let content = format!("{typing:?}");
        let after = format!("/{}{path}", grant.region());
        let once = Uuid::parse_str(&typing.sekali).ok();
        let unit = meeting.organiser_unit_id.unwrap_or(grant.actor().place.id);
        let (inside, subject, led) = (app.clone(), subject(meeting), after.clone());
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &led).await?;
                    }
                    register::prepare(tx, inside.keys(), subject, unit, kind, &details).await
                })
            })
            .await;
        match written {
            Ok(done) => {
                let to = format!("{after}/naskah/{}", done.value);
                return Ok(Ok(Redirect::to(&to)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(view::prepare(&asked, &typing, &errors)?.refused()))
}

/// The form of a concept.
///
/// # Errors
/// When a sealed text cannot be opened.
pub(in crate::web) async fn edit(
    grant: Grant<WritePaper>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let MeetingPaper { meeting, paper } = grant.target();
    let mut typing = Typing::of(paper.kind()?, &paper.details(app.keys())?);
    typing.versi = paper.version.to_string();
    let path = path(meeting);
    let directory = Directories::of(&app, &grant).await?;
    let signers = signers(&app, &directory, meeting).await?;
    let asked = Asked {
        record: record(grant.region(), meeting, &path),
        paper: Some(paper),
        kinds: &[],
        signers: &signers,
    };
    view::prepare(&asked, &typing, &FormErrors::new())
}

/// Changes a concept.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the form.
pub(in crate::web) async fn change(
    grant: Grant<WritePaper>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let MeetingPaper { meeting, paper } = grant.target();
    let kind = paper.kind()?;
    let path = path(meeting);
    let mut errors = FormErrors::new();
    let mut details = typing.read(kind, &mut errors);
    let directory = Directories::of(&app, &grant).await?;
    let signers = signers(&app, &directory, meeting).await?;
    signers
        .fill(&app, &directory, &typing, &mut details, &mut errors)
        .await?;
    if !errors.any() {
        let version = typing.versi.parse().unwrap_or(0);
        let (inside, target) = (app.clone(), paper.clone());
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    register::change(tx, inside.keys(), &target, version, &details).await
                })
            })
            .await;
        match written {
            Ok(_) => {
                let to = format!("/{}{path}/naskah/{}", grant.region(), paper.id);
                return Ok(Ok(Redirect::to(&to)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let asked = Asked {
        record: record(grant.region(), meeting, &path),
        paper: Some(paper),
        kinds: &[],
        signers: &signers,
    };
    Ok(Err(view::prepare(&asked, &typing, &errors)?.refused()))
}

/// One paper.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadPaper>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, db) = (grant.region(), app.db().read());
    let target = grant.target();
    let MeetingPaper { meeting, paper } = target;
    let editions: Vec<_> = register::of_subject(db, region, subject(meeting))
        .await?
        .into_iter()
        .filter(|other| other.kind == paper.kind)
        .collect();
    let steps = register::steps(db, region, &[paper.id]).await?;
    let scans = evidence::of_subjects(db, region, PAPER, &[paper.id]).await?;
    let outdated = paper.status().is_frozen()
        && Frozen::digest(target.today(&app, &directory).await?)? != paper.content_hash;
    let actor = grant.actor();
    let may_write =
        actor.region == *region && app.matrix().scope(&actor.role, WritePaper::CODE).is_some();
    let path = path(meeting);
    let shown = Shown {
        record: record(region, meeting, &path),
        details: &paper.details(app.keys())?,
        paper,
        editions: &editions,
        steps: &steps,
        scans: &scans,
        outdated,
        may_write,
    };
    view::detail(shown, &directory)
}

/// Makes the next version of a signed paper.
///
/// # Errors
/// `Problem::Refused` when it is not signed, `Problem::Conflict` when there is a later one.
pub(in crate::web) async fn renew(
    grant: Grant<WritePaper>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let MeetingPaper { meeting, paper } = grant.target().clone();
    let (inside, about, path) = (app.clone(), subject(&meeting), path(&meeting));
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { register::renew(tx, inside.keys(), &paper, about).await })
        })
        .await?;
    let to = format!("/{}{path}/naskah/{}", grant.region(), written.value);
    Ok(Redirect::to(&to))
}

/// The history of a paper.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn history(
    grant: Grant<ReadPaper>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let MeetingPaper { meeting, paper } = grant.target();
    let title = format!("{}, {}", paper.title(), meeting.title);
    let back = format!("{}/naskah/{}", path(meeting), paper.id);
    history::page(&app, &directory, Ref::new(PAPER, paper.id), &title, &back).await
}
