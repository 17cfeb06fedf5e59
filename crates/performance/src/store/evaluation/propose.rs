//! A proposal about a head, written by one person, decided by another, opened again with a reason. Each
//! step stands in the log of review, the later beside the earlier.

use government::review::{self, Before, Outcome, ReviewError, ReviewState, Step};
use platform::{
    Problem, Ref, Tx, Uuid,
    store::sql::{self, insert},
};
use sea_orm::Value;
use serde_json::json;

use super::{EVALUATION, HeadEvaluation, evaluation_of};
use crate::{
    rules::ProposalKind,
    store::{Decision, changed},
};

/// What somebody proposes.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// The agreement of the unit that was led.
    pub agreement: Uuid,
    /// The person it is about.
    pub account: Uuid,
    /// What is proposed.
    pub kind: ProposalKind,
    /// Why.
    pub reason: String,
    /// What the page said at that time.
    pub basis: String,
    /// Which unit and year, for the audit chain.
    pub about: String,
    /// The keyed digest of kind and reason: the chain is read by more people than the proposal.
    pub digest: String,
}

fn refused(error: ReviewError) -> Problem {
    Problem::Refused(match error {
        ReviewError::SamePerson => {
            "Usulan ini Anda ajukan sendiri, jadi orang lain yang harus memutuskannya.".into()
        }
        other => other.text(),
    })
}

/// Nobody proposes or decides about themselves.
fn somebody_else(tx: &Tx, account: Uuid) -> Result<(), Problem> {
    match tx.person() == account {
        false => Ok(()),
        true => Err(Problem::Refused(
            "Ini evaluasi Anda sendiri. Orang lain yang mengusulkan dan memutuskannya.".into(),
        )),
    }
}

async fn note(
    tx: &mut Tx,
    id: Uuid,
    (step, outcome): (Step, Outcome),
    words: &str,
    (about, digest): (&str, &str),
) -> Result<(), Problem> {
    let subject = Ref::new(EVALUATION, id);
    review::note(tx, subject, step, outcome, words).await?;
    let details = json!({
        "Evaluasi": about, "Langkah": Step::label_of(step.code()), "Sidik isi": digest,
    });
    tx.record(subject, &details).await?;
    Ok(())
}

/// Proposes something about a head, for the first time or again after it came back.
///
/// # Errors
/// `Problem::Refused` when it is about oneself or waits for a decision; `Problem::Conflict` when somebody
/// proposed meanwhile.
pub async fn propose(tx: &mut Tx, new: &NewProposal, version: i64) -> Result<(), Problem> {
    somebody_else(tx, new.account)?;
    let region = tx.region().clone();
    let known = evaluation_of(tx.conn(), &region, new.agreement, new.account).await?;
    let state = known
        .as_ref()
        .map_or(ReviewState::Draft, HeadEvaluation::state);
    let step = match state {
        ReviewState::Returned => Step::Answer,
        _ => Step::Submit,
    };
    let before = Before {
        state,
        actor: tx.person(),
        authors: [None, None],
        one_person_both_steps: false,
    };
    if known.as_ref().map_or(0, |it| it.version) != version {
        return changed(0);
    }
    let outcome = review::apply(before, step, "").map_err(refused)?;
    let id = known.as_ref().map_or_else(|| tx.new_id(), |it| it.id);
    let written: Vec<(&str, Value)> = vec![
        ("kind", new.kind.code().into()),
        ("reason", new.reason.clone().into()),
        ("basis", new.basis.clone().into()),
        ("state", outcome.state.code().into()),
        ("proposed_by", tx.person().into()),
        ("proposed_name", tx.stamp().label.clone().into()),
        ("proposed_at", tx.now().0.into()),
        ("decided_name", "".into()),
        ("version", (version + 1).into()),
    ];
    match known {
        None => {
            let mut row: Vec<(&str, Value)> = vec![
                ("region", region.as_str().into()),
                ("id", id.into()),
                ("agreement_id", new.agreement.into()),
                ("account_id", new.account.into()),
            ];
            row.extend(written);
            insert(tx.conn(), "head_evaluation", row).await?;
        }
        Some(it) => {
            let sets: Vec<String> = (4..)
                .zip(&written)
                .map(|(place, (column, _))| format!("{column} = ${place}"))
                .collect();
            let statement = format!(
                "update head_evaluation set {}, decided_at = null \
                 where region = $1 and id = $2 and version = $3",
                sets.join(", ")
            );
            let mut values: Vec<Value> = vec![region.as_str().into(), it.id.into(), version.into()];
            values.extend(written.into_iter().map(|(_, value)| value));
            changed(sql::run(tx.conn(), &statement, values).await?)?;
        }
    }
    let words = format!("{}: {}", new.kind.label(), new.reason);
    let chain = (new.about.as_str(), new.digest.as_str());
    note(tx, id, (step, outcome), &words, chain).await
}

/// Agrees to a proposal, sends it back, or opens a decided one again. Always another person than who proposed
/// it, also where a region lets one person send and verify its figures: this is about somebody.
///
/// # Errors
/// `Problem::Refused` when it is about oneself, was proposed by the same person, or a note is missing;
/// `Problem::Conflict` when it changed since it was read.
pub async fn decide_proposal(
    tx: &mut Tx,
    it: &HeadEvaluation,
    version: i64,
    (decision, words): (Decision, &str),
    (about, digest): (&str, &str),
) -> Result<(), Problem> {
    somebody_else(tx, it.account_id)?;
    let step = match decision {
        Decision::Confirm => Step::Verify,
        Decision::Return => Step::Return,
        Decision::Reopen => Step::Reopen,
    };
    let before = Before {
        state: it.state(),
        actor: tx.person(),
        authors: [it.proposed_by, None],
        one_person_both_steps: false,
    };
    let outcome = review::apply(before, step, words).map_err(refused)?;
    let (name, at) = match outcome.state {
        ReviewState::Verified => (tx.stamp().label.clone(), Some(tx.now().0)),
        _ => (String::new(), None),
    };
    let touched = sql::run(
        tx.conn(),
        "update head_evaluation set state = $4, decided_name = $5, decided_at = $6, \
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
    note(tx, it.id, (step, outcome), words, (about, digest)).await
}
