//! The review of a plan: sent by its unit, agreed or sent back by another person.

use government::review::{self, Before, Outcome, ReviewError, ReviewState, Step};
use platform::{Problem, Ref, Tx, store::sql};
use serde_json::json;

use super::{OBLIGATIONS, PLAN, Plan, changed};

/// What the person reads whose step is refused.
fn refused(error: ReviewError) -> Problem {
    Problem::Refused(match error {
        ReviewError::SamePerson => {
            "Rencana ini Anda susun atau kirim sendiri, jadi orang lain yang \
             harus menyepakatinya."
                .into()
        }
        other => other.text(),
    })
}

/// Takes a step on the version that was seen.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read; `Problem::Refused` when the step does not
/// follow.
pub(super) async fn take(
    tx: &mut Tx,
    it: &Plan,
    version: i64,
    step: Step,
    note: &str,
    one_person: bool,
) -> Result<Outcome, Problem> {
    let before = Before {
        state: it.state(),
        actor: tx.person(),
        authors: [Some(it.created_by), it.sent_by],
        one_person_both_steps: one_person,
    };
    let outcome = review::apply(before, step, note).map_err(refused)?;
    let sender = matches!(step, Step::Submit | Step::Answer).then(|| tx.person());
    let touched = sql::run(
        tx.conn(),
        "update action_plan set state = $4, sent_by = coalesce($5, sent_by), \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            outcome.state.code().into(),
            sender.into(),
        ],
    )
    .await?;
    changed(touched)?;
    let subject = Ref::new(PLAN, it.id);
    review::note(tx, subject, step, outcome, note).await?;
    government::obligation::settle(tx, &OBLIGATIONS, it.id).await?;
    let details = json!({
        "Rencana aksi": it.title, "Langkah": crate::rules::step_label(step.code()), "Catatan": note,
    });
    tx.record(subject, &details).await?;
    Ok(outcome)
}

/// Sends a plan, for the first time or again.
///
/// # Errors
/// As `take`; `Problem::Refused` says what the plan lacks.
pub async fn send(tx: &mut Tx, it: &Plan, version: i64) -> Result<(), Problem> {
    let lacking = it.lacking();
    if !lacking.is_empty() {
        let words: Vec<&str> = lacking.into_iter().map(|it| it.text()).collect();
        return Err(Problem::Refused(format!(
            "Rencana belum dapat dikirim. {}",
            words.join(" ")
        )));
    }
    let step = match it.state() {
        ReviewState::Returned => Step::Answer,
        _ => Step::Submit,
    };
    take(tx, it, version, step, "", false).await.map(drop)
}

/// Sends a plan back with what is to be improved.
///
/// # Errors
/// As `take`.
pub async fn send_back(tx: &mut Tx, it: &Plan, version: i64, note: &str) -> Result<(), Problem> {
    take(tx, it, version, Step::Return, note, false)
        .await
        .map(drop)
}

/// Opens an agreed plan again with a reason; what its steps became stays.
///
/// # Errors
/// As `take`.
pub async fn reopen(tx: &mut Tx, it: &Plan, version: i64, reason: &str) -> Result<(), Problem> {
    take(tx, it, version, Step::Reopen, reason, false)
        .await
        .map(drop)
}
