//! Measure, target and date: the lead proposes, the assistant or the secretary agrees, then they
//! lock. After that a change is a new version with a reason and an approver; nothing is edited
//! silently.

use platform::{
    Problem, Ref, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::Value;
use serde_json::json;

use crate::{
    follow_up::{
        FollowUp, SUBJECT, TermsInput,
        rules::{FollowUpKind, Missing, Standing, Terms, missing_terms},
        store::owed,
    },
    notice,
    structure::Due,
};

const PROPOSED: i16 = 1;
const AGREED: i16 = 2;
const TURNED_DOWN: i16 = 3;
const REPLACED: i16 = 4;

pub(super) fn columns(terms: &TermsInput) -> Vec<(&'static str, Value)> {
    vec![
        ("measure", terms.measure.clone().into()),
        ("target", terms.target.map(figures::Amount::stored).into()),
        ("due_date", terms.due.map(|d| date::iso(d.date)).into()),
        ("due_minute", terms.due.map(|d| d.minute).into()),
        ("due_at", terms.due.map(|d| d.at.0).into()),
    ]
}

/// Notes the terms a follow-up was opened with.
pub(super) async fn first(
    tx: &Tx,
    follow_up: Uuid,
    terms: &TermsInput,
    state: Terms,
) -> Result<(), Problem> {
    let row_state = if state == Terms::Locked {
        AGREED
    } else {
        PROPOSED
    };
    add(tx, follow_up, 1, terms, row_state, "").await
}

async fn add(
    tx: &Tx,
    follow_up: Uuid,
    number: i64,
    terms: &TermsInput,
    state: i16,
    reason: &str,
) -> Result<(), Problem> {
    let label = tx.stamp().label.clone();
    let decided = state == AGREED;
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", tx.new_id().into()),
        ("follow_up_id", follow_up.into()),
        ("number", number.into()),
        ("state", state.into()),
        ("reason", reason.into()),
        ("proposed_by", tx.person().into()),
        ("proposed_name", label.clone().into()),
        ("proposed_at", tx.now().0.into()),
        ("decided_by", decided.then(|| tx.person()).into()),
        (
            "decided_name",
            if decided { label } else { String::new() }.into(),
        ),
        ("decided_at", decided.then(|| tx.now().0).into()),
        ("decision_note", "".into()),
    ];
    row.extend(columns(terms));
    insert(tx.conn(), "follow_up_terms", row).await
}

/// Proposes measure, target and date: the first time, again after a refusal, or (with a reason)
/// as a change of what is locked.
///
/// # Errors
/// `Problem::Refused` when something is missing; `Problem::Conflict` when the follow-up changed.
pub async fn propose(
    tx: &mut Tx,
    follow_up: &FollowUp,
    terms: TermsInput,
    reason: &str,
) -> Result<(), Problem> {
    refuse_inactive(follow_up)?;
    let missing = missing_terms(
        follow_up.kind,
        terms.measure.as_deref(),
        terms.target,
        terms.due,
    );
    if !missing.is_empty() {
        return Err(Problem::Refused(missing_text(&missing)));
    }
    let locked = follow_up.terms == Terms::Locked;
    if locked && reason.trim().is_empty() {
        return Err(Problem::Refused(
            "Target sudah terkunci. Tulis alasan perubahannya supaya dapat diputuskan.".into(),
        ));
    }
    let values = vec![tx.region().as_str().into(), follow_up.id.into()];
    sql::run(
        tx.conn(),
        "update follow_up_terms set state = 4 \
         where region = $1 and follow_up_id = $2 and state = 1",
        values.clone(),
    )
    .await?;
    debug_assert_eq!((REPLACED, PROPOSED), (4, 1));
    let number = next_number(tx, follow_up.id).await?;
    add(tx, follow_up.id, number, &terms, PROPOSED, reason).await?;
    // until the change is agreed, what is locked stays in force
    let state = if locked {
        Terms::Locked
    } else {
        Terms::Proposed
    };
    let in_force = if locked { None } else { Some(&terms) };
    set(tx, follow_up, state, in_force).await?;
    owed::settle_all(tx, follow_up.id).await?;
    tx.record(
        Ref::new(SUBJECT, follow_up.id),
        &json!({
            "Satuan": terms.measure, "Target": terms.target.map(|t| t.to_string()),
            "Batas waktu": terms.due.map(|d| date::long(d.date)), "Alasan": reason,
        }),
    )
    .await?;
    notice::tell_follow_up(tx, notice::Event::Proposed, follow_up.id).await
}

