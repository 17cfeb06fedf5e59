//! The review of what was written: sent by its unit, looked at by the compiling section, opened again with a
//! reason.

use government::{
    Role,
    notice::{NewNotice, push},
    review::{self, Before, ReviewError, ReviewState, Step},
};
use platform::{Problem, Ref, Tx, store::sql};
use sea_orm::Value;
use serde_json::json;

use super::{NARRATIVE, NARRATIVES, Narrative, changed, choices, desk_of};
use crate::rules::chooses;

/// What the compiling section decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NarrativeDecision {
    /// Found right.
    Accept,
    /// Sent back with what is to be improved.
    Return,
    /// What was accepted is opened again, with a reason.
    Reopen,
}

fn refused(error: ReviewError) -> Problem {
    Problem::Refused(match error {
        ReviewError::SamePerson => {
            "Naskah ini Anda tulis atau kirim sendiri, jadi orang lain yang harus \
             memverifikasinya."
                .into()
        }
        other => other.text(),
    })
}

async fn take(
    tx: &mut Tx,
    it: &Narrative,
    version: i64,
    (step, note): (Step, &str),
    one_person: bool,
) -> Result<(), Problem> {
    let before = Before {
        state: it.state(),
        actor: tx.person(),
        authors: [it.written_by, it.sent_by],
        one_person_both_steps: one_person,
    };
    let outcome = review::apply(before, step, note).map_err(refused)?;
    let mut values: Vec<Value> = vec![
        tx.region().as_str().into(),
        it.id.into(),
        version.into(),
        outcome.state.code().into(),
    ];
    let (name, now) = (tx.stamp().label.clone(), tx.now().0);
    let sets = match outcome.state {
        ReviewState::Submitted => {
            values.extend([name.into(), now.into(), tx.person().into()]);
            "sent_name = $5, sent_at = $6, sent_by = $7, edition = edition + 1"
        }
        ReviewState::Verified => {
            values.extend([name.into(), now.into()]);
            "verified_name = $5, verified_at = $6"
        }
        _ => "verified_name = '', verified_at = null",
    };
    let statement = format!(
        "update narrative set {sets}, state = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3"
    );
    changed(sql::run(tx.conn(), &statement, values).await?)?;
    let subject = Ref::new(NARRATIVE, it.id);
    review::note(tx, subject, step, outcome, note).await?;
    government::obligation::settle(tx, &NARRATIVES, it.id).await?;
    let words = Step::label_of(step.code());
    let details = json!({ "Naskah": it.title(), "Langkah": words, "Catatan": note });
    tx.record(subject, &details).await?;
    tell(tx, it, outcome.state, words).await
}

/// Who has to do something now is told.
async fn tell(tx: &mut Tx, it: &Narrative, state: ReviewState, words: &str) -> Result<(), Problem> {
    let told = match state {
        ReviewState::Submitted => desk_of(tx.conn(), tx.region(), it.round_id)
            .await?
            .map(|unit| (unit, vec![Role::Organiser, Role::Secretary])),
        ReviewState::Returned => Some((it.unit_id, vec![Role::Head, Role::Operator])),
        _ => None,
    };
    let Some((unit, roles)) = told else {
        return Ok(());
    };
    let notice = NewNotice {
        unit,
        roles,
        text: format!("{}: {words}", it.title()),
        path: format!("/naskah-laporan/{}", it.id),
        once_key: None,
    };
    push(tx, notice).await.map(drop)
}

/// Sends it, for the first time or again.
///
/// # Errors
/// `Problem::Refused` names what it lacks; `Problem::Conflict` when it changed since it was read.
pub async fn send_narrative(tx: &mut Tx, it: &Narrative, version: i64) -> Result<(), Problem> {
    let empty = it.pieces - it.filled;
    if empty > 0 {
        return Err(Problem::Refused(format!(
            "Naskah belum dapat dikirim: {empty} bagian belum ditulis."
        )));
    }
    if chooses(&it.report) && choices(tx.conn(), tx.region(), it.id).await?.is_empty() {
        return Err(Problem::Refused(
            "Naskah belum dapat dikirim: indikator yang dimuat belum dipilih.".into(),
        ));
    }
    let step = match it.state() {
        ReviewState::Returned => Step::Answer,
        _ => Step::Submit,
    };
    take(tx, it, version, (step, ""), false).await
}

/// Takes a decision of the compiling section.
///
/// # Errors
/// As `send_narrative`; `Problem::Refused` when a note is missing or the same person wrote it.
pub async fn decide_narrative(
    tx: &mut Tx,
    it: &Narrative,
    version: i64,
    (decision, note): (NarrativeDecision, &str),
    one_person: bool,
) -> Result<(), Problem> {
    let step = match decision {
        NarrativeDecision::Accept => Step::Verify,
        NarrativeDecision::Return => Step::Return,
        NarrativeDecision::Reopen => Step::Reopen,
    };
    take(tx, it, version, (step, note), one_person).await
}
