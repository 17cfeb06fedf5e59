//! What a unit reports of its signed agreement after each quarter, and what a reviewer says of it.

use std::sync::Arc;

use figures::{Amount, State};
use government::{Directories, Directory, structure::Due};
use platform::{
    App, Instant, Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use time::Date;

use super::{QUARTER, QUARTERS, changed};
use crate::rules::Quarter;

/// A quarter's report.
#[derive(Clone, Debug, FromQueryResult)]
pub struct QuarterReport {
    /// Id.
    pub id: Uuid,
    /// Of which agreement.
    pub agreement_id: Uuid,
    /// Whose.
    pub unit_id: Uuid,
    unit_path: String,
    /// Of which year.
    pub year: i64,
    /// 1 to 4.
    pub quarter: i64,
    /// The version that stands, whose lines are reported.
    pub signed_id: Uuid,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    /// When it was sent.
    pub sent_at: Option<i64>,
    /// By whom, or empty.
    pub sent_name: String,
    /// What the reviewer noted, or empty.
    pub note: String,
    /// When.
    pub noted_at: Option<i64>,
    /// Who, or empty.
    pub noted_name: String,
    /// Version.
    pub version: i64,
}

impl QuarterReport {
    /// Where its unit lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// "Triwulan II 2026".
    pub fn name(&self) -> String {
        let year = i32::try_from(self.year).unwrap_or(0);
        Quarter::of(year, self.quarter).map_or_else(String::new, Quarter::name)
    }

    /// By when it is sent.
    pub fn due(&self) -> Option<Due> {
        Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at)
    }

    /// How it stands, in words, with the class of its mark.
    pub fn state(&self) -> (&'static str, &'static str) {
        match (self.sent_at, self.noted_at) {
            (Some(_), _) => ("Terkirim", "chip chip-tuntas"),
            (None, Some(_)) => ("Dikembalikan untuk perbaikan", "chip chip-dikembalikan"),
            (None, None) => ("Belum dikirim", "chip chip-belum"),
        }
    }
}

/// What is reported of a line.
#[derive(Clone, Debug)]
pub struct Result {
    /// The quarter's report.
    pub quarter: Uuid,
    /// The line, in whatever version.
    pub line: Uuid,
    /// A number, or why there is none.
    pub state: State,
    /// The number.
    pub amount: Option<Amount>,
    /// What the unit says about it, or empty.
    pub remark: String,
    /// Where the number was taken from, with how it came about there; empty for one that was typed.
    pub taken: String,
}

const QUESTION: &str = "select q.id as id, q.agreement_id as agreement_id, a.unit_id as unit_id, \
    u.path as unit_path, y.year as year, q.quarter as quarter, s.id as signed_id, \
    q.due_date as due_date, q.due_minute as due_minute, q.due_at as due_at, q.sent_at as sent_at, \
    q.sent_name as sent_name, q.note as note, q.noted_at as noted_at, q.noted_name as noted_name, \
    q.version as version from agreement_quarter q \
    join performance_agreement a on a.region = q.region and a.id = q.agreement_id \
    join agreement_year y on y.region = a.region and y.id = a.year_id \
    join unit u on u.region = a.region and u.id = a.unit_id \
    join agreement_version s on s.region = a.region and s.agreement_id = a.id \
      and s.number = (select max(x.number) from agreement_version x \
        where x.region = a.region and x.agreement_id = a.id and x.state = 3)";

/// The quarters of an agreement that are asked for, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn quarters_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    agreement: Uuid,
) -> std::result::Result<Vec<QuarterReport>, Problem> {
    let question = format!("{QUESTION} where q.region = $1 and a.id = $2 order by q.quarter");
    sql::all(
        conn,
        &question,
        vec![region.as_str().into(), agreement.into()],
    )
    .await
}

/// A quarter of all agreements of a year, in order of their units.
///
/// # Errors
/// When the database cannot be read.
pub async fn quarters_of_year<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
    quarter: i64,
) -> std::result::Result<Vec<QuarterReport>, Problem> {
    let question = format!(
        "{QUESTION} where q.region = $1 and a.year_id = $2 and q.quarter = $3 order by u.number"
    );
    let values = vec![region.as_str().into(), year.into(), quarter.into()];
    sql::all(conn, &question, values).await
}

/// All quarters of the agreements of a year that are asked for.
///
/// # Errors
/// When the database cannot be read.
pub async fn all_quarters<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    year: Uuid,
) -> std::result::Result<Vec<QuarterReport>, Problem> {
    let question =
        format!("{QUESTION} where q.region = $1 and a.year_id = $2 order by u.number, q.quarter");
    sql::all(conn, &question, vec![region.as_str().into(), year.into()]).await
}

