//! *Laporan Masuk*: what lies in the inbox of somebody who acts, and its rows.

use platform::{Actor, Problem, RegionCode, Uuid, store::sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::sent::holding_words;
use crate::rules::{Period, Row};

/// Most reports of an inbox page, and most rows found.
pub const INBOX_LIMIT: i64 = 200;

/// A report in the inbox.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Incoming {
    /// What was sent.
    pub sent_id: Uuid,
    /// Name of the report.
    pub title: String,
    /// Who sent it.
    pub unit_id: Uuid,
    first_day: String,
    last_day: String,
    /// When, microseconds.
    pub sent_at: i64,
    /// Number of the sending; from 2 on a correction.
    pub number: i64,
    /// Rows in it.
    pub row_count: i64,
    /// As whom it came: "Wali Kota".
    pub addressee: String,
    /// As a copy.
    pub is_copy: bool,
    /// When who asks opened it, microseconds.
    pub opened_at: Option<i64>,
}

/// A row found in the inbox.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FoundRow {
    /// The row.
    pub id: Uuid,
    cells: String,
    column_list: String,
    /// Name of the report.
    pub title: String,
    /// Who sent it.
    pub unit_id: Uuid,
    first_day: String,
    last_day: String,
    /// How many checks of it were noted.
    pub checks: i64,
}

fn period_name(first: &str, last: &str) -> String {
    let day = platform::date::parse;
    match (day(first), day(last)) {
        (Some(first), Some(last)) => Period { first, last }.name(),
        _ => String::new(),
    }
}

impl Incoming {
    /// "Oktober 2026".
    pub fn period_name(&self) -> String {
        period_name(&self.first_day, &self.last_day)
    }
}

impl FoundRow {
    /// "Oktober 2026".
    pub fn period_name(&self) -> String {
        period_name(&self.first_day, &self.last_day)
    }

    /// Column and cell, where the cell says something.
    pub fn cells(&self) -> Vec<(String, String)> {
        let cells: Row = serde_json::from_str(&self.cells).unwrap_or_default();
        let named = self.column_list.lines().map(str::to_owned).zip(cells);
        named.filter(|(_, cell)| !cell.is_empty()).collect()
    }
}

/// What is delivered to who acts: to the unit as such, or to a post that is held in this capacity.
/// Corrected reports lie there once, as they were sent last.
const MINE: &str = "from report_delivery d \
    join sent_report s on s.region = d.region and s.id = d.sent_id \
    join period_report p on p.region = s.region and p.id = s.period_id and p.sendings = s.number \
    join standing_report r on r.region = p.region and r.id = p.report_id";
const TO_ME: &str = "d.region = $1 and ((d.post_id is null and d.unit_id = $2) \
    or exists (select 1 from holder h where h.region = d.region and h.id = $3 \
    and h.post_id = d.post_id))";

fn me(region: &RegionCode, actor: &Actor) -> Vec<Value> {
    vec![
        region.as_str().into(),
        actor.place.id.into(),
        actor.capacity.into(),
    ]
}

/// The inbox of who acts, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn inbox<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    actor: &Actor,
) -> Result<Vec<Incoming>, Problem> {
    let mut values = me(region, actor);
    values.push(actor.person.into());
    let question = format!(
        "select s.id as sent_id, r.title as title, p.unit_id as unit_id, \
         p.first_day as first_day, p.last_day as last_day, s.sent_at as sent_at, \
         s.number as number, s.row_count as row_count, d.title as addressee, \
         d.is_copy as is_copy, o.opened_at as opened_at {MINE} \
         left join report_opening o on o.region = d.region and o.delivery_id = d.id \
         and o.account_id = $4 where {TO_ME} \
         order by s.sent_at desc, s.id, d.order_number limit {INBOX_LIMIT}"
    );
    sql::all(conn, &question, values).await
}

/// Rows of the inbox in which all of these words stand, the newest reports first.
///
/// # Errors
/// When the database cannot be read.
pub async fn search_rows<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    actor: &Actor,
    asked: &str,
) -> Result<Vec<FoundRow>, Problem> {
    let mut values = me(region, actor);
    let wheres = holding_words(asked, &mut values);
    if wheres.is_empty() {
        return Ok(vec![]);
    }
    // a report that came to post and unit of the same person is looked through once
    let question = format!(
        "select w.id as id, w.cells as cells, s.column_list as column_list, r.title as title, \
         p.unit_id as unit_id, p.first_day as first_day, p.last_day as last_day, \
         (select count(*) from field_check c where c.region = w.region and c.row_id = w.id) \
         as checks from sent_report_row w \
         join sent_report s on s.region = w.region and s.id = w.sent_id \
         join period_report p on p.region = s.region and p.id = s.period_id \
         join standing_report r on r.region = p.region and r.id = p.report_id \
         where w.region = $1 and s.id in (select s.id {MINE} where {TO_ME}){wheres} \
         order by s.sent_at desc, s.id, w.number limit {INBOX_LIMIT}"
    );
    sql::all(conn, &question, values).await
}
