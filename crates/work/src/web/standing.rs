//! *Dibatalkan*, *Tidak dapat dilaksanakan*, *Buka Kembali*.

use axum::extract::State;
use government::follow_up::{self, Standing};
use platform::{App, Grant, form::Typed};

use super::{
    actions::Withdraw,
    decision::{Decided, Decision, Typing, take},
};

/// Withdraws.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn withdraw(
    grant: Grant<Withdraw>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let standing = match typing.status.as_str() {
        "mustahil" => Standing::Impossible,
        _ => Standing::Cancelled,
    };
    let decision = Decision {
        form: "hentikan",
        needs_note: true,
        news: "henti",
    };
    let it = grant.target().clone();
    take(
        &app,
        &grant,
        &it,
        decision,
        typing,
        move |tx, it, reason| {
            Box::pin(async move { follow_up::withdraw(tx, &it, standing, &reason).await })
        },
    )
    .await
}

/// Takes up again.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn reopen(
    grant: Grant<Withdraw>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let decision = Decision {
        form: "buka-kembali",
        needs_note: true,
        news: "henti",
    };
    let it = grant.target().clone();
    take(&app, &grant, &it, decision, typing, |tx, it, reason| {
        Box::pin(async move { follow_up::reopen(tx, &it, &reason).await })
    })
    .await
}
