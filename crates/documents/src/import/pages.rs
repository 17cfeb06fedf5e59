//! The pages: send a file, see what was understood, keep it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{Directories, Directory};
use platform::{
    App, Grant, Instant, Page, PathParams, Problem, RegionCode, Uuid,
    form::FormErrors,
    random,
    store::import::{self, ImportJob, NewImport, state},
    upload::Sent,
};

use super::{Home, Import, Imports, Progress, Running, flow, preview::Preview};
use crate::{
    Desk, Download, lists,
    workbook::{self, Cell, Column},
};

#[derive(Template)]
#[template(path = "documents/import.html")]
struct Form<'a> {
    region: &'a RegionCode,
    home: &'a Home,
    title: &'static str,
    help: &'static str,
    sheets: Vec<SheetView>,
    earlier: Vec<Earlier>,
    errors: &'a FormErrors,
    limit: u64,
}

/// The columns of a sheet; its name is empty where there is one.
struct SheetView {
    name: &'static str,
    about: &'static str,
    needed: String,
    others: String,
}

impl SheetView {
    fn new(name: &'static str, about: &'static str, columns: &[Column<'static>]) -> Self {
        let names = |required: bool| {
            let wanted = columns.iter().filter(|column| column.required == required);
            let names: Vec<&str> = wanted.map(Column::name).collect();
            names.join(", ")
        };
        Self {
            name,
            about,
            needed: names(true),
            others: names(false),
        }
    }
}

struct Earlier {
    path: String,
    name: String,
    about: String,
    state: &'static str,
}

async fn form_page<K: Import>(
    app: &App,
    grant: &Grant<K::Action>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let home = K::home(grant.region(), grant.target());
    let earlier = import::latest(app.db().read(), grant.region(), K::KIND, home.subject).await?;
    let sheets = match K::SHEETS {
        [] => vec![SheetView::new("", "", K::COLUMNS)],
        sheets => sheets
            .iter()
            .map(|sheet| SheetView::new(sheet.name, sheet.about, sheet.columns))
            .collect(),
    };
    let view = Form {
        region: grant.region(),
        title: K::TITLE,
        help: K::HELP,
        sheets,
        earlier: earlier
            .into_iter()
            .map(|job| Earlier {
                path: format!("{}/impor/{}", home.path, job.id),
                about: about(&directory, &job),
                state: match job.state {
                    state::KEPT => "Tersimpan",
                    _ => "Belum disimpan",
                },
                name: job.file_name,
            })
            .collect(),
        home: &home,
        errors,
        limit: app.files().limit,
    };
    Page::new(K::TITLE, &view)
}

fn about(directory: &Directory, job: &ImportJob) -> String {
    format!(
        "{}, {}",
        job.made_label,
        directory.region.stamp(Instant(job.at))
    )
}

/// Where a file is chosen.
///
/// # Errors
/// When the database cannot be read.
pub async fn form<K: Import>(
    grant: Grant<K::Action>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    form_page::<K>(&app, &grant, &FormErrors::new()).await
}

/// A workbook with the columns and nothing in them.
///
/// # Errors
/// When the file cannot be put together.
pub async fn example<K: Import>(
    grant: Grant<K::Action>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let known = K::known(&app, &grant).await?;
    if !K::SHEETS.is_empty() {
        return book::<K>(&app, &directory, &known).await;
    }
    let columns: Vec<(&str, u16)> = K::COLUMNS.iter().map(|c| (c.name(), 26)).collect();
    let name = format!("Contoh {}", K::TITLE);
    let list = lists::begin(&name, &directory, app.now(), &columns).rows(K::example(&known));
    app.part::<Desk>().xlsx(list).await
}

/// A workbook with instructions, and a sheet for every list with what is there already.
async fn book<K: Import>(
    app: &App,
    directory: &Directory,
    known: &K::Known,
) -> Result<Download, Problem> {
    let (now, columns) = (app.now(), [("Lembar", 22), ("Isinya", 70), ("Kolom", 60)]);
    let guide = lists::begin("Petunjuk", directory, now, &columns)
        .note(K::HELP)
        .rows(K::SHEETS.iter().map(|sheet| {
            let view = SheetView::new(sheet.name, sheet.about, sheet.columns);
            let names = match view.others.as_str() {
                "" => format!("Harus ada: {}.", view.needed),
                others => format!("Harus ada: {}. Boleh kosong: {others}.", view.needed),
            };
            vec![
                Cell::from(sheet.name),
                Cell::from(sheet.about),
                Cell::from(names),
            ]
        }));
    let sheets = K::SHEETS.iter().enumerate().map(|(place, sheet)| {
        let columns: Vec<(&str, u16)> = sheet.columns.iter().map(|c| (c.name(), 24)).collect();
        lists::begin(sheet.name, directory, now, &columns).rows(K::there(known, place))
    });
    let all = std::iter::once(guide).chain(sheets).collect();
    app.part::<Desk>().book(K::TITLE, all).await
}

/// Takes a file in and begins to read it.
///
/// # Errors
/// When the file or its row cannot be kept; what is wrong with the form comes back as the form.
pub async fn upload<K: Import>(
    grant: Grant<K::Action>,
    State(app): State<App>,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    if !sent.file_error.is_empty() {
        errors.add("berkas", sent.file_error.clone());
    }
    let file = match errors.any() {
        true => None,
        false => sent.keep(&app).await?.into_iter().next(),
    };
    let Some((name, file)) = file else {
        errors.add("berkas", "Pilih berkas Excel (.xlsx) yang akan diimpor.");
        return Ok(Err(form_page::<K>(&app, &grant, &errors).await?.refused()));
    };
    if file.media_type != workbook::MEDIA_TYPE {
        errors.add("berkas", workbook::Unreadable::NotAWorkbook.to_string());
        return Ok(Err(form_page::<K>(&app, &grant, &errors).await?.refused()));
    }
    let home = K::home(grant.region(), grant.target());
    let actor = grant.actor();
    let new = NewImport {
        id: random::id(app.now()),
        kind: K::KIND,
        subject: home.subject,
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
    let path = format!("{}/impor/{id}", home.path);
    if let Some(job) = find::<K>(&app, &grant, &home, id).await? {
        flow::start::<K>(&app, grant, job, false).wait().await;
    }
    Ok(Ok(Redirect::to(&path)))
}

async fn find<K: Import>(
    app: &App,
    grant: &Grant<K::Action>,
    home: &Home,
    id: Uuid,
) -> Result<Option<ImportJob>, Problem> {
    import::find(app.db().read(), grant.region(), K::KIND, home.subject, id).await
}

#[derive(Template)]
#[template(path = "documents/import_preview.html")]
struct Shown<'a> {
    region: &'a RegionCode,
    home: &'a Home,
    title: &'static str,
    job: &'a ImportJob,
    about: String,
    columns: &'static [&'static str],
    preview: &'a Preview,
    good: bool,
    kept: bool,
}

