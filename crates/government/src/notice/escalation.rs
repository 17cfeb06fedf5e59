//! Who is told of what is reported further up: the assistants who coordinate the unit, then the
//! secretary.

use futures_util::future::BoxFuture;
use platform::{App, Problem, Tx, Uuid, capability::JobKind};
use serde_json::{Value, json};

use crate::{
    follow_up::{self, Level},
    notice::{NewNotice, push, store::units_with_roles},
    role::Role,
    structure::{Directories, Directory, Due},
};

const TELL: &str = "government.tell_escalation";

pub(super) const JOB: JobKind = JobKind {
    code: TELL,
    label: "Pemberitahuan laporan ke Asisten dan Sekda",
    run: tell,
};

/// Puts in the job that tells of what was reported up by hand.
pub(crate) async fn tell_escalation(
    tx: &mut Tx,
    follow_up: Uuid,
    level: Level,
    note: &str,
) -> Result<(), Problem> {
    let payload = json!({ "follow_up": follow_up, "level": level.code(), "note": note });
    tx.enqueue(TELL, &payload).await
}

fn tell<'t>(app: &'t App, tx: &'t mut Tx, payload: Value) -> BoxFuture<'t, Result<(), Problem>> {
    Box::pin(async move {
        let id: Uuid = serde_json::from_value(payload["follow_up"].clone())?;
        let code: i16 = serde_json::from_value(payload["level"].clone())?;
        let note = payload["note"].as_str().unwrap_or_default();
        let level = Level::from_code(code).ok_or_else(|| Problem::internal("unknown level"))?;
        let Some(found) = follow_up::find(tx.conn(), tx.region(), id).await? else {
            return Ok(());
        };
        let it = found.follow_up;
        let directory = Directories::now(app, tx.region()).await?;
        let unit = directory.unit_name(it.lead);
        let text = format!("Dilaporkan kepada Anda: {} ({unit}): {note}", it.task);
        give(tx, &directory, it.lead, level, &text, id, None).await
    })
}

/// Follow-ups past their date by the days the region set are reported up, each level once for a
/// date. A region that set none keeps this to people.
pub(super) async fn report_late(
    tx: &mut Tx,
    directory: &Directory,
    late: &[(Uuid, Uuid, String, Due)],
) -> Result<(), Problem> {
    let rules = follow_up::daily_rules(tx.conn(), tx.region()).await?;
    let steps = [
        (Level::Assistant, rules.assistant_days),
        (Level::Secretary, rules.secretary_days),
    ];
    let today = directory.region.today(tx.now());
    for (id, unit, title, due) in late {
        let days = directory.calendar.working_days_between(due.date, today);
        for (level, after) in steps {
            let reached = after.is_some_and(|after| days >= after);
            if !reached || !follow_up::note_escalation(tx, *id, level, due.at.0, "", "").await? {
                continue;
            }
            let name = directory.unit_name(*unit);
            let text =
                format!("Dilaporkan kepada Anda: {title} ({name}), terlambat {days} hari kerja");
            let key = format!("escalated:{}:{id}:{}", level.code(), due.at.0);
            give(tx, directory, *unit, level, &text, *id, Some(key)).await?;
        }
    }
    Ok(())
}

async fn give(
    tx: &Tx,
    directory: &Directory,
    lead: Uuid,
    level: Level,
    text: &str,
    follow_up: Uuid,
    key: Option<String>,
) -> Result<(), Problem> {
    let role = match level {
        Level::Assistant => Role::Assistant,
        Level::Secretary => Role::Secretary,
    };
    let mut units = units_with_roles(tx, &[role]).await?;
    if level == Level::Assistant {
        // where nobody recorded one, all are told
        let own = directory.coordinator(lead, directory.region.today(tx.now()));
        units.retain(|unit| own.is_none_or(|own| own == *unit));
    }
    for unit in units {
        let new = NewNotice {
            unit,
            roles: vec![role],
            text: text.to_owned(),
            path: format!("/tindak-lanjut/{follow_up}"),
            once_key: key.as_ref().map(|key| format!("{key}:{unit}")),
        };
        push(tx, new).await?;
    }
    Ok(())
}
