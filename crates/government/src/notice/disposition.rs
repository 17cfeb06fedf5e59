//! Telling who got a disposition.

use futures_util::future::BoxFuture;
use platform::{App, Problem, Tx, Uuid, capability::JobKind};
use serde_json::{Value, json};

use crate::{
    follow_up::{self, disposition},
    notice::{NewNotice, push, push_to_person},
    role::Role,
};

const TELL: &str = "government.tell_disposition";

pub(super) const JOB: JobKind = JobKind {
    code: TELL,
    label: "Pemberitahuan disposisi",
    run: tell,
};

/// Puts in the job that tells who got a disposition.
pub(crate) async fn tell_disposition(tx: &mut Tx, id: Uuid) -> Result<(), Problem> {
    tx.enqueue(TELL, &json!({ "disposition": id })).await
}

fn tell<'t>(_: &'t App, tx: &'t mut Tx, payload: Value) -> BoxFuture<'t, Result<(), Problem>> {
    Box::pin(async move {
        let id: Uuid = serde_json::from_value(payload["disposition"].clone())?;
        let Some((it, _)) = disposition::find(tx.conn(), tx.region(), id).await? else {
            return Ok(());
        };
        let found = follow_up::find(tx.conn(), tx.region(), it.follow_up_id).await?;
        let Some(about) = found.map(|found| found.follow_up) else {
            return Ok(());
        };
        let text = format!(
            "{} kepada Anda: {} ({})",
            it.label(),
            about.task,
            about.number
        );
        let path = format!("/tindak-lanjut/{}/disposisi", about.id);
        match it.to_account_id {
            Some(person) => push_to_person(tx, person, &text, &path).await,
            None => {
                let new = NewNotice {
                    unit: it.to_unit_id,
                    roles: vec![Role::Head, Role::Operator, Role::Secretary, Role::Leader],
                    text,
                    path,
                    once_key: None,
                };
                push(tx, new).await.map(drop)
            }
        }
    })
}
