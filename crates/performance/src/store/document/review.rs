//! The way of a document: sent by its unit with what stands in it then, set on a basis by another person or
//! sent back, opened again for a change with a reason and a new date.

use government::{
    Directory,
    review::{self, Before, Outcome, ReviewError, ReviewState, Step},
    structure::Due,
};
use platform::{Problem, Ref, Tx, date, store::sql};
use sea_orm::Value;
use serde_json::json;
use time::Date;

use super::{
    DOCUMENT, DOCUMENTS, PlanDocument,
    content::written,
    edition::{decided, freeze},
};
use crate::{rules::document::EditionState, store::changed};

/// On what a document was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// "Peraturan Wali Kota Nomor 12 Tahun 2026".
    pub basis: String,
    /// Its day.
    pub day: Date,
}

fn refused(error: ReviewError) -> Problem {
    Problem::Refused(match error {
        ReviewError::SamePerson => {
            "Dokumen ini Anda susun atau kirim sendiri, jadi orang lain yang mencatat penetapannya."
                .into()
        }
        other => other.text(),
    })
}

fn before(tx: &Tx, it: &PlanDocument, one_person: bool) -> Before {
    Before {
        state: it.state(),
        actor: tx.person(),
        authors: [it.written_by, it.sent_by],
        one_person_both_steps: one_person,
    }
}

fn wanted(it: &PlanDocument) -> Result<(), Problem> {
    match it.dropped.is_empty() {
        true => Ok(()),
        false => Err(Problem::Refused(it.dropped.clone())),
    }
}

/// Sets columns of a document that is still as it was seen; `$4` is its state.
async fn change(
    tx: &Tx,
    it: &PlanDocument,
    version: i64,
    (state, columns): (ReviewState, Vec<(&str, Value)>),
) -> Result<(), Problem> {
    let mut sets = String::new();
    for ((name, _), place) in columns.iter().zip(5..) {
        sets.push_str(&format!("{name} = ${place}, "));
    }
    let mut values = vec![
        tx.region().as_str().into(),
        it.id.into(),
        version.into(),
        state.code().into(),
    ];
    values.extend(columns.into_iter().map(|(_, value)| value));
    let statement = format!(
        "update plan_document set {sets}state = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3"
    );
    changed(sql::run(tx.conn(), &statement, values).await?)
}

async fn note(
    tx: &mut Tx,
    it: &PlanDocument,
    (step, outcome): (Step, Outcome),
    words: &str,
    setting: Option<&Setting>,
) -> Result<(), Problem> {
    let subject = Ref::new(DOCUMENT, it.id);
    review::note(tx, subject, step, outcome, words).await?;
    government::obligation::settle(tx, &DOCUMENTS, it.id).await?;
    let mut details = json!({
        "Dokumen": it.title(), "Langkah": Step::label_of(step.code()), "Catatan": words,
    });
    if let Some(setting) = setting {
        details["Ditetapkan dengan"] = setting.basis.clone().into();
        details["Tanggal penetapan"] = date::long(setting.day).into();
    }
    tx.record(subject, &details).await?;
    Ok(())
}

/// Sends a document: what stands in it now is kept as an edition.
///
/// # Errors
/// `Problem::Refused` when nothing in the tree belongs to its unit; `Problem::Conflict` when it changed
/// since it was read.
pub async fn send_document(
    tx: &mut Tx,
    directory: &Directory,
    it: &PlanDocument,
    version: i64,
) -> Result<(), Problem> {
    wanted(it)?;
    let content = written(tx, directory, it).await?;
    if content.is_empty() {
        return Err(Problem::Refused(format!(
            "Belum ada bagian {} yang menjadi tanggung jawab unit ini, jadi belum ada yang dikirim.",
            it.plan_title
        )));
    }
    let step = match it.state() {
        ReviewState::Returned => Step::Answer,
        _ => Step::Submit,
    };
    let outcome = review::apply(before(tx, it, false), step, "").map_err(refused)?;
    let columns = vec![
        ("sent_by", tx.person().into()),
        ("sent_name", tx.stamp().label.clone().into()),
        ("sent_at", tx.now().0.into()),
        ("sent_count", (it.sent_count + 1).into()),
    ];
    change(tx, it, version, (outcome.state, columns)).await?;
    freeze(tx, it, &content).await?;
    note(tx, it, (step, outcome), "", None).await
}

/// Sends a document back.
///
/// # Errors
/// `Problem::Refused` when a note is missing; `Problem::Conflict` as `send_document`.
pub async fn return_document(
    tx: &mut Tx,
    it: &PlanDocument,
    version: i64,
    words: &str,
) -> Result<(), Problem> {
    wanted(it)?;
    let outcome = review::apply(before(tx, it, false), Step::Return, words).map_err(refused)?;
    change(tx, it, version, (outcome.state, vec![])).await?;
    decided(tx, it, EditionState::Returned, None).await?;
    note(tx, it, (Step::Return, outcome), words, None).await
}

/// Notes that a document was set.
///
/// # Errors
/// `Problem::Refused` when the same person wrote or sent it; `Problem::Conflict` as `send_document`.
pub async fn set_document(
    tx: &mut Tx,
    it: &PlanDocument,
    version: i64,
    (setting, words): (&Setting, &str),
    one_person: bool,
) -> Result<(), Problem> {
    wanted(it)?;
    let outcome =
        review::apply(before(tx, it, one_person), Step::Verify, words).map_err(refused)?;
    let columns = vec![
        ("basis", setting.basis.clone().into()),
        ("set_on", date::iso(setting.day).into()),
        ("set_count", (it.set_count + 1).into()),
    ];
    change(tx, it, version, (outcome.state, columns)).await?;
    let said = (setting.basis.as_str(), setting.day);
    decided(tx, it, EditionState::Set, Some(said)).await?;
    note(tx, it, (Step::Verify, outcome), words, Some(setting)).await
}

/// Opens a document that is set for a change, by a date.
///
/// # Errors
/// As `return_document`.
pub async fn reopen_document(
    tx: &mut Tx,
    it: &PlanDocument,
    version: i64,
    (words, due): (&str, Due),
) -> Result<(), Problem> {
    wanted(it)?;
    let outcome = review::apply(before(tx, it, false), Step::Reopen, words).map_err(refused)?;
    let columns = vec![
        ("due_date", date::iso(due.date).into()),
        ("due_minute", due.minute.into()),
        ("due_at", due.at.0.into()),
    ];
    change(tx, it, version, (outcome.state, columns)).await?;
    note(tx, it, (Step::Reopen, outcome), words, None).await
}
