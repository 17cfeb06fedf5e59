//! *Verifikasi*, *Kembalikan untuk Perbaikan*, and opening a verified report again.

use axum::extract::State;
use government::{
    Directories,
    follow_up::{self, Decision as Verdict, FollowUp},
};
use platform::{Action, App, Grant, Uuid, form::Typed};

use super::{
    actions::{ReviewAudited, ReviewReport},
    decision::{Decided, Decision, Typing, take},
};

const VERIFY: (Verdict, Decision) = (
    Verdict::Verify,
    Decision {
        form: "verifikasi",
        needs_note: false,
        news: "verifikasi",
    },
);
const GIVE_BACK: (Verdict, Decision) = (
    Verdict::Return,
    Decision {
        form: "kembalikan",
        needs_note: true,
        news: "kembali",
    },
);
const REOPEN: (Verdict, Decision) = (
    Verdict::Reopen,
    Decision {
        form: "buka-laporan",
        needs_note: true,
        news: "dibuka",
    },
);

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident $action:ty, $step:expr;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// When the database cannot be used.
        pub(super) async fn $name(
            grant: Grant<$action>,
            State(app): State<App>,
            Typed(typing): Typed<Typing>,
        ) -> Decided {
            decide(grant, app, typing, $step).await
        }
    )+};
}

steps! {
    /// Finds a report right.
    verify ReviewReport, VERIFY;
    /// Sends a report back with a note.
    give_back ReviewReport, GIVE_BACK;
    /// Opens a verified report again, with a reason.
    reopen ReviewReport, REOPEN;
    /// The auditors find a report right.
    verify_audited ReviewAudited, VERIFY;
    /// The auditors send a report back with a note.
    give_back_audited ReviewAudited, GIVE_BACK;
    /// The auditors open a verified report again, with a reason.
    reopen_audited ReviewAudited, REOPEN;
}

async fn decide<A: Action<Target = (FollowUp, Uuid)>>(
    grant: Grant<A>,
    app: App,
    typing: Typing,
    (verdict, decision): (Verdict, Decision),
) -> Decided {
    let directory = Directories::of(&app, &grant).await?;
    let both = directory.region.one_person_both_steps;
    let (it, report) = grant.target().clone();
    take(&app, &grant, &it, decision, typing, move |tx, it, note| {
        Box::pin(async move { follow_up::decide(tx, &it, report, verdict, &note, both).await })
    })
    .await
}