/// The quarter's report with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_quarter<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> std::result::Result<Option<QuarterReport>, Problem> {
    let question = format!("{QUESTION} where q.region = $1 and q.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// What is reported of the lines in these quarters.
///
/// # Errors
/// When the database cannot be read.
pub async fn results_of<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    quarters: &[Uuid],
) -> std::result::Result<Vec<Result>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        quarter_id: Uuid,
        line_key: Uuid,
        state: i16,
        amount: Option<String>,
        remark: String,
        taken: String,
    }
    if quarters.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<sea_orm::Value> = vec![region.as_str().into()];
    values.extend(quarters.iter().map(|id| sea_orm::Value::from(*id)));
    let question = format!(
        "select quarter_id, line_key, state, amount, remark, taken from agreement_result \
         where region = $1 and quarter_id in ({})",
        sql::places(1, quarters.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| Result {
            quarter: row.quarter_id,
            line: row.line_key,
            state: State::of_code(row.state).unwrap_or(State::NotFilled),
            amount: row.amount.and_then(|it| it.parse().ok()),
            remark: row.remark,
            taken: row.taken,
        })
        .collect())
}

/// A quarter that is over and not asked for yet.
struct Missing {
    agreement: Uuid,
    number: u8,
    due: Option<Due>,
}

async fn missing<C: ConnectionTrait>(
    conn: &C,
    directory: &Directory,
    today: Date,
) -> std::result::Result<Vec<Missing>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        year: i64,
        quarter_days: Option<i64>,
        begun: i64,
    }
    let region = &directory.region.code;
    // four quarters and no more: the highest says which are there
    let rows: Vec<Row> = sql::all(
        conn,
        "select a.id as id, y.year as year, y.quarter_days as quarter_days, \
         (select count(*) from agreement_quarter q where q.region = a.region \
          and q.agreement_id = a.id) as begun from performance_agreement a \
         join agreement_year y on y.region = a.region and y.id = a.year_id \
         where a.region = $1 and a.dropped = '' and exists (select 1 from agreement_version v \
         where v.region = a.region and v.agreement_id = a.id and v.state = 3)",
        vec![region.as_str().into()],
    )
    .await?;
    let mut missing = Vec::new();
    for row in rows.iter().filter(|row| row.begun < 4) {
        let year = i32::try_from(row.year).unwrap_or(0);
        for quarter in Quarter::all(year) {
            if i64::from(quarter.number) <= row.begun || !quarter.is_over(today) {
                continue;
            }
            let days = row.quarter_days.and_then(|it| u32::try_from(it).ok());
            let due = quarter.last().zip(days).map(|(last, days)| {
                Due::in_working_days(&directory.calendar, last, days, directory.region.zone)
            });
            missing.push(Missing {
                agreement: row.id,
                number: quarter.number,
                due,
            });
        }
    }
    Ok(missing)
}

/// Asks for the quarters that are over, in the whole region; writes only when there are any.
///
/// # Errors
/// When the database cannot be used.
pub async fn begin_quarters(app: &App, region: &RegionCode) -> std::result::Result<(), Problem> {
    let directory = Directories::now(app, region).await?;
    let today = directory.region.today(app.now());
    if missing(app.db().read(), &directory, today)
        .await?
        .is_empty()
    {
        return Ok(());
    }
    app.db()
        .maintain(region, "system.daily", move |tx| {
            Box::pin(async move { begin_now(tx, &directory).await })
        })
        .await
        .map(drop)
}

/// Asks for the quarters that are over of every signed agreement.
///
/// # Errors
/// When a statement fails.
pub(super) async fn begin_now(
    tx: &mut Tx,
    directory: &Arc<Directory>,
) -> std::result::Result<(), Problem> {
    let today = directory.region.today(tx.now());
    for it in missing(tx.conn(), directory, today).await? {
        let id = tx.new_id();
        insert(
            tx.conn(),
            "agreement_quarter",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", id.into()),
                ("agreement_id", it.agreement.into()),
                ("quarter", i64::from(it.number).into()),
                ("due_date", it.due.map(|due| date::iso(due.date)).into()),
                ("due_minute", it.due.map(|due| due.minute).into()),
                ("due_at", it.due.map(|due| due.at.0).into()),
                ("sent_name", "".into()),
                ("note", "".into()),
                ("noted_name", "".into()),
                ("version", 1_i64.into()),
            ],
        )
        .await?;
        government::obligation::settle(tx, &QUARTERS, id).await?;
        let details = json!({ "Realisasi diminta": format!("Triwulan {}", it.number) });
        tx.record(Ref::new(QUARTER, id), &details).await?;
    }
    Ok(())
}

