//! *Keluar*: ends the session on the server and in the browser.

use axum::{
    extract::State,
    response::{Redirect, Response},
};
use government::account::end_session;
use platform::{App, Grant, Problem};

use super::{actions::WriteOwn, with_cookies};
use crate::rules::cookie;

/// Ends the session.
pub async fn send(grant: Grant<WriteOwn>, State(app): State<App>) -> Result<Response, Problem> {
    let (person, session) = (grant.actor().person, grant.actor().session);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { end_session(tx, person, session).await })
        })
        .await?;
    let ended = cookie::ended(app.settings().secure_cookies);
    let path = format!("/{}/masuk", grant.region());
    Ok(with_cookies(Redirect::to(&path), &[ended]))
}
