//! Opening a handover, signing off, receiving.

use platform::{
    App, Problem, Ref, Tx, Uuid, date,
    store::sql::{self, insert},
};
use serde_json::json;
use time::Date;

use super::{Handover, Item, OBLIGATIONS, OPEN, RECEIVED, WITHDRAWN, left_open};
use crate::{
    account::{Acting, NewAssignment, add_assignment, capacities},
    follow_up::disposition::{self, Recipient},
    handover::SUBJECT,
    notice::push_to_person,
    obligation::settle,
    posts::{Holding, Post},
    role::Role,
    structure::Due,
};

/// How a time on a post ends.
#[derive(Clone, Debug)]
pub(crate) struct Ending<'a> {
    /// The post.
    pub post: &'a Post,
    /// The holding as it stands after it was ended.
    pub held: &'a Holding,
    /// The last day.
    pub last: Date,
    /// Decree.
    pub basis: &'a str,
    /// By when it should be handed over, where a day was typed.
    pub due: Option<Due>,
}

impl Ending<'_> {
    fn title(&self) -> String {
        self.held.acting.title(&self.post.title)
    }
}

/// Opens the handover of a holding that ends, or brings it up to date. A Plh. stands beside the
/// holder for days and hands nothing over; nor does who goes on holding the same post.
///
/// # Errors
/// When a statement fails.
pub(crate) async fn ended(tx: &mut Tx, ending: &Ending<'_>) -> Result<(), Problem> {
    if ending.held.acting == Acting::Plh || stays(tx, ending).await? {
        return withdraw(tx, ending.held.id).await;
    }
    let known = of_holding(tx, ending.held.id).await?;
    let (due_date, due_minute, due_at) = stored(ending.due);
    match known {
        Some((_, RECEIVED)) => Ok(()),
        Some((id, _)) => {
            sql::run(
                tx.conn(),
                "update handover set title = $3, last_date = $4, basis = $5, due_date = $6, \
                 due_minute = $7, due_at = $8, state = $9, version = version + 1 \
                 where region = $1 and id = $2",
                vec![
                    tx.region().as_str().into(),
                    id.into(),
                    ending.title().into(),
                    date::iso(ending.last).into(),
                    ending.basis.into(),
                    due_date.into(),
                    due_minute.into(),
                    due_at.into(),
                    OPEN.into(),
                ],
            )
            .await?;
            opened(tx, id, ending).await
        }
        None => {
            let id = tx.new_id();
            insert(
                tx.conn(),
                "handover",
                vec![
                    ("region", tx.region().as_str().into()),
                    ("id", id.into()),
                    ("post_id", ending.post.id.into()),
                    ("holding_id", ending.held.id.into()),
                    ("unit_id", ending.post.unit.into()),
                    ("account_id", ending.held.account.into()),
                    ("title", ending.title().into()),
                    ("last_date", date::iso(ending.last).into()),
                    ("basis", ending.basis.into()),
                    ("due_date", due_date.into()),
                    ("due_minute", due_minute.into()),
                    ("due_at", due_at.into()),
                    ("state", OPEN.into()),
                    ("notes", "".into()),
                    ("received_name", "".into()),
                    ("received_note", "".into()),
                    ("created_at", tx.now().0.into()),
                    ("version", 1_i64.into()),
                ],
            )
            .await?;
            opened(tx, id, ending).await
        }
    }
}

async fn opened(tx: &mut Tx, id: Uuid, ending: &Ending<'_>) -> Result<(), Problem> {
    settle(tx, &OBLIGATIONS, id).await?;
    let text = format!(
        "Siapkan Serah Terima Tugas {}: hari terakhir {}",
        ending.title(),
        date::long(ending.last)
    );
    push_to_person(
        tx,
        ending.held.account,
        &text,
        &format!("/serah-terima/{id}"),
    )
    .await?;
    let details = json!({
        "Serah terima": ending.title(), "Pejabat": ending.held.name,
        "Hari terakhir": date::medium(ending.last), "Dasar": ending.basis,
        "Batas waktu": ending.due.map(|due| date::medium(due.date)),
    });
    tx.record(Ref::new(SUBJECT, id), &details).await?;
    Ok(())
}

