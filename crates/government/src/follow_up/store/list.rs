//! Lists of follow-ups.

use platform::{
    Place, Problem, RegionCode, Uuid, date,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use time::Date;

use crate::audience::MASKED;
use crate::follow_up::{
    FollowUp,
    store::read::{COLUMNS, FROM, Row},
};

/// Which follow-ups a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Led or supported by this unit.
    pub unit: Option<Uuid>,
    /// Led by this place or one below it.
    pub below: Option<Place>,
    /// Led by one of these units; `None`: by any.
    pub among: Option<Vec<Uuid>>,
    /// One of the words: `terlambat`, `terbuka`, `eskalasi`, `menunggu`, `kembali`, `tuntas`, `batal`,
    /// `lengkapi`. Empty: all.
    pub status: String,
    /// Only what has no date, or one up to this day.
    pub until: Option<Date>,
    /// Part of the task's text.
    pub words: String,
    /// The present instant, for `terlambat`.
    pub now: i64,
    /// Page, from 1.
    pub page: i64,
    /// How many rows a page holds; 0: as many as a screen shows.
    pub rows: i64,
}

impl Filter {
    /// Whether nothing is left out.
    fn is_all(&self) -> bool {
        self.unit.is_none()
            && self.below.is_none()
            && self.among.is_none()
            && self.status.is_empty()
            && self.until.is_none()
            && self.words.trim().is_empty()
    }

    fn per_page(&self) -> i64 {
        if self.rows > 0 { self.rows } else { PER_PAGE }
    }
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// The follow-ups.
    pub rows: Vec<FollowUp>,
    /// How many there are in all.
    pub total: i64,
    /// How many a page holds.
    pub per_page: i64,
}

const PER_PAGE: i64 = 50;

/// The obligation of a follow-up's lead.
const OWED: &str = "o.region = f.region and o.kind = 'follow_up' and o.subject_id = f.id \
    and o.unit_id = f.lead_unit_id";

/// What leads still owe in the whole region: the index of obligations knows without any follow-up.
/// `coalesce` leads SQLite to the index by state, which it would not choose by itself.
const OWED_IN_ALL: &str = "from obligation o where o.region = $1 and o.state in (0, 2) \
    and coalesce(o.kind, '') = 'follow_up' and o.audience = 0";

/// The most urgent first; of the same day the latest.
const URGENT_FIRST: &str = "case when o.due_at is null then 1 else 0 end, o.due_at";

const OPEN: &str = "f.kind <> 3 and f.standing = 0 and o.state in (0, 1, 2)";

fn condition(status: &str) -> Option<&'static str> {
    Some(match status {
        "terlambat" => "f.standing = 0 and o.state in (0, 2) and o.due_at <= $2",
        "terbuka" => OPEN,
        "eskalasi" => {
            "f.standing = 0 and o.state in (0, 2) and exists (select 1 from escalation e \
             where e.region = f.region and e.follow_up_id = f.id \
             and e.due_at = coalesce(f.due_at, 0))"
        }
        "menunggu" => "o.state = 1",
        "kembali" => "o.state = 2",
        "tuntas" => "o.state = 3",
        "batal" => "f.standing <> 0",
        "lengkapi" => "f.standing = 0 and f.kind <> 3 and f.terms <> 2",
        _ => return None,
    })
}

