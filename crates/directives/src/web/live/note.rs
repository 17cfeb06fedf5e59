//! What is said of a follow-up, noted with one click; with a new date it becomes a decision or a
//! proposal, as the right of whoever notes it goes.

use axum::{extract::State, response::Redirect};
use government::{
    Directories,
    follow_up::{self, FollowUp, Said, TermsInput},
    structure::Due,
};
use platform::{
    App, Grant, Page, Problem, Ref, Tx, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{Refused, page};
use crate::{store::MEETING, web::actions::NoteOral};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    tindak_lanjut: String,
    lapor: String,
    keterangan: String,
    tanggal: String,
    versi: String,
    langkah: String,
    sekali: String,
}

/// Notes it.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back beside the follow-up.
pub(in crate::web) async fn note(
    grant: Grant<NoteOral>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, meeting) = (grant.region(), grant.target());
    let mut errors = FormErrors::new();
    let id = Uuid::parse_str(&typing.tindak_lanjut).map_err(|_| Problem::NotFound)?;
    let found = follow_up::find(app.db().read(), region, id).await?;
    // what is limited is not spoken of on a screen for everybody
    let found = found.filter(|found| !found.follow_up.audience.is_limited());
    let mut found = found.ok_or(Problem::NotFound)?.follow_up;
    let said = Said::from_word(&typing.lapor);
    if said.is_none() {
        errors.add("lapor", "Pilih selesai, dalam proses, atau terkendala.");
    }
    let words = errors.text("keterangan", &typing.keterangan, 1000);
    let day = errors.date("tanggal", &typing.tanggal);
    let due = day.map(|day| Due::new(day, None, directory.region.zone));
    let path = format!(
        "/{region}/rapat/{}/layar?langkah={}#tl-{id}",
        meeting.id,
        typing.langkah.parse::<usize>().unwrap_or(0)
    );
    if let (Some(said), false) = (said, errors.any()) {
        // the new date is decided on the follow-up that was on the screen
        found.version = typing.versi.parse().unwrap_or(0);
        let decides = app
            .matrix()
            .scope(&grant.actor().role, "terms.extend")
            .is_some();
        let reason = format!("Disepakati dalam {}", meeting.title);
        let subject = Ref::new(MEETING, meeting.id);
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let after = path.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &after).await?;
                    }
                    follow_up::add_oral(tx, &found, subject, said, &words, due).await?;
                    match due {
                        Some(due) => new_date(tx, &found, due, &reason, decides).await,
                        None => Ok(()),
                    }
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("tanggal", text),
            Err(other) => return Err(other),
        }
    }
    let refused = Refused {
        id: Some(id),
        note: typing.keterangan,
        due: typing.tanggal,
        errors,
    };
    let again = page(&app, &grant, &typing.langkah, &refused).await?;
    Ok(Err(again.refused()))
}

/// Puts the date off, or proposes to.
async fn new_date(
    tx: &mut Tx,
    found: &FollowUp,
    due: Due,
    reason: &str,
    decides: bool,
) -> Result<(), Problem> {
    if decides && found.due.is_some() {
        return follow_up::extend(tx, found, due, reason).await;
    }
    let terms = TermsInput {
        measure: found.measure.clone(),
        target: found.target,
        due: Some(due),
    };
    follow_up::propose(tx, found, terms, reason).await
}