/// After dates were corrected: a holding that goes on, or never was, is not handed over.
///
/// # Errors
/// When a statement fails.
pub(crate) async fn follow_dates(
    tx: &mut Tx,
    before: &Holding,
    ending: Option<Ending<'_>>,
    today: Date,
) -> Result<(), Problem> {
    let Some(ending) = ending.filter(|it| !it.held.period.is_void()) else {
        return withdraw(tx, before.id).await;
    };
    let same = before.period.until == Some(ending.last) && ending.due.is_none();
    // correcting what is long over hands nothing over any more
    let past = before.period.until.is_some_and(|until| until < today);
    let known = of_holding(tx, before.id).await?.is_some();
    if same || (past && !known) {
        return Ok(());
    }
    ended(tx, &ending).await
}

/// Who would hold nothing after the last day goes on reading in the unit that was left until `until`.
///
/// # Errors
/// When a statement fails.
pub(crate) async fn keep_reading(
    tx: &mut Tx,
    ending: &Ending<'_>,
    until: Date,
) -> Result<(), Problem> {
    let first = ending.last.next_day().unwrap_or(ending.last);
    let account = ending.held.account;
    if !capacities(tx.conn(), tx.region(), account, first)
        .await?
        .is_empty()
    {
        return Ok(());
    }
    let keeps = NewAssignment {
        account,
        unit: ending.post.unit,
        role: Role::Outgoing,
        title: format!("Serah Terima Tugas: {}", ending.title()),
        decree: ending.basis.to_owned(),
        from: Some(first),
        until: Some(until),
    };
    add_assignment(tx, keeps).await.map(drop)
}

fn stored(due: Option<Due>) -> (Option<String>, Option<i64>, Option<i64>) {
    (
        due.map(|due| date::iso(due.date)),
        due.map(|due| due.minute),
        due.map(|due| due.at.0),
    )
}

async fn of_holding(tx: &Tx, holding: Uuid) -> Result<Option<(Uuid, i16)>, Problem> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        id: Uuid,
        state: i16,
    }
    let row: Option<Row> = sql::one(
        tx.conn(),
        "select id, state from handover where region = $1 and holding_id = $2",
        vec![tx.region().as_str().into(), holding.into()],
    )
    .await?;
    Ok(row.map(|row| (row.id, row.state)))
}

/// Whether the person holds the post on the day after the last as well: a Plt. who becomes its
/// definitive holder hands nothing over.
async fn stays(tx: &Tx, ending: &Ending<'_>) -> Result<bool, Problem> {
    let next = ending.last.next_day().unwrap_or(ending.last);
    let count = sql::number(
        tx.conn(),
        "select count(*) from holder where region = $1 and post_id = $2 and account_id = $3 \
         and id <> $4 and coalesce(from_date, '0000') <= $5 and coalesce(until_date, '9999') >= $5",
        vec![
            tx.region().as_str().into(),
            ending.post.id.into(),
            ending.held.account.into(),
            ending.held.id.into(),
            date::iso(next).into(),
        ],
    )
    .await?;
    Ok(count > 0)
}

async fn withdraw(tx: &mut Tx, holding: Uuid) -> Result<(), Problem> {
    let Some((id, OPEN)) = of_holding(tx, holding).await? else {
        return Ok(());
    };
    sql::run(
        tx.conn(),
        "update handover set state = $3, version = version + 1 where region = $1 and id = $2",
        vec![tx.region().as_str().into(), id.into(), WITHDRAWN.into()],
    )
    .await?;
    settle(tx, &OBLIGATIONS, id).await?;
    let details = json!({ "Serah terima": "Tidak jadi: masa jabatannya berlanjut" });
    tx.record(Ref::new(SUBJECT, id), &details).await?;
    Ok(())
}