/// Follow-ups that fit a filter and that everybody may see, the most urgent first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    filter: &Filter,
) -> Result<Page, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into(), filter.now.into()];
    let mut wheres = vec![
        "f.region = $1 and f.audience = 0".to_owned(),
        "$2 > 0".to_owned(),
    ];
    wheres.extend(condition(&filter.status).map(str::to_owned));
    if let Some(unit) = filter.unit {
        values.push(unit.into());
        let n = values.len();
        wheres.push(format!(
            "(f.lead_unit_id = ${n} or exists (select 1 from follow_up_supporter s \
             where s.region = f.region and s.follow_up_id = f.id and s.unit_id = ${n}))"
        ));
    }
    if let Some(place) = &filter.below {
        values.push(format!("{}%", place.path).into());
        wheres.push(format!("lead.path like ${}", values.len()));
    }
    if let Some(units) = &filter.among {
        let places = sql::places(values.len(), units.len());
        values.extend(units.iter().map(|id| Value::from(*id)));
        wheres.push(match units.is_empty() {
            true => "1 = 0".to_owned(),
            false => format!("f.lead_unit_id in ({places})"),
        });
    }
    if let Some(until) = filter.until {
        values.push(date::iso(until).into());
        let n = values.len();
        wheres.push(format!("(o.due_date is null or o.due_date <= ${n})"));
    }
    let words = filter
        .words
        .trim()
        .to_lowercase()
        .replace(['%', '_', '\\'], " ");
    if !words.is_empty() {
        values.push(format!("%{words}%").into());
        wheres.push(format!("lower(f.task) like ${}", values.len()));
    }
    let wheres = wheres.join(" and ");
    // a count joins only what it asks for
    let of_state = filter.until.is_some()
        || condition(&filter.status).is_some_and(|condition| condition.contains("o."));
    let counted = match (of_state, &filter.below) {
        (false, None) => "from follow_up f".to_owned(),
        (false, Some(_)) => FROM.to_owned(),
        (true, _) => format!("{FROM} left join obligation o on {OWED}"),
    };
    let total = sql::number(
        conn,
        &format!("select count(*) {counted} where {wheres}"),
        values.clone(),
    )
    .await?;
    let per_page = filter.per_page();
    let offset = (filter.page.max(1) - 1).saturating_mul(per_page);
    let question = if filter.is_all() && fills(conn, region, offset, per_page).await? {
        values.truncate(1);
        format!(
            "select {COLUMNS} from (select o.region, o.subject_id, o.due_at {OWED_IN_ALL} \
             order by {URGENT_FIRST}, o.subject_id desc limit {per_page} offset {offset}) o \
             cross join follow_up f cross join unit lead \
             where f.region = o.region and f.id = o.subject_id \
             and lead.region = f.region and lead.id = f.lead_unit_id \
             order by {URGENT_FIRST}, f.id desc"
        )
    } else {
        format!(
            "select {COLUMNS} {FROM} left join obligation o on {OWED} where {wheres} \
             order by case when o.state in (0, 2) then 0 when o.state = 1 then 1 else 2 end, \
             {URGENT_FIRST}, f.id desc limit {per_page} offset {offset}"
        )
    };
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(Page {
        rows: rows.into_iter().map(|row| row.read().follow_up).collect(),
        total,
        per_page,
    })
}

/// Whether what is still owed fills the page that begins at `offset`: it comes first, so the rest
/// need not be looked at.
async fn fills<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    offset: i64,
    per_page: i64,
) -> Result<bool, Problem> {
    let count = format!("select count(*) {OWED_IN_ALL}");
    let owed = sql::number(conn, &count, vec![region.as_str().into()]).await?;
    Ok(owed >= offset.saturating_add(per_page))
}

/// The follow-ups of several origins of one kind, with one statement, in order of their numbers.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_origins<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    kind: &str,
    origins: &[Uuid],
) -> Result<Vec<FollowUp>, Problem> {
    if origins.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into(), kind.into()];
    values.extend(origins.iter().map(|id| Value::from(*id)));
    // `materialized`: found by their origin, instead of reading the region's in order of their
    // units or numbers
    let question = format!(
        "with f as materialized (select * from follow_up \
         where region = $1 and origin_kind = $2 and origin_id in ({})) \
         select {COLUMNS} from f join unit lead on lead.region = f.region \
         and lead.id = f.lead_unit_id order by f.year, f.serial",
        places(2, origins.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows.into_iter().map(|row| row.read().follow_up).collect())
}

/// How many follow-ups an origin has, and how they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OriginCount {
    /// The origin.
    pub origin_id: Uuid,
    /// In all, without withdrawn ones.
    pub total: i64,
    /// Fulfilled.
    pub done: i64,
    /// Owed and past due.
    pub late: i64,
}

