//! What persons hold or held: posts and assignments with their periods, and their end.

use platform::{
    Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::{Acting, CapacityKind};
use crate::{
    handover::{self, Ending},
    posts::{find_holding, find_post},
};

/// A post held or an assignment, whenever.
#[derive(Clone, Debug)]
pub struct Held {
    /// Whose.
    pub account: Uuid,
    /// Holder or assignment.
    pub kind: CapacityKind,
    /// Id of the holder or assignment row.
    pub id: Uuid,
    /// "Plt. Direktur RSUD".
    pub title: String,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if known.
    pub until: Option<Date>,
}

#[derive(FromQueryResult)]
struct Row {
    account_id: Uuid,
    kind: i16,
    id: Uuid,
    title: String,
    acting: String,
    from_date: Option<String>,
    until_date: Option<String>,
}

impl Row {
    fn held(self) -> Option<Held> {
        Some(Held {
            account: self.account_id,
            kind: CapacityKind::from_code(self.kind)?,
            id: self.id,
            title: Acting::from_code(&self.acting)?.title(&self.title),
            from: self.from_date.as_deref().and_then(date::parse),
            until: self.until_date.as_deref().and_then(date::parse),
        })
    }
}

/// All posts and assignments of these persons with one statement, posts first.
///
/// # Errors
/// When the database cannot be read.
pub async fn held<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    accounts: &[Uuid],
) -> Result<Vec<Held>, Problem> {
    if accounts.is_empty() {
        return Ok(vec![]);
    }
    let these = places(1, accounts.len());
    let question = format!(
        "select h.account_id as account_id, cast(1 as smallint) as kind, h.id as id, p.title as title, \
         h.acting as acting, h.from_date as from_date, h.until_date as until_date \
         from holder h join post p on p.region = h.region and p.id = h.post_id \
         where h.region = $1 and h.account_id in ({these}) \
         union all \
         select a.account_id, cast(2 as smallint), a.id, a.title, '', a.from_date, a.until_date \
         from assignment a where a.region = $1 and a.account_id in ({these}) \
         order by 2, 5, 4, 3"
    );
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(accounts.iter().map(|id| Value::from(*id)));
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows.into_iter().filter_map(Row::held).collect())
}

/// Ends a post held by a person, or an assignment of a person, after `last`. A post is handed over.
///
/// # Errors
/// `Problem::NotFound` when this person has no such post or assignment in this region;
/// `Problem::Refused` when it ended before, or when it begins later than that.
pub async fn end_capacity(
    tx: &mut Tx,
    account: Uuid,
    kind: CapacityKind,
    id: Uuid,
    last: Date,
    today: Date,
) -> Result<(), Problem> {
    let all = held(tx.conn(), tx.region(), &[account]).await?;
    let known = all
        .into_iter()
        .find(|held| held.kind == kind && held.id == id)
        .ok_or(Problem::NotFound)?;
    if let Some(until) = known.until.filter(|until| *until <= last) {
        return Err(Problem::Refused(format!(
            "{} memang berlaku paling lama sampai {}. Untuk memperpanjang, buat penugasan baru.",
            known.title,
            date::medium(until)
        )));
    }
    // the day before the first: it was entered by mistake and never holds
    let before = |from: &Date| from.previous_day().is_some_and(|day| last < day);
    if let Some(from) = known.from.filter(before) {
        return Err(Problem::Refused(format!(
            "{} baru mulai {}. Periksa tanggalnya.",
            known.title,
            date::medium(from)
        )));
    }
    let table = match kind {
        CapacityKind::Holder => "holder",
        CapacityKind::Assignment => "assignment",
    };
    sql::run(
        tx.conn(),
        &format!(
            "update {table} set until_date = $4 \
             where region = $1 and account_id = $2 and id = $3"
        ),
        vec![
            tx.region().as_str().into(),
            account.into(),
            id.into(),
            date::iso(last).into(),
        ],
    )
    .await?;
    let details = json!({ "Jabatan": known.title, "Berakhir": date::medium(last) });
    tx.record(Ref::new("government.account", account), &details)
        .await?;
    match kind {
        CapacityKind::Holder => hand_over(tx, id, known.until, today).await,
        CapacityKind::Assignment => Ok(()),
    }
}

/// What was open on the post goes on with it.
async fn hand_over(
    tx: &mut Tx,
    holding: Uuid,
    before: Option<Date>,
    today: Date,
) -> Result<(), Problem> {
    let held = find_holding(tx.conn(), tx.region(), holding)
        .await?
        .ok_or(Problem::NotFound)?;
    let post = find_post(tx.conn(), tx.region(), held.post)
        .await?
        .ok_or(Problem::NotFound)?;
    let ending = held.period.until.map(|last| Ending {
        post: &post,
        held: &held,
        last,
        basis: "",
        due: None,
    });
    let mut as_it_was = held.clone();
    as_it_was.period.until = before;
    handover::follow_dates(tx, &as_it_was, ending, today).await
}
