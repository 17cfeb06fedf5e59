//! The append-only log of review.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::review::{Outcome, Step};

/// An action of the log.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Entry {
    /// The subject.
    pub subject_id: Uuid,
    /// Place in the subject's log, from 1.
    pub number: i64,
    /// The step as stored.
    pub step: String,
    /// Name and capacity in words.
    pub actor_label: String,
    /// When, microseconds.
    pub at: i64,
    /// The note.
    pub note: String,
    /// Whether one person did both steps.
    pub combined: bool,
}

/// Notes a step that was taken.
///
/// # Errors
/// When the statement fails.
pub async fn note(
    tx: &Tx,
    subject: Ref,
    step: Step,
    outcome: Outcome,
    note: &str,
) -> Result<(), Problem> {
    let stamp = tx.stamp();
    sql::run(
        tx.conn(),
        "insert into review_action (region, subject_kind, subject_id, number, step, state, \
         person, actor_label, at, note, combined) \
         select $1, $2, $3, (select coalesce(max(number), 0) + 1 from review_action \
            where region = $1 and subject_kind = $2 and subject_id = $3), \
         $4, $5, $6, $7, $8, $9, $10",
        vec![
            tx.region().as_str().into(),
            subject.kind.into(),
            subject.id.into(),
            step.code().into(),
            outcome.state.code().into(),
            tx.person().into(),
            stamp.label.clone().into(),
            stamp.now.0.into(),
            note.into(),
            outcome.combined.into(),
        ],
    )
    .await
    .map(drop)
}

/// The log of one subject, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_subject<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    subject: Ref,
) -> Result<Vec<Entry>, Problem> {
    of_subjects(conn, region, subject.kind, &[subject.id]).await
}

/// The logs of several subjects of one kind with one statement, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_subjects<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    kind: &str,
    subjects: &[Uuid],
) -> Result<Vec<Entry>, Problem> {
    if subjects.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into(), kind.into()];
    values.extend(subjects.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select subject_id, number, step, actor_label, at, note, combined from review_action \
         where region = $1 and subject_kind = $2 and subject_id in ({}) order by at, number",
        places(2, subjects.len())
    );
    sql::all(conn, &question, values).await
}
