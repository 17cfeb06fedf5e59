//! Withdrawing a follow-up for a stated reason, and taking it up again.

use platform::{Problem, Ref, Tx, store::sql};
use serde_json::json;

use crate::follow_up::{
    FollowUp, SUBJECT, rules::Standing, store::owed, store::terms::conflict_unless,
};

/// Withdraws a follow-up: *Dibatalkan* or *Tidak dapat dilaksanakan*.
///
/// # Errors
/// `Problem::Refused` without a reason; `Problem::Conflict` when the follow-up changed.
pub async fn withdraw(
    tx: &mut Tx,
    follow_up: &FollowUp,
    standing: Standing,
    reason: &str,
) -> Result<(), Problem> {
    set(tx, follow_up, standing, reason).await
}

/// Takes a withdrawn follow-up up again.
///
/// # Errors
/// As `withdraw`.
pub async fn reopen(tx: &mut Tx, follow_up: &FollowUp, reason: &str) -> Result<(), Problem> {
    set(tx, follow_up, Standing::Active, reason).await
}

async fn set(
    tx: &mut Tx,
    follow_up: &FollowUp,
    standing: Standing,
    reason: &str,
) -> Result<(), Problem> {
    if reason.trim().is_empty() {
        return Err(Problem::Refused(
            "Tulis alasannya; alasan ini tampil di riwayat.".into(),
        ));
    }
    if follow_up.standing == standing {
        return Err(Problem::Refused(
            "Statusnya sudah demikian. Muat ulang halaman untuk melihat keadaan terakhir.".into(),
        ));
    }
    let touched = sql::run(
        tx.conn(),
        "update follow_up set standing = $4, standing_reason = $5, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            follow_up.id.into(),
            follow_up.version.into(),
            standing.code().into(),
            reason.into(),
        ],
    )
    .await?;
    conflict_unless(touched == 1)?;
    owed::settle_all(tx, follow_up.id).await?;
    tx.record(
        Ref::new(SUBJECT, follow_up.id),
        &json!({ "Alasan": reason }),
    )
    .await?;
    Ok(())
}