/// Counts the follow-ups of several origins of one kind, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_by_origin<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    kind: &str,
    origins: &[Uuid],
    now: i64,
) -> Result<Vec<OriginCount>, Problem> {
    if origins.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into(), kind.into(), now.into()];
    values.extend(origins.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select origin_id, cast(count(*) as bigint) as total, \
         cast(sum(case when state = 3 then 1 else 0 end) as bigint) as done, \
         cast(sum(case when state in (0, 2) and due_at <= $3 then 1 else 0 end) as bigint) as late \
         from obligation where region = $1 and kind = 'follow_up' and origin_kind = $2 \
         and state <> 4 and origin_id in ({}) group by origin_id",
        places(3, origins.len())
    );
    sql::all(conn, &question, values).await
}

/// Origins named by a question of their owner: `select id from ... where region = $1 ...`, whose
/// parameters go on from `$4`.
#[derive(Clone, Debug)]
pub struct Origins {
    /// Kind of the origins.
    pub kind: &'static str,
    /// The question.
    pub question: &'static str,
    /// Its parameters from `$4` on.
    pub values: Vec<Value>,
}

/// For the evaluation at a meeting: follow-ups of these origins that are still open, and those
/// fulfilled since `since`; the most overdue first, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub async fn evaluation<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    origins: Origins,
    since: i64,
    limit: i64,
) -> Result<Vec<FollowUp>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into(), origins.kind.into(), since.into()];
    values.extend(origins.values);
    let question = format!(
        "select {COLUMNS} {FROM} join obligation o on o.region = f.region and o.kind = 'follow_up' \
         and o.subject_id = f.id and o.unit_id = f.lead_unit_id \
         where f.region = $1 and f.origin_kind = $2 and f.audience = 0 \
         and (o.state in (0, 1, 2) or (o.state = 3 and f.fulfilled_at >= $3)) \
         and f.origin_id in ({}) \
         order by case when o.state = 3 then 1 else 0 end, \
         case when o.due_at is null then 1 else 0 end, o.due_at, f.year, f.serial limit {limit}",
        origins.question
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows.into_iter().map(|row| row.read().follow_up).collect())
}

/// What a unit still has open, by the month it is due in.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OpenInMonth {
    /// The unit.
    pub unit_id: Uuid,
    /// "2024-03", or empty where no date is agreed.
    pub month: String,
    /// How many.
    pub count: i64,
}

/// What leads still have open that is due up to `until`, or has no agreed date; by unit and month.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_until<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    until: Date,
) -> Result<Vec<OpenInMonth>, Problem> {
    sql::all(
        conn,
        "select unit_id, coalesce(substr(due_date, 1, 7), '') as month, count(*) as count \
         from obligation where region = $1 and kind = 'follow_up' and state in (0, 1, 2) \
         and audience = 0 and (due_date is null or due_date <= $2) group by 1, 2 order by 2",
        vec![region.as_str().into(), date::iso(until).into()],
    )
    .await
}

/// Number and task of several follow-ups, with one statement; who reads them is not known here, so
/// a limited one keeps its words.
///
/// # Errors
/// When the database cannot be read.
pub async fn titles<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String)>, Problem> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let question = format!(
        "select {COLUMNS} {FROM} where f.region = $1 and f.id in ({})",
        places(1, ids.len())
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| row.read().follow_up)
        .map(|f| match f.audience.is_limited() {
            true => (f.id, format!("{} {MASKED}", f.number)),
            false => (f.id, format!("{} {}", f.number, f.task)),
        })
        .collect())
}

/// How many follow-ups were fulfilled on each day since `since` (days counted from 1970 in the
/// zone), with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn fulfilled_by_day<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    since: i64,
    zone: i8,
) -> Result<Vec<(i64, i64)>, Problem> {
    #[derive(FromQueryResult)]
    struct Day {
        day: i64,
        number: i64,
    }
    let shift = i64::from(zone) * 3_600_000_000;
    let question = format!(
        "select (fulfilled_at + {shift}) / 86400000000 as day, count(*) as number from follow_up \
         where region = $1 and fulfilled_at >= $2 and standing = 0 and audience = 0 group by 1"
    );
    let rows: Vec<Day> =
        sql::all(conn, &question, vec![region.as_str().into(), since.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.day, row.number)).collect())
}
