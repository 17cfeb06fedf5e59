//! The review of a mapping: sent by its unit once nothing is open, looked at by another person, opened
//! again with a reason.

use government::review::{self, Before, Outcome, ReviewError, ReviewState, Step};
use platform::{Problem, Ref, Tx, store::sql};
use serde_json::json;

use super::{MAPPING, MAPPINGS, Mapping, counted, tally_of};
use crate::store::{Decision, changed};

fn refused(error: ReviewError) -> Problem {
    Problem::Refused(match error {
        ReviewError::SamePerson => {
            "Pemetaan ini Anda susun atau kirim sendiri, jadi orang lain yang \
            harus memeriksanya."
                .into()
        }
        other => other.text(),
    })
}

async fn note(
    tx: &mut Tx,
    it: &Mapping,
    step: Step,
    outcome: Outcome,
    words: &str,
) -> Result<(), Problem> {
    let subject = Ref::new(MAPPING, it.id);
    review::note(tx, subject, step, outcome, words).await?;
    government::obligation::settle(tx, &MAPPINGS, it.id).await?;
    let details = json!({
        "Pemetaan": it.title(), "Langkah": Step::label_of(step.code()), "Catatan": words,
    });
    tx.record(subject, &details).await?;
    Ok(())
}

fn before(tx: &Tx, it: &Mapping, one_person: bool) -> Before {
    Before {
        state: it.state(),
        actor: tx.person(),
        authors: [it.written_by, it.sent_by],
        one_person_both_steps: one_person,
    }
}

/// Sends a mapping, for the first time or again; how the IKK stand is kept as it was sent.
///
/// # Errors
/// `Problem::Refused` says how many are open; `Problem::Conflict` when it changed since it was read.
pub async fn send_mapping(tx: &mut Tx, it: &Mapping, version: i64) -> Result<(), Problem> {
    let region = tx.region().clone();
    let tally = tally_of(tx.conn(), &region, it).await?;
    if let Some(words) = tally.refusal() {
        return Err(Problem::Refused(words));
    }
    let step = match it.state() {
        ReviewState::Returned => Step::Answer,
        _ => Step::Submit,
    };
    let outcome = review::apply(before(tx, it, false), step, "").map_err(refused)?;
    let (mapped, explained) = counted(tally);
    let touched = sql::run(
        tx.conn(),
        "update ikk_mapping set state = $4, sent_by = $5, sent_name = $6, sent_at = $7, \
         mapped = $8, explained = $9, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            region.as_str().into(),
            it.id.into(),
            version.into(),
            outcome.state.code().into(),
            tx.person().into(),
            tx.stamp().label.clone().into(),
            tx.now().0.into(),
            mapped.into(),
            explained.into(),
        ],
    )
    .await?;
    changed(touched)?;
    note(tx, it, step, outcome, "").await
}

/// Takes a reviewer's decision.
///
/// # Errors
/// As `send_mapping`; `Problem::Refused` when a note is missing or the same person wrote it.
pub async fn decide_mapping(
    tx: &mut Tx,
    it: &Mapping,
    version: i64,
    (decision, words): (Decision, &str),
    one_person: bool,
) -> Result<(), Problem> {
    let step = match decision {
        Decision::Confirm => Step::Verify,
        Decision::Return => Step::Return,
        Decision::Reopen => Step::Reopen,
    };
    let outcome = review::apply(before(tx, it, one_person), step, words).map_err(refused)?;
    let (name, at) = match outcome.state {
        ReviewState::Verified => (tx.stamp().label.clone(), Some(tx.now().0)),
        _ => (String::new(), None),
    };
    let touched = sql::run(
        tx.conn(),
        "update ikk_mapping set state = $4, verified_name = $5, verified_at = $6, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            outcome.state.code().into(),
            name.into(),
            at.into(),
        ],
    )
    .await?;
    changed(touched)?;
    note(tx, it, step, outcome, words).await
}
