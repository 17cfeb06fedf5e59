//! An agreement sent by its unit, ready to be signed, or sent back.

use platform::{Problem, Ref, Tx, store::sql};
use serde_json::json;

use super::{AGREEMENT, AGREEMENTS, Agreement, agreement};
use crate::rules::{VersionState, lacking};

pub(super) async fn set_state(
    tx: &Tx,
    it: &Agreement,
    state: VersionState,
    (note, sent_name): (&str, &str),
) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "update agreement_version set state = $3, note = $4, sent_name = $5 \
         where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            it.version_id.into(),
            state.code().into(),
            note.into(),
            sent_name.into(),
        ],
    )
    .await?;
    government::obligation::settle(tx, &AGREEMENTS, it.id).await
}

/// Sends the latest version: it is ready to be signed and is not written any more.
///
/// # Errors
/// `Problem::Refused` says what it lacks; `Problem::Conflict` when it changed.
pub async fn send(
    tx: &mut Tx,
    it: &Agreement,
    version: i64,
    has_first: bool,
) -> Result<(), Problem> {
    agreement::touch_open(tx, it, version).await?;
    let lines = sql::number(
        tx.conn(),
        "select count(*) from agreement_line where region = $1 and version_id = $2",
        vec![tx.region().as_str().into(), it.version_id.into()],
    )
    .await?;
    let lacking = lacking(usize::try_from(lines).unwrap_or(0), has_first);
    if !lacking.is_empty() {
        return Err(Problem::Refused(format!(
            "Perjanjian belum dapat dikirim. {}",
            lacking.join(" ")
        )));
    }
    let name = tx.stamp().label.clone();
    set_state(tx, it, VersionState::Sent, ("", &name)).await?;
    let details = json!({ "Perjanjian": it.title(), "Langkah": "Dikirim untuk ditandatangani" });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}

/// Sends what was sent back, with what is to be improved.
///
/// # Errors
/// `Problem::Refused` when it is not waiting to be signed; `Problem::Conflict` when it changed.
pub async fn send_back(
    tx: &mut Tx,
    it: &Agreement,
    version: i64,
    note: &str,
) -> Result<(), Problem> {
    if it.state() != VersionState::Sent {
        return Err(Problem::Refused(
            "Hanya perjanjian yang sudah dikirim dan belum ditandatangani yang dapat dikembalikan."
                .into(),
        ));
    }
    agreement::touch(tx, it, version).await?;
    set_state(tx, it, VersionState::Returned, (note, "")).await?;
    let details = json!({
        "Perjanjian": it.title(), "Langkah": "Dikembalikan untuk perbaikan", "Catatan": note,
    });
    tx.record(Ref::new(AGREEMENT, it.id), &details).await?;
    Ok(())
}
