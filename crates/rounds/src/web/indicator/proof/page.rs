//! The pages: send an archive, see what was understood of it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use documents::import::{Home, Imports, Progress, Running};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, PathParams, Problem, RegionCode, Uuid,
    form::FormErrors,
    random,
    store::import::{self, ImportJob, NewImport, state},
    upload::Packed,
};
use values::store as kept;

use super::{KIND, LPPD, TITLE, about, flow, home, job_of, look::Preview};
use crate::web::actions::WriteIndicators;

/// An archive that was sent before.
struct Earlier {
    id: Uuid,
    name: String,
    about: String,
    kept: bool,
}

#[derive(Template)]
#[template(path = "rounds/proof_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    title: &'static str,
    earlier: Vec<Earlier>,
    nothing_there: bool,
    errors: &'a FormErrors,
    limit: u64,
    limit_of_file: u64,
}

#[derive(Template)]
#[template(path = "rounds/proof_preview.html")]
struct Shown<'a> {
    region: &'a RegionCode,
    title: &'static str,
    job: &'a ImportJob,
    about: String,
    preview: &'a Preview,
    good: bool,
    kept: bool,
}

async fn form_page(
    app: &App,
    grant: &Grant<WriteIndicators>,
    directory: &Directory,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), grant.region());
    let earlier = import::latest(db, region, KIND, Uuid::nil()).await?;
    let earlier = earlier.into_iter().map(|job| Earlier {
        id: job.id,
        about: about(directory, &job),
        kept: job.state == state::KEPT,
        name: job.file_name,
    });
    let view = Form {
        region,
        title: TITLE,
        earlier: earlier.collect(),
        nothing_there: kept::historic_cells(db, region, LPPD).await?.is_empty(),
        errors,
        limit: app.files().for_archives().limit,
        limit_of_file: app.files().limit,
    };
    Page::new(TITLE, &view)
}

/// Where an archive is chosen.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn form(
    grant: Grant<WriteIndicators>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    form_page(&app, &grant, &directory, &FormErrors::new()).await
}

/// Takes an archive in and begins to look into it.
///
/// # Errors
/// When the archive or its row cannot be kept; what is wrong with the form comes back as the form.
pub(in crate::web) async fn upload(
    grant: Grant<WriteIndicators>,
    State(app): State<App>,
    mut sent: Packed,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    if !sent.file_error().is_empty() {
        errors.add("berkas", sent.file_error().to_owned());
    }
    let kept = match errors.any() {
        true => None,
        false => sent.keep(&app).await?,
    };
    let Some((name, file)) = kept else {
        errors.add("berkas", "Pilih arsip ZIP yang akan diimpor.");
        let page = form_page(&app, &grant, &directory, &errors).await?;
        return Ok(Err(page.refused()));
    };
    let actor = grant.actor();
    let new = NewImport {
        id: random::id(app.now()),
        kind: KIND,
        subject: Uuid::nil(),
        hash: file.hash,
        name,
        made_by: actor.person,
        made_label: format!("{} ({})", actor.name, actor.title),
    };
    let id = new.id;
    app.db()
        .upkeep(grant.region(), move |tx| {
            Box::pin(async move { import::add(tx, new).await })
        })
        .await?;
    let path = format!("{}/{id}", home(&grant));
    if let Some(job) = job_of(&app, &grant, id).await? {
        flow::start(&app, grant, job, false).wait().await;
    }
    Ok(Ok(Redirect::to(&path)))
}

/// How far the work is, what was understood, or what was kept. Where the program was closed while it looked
/// into the archive, that begins again.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<WriteIndicators>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let Some(job) = job_of(&app, &grant, path.id("import")?).await? else {
        return Ok(Redirect::to(&home(&grant)).into_response());
    };
    let region = grant.region().clone();
    let running = match app.part::<Imports>().running(job.id) {
        None if job.state == state::READING => Some(flow::start(&app, grant, job.clone(), false)),
        running => running,
    };
    if let Some(progress) = running {
        return waits(&region, &job, &progress);
    }
    let preview: Preview = serde_json::from_str(&job.preview)?;
    let view = Shown {
        region: &region,
        title: TITLE,
        about: about(&directory, &job),
        good: preview.is_good(),
        kept: job.state == state::KEPT,
        preview: &preview,
        job: &job,
    };
    Ok(Page::new(TITLE, &view)?.into_response())
}

fn waits(region: &RegionCode, job: &ImportJob, progress: &Progress) -> Result<Response, Problem> {
    let done = match job.state {
        state::READ => {
            let shown: Preview = serde_json::from_str(&job.preview)?;
            progress
                .in_words(|files| format!("{files} dari {} berkas sudah disiapkan", shown.count))
        }
        _ => progress.in_words(|files| format!("{files} berkas sudah dibaca")),
    };
    let historic = Home {
        subject: Uuid::nil(),
        path: format!("/{region}/daftar-ikk/historis"),
        title: "Data Historis".into(),
    };
    let view = Running {
        region,
        home: &historic,
        here: "Impor Data Dukung",
        title: TITLE,
        name: &job.file_name,
        done: &done,
    };
    view.page()
}
