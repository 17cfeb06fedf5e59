//! *Verifikasi*, *Kembalikan untuk Perbaikan*, and opening a verified report again.

use axum::extract::State;
use government::{
    Directories,
    follow_up::{self, Decision as Verdict},
};
use platform::{App, Grant, form::Typed};

use super::{
    actions::ReviewReport,
    decision::{Decided, Decision, Typing, take},
};

/// Finds a report right.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn verify(
    grant: Grant<ReviewReport>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let decision = Decision {
        form: "verifikasi",
        needs_note: false,
        news: "verifikasi",
    };
    decide(grant, app, typing, Verdict::Verify, decision).await
}

/// Sends a report back with a note.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn give_back(
    grant: Grant<ReviewReport>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let decision = Decision {
        form: "kembalikan",
        needs_note: true,
        news: "kembali",
    };
    decide(grant, app, typing, Verdict::Return, decision).await
}

/// Opens a verified report again, with a reason.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn reopen(
    grant: Grant<ReviewReport>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Decided {
    let decision = Decision {
        form: "buka-laporan",
        needs_note: true,
        news: "dibuka",
    };
    decide(grant, app, typing, Verdict::Reopen, decision).await
}

async fn decide(
    grant: Grant<ReviewReport>,
    app: App,
    typing: Typing,
    verdict: Verdict,
    decision: Decision,
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    let both = directory.region.one_person_both_steps;
    let (it, report) = grant.target().clone();
    take(&app, &grant, &it, decision, typing, move |tx, it, note| {
        Box::pin(async move { follow_up::decide(tx, &it, report, verdict, &note, both).await })
    })
    .await
}
