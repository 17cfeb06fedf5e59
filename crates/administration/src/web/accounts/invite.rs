//! A one-time link for a person, shown once.

use askama::Template;
use axum::{extract::State, response::Response};
use government::{Directories, account::invite};
use platform::{App, Grant, Page, Problem};

use crate::web::{Frame, Visitor, actions::WriteAccount, unkept};

#[derive(Template)]
#[template(path = "administration/invite.html")]
struct InvitePage<'a> {
    frame: Frame,
    name: &'a str,
    sign_in: &'a str,
    link: &'a str,
}

/// Makes the link; earlier ones of the same person end.
pub async fn send(
    grant: Grant<WriteAccount>,
    State(app): State<App>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let person = grant.target().clone();
    if !person.active {
        return Err(Problem::Refused(
            "Akun ini nonaktif. Aktifkan dulu, lalu buat undangannya.".into(),
        ));
    }
    let id = person.id;
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { invite(tx, id).await })
        })
        .await?;
    let directory = Directories::of(&app, &grant).await?;
    let link = format!(
        "{}/{}/undangan/{}",
        visitor.origin,
        grant.region(),
        written.value
    );
    let page = Page::new(
        format!("Undangan untuk {}", person.name),
        &InvitePage {
            frame: Frame::new(&app, &directory),
            name: &person.name,
            sign_in: &person.sign_in,
            link: &link,
        },
    )?;
    Ok(unkept(page))
}
