//! The review of a report: sent by its unit, looked at by the internal auditors, opened again with a reason.

use documents::Paper;
use government::review::{self, Before, ReviewError, ReviewState, Step};
use platform::{Problem, Ref, Tx, store::sql};
use serde_json::json;

use super::{REPORT, REPORTS, Report, confirmed::freeze};
use crate::{rules::chapters, store::changed};

/// What a reviewer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Found right.
    Confirm,
    /// Sent back with what is to be improved.
    Return,
    /// A confirmed one is opened again, with a reason.
    Reopen,
}

fn refused(error: ReviewError) -> Problem {
    Problem::Refused(match error {
        ReviewError::SamePerson => {
            "Laporan ini Anda susun atau kirim sendiri, jadi orang lain yang harus mereviunya."
                .into()
        }
        other => other.text(),
    })
}

async fn take(
    tx: &mut Tx,
    it: &Report,
    version: i64,
    (step, note): (Step, &str),
    one_person: bool,
) -> Result<(), Problem> {
    if !it.dropped.is_empty() {
        return Err(Problem::Refused(it.dropped.clone()));
    }
    let before = Before {
        state: it.state(),
        actor: tx.person(),
        authors: [it.written_by, it.sent_by],
        one_person_both_steps: one_person,
    };
    let outcome = review::apply(before, step, note).map_err(refused)?;
    let (name, now) = (tx.stamp().label.clone(), tx.now().0);
    let sets = match outcome.state {
        ReviewState::Submitted => {
            "sent_by = $5, sent_name = $6, sent_at = $7, edition = edition + 1, "
        }
        ReviewState::Verified => "verified_name = $6, verified_at = $7, ",
        _ => "verified_name = '', verified_at = null, ",
    };
    let mut values = vec![
        tx.region().as_str().into(),
        it.id.into(),
        version.into(),
        outcome.state.code().into(),
    ];
    let place = match outcome.state {
        ReviewState::Submitted => {
            values.extend([tx.person().into(), name.into(), now.into()]);
            sets.to_owned()
        }
        ReviewState::Verified => {
            values.extend([name.into(), now.into()]);
            sets.replace("$6", "$5").replace("$7", "$6")
        }
        _ => sets.to_owned(),
    };
    let statement = format!(
        "update performance_report set {place}state = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3"
    );
    changed(sql::run(tx.conn(), &statement, values).await?)?;
    let subject = Ref::new(REPORT, it.id);
    review::note(tx, subject, step, outcome, note).await?;
    government::obligation::settle(tx, &REPORTS, it.id).await?;
    let details = json!({
        "Laporan": it.title(), "Langkah": Step::label_of(step.code()), "Catatan": note,
    });
    tx.record(subject, &details).await?;
    Ok(())
}

/// Sends a report, for the first time or again.
///
/// # Errors
/// `Problem::Refused` names what it lacks; `Problem::Conflict` when it changed since it was read.
pub async fn send_report(tx: &mut Tx, it: &Report, version: i64) -> Result<(), Problem> {
    let empty = chapters()
        .len()
        .saturating_sub(usize::try_from(it.filled).unwrap_or(0));
    if empty > 0 {
        return Err(Problem::Refused(format!(
            "Laporan belum dapat dikirim: {empty} bab belum ditulis."
        )));
    }
    let step = match it.state() {
        ReviewState::Returned => Step::Answer,
        _ => Step::Submit,
    };
    take(tx, it, version, (step, ""), false).await
}

/// Takes a reviewer's decision; the paper of what is confirmed is kept as it is.
///
/// # Errors
/// As `send_report`; `Problem::Refused` when a note is missing or the same person wrote it.
pub async fn decide_report(
    tx: &mut Tx,
    it: &Report,
    version: i64,
    (decision, note): (Decision, &str),
    paper: &Paper,
    one_person: bool,
) -> Result<(), Problem> {
    let step = match decision {
        Decision::Confirm => Step::Verify,
        Decision::Return => Step::Return,
        Decision::Reopen => Step::Reopen,
    };
    take(tx, it, version, (step, note), one_person).await?;
    match decision {
        Decision::Confirm => freeze(tx, it, paper).await,
        _ => Ok(()),
    }
}
