//! *Laporkan ke Asisten / Sekda*.

use axum::extract::State;
use government::follow_up::{self, Level};
use platform::{App, Grant, form::Typed};

use super::{
    actions::Escalate,
    decision::{Decided, Decision, Typing, take},
};

/// Reports a follow-up further up.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn report_up(
    grant: Grant<Escalate>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let level = Level::from_word(&typing.status).unwrap_or(Level::Assistant);
    let decision = Decision {
        form: "laporkan",
        needs_note: true,
        news: "lapor",
    };
    let it = grant.target().clone();
    take(&app, &grant, &it, decision, typing, move |tx, it, note| {
        Box::pin(async move { follow_up::escalate(tx, &it, level, &note).await })
    })
    .await
}
