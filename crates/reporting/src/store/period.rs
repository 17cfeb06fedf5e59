//! The report of a unit on a period: begun when the period begins, filled in, sent.

use std::sync::Arc;

use government::{Directories, Directory, structure::Due};
use platform::{
    App, Instant, Place, Problem, Ref, RegionCode, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use time::Date;

use super::{OBLIGATIONS, PERIOD, STANDING, changed, standing};
use crate::rules::{Condition, Period, Row, begun};

/// A unit's report on a period.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PeriodReport {
    /// Id.
    pub id: Uuid,
    /// The standing report.
    pub report_id: Uuid,
    /// Its name.
    pub title: String,
    /// The unit.
    pub unit_id: Uuid,
    unit_path: String,
    first_day: String,
    last_day: String,
    due_date: String,
    due_minute: i64,
    due_at: i64,
    column_list: String,
    /// What is reported in words.
    pub text: String,
    row_list: String,
    /// How often it was sent.
    pub sendings: i64,
    first_sent_at: Option<i64>,
    /// Why nobody asks for it any more, or empty.
    pub dropped: String,
    /// Version.
    pub version: i64,
}

impl PeriodReport {
    /// The period.
    pub fn period(&self) -> Option<Period> {
        Some(Period {
            first: date::parse(&self.first_day)?,
            last: date::parse(&self.last_day)?,
        })
    }

    /// "Oktober 2026".
    pub fn period_name(&self) -> String {
        self.period().map(Period::name).unwrap_or_default()
    }

    /// When it is due.
    pub fn due(&self) -> Option<Due> {
        Due::stored(
            Some(&self.due_date),
            Some(self.due_minute),
            Some(self.due_at),
        )
    }

    /// The names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.column_list.lines().map(str::to_owned).collect()
    }

    /// The rows as they are drafted.
    pub fn rows(&self) -> Vec<Row> {
        serde_json::from_str(&self.row_list).unwrap_or_default()
    }

    /// Where it lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }

    /// How it stands at `now`.
    pub fn condition(&self, directory: &Directory, now: Instant) -> Condition {
        let Some(due) = self.due() else {
            return Condition::Dropped;
        };
        Condition::of(
            &due,
            self.first_sent_at.map(Instant),
            !self.dropped.is_empty(),
            (now, directory.region.zone),
            &directory.calendar,
        )
    }

    /// When it was first sent.
    pub fn first_sent(&self) -> Option<Instant> {
        self.first_sent_at.map(Instant)
    }
}

const QUESTION: &str = "select p.id as id, p.report_id as report_id, r.title as title, \
    p.unit_id as unit_id, u.path as unit_path, p.first_day as first_day, \
    p.last_day as last_day, p.due_date as due_date, p.due_minute as due_minute, \
    p.due_at as due_at, p.column_list as column_list, p.text as text, p.row_list as row_list, \
    p.sendings as sendings, p.first_sent_at as first_sent_at, p.dropped as dropped, \
    p.version as version from period_report p \
    join standing_report r on r.region = p.region and r.id = p.report_id \
    join unit u on u.region = p.region and u.id = p.unit_id";

/// The report with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_period<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<PeriodReport>, Problem> {
    let question = format!("{QUESTION} where p.region = $1 and p.id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The reports of a standing report, the newest period first, in order of the units; their texts
/// and rows are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn periods<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    report: Uuid,
    limit: i64,
) -> Result<Vec<PeriodReport>, Problem> {
    let question = QUESTION
        .replace("p.text as text", "'' as text")
        .replace("p.row_list as row_list", "'' as row_list");
    let question = format!(
        "{question} where p.region = $1 and p.report_id = $2 \
         order by p.first_day desc, u.number limit {limit}"
    );
    let values = vec![region.as_str().into(), report.into()];
    sql::all(conn, &question, values).await
}

