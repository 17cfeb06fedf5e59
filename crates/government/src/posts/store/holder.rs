//! Putting persons on posts, and correcting it.

use platform::{
    Problem, Ref, Tx, Uuid, date,
    store::sql::{self, insert},
};
use serde_json::json;
use time::Date;

use super::{Holding, find_holding, find_post, holdings_of_post};
use crate::{
    account::Acting,
    handover::{self, Ending},
    posts::{
        POST,
        rules::{Blocked, Period, blocked},
    },
    structure::Due,
};

/// A post held.
#[derive(Clone, Debug)]
pub struct NewHolder {
    /// The post.
    pub post: Uuid,
    /// The person.
    pub account: Uuid,
    /// How it is held.
    pub acting: Acting,
    /// From when to when.
    pub period: Period,
    /// Decree or source.
    pub source: String,
}

/// How a holding should have been entered.
#[derive(Clone, Debug)]
pub struct Correction {
    /// How it is held.
    pub acting: Acting,
    /// From when to when.
    pub period: Period,
    /// Decree or source.
    pub source: String,
    /// Until when it is handed over, where it ends: somebody left without any post reads on until
    /// then.
    pub hand_over: Option<Due>,
    /// The day it is corrected on.
    pub today: Date,
}

/// Puts a person on a post. Two definitive holders may not overlap.
///
/// # Errors
/// `Problem::Refused` when somebody holds the post definitively in that period, or the same person
/// in any way.
pub async fn add_holder(tx: &mut Tx, new: NewHolder) -> Result<Uuid, Problem> {
    free(tx, new.post, new.account, new.acting, new.period, None).await?;
    let id = tx.new_id();
    insert(
        tx.conn(),
        "holder",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("post_id", new.post.into()),
            ("account_id", new.account.into()),
            ("acting", new.acting.code().into()),
            ("from_date", new.period.from.map(date::iso).into()),
            ("until_date", new.period.until.map(date::iso).into()),
            ("source", new.source.clone().into()),
        ],
    )
    .await?;
    let added = find_holding(tx.conn(), tx.region(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    note(tx, "Pejabat dicatat", &added).await?;
    Ok(id)
}

/// Corrects kind, dates or source of a holding; what stood before stays in the history.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read; `Problem::Refused` as `add_holder`.
pub async fn correct(
    tx: &mut Tx,
    holding: Uuid,
    version: i64,
    new: Correction,
) -> Result<(), Problem> {
    let before = find_holding(tx.conn(), tx.region(), holding)
        .await?
        .ok_or(Problem::NotFound)?;
    if before.version != version {
        return Err(Problem::Conflict(
            "Catatan ini baru saja diubah orang lain. Periksa isinya, lalu ulangi.".into(),
        ));
    }
    let own = Some(holding);
    free(tx, before.post, before.account, new.acting, new.period, own).await?;
    sql::run(
        tx.conn(),
        "update holder set acting = $3, from_date = $4, until_date = $5, source = $6, \
         version = version + 1 where region = $1 and id = $2",
        vec![
            tx.region().as_str().into(),
            holding.into(),
            new.acting.code().into(),
            new.period.from.map(date::iso).into(),
            new.period.until.map(date::iso).into(),
            new.source.clone().into(),
        ],
    )
    .await?;
    let after = Holding {
        acting: new.acting,
        period: new.period,
        source: new.source,
        ..before.clone()
    };
    tx.touch_directory();
    let details = json!({
        "Pejabat": after.name,
        "Sebelumnya": words(&before), "Menjadi": words(&after), "Dasar": after.source,
    });
    tx.record(Ref::new(POST, after.post), &details).await?;
    tx.record(Ref::new("government.account", after.account), &details)
        .await?;
    hand_over(tx, &before, &after, new.hand_over, new.today).await
}

/// A holding that now ends is handed over; one that goes on is not.
async fn hand_over(
    tx: &mut Tx,
    before: &Holding,
    after: &Holding,
    due: Option<Due>,
    today: Date,
) -> Result<(), Problem> {
    let post = find_post(tx.conn(), tx.region(), after.post)
        .await?
        .ok_or(Problem::NotFound)?;
    let ending = after.period.until.map(|last| Ending {
        post: &post,
        held: after,
        last,
        basis: &after.source,
        due,
    });
    if let (Some(ending), Some(due)) = (&ending, due) {
        handover::keep_reading(tx, ending, due.date).await?;
    }
    handover::follow_dates(tx, before, ending, today).await
}

/// Refuses a holding that would stand beside another that excludes it.
async fn free(
    tx: &Tx,
    post: Uuid,
    account: Uuid,
    acting: Acting,
    period: Period,
    but: Option<Uuid>,
) -> Result<(), Problem> {
    let all = holdings_of_post(tx.conn(), tx.region(), post).await?;
    let why = match blocked(&all, account, acting, period, but) {
        None => return Ok(()),
        Some(Blocked::Definitive(name)) => format!(
            "Jabatan ini sudah dipegang {name} secara definitif pada masa itu. Akhiri dulu masa \
             jabatannya, atau pilih Plt./Plh."
        ),
        Some(Blocked::Twice) => "Orang ini sudah tercatat memegang jabatan ini pada masa itu. \
             Koreksi catatan yang ada."
            .to_owned(),
    };
    Err(Problem::Refused(why))
}

async fn note(tx: &mut Tx, what: &str, held: &Holding) -> Result<(), Problem> {
    tx.touch_directory();
    let details = json!({ what: held.name, "Masa": words(held), "Dasar": held.source });
    tx.record(Ref::new(POST, held.post), &details).await?;
    let details = json!({ "Jabatan": held.post, "Masa": words(held), "Dasar": held.source });
    tx.record(Ref::new("government.account", held.account), &details)
        .await?;
    Ok(())
}

/// "Plt., 1 Maret 2026 sampai 30 Juni 2026".
fn words(held: &Holding) -> String {
    let day = |day: Option<time::Date>, open: &str| day.map_or(open.to_owned(), date::medium);
    format!(
        "{}, {} sampai {}",
        held.acting.label(),
        day(held.period.from, "tanpa tanggal mulai"),
        day(held.period.until, "seterusnya")
    )
}
