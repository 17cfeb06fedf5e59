//! One step on many fillings of a round, in one transaction: each on the version that was seen. What
//! somebody else changed meanwhile is left as it is and named; the rest goes through.

use government::{
    Role,
    notice::{NewNotice, push},
    obligation,
    structure::Due,
};
use platform::{Problem, Ref, Tx, Uuid, date, store::sql};
use serde_json::json;

use super::{FILLING, Filling, OBLIGATIONS, changed, find_filling, take};
use crate::rules::{Act, Many, moved};

/// A filling as it was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Which.
    pub id: Uuid,
    /// In which version.
    pub version: i64,
}

/// What is done to each.
#[derive(Clone, Debug)]
pub struct Order {
    /// The step.
    pub many: Many,
    /// The note or the reason.
    pub note: String,
    /// The new date, where it is put off.
    pub due: Option<Due>,
    /// Today as a day: a unit is reminded once on it.
    pub today: String,
    /// Whether the region lets one person send and look.
    pub one_person_both_steps: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Came {
    /// Those it was done to.
    pub done: Vec<Filling>,
    /// Those that were left as they are, and why.
    pub left: Vec<(Filling, String)>,
}

/// Takes a step on each filling of a round; those of another round, and parts, which their agencies
/// look at, are passed over. A step refuses before it writes anything.
///
/// # Errors
/// When the database cannot be used.
pub async fn each(
    tx: &mut Tx,
    round: Uuid,
    picked: &[Picked],
    order: &Order,
) -> Result<Came, Problem> {
    let mut came = Came::default();
    for picked in picked {
        let found = find_filling(tx.conn(), tx.region(), picked.id).await?;
        let Some(it) = found.filter(|it| it.round_id == round && !it.is_part()) else {
            continue;
        };
        let seen = it.seen(tx.person(), order.one_person_both_steps, tx.now());
        let why = if it.version != picked.version {
            moved(it.stand()).to_owned()
        } else if let Some(why) = order.many.misfit(&seen) {
            why.to_owned()
        } else {
            match step(tx, &it, order).await {
                Ok(()) => {
                    came.done.push(it);
                    continue;
                }
                Err(Problem::Refused(text) | Problem::Conflict(text)) => text,
                Err(other) => return Err(other),
            }
        };
        came.left.push((it, why));
    }
    if came.done.is_empty() {
        tx.nothing_changed();
    }
    Ok(came)
}

async fn step(tx: &mut Tx, it: &Filling, order: &Order) -> Result<(), Problem> {
    let both = order.one_person_both_steps;
    let decide = match order.many {
        Many::Accept => Act::Accept,
        Many::Return => Act::Return,
        Many::Remind => return remind(tx, it, &order.today).await,
        Many::Extend => return extend(tx, it, order).await,
    };
    take(tx, it, decide, &order.note, it.version, both)
        .await
        .map(drop)
}

async fn remind(tx: &mut Tx, it: &Filling, today: &str) -> Result<(), Problem> {
    let due = it.due().map(|due| date::long(due.date));
    let told = NewNotice {
        unit: it.unit_id,
        roles: vec![Role::Head, Role::Operator, Role::Leader],
        text: format!(
            "Pengingat: {} belum dikirim, batas waktunya {}",
            it.title,
            due.unwrap_or_default()
        ),
        path: format!("/isian/{}", it.id),
        once_key: Some(format!("nudge:{}:{today}", it.id)),
    };
    if !push(tx, told).await? {
        return Err(Problem::Refused("unitnya sudah diingatkan hari ini".into()));
    }
    tx.record(Ref::new(FILLING, it.id), &json!({ "Pengingat": "dikirim" }))
        .await?;
    Ok(())
}

/// Puts the date of a filling off: a decision with a reason, which its unit is told.
async fn extend(tx: &mut Tx, it: &Filling, order: &Order) -> Result<(), Problem> {
    let (Some(due), Some(before)) = (order.due, it.due()) else {
        return Err(Problem::Refused("belum ada batas waktu barunya".into()));
    };
    if due.at <= before.at {
        return Err(Problem::Refused(format!(
            "batas waktunya sudah {}",
            date::long(before.date)
        )));
    }
    let touched = sql::run(
        tx.conn(),
        "update filling set due_date = $4, due_minute = $5, due_at = $6, extension_note = $7, \
         extension_name = $8, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            it.version.into(),
            date::iso(due.date).into(),
            due.minute.into(),
            due.at.0.into(),
            order.note.as_str().into(),
            tx.stamp().label.as_str().into(),
        ],
    )
    .await?;
    changed(touched)?;
    let told = NewNotice {
        unit: it.unit_id,
        roles: vec![Role::Head, Role::Operator, Role::Leader],
        text: format!(
            "Batas waktu {} diperpanjang sampai {}",
            it.title,
            date::long(due.date)
        ),
        path: format!("/isian/{}", it.id),
        once_key: None,
    };
    push(tx, told).await?;
    let details = json!({
        "Batas waktu sebelumnya": date::iso(before.date), "Batas waktu": date::iso(due.date),
        "Alasan": order.note,
    });
    tx.record(Ref::new(FILLING, it.id), &details).await?;
    obligation::settle(tx, &OBLIGATIONS, it.id).await?;
    Ok(())
}
