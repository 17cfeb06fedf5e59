//! *Akun*: persons who may sign in, with NIPs masked.

mod active;
mod add;
mod book;
mod code_off;
mod end;
mod form;
mod invite;
mod line;
mod reveal;

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory, Role,
    account::{accounts, held},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid, date,
    form::{Filter, FormErrors, query},
    right::Routes,
};
use serde::Deserialize;
use time::Date;

use super::{Frame, actions::ReadAccounts, may, messages::sentence};
pub use book::send as book;
use form::Form;
pub(crate) use form::{number, sign_in_name};
use line::{Line, line};

const MOST: i64 = 200;
const STATES: [(&str, &str); 3] = [("", "Semua"), ("aktif", "Aktif"), ("nonaktif", "Nonaktif")];

/// The routes of accounts.
pub fn routes() -> Routes {
    Routes::new()
        .get("/{region}/pengaturan/akun", show)
        .post("/{region}/pengaturan/akun", add::send)
        .post("/{region}/pengaturan/akun/{account}/undang", invite::send)
        .post("/{region}/pengaturan/akun/{account}/aktif", active::send)
        .post("/{region}/pengaturan/akun/{account}/akhiri", end::send)
        .post(
            "/{region}/pengaturan/akun/{account}/kode-mati",
            code_off::send,
        )
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
    keadaan: String,
    pesan: String,
}

/// What is looked for, and what came back from one of the forms of the page.
#[derive(Default)]
struct Shown<'a> {
    q: &'a str,
    state: &'a str,
    form: Form,
    errors: FormErrors,
    back: Back,
}

/// A short form of one account that came back.
#[derive(Default)]
struct Back {
    /// The capacity or, for the second factor, the account.
    subject: Option<Uuid>,
    typed: String,
    error: String,
}

#[derive(Template)]
#[template(path = "administration/accounts.html")]
struct AccountsPage<'a> {
    frame: Frame,
    q: &'a str,
    state: &'a str,
    /// The filter in the address of the workbook.
    book: String,
    states: [(&'static str, &'static str); 3],
    lines: Vec<Line>,
    today: String,
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
    let shown = Shown {
        q: query.q.trim(),
        state: &query.keadaan,
        ..Shown::default()
    };
    Ok(render(&app, &grant, &shown)
        .await?
        .flash(sentence(&query.pesan)))
}

/// The list with the form below it: accounts and what they hold, a statement each.
async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    shown: &Shown<'_>,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (db, region) = (app.db().read(), grant.region());
    let rows = accounts(db, region, shown.q, active(shown.state), MOST).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut holdings = line::by_account(held(db, region, &ids).await?);
    let cut = rows.len() >= usize::try_from(MOST).unwrap_or(usize::MAX);
    let today = directory.region.today(app.now());
    let lines = rows
        .into_iter()
        .map(|row| {
            let held = holdings.remove(&row.id).unwrap_or_default();
            line(app, grant.actor(), today, row, held, &shown.back)
        })
        .collect();
    Page::new(
        "Akun",
        &AccountsPage {
            frame: Frame::new(app, &directory),
            q: shown.q,
            state: shown.state,
            book: query(&[("q", shown.q), ("keadaan", shown.state)]),
            states: STATES,
            lines,
            today: date::iso(today),
            cut,
            may_change: may(app, grant, "account.write"),
            may_reveal: may(app, grant, "account.reveal"),
            units: unit_choices(&directory, today),
            roles: role_choices(),
            form: &shown.form,
            errors: &shown.errors,
        },
    )
}

/// Whether only accounts that may sign in are asked for, or only the others.
fn active(state: &str) -> Option<bool> {
    match state {
        "aktif" => Some(true),
        "nonaktif" => Some(false),
        _ => None,
    }
}

/// What finds a person again by the sign-in name: a search does not know the underscore.
fn finding(sign_in: &str) -> &str {
    sign_in.split('_').next().unwrap_or_default()
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

/// Roles that may be given on this page.
fn assignable() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| role.is_given())
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
        let kept = [Role::Observer, Role::Outgoing];
        assert!(assignable().all(|role| !kept.contains(&role)));
        assert_eq!(assignable().count(), Role::ALL.len() - kept.len());
    }
}