/// Agrees to the proposal; from now on it is locked.
///
/// # Errors
/// `Problem::Refused` when nothing is proposed or something is missing;
/// `Problem::Conflict` when the follow-up changed.
pub async fn agree(tx: &mut Tx, follow_up: &FollowUp) -> Result<(), Problem> {
    refuse_inactive(follow_up)?;
    let proposed = proposal(tx, follow_up.id).await?;
    let missing = missing_terms(
        follow_up.kind,
        proposed.measure.as_deref(),
        proposed.target,
        proposed.due,
    );
    if !missing.is_empty() {
        return Err(Problem::Refused(missing_text(&missing)));
    }
    decide(tx, follow_up.id, AGREED, "").await?;
    set(tx, follow_up, Terms::Locked, Some(&proposed)).await?;
    set_fulfilled(tx, follow_up, &proposed).await?;
    owed::settle_all(tx, follow_up.id).await?;
    tx.record(
        Ref::new(SUBJECT, follow_up.id),
        &json!({
            "Satuan": proposed.measure, "Target": proposed.target.map(|t| t.to_string()),
            "Batas waktu": proposed.due.map(|d| date::long(d.date)), "Status": "Terkunci",
        }),
    )
    .await?;
    notice::tell_follow_up(tx, notice::Event::Agreed, follow_up.id).await
}

/// Turns the proposal down with a note; what was locked before stays in force.
///
/// # Errors
/// `Problem::Refused` without a note or a proposal; `Problem::Conflict` when the follow-up changed.
pub async fn turn_down(tx: &mut Tx, follow_up: &FollowUp, note: &str) -> Result<(), Problem> {
    refuse_inactive(follow_up)?;
    if note.trim().is_empty() {
        return Err(Problem::Refused(
            "Tulis catatannya, supaya jelas apa yang harus diperbaiki.".into(),
        ));
    }
    proposal(tx, follow_up.id).await?;
    decide(tx, follow_up.id, TURNED_DOWN, note).await?;
    let state = match follow_up.terms {
        Terms::Locked => Terms::Locked,
        _ => Terms::Incomplete,
    };
    set(tx, follow_up, state, None).await?;
    owed::settle_all(tx, follow_up.id).await?;
    tx.record(Ref::new(SUBJECT, follow_up.id), &json!({ "Catatan": note }))
        .await?;
    notice::tell_follow_up(tx, notice::Event::TurnedDown, follow_up.id).await
}

/// Puts the date off by a decision of its own, for a stated reason; measure and target stay. A
/// change that waits for a decision goes on waiting.
///
/// # Errors
/// `Problem::Refused`, before anything is written, without a reason, without an agreed date, or for
/// an earlier one; `Problem::Conflict` when the follow-up changed.
pub async fn extend(
    tx: &mut Tx,
    follow_up: &FollowUp,
    due: Due,
    reason: &str,
) -> Result<(), Problem> {
    refuse_inactive(follow_up)?;
    let refused = |text: &str| Err(Problem::Refused(text.into()));
    if reason.trim().is_empty() {
        return refused("Tulis alasan perpanjangannya; alasan ini tampil di riwayat target.");
    }
    let before = match follow_up.due {
        Some(before) if follow_up.terms == Terms::Locked => before,
        _ => return refused("belum punya batas waktu yang disepakati"),
    };
    if !follow_up.status().is_open() {
        return refused("sudah tuntas");
    }
    if due.at <= before.at {
        return refused("batas waktunya sudah sama atau lebih lambat dari itu");
    }
    let terms = TermsInput {
        measure: follow_up.measure.clone(),
        target: follow_up.target,
        due: Some(due),
    };
    let number = next_number(tx, follow_up.id).await?;
    add(tx, follow_up.id, number, &terms, AGREED, reason).await?;
    set(tx, follow_up, Terms::Locked, Some(&terms)).await?;
    owed::settle_all(tx, follow_up.id).await?;
    tx.record(
        Ref::new(SUBJECT, follow_up.id),
        &json!({
            "Batas waktu semula": date::long(before.date), "Batas waktu": date::long(due.date),
            "Alasan": reason,
        }),
    )
    .await?;
    notice::tell_follow_up(tx, notice::Event::Extended, follow_up.id).await
}