/// How far the reading is, what was understood, or what was kept.
///
/// # Errors
/// When the database cannot be read.
pub async fn show<K: Import>(
    grant: Grant<K::Action>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region().clone();
    let home = K::home(&region, grant.target());
    let Some(job) = find::<K>(&app, &grant, &home, path.id("import")?).await? else {
        return Ok(Redirect::to(&format!("{}/impor", home.path)).into_response());
    };
    if let Some(progress) = app.part::<Imports>().running(job.id) {
        return running::<K>(&region, &home, &job, &progress);
    }
    if job.state == state::READING {
        // the program was closed while it read
        let progress = flow::start::<K>(&app, grant, job.clone(), false);
        return running::<K>(&region, &home, &job, &progress);
    }
    let preview: Preview = serde_json::from_str(&job.preview)?;
    let view = Shown {
        region: &region,
        home: &home,
        title: K::TITLE,
        about: about(&directory, &job),
        columns: K::SHOWN,
        good: preview.is_good(),
        kept: job.state == state::KEPT,
        preview: &preview,
        job: &job,
    };
    Ok(Page::new(K::TITLE, &view)?.into_response())
}

fn running<K: Import>(
    region: &RegionCode,
    home: &Home,
    job: &ImportJob,
    progress: &Progress,
) -> Result<Response, Problem> {
    let view = Running {
        region,
        home,
        here: "Impor dari Excel",
        title: K::TITLE,
        name: &job.file_name,
        done: &progress.in_words(|rows| format!("{rows} baris sudah dibaca")),
    };
    view.page()
}

/// Keeps the list, if it is still right.
///
/// # Errors
/// When the database cannot be read.
pub async fn keep<K: Import>(
    grant: Grant<K::Action>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Redirect, Problem> {
    let home = K::home(grant.region(), grant.target());
    let id = path.id("import")?;
    let Some(job) = find::<K>(&app, &grant, &home, id).await? else {
        return Ok(Redirect::to(&format!("{}/impor", home.path)));
    };
    if job.state == state::READ {
        flow::start::<K>(&app, grant, job, true).wait().await;
    }
    Ok(Redirect::to(&format!("{}/impor/{id}", home.path)))
}
