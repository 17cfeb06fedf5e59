//! A step of a paper: initials, signature, number, sending, the signed scan.

use axum::{extract::State, response::Redirect};
use government::{Directories, Directory, evidence::NewEvidence};
use platform::{
    App, Grant, Page, Problem, Uuid,
    files::StoredFile,
    form::{Filter, FormErrors},
    random,
    store::already_sent,
    upload::Sent,
};
use serde::Deserialize;

use super::{Kept, Papers, today};
use crate::register::{
    self, Frozen, Step,
    step::{Typing, has_scan},
    view,
};

/// Which step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    langkah: String,
}

fn page<P: Papers>(
    app: &App,
    grant: &Grant<P::Write>,
    step: Step,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let Kept { record, paper } = grant.target();
    let home = P::home(record);
    view::step(
        home.record(grant.region()),
        paper,
        step,
        app.files().limit,
        typing,
        errors,
    )
}

/// The form of the step that was chosen; without a choice, of the next one.
///
/// # Errors
/// `Problem::Refused` when no step may follow.
pub async fn form<P: Papers>(
    grant: Grant<P::Write>,
    State(app): State<App>,
    Filter(which): Filter<Which>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let paper = &grant.target().paper;
    let kind = paper.kind()?;
    let next = paper.status().next(kind);
    let chosen = Step::from_word(&which.langkah).filter(|step| next.contains(step));
    let Some(step) = chosen.or(next.first().copied()) else {
        return Err(Problem::Refused(
            "Tidak ada langkah lagi untuk naskah ini.".into(),
        ));
    };
    let details = paper.details(app.keys())?;
    let mut typing = Typing {
        day: platform::date::iso(directory.region.today(app.now())),
        number: paper.number.clone(),
        version: paper.version.to_string(),
        once: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    if step == Step::Sign {
        typing.name = details.signer.name;
        typing.office = details.signer.office;
    }
    page::<P>(&app, &grant, step, &typing, &FormErrors::new())
}

/// Takes the step.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub async fn take<P: Papers>(
    grant: Grant<P::Write>,
    State(app): State<App>,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let Some(step) = Step::from_word(&sent.text("langkah")) else {
        return Err(Problem::Refused("Pilih langkah naskah.".into()));
    };
    let typing = Typing {
        name: sent.text("nama"),
        office: sent.text("jabatan"),
        day: sent.text("tanggal"),
        number: sent.text("nomor"),
        note: sent.text("catatan"),
        version: sent.text("versi"),
        once: sent.text("sekali"),
    };
    let content = format!("{step:?} {typing:?} {}", sent.fingerprint());
    let once = Uuid::parse_str(&typing.once).ok();
    if let Some(once) = once
        && let Some(path) = already_sent(app.db().read(), grant.region(), once, &content).await?
    {
        return Err(Problem::Repeated(path));
    }
    let mut errors = FormErrors::new();
    let today = directory.region.today(app.now());
    let input = typing.read(step, today, &mut errors);
    if !sent.file_error.is_empty() {
        errors.add("berkas", sent.file_error.clone());
    } else if step == Step::Scan && sent.fingerprint().is_empty() {
        errors.add("berkas", "Pilih berkas pindaiannya.");
    } else if !has_scan(step) && !sent.fingerprint().is_empty() {
        errors.add("", "Langkah ini tidak memakai berkas.");
    }
    if !errors.any() {
        let target = grant.target();
        let to = format!(
            "/{}{}/naskah/{}",
            grant.region(),
            P::home(&target.record).path,
            target.paper.id
        );
        let frozen = signed::<P>(&app, &directory, target, step).await?;
        let scans = sent.keep(&app).await?.into_iter().map(scan).collect();
        let version = typing.version.parse().unwrap_or(0);
        let (paper, led) = (target.paper.clone(), to.clone());
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &led).await?;
                    }
                    register::take(tx, &paper, version, &input, frozen, scans).await
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&to))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page::<P>(&app, &grant, step, &typing, &errors)?;
    Ok(Err(again.refused()))
}

/// What is signed, when it is.
async fn signed<P: Papers>(
    app: &App,
    directory: &Directory,
    target: &Kept<P::Record>,
    step: Step,
) -> Result<Option<Frozen>, Problem> {
    if step != Step::Sign {
        return Ok(None);
    }
    let paper = today::<P>(app, directory, target).await?;
    Frozen::of(paper, app.keys()).map(Some)
}

fn scan((name, file): (String, StoredFile)) -> NewEvidence {
    NewEvidence::File {
        title: format!("Pindaian {name}"),
        name,
        file,
    }
}
