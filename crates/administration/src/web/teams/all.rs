//! All teams, and a new one.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    team::{add_team, teams},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid,
    form::{FormErrors, Typed},
};

use super::form::{Form, unit_choices};
use crate::{
    rules::period,
    web::{
        Frame,
        actions::{AddTeam, ReadTeams},
        may,
    },
};

struct Line {
    id: Uuid,
    name: String,
    decree: String,
    period: String,
}

#[derive(Template)]
#[template(path = "administration/teams.html")]
struct TeamsPage<'a> {
    frame: Frame,
    lines: Vec<Line>,
    may_change: bool,
    units: Vec<(String, String)>,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(grant: Grant<ReadTeams>, State(app): State<App>) -> Result<Page, Problem> {
    render(&app, &grant, &Form::default(), &FormErrors::new()).await
}

/// Enters a team.
pub async fn add(
    grant: Grant<AddTeam>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let Some(new) = form.read(&directory, &mut errors) else {
        let page = render(&app, &grant, &form, &errors).await?;
        return Ok(page.refused().into_response());
    };
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { add_team(tx, &new).await })
        })
        .await?;
    let (region, id) = (grant.region(), written.value);
    let path = format!("/{region}/pengaturan/tim/{id}?pesan=tim");
    Ok(Redirect::to(&path).into_response())
}

async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let today = directory.region.today(app.now());
    let all = teams(app.db().read(), grant.region()).await?;
    Page::new(
        "Tim dan Pokja",
        &TeamsPage {
            frame: Frame::new(app, &directory),
            lines: all
                .into_iter()
                .map(|it| Line {
                    id: it.id,
                    period: period::words(it.period, today),
                    name: it.name,
                    decree: it.decree,
                })
                .collect(),
            may_change: may(app, grant, "team.write"),
            units: unit_choices(&directory, today),
            form,
            errors,
        },
    )
}
