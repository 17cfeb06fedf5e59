//! *Bertindak sebagai*: the posts and assignments of today, one of which a session acts in.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Role,
    account::{Capacity, capacities, switch_capacity},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    Frame,
    actions::{ReadOwn, WriteOwn},
};

/// What is chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    jabatan: String,
}

struct Choice {
    id: Uuid,
    title: String,
    unit: String,
    role: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "administration/capacity.html")]
struct CapacityPage<'a> {
    frame: Frame,
    choices: Vec<Choice>,
    errors: &'a FormErrors,
}

/// The list.
pub async fn show(grant: Grant<ReadOwn>, State(app): State<App>) -> Result<Page, Problem> {
    let all = mine(&app, &grant).await?;
    render(&app, &grant, all, &FormErrors::new()).await
}

/// Switches.
pub async fn send(
    grant: Grant<WriteOwn>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let all = mine(&app, &grant).await?;
    let wanted = Uuid::parse_str(&form.jabatan).ok();
    let Some(chosen) = all.iter().find(|c| Some(c.id) == wanted).cloned() else {
        let mut errors = FormErrors::new();
        errors.add("jabatan", "Pilih satu jabatan atau penugasan.");
        let page = render(&app, &grant, all, &errors).await?;
        return Ok(page.refused().into_response());
    };
    let session = grant.actor().session;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                switch_capacity(tx, session, chosen.kind, chosen.id, &chosen.title).await
            })
        })
        .await?;
    Ok(Redirect::to(&format!("/{}", grant.region())).into_response())
}

async fn mine<A: Action>(app: &App, grant: &Grant<A>) -> Result<Vec<Capacity>, Problem> {
    let directory = Directories::of(app, grant).await?;
    let today = directory.region.today(app.now());
    capacities(app.db().read(), grant.region(), grant.actor().person, today).await
}

async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    all: Vec<Capacity>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let choices = all
        .into_iter()
        .map(|capacity| Choice {
            role: Role::from_code(&capacity.role).map_or("", Role::label),
            chosen: capacity.id == grant.actor().capacity,
            id: capacity.id,
            title: capacity.title,
            unit: capacity.unit_name,
        })
        .collect();
    Page::new(
        "Bertindak sebagai",
        &CapacityPage {
            frame: Frame::new(app, &directory),
            choices,
            errors,
        },
    )
}
