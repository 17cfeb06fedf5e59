//! Members of a team join and leave.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    account::held,
    team::{NewMember, TeamRole, add_member, end_member},
};
use platform::{
    App, Grant, Problem, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{form::Form, one::render};
use crate::web::{actions::WriteTeam, posts::one_person};

/// Who joins, as what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    pub(super) orang: String,
    pub(super) lembaga: String,
    pub(super) sebagai: String,
}

/// Who leaves, and when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    anggota: String,
    sampai: String,
}

/// Adds a member: somebody known here, or from an institution, by name.
pub async fn add(
    grant: Grant<WriteTeam>,
    State(app): State<App>,
    Typed(form): Typed<MemberForm>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    let team = grant.target();
    let role = TeamRole::from_code(&form.sebagai);
    if role.is_none() {
        errors.add("sebagai", "Pilih kedudukannya dalam tim.");
    }
    let outside = errors.text("lembaga", &form.lembaga, 120);
    let (mut account, mut name, mut office) = (None, String::new(), outside);
    if office.is_empty() {
        let region = grant.region();
        if let Some(it) = one_person(&app, region, "orang", &form.orang, &mut errors).await? {
            let held = held(app.db().read(), region, &[it.id]).await?;
            let now = held.iter().find(|held| {
                held.from.is_none_or(|from| from <= today)
                    && held.until.is_none_or(|until| today <= until)
            });
            office = now.map_or_else(String::new, |held| held.title.clone());
            (account, name) = (Some(it.id), it.name);
        }
    } else {
        name = errors.required("orang", &form.orang, 120);
    }
    if let (Some(role), false) = (role, errors.any()) {
        let new = NewMember {
            account,
            name,
            office,
            role,
        };
        let id = team.id;
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { add_member(tx, id, &new, today).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(done(&grant)),
            Err(Problem::Refused(why)) => errors.add("sebagai", why),
            Err(problem) => return Err(problem),
        }
    }
    let again = render(&app, &grant, team.id, &Form::of(team), &form, &errors).await?;
    Ok(again.refused().into_response())
}

/// Ends a membership; without a day, today is the last.
pub async fn end(
    grant: Grant<WriteTeam>,
    State(app): State<App>,
    Typed(form): Typed<EndForm>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let last = errors
        .date("sampai", &form.sampai)
        .unwrap_or(directory.region.today(app.now()));
    let member = Uuid::parse_str(&form.anggota).ok();
    if member.is_none() {
        errors.add("", "Pilih anggota dari daftar.");
    }
    let team = grant.target();
    let (Some(member), false) = (member, errors.any()) else {
        let (shown, empty) = (Form::of(team), MemberForm::default());
        let page = render(&app, &grant, team.id, &shown, &empty, &errors).await?;
        return Ok(page.refused().into_response());
    };
    let id = team.id;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { end_member(tx, id, member, last).await })
        })
        .await?;
    Ok(done(&grant))
}

fn done(grant: &Grant<WriteTeam>) -> Response {
    let (region, id) = (grant.region(), grant.target().id);
    Redirect::to(&format!("/{region}/pengaturan/tim/{id}?pesan=tim")).into_response()
}