/// Reports that are owed and past their date, the longest overdue first.
///
/// # Errors
/// When the database cannot be read.
pub async fn overdue<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    now: Instant,
    limit: i64,
) -> Result<Vec<PeriodReport>, Problem> {
    let question = QUESTION
        .replace("p.text as text", "'' as text")
        .replace("p.row_list as row_list", "'' as row_list");
    let question = format!(
        "{question} where p.region = $1 and p.sendings = 0 and p.dropped = '' and p.due_at <= $2 \
         order by p.due_at, u.number, r.title limit {limit}"
    );
    sql::all(conn, &question, vec![region.as_str().into(), now.0.into()]).await
}

/// A period that a unit has no report for.
struct Missing {
    report: Uuid,
    columns: String,
    unit: Uuid,
    period: Period,
    due: Due,
}

#[derive(FromQueryResult)]
struct Known {
    report_id: Uuid,
    unit_id: Uuid,
    first_day: String,
}

/// What has begun and is not there: of one standing report or of all.
async fn missing<C: ConnectionTrait>(
    conn: &C,
    directory: &Directory,
    only: Option<Uuid>,
    today: Date,
) -> Result<Vec<Missing>, Problem> {
    let region = &directory.region.code;
    let all = standing::all(conn, region, only).await?;
    if all.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<Uuid> = all.iter().map(|it| it.id).collect();
    let units = standing::units_of(conn, region, &ids).await?;
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select report_id, unit_id, first_day from period_report \
         where region = $1 and report_id in ({})",
        sql::places(1, ids.len())
    );
    let known: Vec<Known> = sql::all(conn, &question, values).await?;
    let known: std::collections::HashSet<(Uuid, Uuid, String)> = known
        .into_iter()
        .map(|it| (it.report_id, it.unit_id, it.first_day))
        .collect();
    let mut missing = Vec::new();
    for it in &all {
        let Some(first) = it.first() else { continue };
        for period in begun(it.rhythm(), first, it.last(), today) {
            for (_, unit) in units.iter().filter(|(report, _)| *report == it.id) {
                let exists = directory
                    .unit(*unit)
                    .is_some_and(|u| u.exists_on(period.last.min(today)));
                if exists && !known.contains(&(it.id, *unit, date::iso(period.first))) {
                    missing.push(Missing {
                        report: it.id,
                        columns: it.columns().join("\n"),
                        unit: *unit,
                        period,
                        due: it
                            .timing()
                            .due(period, &directory.calendar, directory.region.zone),
                    });
                }
            }
        }
    }
    Ok(missing)
}

/// Begins the periods whose first day has come, in the whole region. Asks three questions and
/// writes only when there is something to begin.
///
/// # Errors
/// When the database cannot be used.
pub async fn begin_periods(app: &App, region: &RegionCode) -> Result<(), Problem> {
    let directory = Directories::now(app, region).await?;
    let today = directory.region.today(app.now());
    if missing(app.db().read(), &directory, None, today)
        .await?
        .is_empty()
    {
        return Ok(());
    }
    app.db()
        .maintain(region, "system.daily", move |tx| {
            Box::pin(async move { begin_now(tx, &directory, None).await })
        })
        .await
        .map(drop)
}

