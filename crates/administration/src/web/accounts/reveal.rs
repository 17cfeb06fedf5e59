//! The full NIP of a person. Every reading is written down, with who read it.

use askama::Template;
use axum::{extract::State, response::Response};
use government::{
    Directories,
    account::{format_nip, reveal_nip},
};
use platform::{App, Grant, Page, Problem};

use crate::web::{Frame, actions::RevealNip, unkept};

#[derive(Template)]
#[template(path = "administration/reveal.html")]
struct RevealPage<'a> {
    frame: Frame,
    name: &'a str,
    nip: &'a str,
    reader: &'a str,
    at: &'a str,
    number: i64,
}

/// Opens it, after the reading is on record.
pub async fn send(grant: Grant<RevealNip>, State(app): State<App>) -> Result<Response, Problem> {
    let person = grant.target().clone();
    let (inside, id) = (app.clone(), person.id);
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { reveal_nip(&inside, tx, id).await })
        })
        .await?;
    let directory = Directories::of(&app, &grant).await?;
    let actor = grant.actor();
    let page = Page::new(
        format!("NIP {}", person.name),
        &RevealPage {
            frame: Frame::new(&app, &directory),
            name: &person.name,
            nip: &format_nip(&written.value),
            reader: &format!("{} ({})", actor.name, actor.title),
            at: &directory.region.stamp(written.receipt.at),
            number: written.receipt.number,
        },
    )?;
    Ok(unkept(page))
}