/// Keeps what who leaves has to say.
///
/// # Errors
/// `Problem::Refused` for everybody else and once it was given; `Problem::Conflict` when it changed
/// since it was read.
pub async fn keep_notes(
    tx: &mut Tx,
    it: &Handover,
    version: i64,
    notes: &str,
) -> Result<(), Problem> {
    own(tx, it)?;
    write(tx, it, version, "notes = $4", vec![notes.into()]).await?;
    let details = json!({ "Catatan": notes });
    tx.record(Ref::new(SUBJECT, it.id), &details).await?;
    Ok(())
}

/// *Serahkan*: who leaves signs off with these notes.
///
/// # Errors
/// As `keep_notes`.
pub async fn give(tx: &mut Tx, it: &Handover, version: i64, notes: &str) -> Result<(), Problem> {
    own(tx, it)?;
    let now = tx.now().0;
    let more = vec![notes.into(), now.into()];
    write(tx, it, version, "notes = $4, given_at = $5", more).await?;
    let details = json!({ "Serah terima": "Diserahkan", "Catatan": notes });
    tx.record(Ref::new(SUBJECT, it.id), &details).await?;
    Ok(())
}

/// *Diterima*: what lies on the desk is frozen, and dispositions to who left go to who receives.
/// `to` is who has them from now on.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read; `Problem::Refused` without a word where
/// who leaves did not sign off.
pub async fn receive(
    tx: &mut Tx,
    app: &App,
    it: &Handover,
    version: i64,
    note: &str,
    to: Recipient,
) -> Result<(), Problem> {
    if it.given_at.is_none() && note.is_empty() {
        return Err(Problem::Refused(
            "Pejabat lama belum menyerahkan. Tulis mengapa serah terima diterima tanpa \
             penyerahannya, misalnya karena pensiun."
                .into(),
        ));
    }
    let by = tx.stamp().label.clone();
    let now = tx.now().0;
    let more = vec![RECEIVED.into(), now.into(), by.into(), note.into()];
    let sets = "state = $4, received_at = $5, received_name = $6, received_note = $7";
    write(tx, it, version, sets, more).await?;
    let items: Vec<Item> = left_open::left_open(tx.conn(), app, tx.region(), it).await?;
    left_open::freeze(tx, it.id, &items).await?;
    let passed = disposition::pass_on_with_post(tx, (it.unit, it.account), &to).await?;
    settle(tx, &OBLIGATIONS, it.id).await?;
    let details = json!({
        "Serah terima": "Diterima", "Dari": it.name, "Yang terbuka": items.len(),
        "Disposisi beralih": passed, "Catatan": note,
    });
    tx.record(Ref::new(SUBJECT, it.id), &details).await?;
    Ok(())
}

fn own(tx: &Tx, it: &Handover) -> Result<(), Problem> {
    if tx.person() != it.account {
        return Err(Problem::Refused(format!(
            "Catatan serah terima ditulis {}, yang menyerahkan jabatan ini.",
            it.name
        )));
    }
    if it.given_at.is_some() {
        return Err(Problem::Refused(
            "Serah terima ini sudah diserahkan, jadi catatannya tidak berubah lagi.".into(),
        ));
    }
    Ok(())
}

/// `more` begins at `$4`.
async fn write(
    tx: &Tx,
    it: &Handover,
    version: i64,
    sets: &str,
    more: Vec<sea_orm::Value>,
) -> Result<(), Problem> {
    let mut values = vec![tx.region().as_str().into(), it.id.into(), version.into()];
    values.extend(more);
    let touched = sql::run(
        tx.conn(),
        &format!(
            "update handover set {sets}, version = version + 1 \
             where region = $1 and id = $2 and version = $3 and state = {OPEN}"
        ),
        values,
    )
    .await?;
    match touched {
        0 => Err(Problem::Conflict(
            "Serah terima ini baru saja berubah. Periksa keadaan terbarunya, lalu ulangi.".into(),
        )),
        _ => Ok(()),
    }
}