fn still_open(it: &QuarterReport) -> std::result::Result<(), Problem> {
    match it.sent_at {
        None => Ok(()),
        Some(_) => Err(Problem::Refused(
            "Realisasi triwulan ini sudah dikirim. Minta pemeriksa mengembalikannya bila ada yang \
             harus diperbaiki."
                .into(),
        )),
    }
}

async fn touch(tx: &Tx, it: &QuarterReport, version: i64) -> std::result::Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update agreement_quarter set version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![tx.region().as_str().into(), it.id.into(), version.into()],
    )
    .await?;
    changed(touched)
}

/// Keeps what is reported of the lines.
///
/// # Errors
/// `Problem::Refused` when it was sent; `Problem::Conflict` when it changed since it was read.
pub async fn keep_results(
    tx: &mut Tx,
    it: &QuarterReport,
    version: i64,
    results: &[Result],
) -> std::result::Result<(), Problem> {
    still_open(it)?;
    touch(tx, it, version).await?;
    for result in results {
        sql::run(
            tx.conn(),
            "insert into agreement_result (region, quarter_id, line_key, state, amount, remark, \
             taken) values ($1, $2, $3, $4, $5, $6, $7) on conflict (region, quarter_id, line_key) \
             do update set state = excluded.state, amount = excluded.amount, \
             remark = excluded.remark, taken = excluded.taken",
            vec![
                tx.region().as_str().into(),
                it.id.into(),
                result.line.into(),
                result.state.code().into(),
                result.amount.map(Amount::stored).into(),
                result.remark.clone().into(),
                result.taken.clone().into(),
            ],
        )
        .await?;
    }
    // a draft is seen by those who may write it: the chain tells only that it changed
    let details = json!({ "Draf": "disimpan" });
    tx.record(Ref::new(QUARTER, it.id), &details).await?;
    Ok(())
}

/// Sends what is kept.
///
/// # Errors
/// `Problem::Refused` says how many lines say nothing yet; `Problem::Conflict` when it changed.
pub async fn send_quarter(
    tx: &mut Tx,
    it: &QuarterReport,
    version: i64,
) -> std::result::Result<(), Problem> {
    still_open(it)?;
    let silent = sql::number(
        tx.conn(),
        "select count(*) from agreement_line l where l.region = $1 and l.version_id = $2 \
         and not exists (select 1 from agreement_result r where r.region = l.region \
         and r.quarter_id = $3 and r.line_key = l.line_key and r.state <> $4)",
        vec![
            tx.region().as_str().into(),
            it.signed_id.into(),
            it.id.into(),
            State::NotFilled.code().into(),
        ],
    )
    .await?;
    if silent > 0 {
        return Err(Problem::Refused(format!(
            "{silent} indikator belum diisi. Isi angkanya, atau pilih mengapa belum ada."
        )));
    }
    let name = tx.stamp().label.clone();
    let touched = sql::run(
        tx.conn(),
        "update agreement_quarter set sent_at = $4, sent_name = $5, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            tx.now().0.into(),
            name.into(),
        ],
    )
    .await?;
    changed(touched)?;
    government::obligation::settle(tx, &QUARTERS, it.id).await?;
    let details = json!({ "Realisasi dikirim": it.name() });
    tx.record(Ref::new(QUARTER, it.id), &details).await?;
    Ok(())
}

/// Notes what a reviewer says of what was sent; `back`: and it is sent back.
///
/// # Errors
/// `Problem::Refused` when nothing was sent; `Problem::Conflict` when it changed.
pub async fn note_quarter(
    tx: &mut Tx,
    it: &QuarterReport,
    version: i64,
    note: &str,
    back: bool,
) -> std::result::Result<(), Problem> {
    let Some(sent) = it.sent_at.map(Instant) else {
        return Err(Problem::Refused(
            "Realisasi triwulan ini belum dikirim, jadi belum dapat diberi catatan.".into(),
        ));
    };
    let name = tx.stamp().label.clone();
    let touched = sql::run(
        tx.conn(),
        "update agreement_quarter set note = $4, noted_at = $5, noted_name = $6, sent_at = $7, \
         version = version + 1 where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            note.into(),
            tx.now().0.into(),
            name.into(),
            (!back).then_some(sent.0).into(),
        ],
    )
    .await?;
    changed(touched)?;
    government::obligation::settle(tx, &QUARTERS, it.id).await?;
    let details = json!({
        "Catatan pemeriksa": note, "Dikembalikan": back, "Realisasi": it.name(),
    });
    tx.record(Ref::new(QUARTER, it.id), &details).await?;
    Ok(())
}
