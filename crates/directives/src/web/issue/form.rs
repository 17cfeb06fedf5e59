//! An issue raised or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::{typing::Typing, unit_choices};
use crate::{
    rules::IssueKind,
    store,
    web::{
        actions::{AddIssue, WriteIssue},
        raiser::Raisers,
        stored::{CHANGED, Stored},
    },
};

/// For which meeting an issue is raised.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    rapat: String,
}

#[derive(Template)]
#[template(path = "directives/issue_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    action: String,
    back: String,
    heading: &'static str,
    typing: &'a Typing,
    errors: &'a FormErrors,
    stored: Option<Vec<Stored>>,
    units: Vec<(String, String)>,
    owners: Vec<(String, String)>,
    raisers: &'a Raisers,
    kinds: Vec<(&'static str, &'static str)>,
}

fn page(
    app: &App,
    directory: &Directory,
    raisers: &Raisers,
    issue: Option<Uuid>,
    typing: &Typing,
    stored: Option<Vec<Stored>>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let (action, heading) = match issue {
        None => (format!("/{region}/permasalahan"), "Catat Permasalahan"),
        Some(id) => (
            format!("/{region}/permasalahan/{id}/ubah"),
            "Ubah Permasalahan",
        ),
    };
    let form = Form {
        back: match issue {
            None => format!("/{region}/permasalahan"),
            Some(id) => format!("/{region}/permasalahan/{id}"),
        },
        units: unit_choices(app, directory, "Pilih unit"),
        owners: unit_choices(app, directory, "Belum ditetapkan"),
        kinds: IssueKind::ALL
            .iter()
            .map(|kind| (kind.word(), kind.label()))
            .collect(),
        raisers,
        region,
        action,
        heading,
        typing,
        stored,
        errors,
    };
    Page::new(heading, &form)
}

/// An empty form, for the own unit.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn blank(
    grant: Grant<AddIssue>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        unit: grant.actor().place.id.to_string(),
        jenis: IssueKind::Problem.word().into(),
        rapat: asked.rapat,
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let raisers = Raisers::of(&app, &directory, None).await?;
    let errors = FormErrors::new();
    page(&app, &directory, &raisers, None, &typing, None, &errors)
}

/// The form of an issue that is there.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn edit(
    grant: Grant<WriteIssue>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let typing = Typing::of(it);
    let errors = FormErrors::new();
    let raisers = Raisers::of(&app, &directory, it.raiser()).await?;
    let id = Some(it.id);
    page(&app, &directory, &raisers, id, &typing, None, &errors)
}

/// Raises an issue.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<AddIssue>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let raisers = Raisers::of(&app, &directory, None).await?;
    if let Some(input) = typing.read(&directory, &raisers, &mut errors) {
        let region = grant.region().clone();
        let meeting = match Uuid::parse_str(&typing.rapat) {
            Ok(id) => store::find(app.db().read(), &region, id).await?,
            Err(_) => None,
        };
        let meeting = meeting.map(|meeting| meeting.id);
        let raised_by = grant.actor().place.id;
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_issue(tx, raised_by, meeting, &input).await?;
                    if let Some(once) = once {
                        let path = format!("/{region}/permasalahan/{id}");
                        tx.once(once, &content, &path).await?;
                    }
                    Ok(id)
                })
            })
            .await;
        match written {
            Ok(written) => {
                let path = format!("/{}/permasalahan/{}", grant.region(), written.value);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &directory, &raisers, None, &typing, None, &errors)?;
    Ok(Err(again.refused()))
}

/// Changes an issue.
///
/// # Errors
/// As `add`. After a change by somebody else the form comes back beside what is stored now; only
/// then it carries the new version.
pub(in crate::web) async fn change(
    grant: Grant<WriteIssue>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let id = grant.target().id;
    let raisers = Raisers::of(&app, &directory, grant.target().raiser()).await?;
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&directory, &raisers, &mut errors) {
        let version = typing.versi.parse().unwrap_or(0);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_issue(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/permasalahan/{id}", grant.region());
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(_)) => status = StatusCode::CONFLICT,
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let now = store::find_issue(app.db().read(), grant.region(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let version = now.version.to_string();
    let stored = (typing.versi != version).then(|| typing.differing(&now, &directory));
    if stored.is_some() {
        errors.add("", CHANGED);
    }
    let typing = Typing {
        versi: version,
        ..typing
    };
    let id = Some(id);
    let again = page(&app, &directory, &raisers, id, &typing, stored, &errors)?;
    Ok(Err(again.with_status(status)))
}