async fn next_number(tx: &Tx, follow_up: Uuid) -> Result<i64, Problem> {
    sql::number(
        tx.conn(),
        "select coalesce(max(number), 0) + 1 from follow_up_terms \
         where region = $1 and follow_up_id = $2",
        vec![tx.region().as_str().into(), follow_up.into()],
    )
    .await
}

async fn proposal(tx: &Tx, follow_up: Uuid) -> Result<TermsInput, Problem> {
    super::terms_history(tx.conn(), tx.region(), follow_up)
        .await?
        .into_iter()
        .find(|row| row.state == PROPOSED)
        .map(|row| TermsInput {
            target: row.target(),
            due: row.due(),
            measure: row.measure,
        })
        .ok_or_else(|| Problem::Refused("Tidak ada usulan target yang menunggu keputusan.".into()))
}

async fn decide(tx: &Tx, follow_up: Uuid, state: i16, note: &str) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update follow_up_terms set state = $3, decided_by = $4, decided_name = $5, \
         decided_at = $6, decision_note = $7 \
         where region = $1 and follow_up_id = $2 and state = 1",
        vec![
            tx.region().as_str().into(),
            follow_up.into(),
            state.into(),
            tx.person().into(),
            tx.stamp().label.clone().into(),
            tx.now().0.into(),
            note.into(),
        ],
    )
    .await
    .map(drop)
}

async fn set(
    tx: &Tx,
    follow_up: &FollowUp,
    state: Terms,
    terms: Option<&TermsInput>,
) -> Result<(), Problem> {
    let mut values: Vec<Value> = vec![
        tx.region().as_str().into(),
        follow_up.id.into(),
        follow_up.version.into(),
        state.code().into(),
    ];
    let mut sets = String::new();
    if let Some(terms) = terms {
        for (column, value) in columns(terms) {
            values.push(value);
            sets += &format!(", {column} = ${}", values.len());
        }
    }
    let touched = sql::run(
        tx.conn(),
        &format!(
            "update follow_up set terms = $4, version = version + 1{sets} \
             where region = $1 and id = $2 and version = $3"
        ),
        values,
    )
    .await?;
    conflict_unless(touched == 1)
}

/// A new target may be reached by what is verified already, or no longer be.
async fn set_fulfilled(tx: &Tx, follow_up: &FollowUp, terms: &TermsInput) -> Result<(), Problem> {
    let reached = follow_up.kind == FollowUpKind::Mandatory
        && matches!((follow_up.done, terms.target), (Some(done), Some(target)) if done >= target);
    let at = reached.then(|| follow_up.fulfilled_at.unwrap_or(tx.now().0));
    sql::run(
        tx.conn(),
        "update follow_up set fulfilled_at = $3 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), follow_up.id.into(), at.into()],
    )
    .await
    .map(drop)
}

pub(super) fn conflict_unless(held: bool) -> Result<(), Problem> {
    if held {
        return Ok(());
    }
    Err(Problem::Conflict(
        "Tindak lanjut ini baru saja diubah orang lain, jadi langkah Anda belum disimpan. Muat \
         ulang halaman untuk melihat keadaan terakhir, lalu ulangi bila masih perlu."
            .into(),
    ))
}

fn refuse_inactive(follow_up: &FollowUp) -> Result<(), Problem> {
    if follow_up.standing != Standing::Active {
        return Err(Problem::Refused(
            "Tindak lanjut ini sudah dibatalkan; buka kembali dulu bila masih diperlukan.".into(),
        ));
    }
    if follow_up.kind == FollowUpKind::Appeal {
        return Err(Problem::Refused(
            "Imbauan tidak memakai target dan batas waktu.".into(),
        ));
    }
    Ok(())
}

/// "Belum lengkap: batas waktu. ..."
pub(super) fn missing_text(missing: &[Missing]) -> String {
    let names: Vec<_> = missing.iter().map(|m| m.label()).collect();
    format!(
        "Belum lengkap: {}. Setiap tindak lanjut perlu satuan ukur, jumlah target, dan batas waktu.",
        names.join(", ")
    )
}
