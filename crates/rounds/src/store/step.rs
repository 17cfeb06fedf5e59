//! Steps of a filling: sent, returned, accepted, signed, opened again.

use government::{obligation, review};
use platform::{Problem, Ref, Tx, store::sql};
use serde_json::json;

use super::{FILLING, Filling, OBLIGATIONS, changed, compilation, version};
use crate::rules::{Act, FindingState, Stand, Station, VersionKind, Who};

/// Takes a step; returns how it stands then. `version` is that of the filling on the screen.
///
/// # Errors
/// `Problem::Refused` in words when it cannot be taken, `Problem::Conflict` when it changed meanwhile.
pub async fn take(
    tx: &mut Tx,
    it: &Filling,
    act: Act,
    note: &str,
    version: i64,
    one_person_both_steps: bool,
) -> Result<Stand, Problem> {
    if (it.is_closed() || !it.dropped.is_empty()) && act == Act::Send {
        return Err(Problem::Refused(
            "Pengisian sudah ditutup. Hubungi bagian yang membuka periode ini.".into(),
        ));
    }
    if act == Act::Accept && it.stand().station == Station::Review {
        let open = sql::number(
            tx.conn(),
            "select count(*) from review_finding \
             where region = $1 and filling_id = $2 and state in ($3, $4)",
            vec![
                tx.region().as_str().into(),
                it.id.into(),
                FindingState::Open.code().into(),
                FindingState::Answered.code().into(),
            ],
        )
        .await?;
        if open > 0 {
            return Err(Problem::Refused(format!(
                "Masih ada {open} catatan yang belum diputuskan. Serahkan kepada unit untuk ditanggapi, \
                 lalu nyatakan Selesai atau Tetap menjadi catatan."
            )));
        }
    }
    let who = Who {
        actor: tx.person(),
        sender: it.sent_by,
        one_person_both_steps,
        is_part: it.is_part(),
    };
    let taken = it.stand().take(act, who, note);
    let (stand, step, outcome) = taken.map_err(|error| Problem::Refused(error.text()))?;
    let subject = Ref::new(FILLING, it.id);
    let log = review::of_subject(tx.conn(), tx.region(), subject).await?;
    let reopened = log
        .iter()
        .any(|entry| entry.step == review::Step::Reopen.code());
    if let Some(kind) = VersionKind::of_step(act, it.stand(), reopened) {
        version::keep(tx, it, kind).await?;
    }
    review::note(tx, subject, step, outcome, note).await?;
    let details = json!({
        "Periode": it.title, "Status": stand.label(it.is_part()), "Catatan": note,
    });
    let receipt = tx.record(subject, &details).await?;
    let (now, label) = (tx.now().0, tx.stamp().label.clone());
    let sets = match act {
        Act::Send => {
            "sent_by = $6, sent_name = $7, sent_at = coalesce(sent_at, $8), receipt = $9, "
        }
        Act::Return | Act::Reopen => "returns = returns + 1, signed_at = null, ",
        Act::Sign => {
            "sent_by = coalesce(sent_by, $6), signed_name = $7, signed_at = $8, receipt = $9, "
        }
        Act::Accept => "",
    };
    let statement = format!(
        "update filling set {sets}station = $4, state = $5, version = version + 1 \
         where region = $1 and id = $2 and version = $3"
    );
    let mut values = vec![
        tx.region().as_str().into(),
        it.id.into(),
        version.into(),
        stand.station.code().into(),
        stand.state.code().into(),
    ];
    if matches!(act, Act::Send | Act::Sign) {
        values.extend([tx.person().into(), label.into(), now.into(), receipt.into()]);
    }
    changed(sql::run(tx.conn(), &statement, values).await?)?;
    compilation::sign_now(tx, it.id).await?;
    // the desk looked at what is said to be not carried out or not relevant
    if act == Act::Accept && it.stand().station == Station::Desk && !it.is_part() {
        values::store::accept(tx, it.unit_id, &it.list, it.year).await?;
    }
    obligation::settle(tx, &OBLIGATIONS, it.id).await?;
    Ok(stand)
}
