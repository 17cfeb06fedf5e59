//! A proposal about a head sent, agreed to, sent back, opened again; each on the version that was seen.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Redirect};
use futures_util::future::BoxFuture;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, Tx,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    HeadOf,
    one::{Said, compose, gathered},
};
use crate::{
    rules::ProposalKind,
    store::{self, Decision, NewProposal},
    web::actions::{DecideHead, ProposeHead},
};

/// Longest reason.
const LONGEST: usize = 4000;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    usulan: String,
    alasan: String,
    catatan: String,
    putusan: String,
    versi: String,
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Writes; what is refused comes back as the page as it is now, with what was typed.
async fn write<A, F>(
    app: &App,
    grant: &Grant<A>,
    directory: &Arc<Directory>,
    (mut said, news): (Said, &str),
    work: F,
) -> Answer
where
    A: Action<Target = HeadOf>,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<(), Problem>> + Send + 'static,
{
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !said.errors.any() {
        match app.db().write(grant, work).await {
            Ok(_) => {
                let path = grant.target().path();
                let path = format!("/{}{path}?kabar={news}", grant.region());
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                said.errors.add("", text);
            }
            Err(Problem::Refused(text)) => said.errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let page = compose(app, grant.actor(), directory, grant.target(), &said).await?;
    Ok(Err(page.with_status(status)))
}

/// Which unit and year a head led, for the audit chain.
fn about(directory: &Directory, it: &HeadOf) -> String {
    let unit = directory.unit_name(it.agreement.unit_id);
    format!("Kepala {unit}, {}", it.agreement.year)
}

/// Sends a proposal.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(super) async fn propose(
    grant: Grant<ProposeHead>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let mut errors = FormErrors::new();
    let kind = ProposalKind::of_word(&typing.usulan);
    if kind.is_none() {
        errors.add("usulan", "Pilih salah satu.");
    }
    let reason = errors.required("alasan", &typing.alasan, LONGEST);
    let said = Said {
        form: "usulkan",
        kind: typing.usulan,
        typed: typing.alasan,
        errors,
    };
    let kind = kind.unwrap_or(ProposalKind::Nothing);
    let words = format!("{}: {reason}", kind.label());
    let new = NewProposal {
        agreement: it.agreement.id,
        account: it.head.account,
        digest: app.keys().digest(store::EVALUATION, &words),
        about: about(&directory, it),
        basis: gathered(&app, grant.actor(), &directory, it)
            .await?
            .head
            .basis(),
        kind,
        reason,
    };
    let version = typing.versi.parse().unwrap_or(-1);
    write(&app, &grant, &directory, (said, "usul"), move |tx| {
        Box::pin(async move { store::propose(tx, &new, version).await })
    })
    .await
}

/// Agrees, sends back, or opens again.
///
/// # Errors
/// As `propose`.
pub(super) async fn decide(
    grant: Grant<DecideHead>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let decision = match typing.putusan.as_str() {
        "setujui" => Some(Decision::Confirm),
        "kembalikan" => Some(Decision::Return),
        "buka" => Some(Decision::Reopen),
        _ => None,
    };
    let mut errors = FormErrors::new();
    let note = match decision {
        Some(Decision::Return | Decision::Reopen) => {
            errors.required("catatan", &typing.catatan, LONGEST)
        }
        _ => errors.text("catatan", &typing.catatan, LONGEST),
    };
    let said = Said {
        form: "putuskan",
        kind: String::new(),
        typed: typing.catatan,
        errors,
    };
    let (db, region) = (app.db().read(), grant.region());
    let known = store::evaluation_of(db, region, it.agreement.id, it.head.account).await?;
    let digest = app.keys().digest(store::EVALUATION, &note);
    let about = about(&directory, it);
    let version = typing.versi.parse().unwrap_or(-1);
    write(&app, &grant, &directory, (said, "putus"), move |tx| {
        Box::pin(async move {
            let (Some(known), Some(decision)) = (known, decision) else {
                return Err(Problem::Refused(
                    "Tidak ada usulan yang menunggu putusan.".into(),
                ));
            };
            let taken = (decision, note.as_str());
            let chain = (about.as_str(), digest.as_str());
            store::decide_proposal(tx, &known, version, taken, chain).await
        })
    })
    .await
}
