//! *Lembaga Lain*: institutions outside the regional government, as one list.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    structure::{add_institution, change_institution},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid, date,
    form::{Filter, FormErrors, Typed},
    right::Routes,
};
use serde::Deserialize;

use super::{
    Frame,
    actions::{AddInstitution, ReadInstitutions, WriteInstitution},
    may,
    messages::{Message, sentence},
};

/// The routes of institutions.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/pengaturan/lembaga", show)
        .post("/{region}/pengaturan/lembaga", add)
        .get("/{region}/pengaturan/lembaga/{institution}/ubah", edit)
        .post("/{region}/pengaturan/lembaga/{institution}/ubah", change)
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    nama: String,
    singkatan: String,
    sampai: String,
    versi: String,
}

struct Line {
    id: Uuid,
    name: String,
    abbreviation: String,
    until: String,
}

#[derive(Template)]
#[template(path = "administration/institutions.html")]
struct ListPage<'a> {
    frame: Frame,
    lines: Vec<Line>,
    may_change: bool,
    /// The form's own page, for one that is there.
    changing: bool,
    action: String,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The list with the form below it.
pub async fn show(
    grant: Grant<ReadInstitutions>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let page = render(&app, &grant, None, &Form::default(), &FormErrors::new()).await?;
    Ok(page.flash(sentence(&query.pesan)))
}

/// Enters one.
pub async fn add(
    grant: Grant<AddInstitution>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let name = errors.required("nama", &form.nama, 120);
    let short = errors.text("singkatan", &form.singkatan, 30);
    if !errors.any() {
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { add_institution(tx, &name, &short).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(done(grant.region().as_str())),
            Err(Problem::Conflict(_)) => errors.add("nama", "Lembaga ini sudah ada di daftar."),
            Err(problem) => return Err(problem),
        }
    }
    let again = render(&app, &grant, None, &form, &errors).await?;
    Ok(again.refused().into_response())
}

/// The form of one that is there.
pub async fn edit(grant: Grant<WriteInstitution>, State(app): State<App>) -> Result<Page, Problem> {
    let it = grant.target();
    let form = Form {
        nama: it.name.clone(),
        singkatan: it.abbreviation.clone(),
        sampai: it.until.map(date::iso).unwrap_or_default(),
        versi: it.version.to_string(),
    };
    render(&app, &grant, Some(it.id), &form, &FormErrors::new()).await
}

/// Changes it.
pub async fn change(
    grant: Grant<WriteInstitution>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let name = errors.required("nama", &form.nama, 120);
    let short = errors.text("singkatan", &form.singkatan, 30);
    let until = errors.date("sampai", &form.sampai);
    let mut before = grant.target().clone();
    let current = before.version;
    before.version = form.versi.parse().unwrap_or(0);
    if !errors.any() {
        let seen = before.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { change_institution(tx, &seen, &name, &short, until).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(done(grant.region().as_str())),
            Err(Problem::Conflict(_)) if before.version == current => {
                errors.add("nama", "Lembaga ini sudah ada di daftar.");
            }
            Err(Problem::Conflict(why)) => errors.add("", why),
            Err(problem) => return Err(problem),
        }
    }
    let again = render(&app, &grant, Some(before.id), &form, &errors).await?;
    Ok(again.refused().into_response())
}

fn done(region: &str) -> Response {
    Redirect::to(&format!("/{region}/pengaturan/lembaga?pesan=lembaga")).into_response()
}

async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    changing: Option<Uuid>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let base = format!("/{}/pengaturan/lembaga", grant.region());
    Page::new(
        "Lembaga Lain",
        &ListPage {
            frame: Frame::new(app, &directory),
            lines: directory
                .institutions
                .iter()
                .map(|it| Line {
                    id: it.id,
                    name: it.name.clone(),
                    abbreviation: it.abbreviation.clone(),
                    until: it.until.map(date::medium).unwrap_or_default(),
                })
                .collect(),
            may_change: may(app, grant, "list.write"),
            changing: changing.is_some(),
            action: changing.map_or(base.clone(), |id| format!("{base}/{id}/ubah")),
            form,
            errors,
        },
    )
}