/// Begins what has begun of one standing report, or of all, and drops what nobody asks for any
/// more: periods after its end, units that no longer report.
///
/// # Errors
/// When a statement fails.
pub async fn begin_now(
    tx: &mut Tx,
    directory: &Arc<Directory>,
    only: Option<Uuid>,
) -> Result<(), Problem> {
    let today = directory.region.today(tx.now());
    let found = missing(tx.conn(), directory, only, today).await?;
    let mut begun: Vec<(Uuid, usize)> = Vec::new();
    for it in &found {
        let id = tx.new_id();
        insert(
            tx.conn(),
            "period_report",
            vec![
                ("region", tx.region().as_str().into()),
                ("id", id.into()),
                ("report_id", it.report.into()),
                ("unit_id", it.unit.into()),
                ("first_day", date::iso(it.period.first).into()),
                ("last_day", date::iso(it.period.last).into()),
                ("due_date", date::iso(it.due.date).into()),
                ("due_minute", it.due.minute.into()),
                ("due_at", it.due.at.0.into()),
                ("column_list", it.columns.clone().into()),
                ("text", "".into()),
                ("row_list", "[]".into()),
                ("sendings", 0_i64.into()),
                ("dropped", "".into()),
                ("version", 1_i64.into()),
            ],
        )
        .await?;
        government::obligation::settle(tx, &OBLIGATIONS, id).await?;
        match begun.iter_mut().find(|(report, _)| *report == it.report) {
            Some((_, count)) => *count += 1,
            None => begun.push((it.report, 1)),
        }
    }
    for (report, count) in begun {
        let details = json!({ "Periode dimulai": format!("{count} laporan ditagih") });
        tx.record(Ref::new(STANDING, report), &details).await?;
    }
    match only {
        Some(report) => drop_unasked(tx, report).await,
        None => Ok(()),
    }
}

/// Notes what is still asked for of a standing report after it changed.
async fn drop_unasked(tx: &mut Tx, report: Uuid) -> Result<(), Problem> {
    #[derive(FromQueryResult)]
    struct Open {
        id: Uuid,
        first_day: String,
        last_day: Option<String>,
        dropped: String,
        asked: i64,
    }
    let open: Vec<Open> = sql::all(
        tx.conn(),
        "select p.id as id, p.first_day as first_day, r.last_day as last_day, \
         p.dropped as dropped, (select count(*) from standing_report_unit u \
         where u.region = p.region and u.report_id = p.report_id and u.unit_id = p.unit_id) \
         as asked from period_report p \
         join standing_report r on r.region = p.region and r.id = p.report_id \
         where p.region = $1 and p.report_id = $2 and p.sendings = 0",
        vec![tx.region().as_str().into(), report.into()],
    )
    .await?;
    for it in open {
        let over = it
            .last_day
            .as_ref()
            .is_some_and(|last| it.first_day > *last);
        let reason = match (it.asked > 0, over) {
            (false, _) => "Unit ini tidak lagi diminta melapor.",
            (true, true) => "Laporan berkala ini sudah berakhir.",
            (true, false) => "",
        };
        if reason == it.dropped {
            continue;
        }
        sql::run(
            tx.conn(),
            "update period_report set dropped = $3, version = version + 1 \
             where region = $1 and id = $2",
            vec![tx.region().as_str().into(), it.id.into(), reason.into()],
        )
        .await?;
        government::obligation::settle(tx, &OBLIGATIONS, it.id).await?;
    }
    Ok(())
}

/// Keeps what a unit reports in words.
///
/// # Errors
/// `Problem::Conflict` when it changed since it was read.
pub async fn keep_text(
    tx: &mut Tx,
    it: &PeriodReport,
    version: i64,
    text: &str,
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update period_report set text = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            text.into(),
        ],
    )
    .await?;
    changed(touched)?;
    // a draft is seen by those who may write it: the chain tells only that it changed
    let details = json!({ "Draf": "disimpan" });
    tx.record(Ref::new(PERIOD, it.id), &details).await?;
    Ok(())
}

/// Puts these rows in the place of those that were.
///
/// # Errors
/// As `keep_text`.
pub async fn keep_rows(
    tx: &mut Tx,
    it: &PeriodReport,
    version: i64,
    rows: &[Row],
) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update period_report set row_list = $4, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        vec![
            tx.region().as_str().into(),
            it.id.into(),
            version.into(),
            serde_json::to_string(rows)?.into(),
        ],
    )
    .await?;
    changed(touched)?;
    let details = json!({ "Baris": rows.len() });
    tx.record(Ref::new(PERIOD, it.id), &details).await?;
    Ok(())
}
