//! The papers of a record in the register: prepared, changed, shown.

use axum::{extract::State, response::Redirect};
use government::{Directories, evidence};
use platform::{
    Action, App, Grant, Page, Problem, Uuid,
    form::{Filter, FormErrors, Typed},
    random,
};

use super::{Home, Kept, Papers, today};
use crate::register::{
    self, Frozen, PAPER, PaperKind, Signers,
    details::Typing,
    view::{self, Asked, Shown},
};

/// The kinds of papers a record has not yet.
async fn missing<P: Papers>(
    app: &App,
    grant: &Grant<P::Add>,
    home: &Home,
) -> Result<Vec<PaperKind>, Problem> {
    let (db, region) = (app.db().read(), grant.region());
    let known = register::of_subject(db, region, home.subject).await?;
    let is_known = |kind: &PaperKind| known.iter().any(|paper| paper.kind == kind.code());
    let kinds = P::KINDS.iter().copied();
    Ok(kinds.filter(|kind| !is_known(kind)).collect())
}

/// Who may sign papers of this record today.
async fn signers(
    app: &App,
    directory: &government::Directory,
    home: &Home,
) -> Result<Signers, Problem> {
    let today = directory.region.today(app.now());
    Signers::of(app, directory, home.unit, today).await
}

/// The form of a new paper, filled in with what the meeting says; or the choice of one.
///
/// # Errors
/// When the database cannot be read.
pub async fn blank<P: Papers>(
    grant: Grant<P::Add>,
    State(app): State<App>,
    Filter(asked): Filter<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let home = P::home(grant.target());
    let kinds = missing::<P>(&app, &grant, &home).await?;
    let signers = signers(&app, &directory, &home).await?;
    let mut typing = match asked.kind().filter(|kind| kinds.contains(kind)) {
        Some(kind) => {
            let details = P::defaults(&app, &directory, grant.target(), kind).await?;
            let mut typing = Typing::of(kind, &details);
            typing.pejabat = signers.choice_for(&details.signer);
            typing
        }
        None => Typing::default(),
    };
    typing.sekali = random::id(app.now()).to_string();
    let asked = Asked {
        record: home.record(grant.region()),
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
pub async fn add<P: Papers>(
    grant: Grant<P::Add>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let home = P::home(grant.target());
    let mut errors = FormErrors::new();
    let directory = Directories::of(&app, &grant).await?;
    let signers = signers(&app, &directory, &home).await?;
    let asked = Asked {
        record: home.record(grant.region()),
        paper: None,
        kinds: &[],
        signers: &signers,
    };
    let Some(kind) = typing.kind().filter(|kind| P::KINDS.contains(kind)) else {
        return Err(Problem::Refused("Pilih naskah yang disiapkan.".into()));
    };
    let mut details = typing.read(kind, &mut errors);
    signers
        .fill(&app, &directory, &typing, &mut details, &mut errors)
        .await?;
    if !errors.any() {
        let content = format!("{typing:?}");
        let after = format!("/{}{}", grant.region(), home.path);
        let once = Uuid::parse_str(&typing.sekali).ok();
        let unit = home.unit.unwrap_or(grant.actor().place.id);
        let (inside, subject, led) = (app.clone(), home.subject, after.clone());
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
pub async fn edit<P: Papers>(
    grant: Grant<P::Write>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let Kept { record, paper } = grant.target();
    let home = P::home(record);
    let mut typing = Typing::of(paper.kind()?, &paper.details(app.keys())?);
    typing.versi = paper.version.to_string();
    let directory = Directories::of(&app, &grant).await?;
    let signers = signers(&app, &directory, &home).await?;
    let asked = Asked {
        record: home.record(grant.region()),
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
pub async fn change<P: Papers>(
    grant: Grant<P::Write>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let Kept { record, paper } = grant.target();
    let home = P::home(record);
    let kind = paper.kind()?;
    let mut errors = FormErrors::new();
    let mut details = typing.read(kind, &mut errors);
    let directory = Directories::of(&app, &grant).await?;
    let signers = signers(&app, &directory, &home).await?;
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
                let to = format!("/{}{}/naskah/{}", grant.region(), home.path, paper.id);
                return Ok(Ok(Redirect::to(&to)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let asked = Asked {
        record: home.record(grant.region()),
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
pub async fn show<P: Papers>(
    grant: Grant<P::Read>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, db) = (grant.region(), app.db().read());
    let target = grant.target();
    let (home, paper) = (P::home(&target.record), &target.paper);
    let editions: Vec<_> = register::of_subject(db, region, home.subject)
        .await?
        .into_iter()
        .filter(|other| other.kind == paper.kind)
        .collect();
    let steps = register::steps(db, region, &[paper.id]).await?;
    let scans = evidence::of_subjects(db, region, PAPER, &[paper.id]).await?;
    let outdated = paper.status().is_frozen()
        && Frozen::digest(today::<P>(&app, &directory, target).await?)? != paper.content_hash;
    let actor = grant.actor();
    let may_write =
        actor.region == *region && app.matrix().scope(&actor.role, P::Write::CODE).is_some();
    let shown = Shown {
        record: home.record(region),
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
pub async fn renew<P: Papers>(
    grant: Grant<P::Write>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let Kept { record, paper } = grant.target().clone();
    let home = P::home(&record);
    let (inside, about) = (app.clone(), home.subject);
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { register::renew(tx, inside.keys(), &paper, about).await })
        })
        .await?;
    let to = format!("/{}{}/naskah/{}", grant.region(), home.path, written.value);
    Ok(Redirect::to(&to))
}
