//! *Akun*: persons who may sign in, with NIPs masked.

mod active;
mod add;
mod form;
mod invite;
mod reveal;

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory, Role,
    account::{AccountRow, accounts, mask_nip},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid,
    form::{Filter, FormErrors},
    right::Routes,
};
use serde::Deserialize;
use time::Date;

use super::{Frame, actions::ReadAccounts, may, messages::sentence};
use form::Form;

const MOST: i64 = 200;

/// The routes of accounts.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/pengaturan/akun", show)
        .post("/{region}/pengaturan/akun", add::send)
        .post("/{region}/pengaturan/akun/{account}/undang", invite::send)
        .post("/{region}/pengaturan/akun/{account}/aktif", active::send)
        .post(
            "/{region}/pengaturan/akun/{account}/lihat-nip",
            reveal::send,
        )
}

/// Whom to look for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    q: String,
    pesan: String,
}

struct Line {
    id: Uuid,
    name: String,
    sign_in: String,
    nip: String,
    titles: Vec<String>,
    active: bool,
    has_password: bool,
    totp_on: bool,
    own: bool,
}

#[derive(Template)]
#[template(path = "administration/accounts.html")]
struct AccountsPage<'a> {
    frame: Frame,
    q: &'a str,
    lines: Vec<Line>,
    cut: bool,
    may_change: bool,
    may_reveal: bool,
    units: Vec<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The list.
pub async fn show(
    grant: Grant<ReadAccounts>,
    State(app): State<App>,
    Filter(query): Filter<Query>,
) -> Result<Page, Problem> {
    Ok(render(
        &app,
        &grant,
        query.q.trim(),
        &Form::default(),
        &FormErrors::new(),
    )
    .await?
    .flash(sentence(&query.pesan)))
}

/// The list with the form below it.
async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    q: &str,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let rows = accounts(app.db().read(), grant.region(), q, MOST).await?;
    let cut = rows.len() >= usize::try_from(MOST).unwrap_or(usize::MAX);
    let own = grant.actor().person;
    Page::new(
        "Akun",
        &AccountsPage {
            frame: Frame::new(app, &directory),
            q,
            lines: rows.into_iter().map(|row| line(app, row, own)).collect(),
            cut,
            may_change: may(app, grant, "account.write"),
            may_reveal: may(app, grant, "account.reveal"),
            units: unit_choices(&directory, directory.region.today(app.now())),
            roles: role_choices(),
            form,
            errors,
        },
    )
}

fn line(app: &App, row: AccountRow, own: Uuid) -> Line {
    let nip = row.nip_sealed.map_or_else(String::new, |sealed| {
        app.keys()
            .open_sealed("account.nip", &sealed)
            .map_or_else(|_| mask_nip(""), |nip| mask_nip(&nip))
    });
    Line {
        own: row.id == own,
        id: row.id,
        name: row.name,
        sign_in: row.sign_in,
        nip,
        titles: row.titles.lines().map(str::to_owned).collect(),
        active: row.active,
        has_password: row.has_password,
        totp_on: row.totp_on,
    }
}

fn unit_choices(directory: &Directory, today: Date) -> Vec<(String, String)> {
    let mut choices = vec![(String::new(), "Pilih unit".to_owned())];
    choices.extend(
        directory
            .working_units(today)
            .map(|unit| (unit.id().to_string(), unit.name.clone())),
    );
    choices
}

/// Roles that may be given on this page. An observer reads in every region of the database, which
/// is not for one region's administrator to give away.
fn assignable() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| *role != Role::Observer)
}

fn role_choices() -> Vec<(&'static str, &'static str)> {
    let mut choices = vec![("", "Pilih peran")];
    choices.extend(assignable().map(|role| (role.code(), role.label())));
    choices
}

#[cfg(test)]
mod tests {
    use government::Role;

    use super::assignable;

    #[test]
    fn no_region_gives_away_the_others() {
        assert!(assignable().all(|role| role != Role::Observer));
        assert_eq!(assignable().count(), Role::ALL.len() - 1);
    }
}
