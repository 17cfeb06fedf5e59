//! A reminder somebody sends by hand: each unit is told once a day how much of it is late.

use platform::{Problem, Ref, Tx, Uuid};
use serde_json::json;

use crate::{
    follow_up::SUBJECT,
    notice::{NewNotice, push},
    role::Role,
};

/// Tells each unit how many of its follow-ups are late. The units told; those that were told
/// before on the same day are left out.
///
/// # Errors
/// When a statement fails.
pub async fn nudge(
    tx: &mut Tx,
    units: &[(Uuid, Vec<Uuid>)],
    day: &str,
) -> Result<Vec<Uuid>, Problem> {
    let mut told = Vec::new();
    for (unit, late) in units {
        let new = NewNotice {
            unit: *unit,
            roles: vec![Role::Head, Role::Operator, Role::Leader],
            text: format!(
                "Pengingat: {} tindak lanjut unit Anda melewati batas waktu",
                late.len()
            ),
            path: format!("/tindak-lanjut?status=terlambat&unit={unit}"),
            once_key: Some(format!("nudge:{unit}:{day}")),
        };
        if !push(tx, new).await? {
            continue;
        }
        for id in late {
            tx.record(Ref::new(SUBJECT, *id), &json!({ "Pengingat": "dikirim" }))
                .await?;
        }
        told.push(*unit);
    }
    if told.is_empty() {
        tx.nothing_changed();
    }
    Ok(told)
}
