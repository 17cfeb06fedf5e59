//! All lists, the ones that follow from kinds of units first, and a new one.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    structure::{NewEntry, add_entries, add_list},
};
use platform::{
    Action, App, Grant, Page, Problem,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;

use crate::{
    rules::slug,
    web::{
        Frame,
        actions::{AddList, ReadLists},
        may,
        messages::{Message, sentence},
    },
};

/// A new list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    nama: String,
    /// Key of the list whose members of today it begins with; empty: none.
    dari: String,
}

struct Line {
    key: String,
    name: String,
    members: usize,
    kept: bool,
}

#[derive(Template)]
#[template(path = "administration/lists.html")]
struct ListsPage<'a> {
    frame: Frame,
    lines: Vec<Line>,
    may_change: bool,
    choices: Vec<(String, String)>,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(
    grant: Grant<ReadLists>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let page = render(&app, &grant, &Form::default(), &FormErrors::new()).await?;
    Ok(page.flash(sentence(&query.pesan)))
}

/// Makes a list.
pub async fn send(
    grant: Grant<AddList>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    let name = errors.required("nama", &form.nama, 80);
    if directory.groups.iter().any(|group| group.name == name) {
        errors.add("nama", "Sudah ada daftar dengan nama itu.");
    }
    let source = directory.group(&form.dari);
    if source.is_none() && !form.dari.is_empty() {
        errors.add("dari", "Pilih daftar dari pilihan.");
    }
    if errors.any() {
        let page = render(&app, &grant, &form, &errors).await?;
        return Ok(page.refused().into_response());
    }
    let members: Vec<NewEntry> = source
        .map(|group| group.entries(&directory.units, today))
        .unwrap_or_default()
        .into_iter()
        .map(|(unit, post)| post.map_or(NewEntry::Unit(unit), NewEntry::Post))
        .collect();
    let key = slug::free(&name, |key| directory.group(key).is_none());
    let path = format!(
        "/{}/pengaturan/daftar-alamat/{key}?pesan=daftar",
        grant.region()
    );
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                let list = add_list(tx, &key, &name).await?;
                // from the first day on: the list is as old as its name
                add_entries(tx, list, &members, None).await
            })
        })
        .await?;
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
    let mut choices = vec![(String::new(), "Mulai kosong".to_owned())];
    choices.extend(
        directory
            .groups
            .iter()
            .map(|group| (group.key.clone(), group.name.clone())),
    );
    Page::new(
        "Daftar Alamat",
        &ListsPage {
            lines: directory
                .groups
                .iter()
                .map(|group| Line {
                    key: group.key.clone(),
                    name: group.name.clone(),
                    members: group.entries(&directory.units, today).len(),
                    kept: group.list.is_some(),
                })
                .collect(),
            frame: Frame::new(app, &directory),
            may_change: may(app, grant, "list.write"),
            choices,
            form,
            errors,
        },
    )
}
