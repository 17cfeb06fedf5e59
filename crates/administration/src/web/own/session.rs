//! Ending one of the own open sessions.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::account::end_session;
use platform::{App, Grant, Problem};

use crate::{
    rules::cookie,
    web::{actions::EndSession, with_cookies},
};

/// Ends it; the session of this very browser is signed out.
pub async fn end(grant: Grant<EndSession>, State(app): State<App>) -> Result<Response, Problem> {
    let (person, session) = (grant.actor().person, *grant.target());
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { end_session(tx, person, session).await })
        })
        .await?;
    if session == grant.actor().session {
        let ended = cookie::ended(app.settings().secure_cookies);
        let path = format!("/{}/masuk", grant.region());
        return Ok(with_cookies(Redirect::to(&path), &[ended]));
    }
    let path = format!("/{}/akun?pesan=sesi", grant.region());
    Ok(Redirect::to(&path).into_response())
}
