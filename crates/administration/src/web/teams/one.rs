//! One team with its members.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    team::{Member, TeamRole, change_team, find_team, lead_unit, members},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid, date,
    form::{Filter, FormErrors, Typed},
};
use time::Date;

use super::{
    form::{Form, unit_choices},
    member::MemberForm,
};
use crate::web::{
    Frame,
    actions::{ReadTeam, WriteTeam},
    may,
    messages::{Message, sentence},
};

struct Line {
    id: Uuid,
    role: &'static str,
    name: String,
    office: String,
    until: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "administration/team.html")]
struct TeamPage<'a> {
    frame: Frame,
    id: Uuid,
    name: String,
    /// The unit the team owes through, or why there is none.
    answers: String,
    lines: Vec<Line>,
    may_change: bool,
    today: String,
    units: Vec<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
    institutions: Vec<(String, String)>,
    form: &'a Form,
    member: &'a MemberForm,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(
    grant: Grant<ReadTeam>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let team = grant.target();
    let form = Form::of(team);
    let (member, errors) = (MemberForm::default(), FormErrors::new());
    let page = render(&app, &grant, team.id, &form, &member, &errors).await?;
    Ok(page.flash(sentence(&query.pesan)))
}

/// Changes the team.
pub async fn change(
    grant: Grant<WriteTeam>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let id = grant.target().id;
    if let Some(new) = form.read(&directory, &mut errors) {
        let version = form.versi.parse().unwrap_or(0);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { change_team(tx, id, version, &new).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/pengaturan/tim/{id}?pesan=tim", grant.region());
                return Ok(Redirect::to(&path).into_response());
            }
            Err(Problem::Conflict(why)) => errors.add("", why),
            Err(problem) => return Err(problem),
        }
    }
    let again = render(&app, &grant, id, &form, &MemberForm::default(), &errors).await?;
    Ok(again.refused().into_response())
}

/// The page with what was typed.
pub(super) async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    id: Uuid,
    form: &Form,
    member: &MemberForm,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let today = directory.region.today(app.now());
    let (db, region) = (app.db().read(), grant.region());
    let team = find_team(db, region, id).await?.ok_or(Problem::NotFound)?;
    let all = members(db, region, id).await?;
    let answers = match lead_unit(db, region, &team, today).await {
        Ok(unit) => directory.unit_name(unit).to_owned(),
        Err(Problem::Refused(why)) => why,
        Err(problem) => return Err(problem),
    };
    let mut institutions = vec![(String::new(), "Tidak ada".to_owned())];
    institutions.extend(
        directory
            .institutions
            .iter()
            .filter(|it| it.exists_on(today))
            .map(|it| (it.name.clone(), it.name.clone())),
    );
    Page::new(
        team.name.as_str(),
        &TeamPage {
            frame: Frame::new(app, &directory),
            id,
            name: team.name.clone(),
            answers,
            lines: all.into_iter().map(|it| line(it, today)).collect(),
            may_change: may(app, grant, "team.write"),
            today: date::iso(today),
            units: unit_choices(&directory, today),
            roles: TeamRole::ALL
                .into_iter()
                .map(|role| (role.code(), role.label()))
                .collect(),
            institutions,
            form,
            member,
            errors,
        },
    )
}

fn line(member: Member, today: Date) -> Line {
    Line {
        id: member.id,
        role: member.role.label(),
        name: member.name,
        office: member.office,
        open: member.until.is_none_or(|until| today <= until),
        until: member.until.map(date::medium).unwrap_or_default(),
    }
}
