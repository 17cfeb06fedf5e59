//! What was sent: read by those it is addressed to and by the unit that sent it.

use platform::{
    Actor, Place, Problem, RegionCode, Tx, Uuid,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Value};

use crate::rules::{Period, Row, words};

/// A report as it was sent.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SentReport {
    /// Id.
    pub id: Uuid,
    /// The unit's report on the period.
    pub period_id: Uuid,
    /// The standing report.
    pub report_id: Uuid,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// What asks for it.
    pub basis: String,
    /// The unit that sent it.
    pub unit_id: Uuid,
    first_day: String,
    last_day: String,
    /// Number of the sending; from 2 on a correction.
    pub number: i64,
    /// How often the report was sent altogether.
    pub sendings: i64,
    /// When, microseconds.
    pub sent_at: i64,
    /// By whom.
    pub sent_name: String,
    /// Number of its row in the audit chain.
    pub receipt: i64,
    /// What is reported in words.
    pub text: String,
    column_list: String,
    /// How many rows it has.
    pub row_count: i64,
    unit_path: String,
}

impl SentReport {
    /// "Oktober 2026".
    pub fn period_name(&self) -> String {
        let day = |text| platform::date::parse(text);
        let (Some(first), Some(last)) = (day(&self.first_day), day(&self.last_day)) else {
            return String::new();
        };
        Period { first, last }.name()
    }

    /// The names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.column_list.lines().map(str::to_owned).collect()
    }

    /// Where the unit that sent it lies.
    pub fn place(&self) -> Place {
        Place {
            id: self.unit_id,
            path: self.unit_path.clone(),
        }
    }
}

/// Somebody it was delivered to, with who opened it.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Id.
    pub id: Uuid,
    /// As the letter names them.
    pub title: String,
    /// Gets a copy.
    pub is_copy: bool,
    /// The place of the unit.
    pub place: Place,
    /// Whether who asks has it in the inbox: the post is theirs, or the unit as such is addressed.
    pub mine: bool,
    /// Who opened it when, the first first: microseconds, person and office.
    pub openings: Vec<(i64, String)>,
}

const QUESTION: &str = "select s.id as id, s.period_id as period_id, p.report_id as report_id, \
    r.title as title, r.purpose as purpose, r.basis as basis, p.unit_id as unit_id, \
    p.first_day as first_day, p.last_day as last_day, s.number as number, \
    p.sendings as sendings, s.sent_at as sent_at, s.sent_name as sent_name, \
    s.receipt as receipt, s.text as text, s.column_list as column_list, \
    s.row_count as row_count, u.path as unit_path";
const FROM: &str = "from sent_report s \
    join period_report p on p.region = s.region and p.id = s.period_id \
    join standing_report r on r.region = p.region and r.id = p.report_id \
    join unit u on u.region = p.region and u.id = p.unit_id";

struct Joined {
    sent: SentReport,
    delivery: Option<Delivery>,
    opening: Option<(i64, String)>,
}

impl FromQueryResult for Joined {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        let id: Option<Uuid> = row.try_get(prefix, "delivery_id")?;
        let delivery = match id {
            None => None,
            Some(id) => {
                let post: Option<Uuid> = row.try_get(prefix, "post_id")?;
                let holds: Option<Uuid> = row.try_get(prefix, "holding_id")?;
                Some(Delivery {
                    id,
                    title: row.try_get(prefix, "delivery_title")?,
                    is_copy: row.try_get(prefix, "is_copy")?,
                    place: Place {
                        id: row.try_get(prefix, "delivery_unit")?,
                        path: row.try_get(prefix, "delivery_path")?,
                    },
                    mine: post.is_none() || holds.is_some(),
                    openings: vec![],
                })
            }
        };
        let opened: Option<i64> = row.try_get(prefix, "opened_at")?;
        let name: Option<String> = row.try_get(prefix, "opened_name")?;
        Ok(Self {
            sent: SentReport::from_query_result(row, prefix)?,
            delivery,
            opening: opened.zip(name),
        })
    }
}

async fn joined<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    actor: &Actor,
    wheres: &str,
    id: Uuid,
) -> Result<Option<(SentReport, Vec<Delivery>)>, Problem> {
    let question = format!(
        "{QUESTION}, d.id as delivery_id, d.title as delivery_title, d.is_copy as is_copy, \
         d.unit_id as delivery_unit, d.post_id as post_id, du.path as delivery_path, \
         h.id as holding_id, o.opened_at as opened_at, o.opened_name as opened_name {FROM} \
         left join report_delivery d on d.region = s.region and d.sent_id = s.id \
         left join unit du on du.region = d.region and du.id = d.unit_id \
         left join holder h on h.region = d.region and h.post_id = d.post_id and h.id = $3 \
         left join report_opening o on o.region = d.region and o.delivery_id = d.id \
         where s.region = $1 and {wheres} order by d.order_number, o.opened_at"
    );
    let values: Vec<Value> = vec![region.as_str().into(), id.into(), actor.capacity.into()];
    let rows: Vec<Joined> = sql::all(conn, &question, values).await?;
    let Some(sent) = rows.first().map(|row| row.sent.clone()) else {
        return Ok(None);
    };
    let mut deliveries: Vec<Delivery> = Vec::new();
    for row in rows {
        let Some(delivery) = row.delivery else {
            continue;
        };
        if deliveries.last().is_none_or(|last| last.id != delivery.id) {
            deliveries.push(delivery);
        }
        if let Some(last) = deliveries.last_mut() {
            last.openings.extend(row.opening);
        }
    }
    Ok(Some((sent, deliveries)))
}

/// What was sent, with to whom it was delivered, seen by `actor`. One statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_sent<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    actor: &Actor,
    id: Uuid,
) -> Result<Option<(SentReport, Vec<Delivery>)>, Problem> {
    joined(conn, region, actor, "s.id = $2", id).await
}

/// A row as it was sent.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SentRow {
    /// Id.
    pub id: Uuid,
    /// Its number in the report.
    pub number: i64,
    cells: String,
    /// How many checks of it were noted.
    pub checks: i64,
}

impl SentRow {
    /// Its cells.
    pub fn cells(&self) -> Row {
        serde_json::from_str(&self.cells).unwrap_or_default()
    }
}

const ROW: &str = "select w.id as id, w.number as number, w.cells as cells, \
    (select count(*) from field_check c where c.region = w.region and c.row_id = w.id) as checks \
    from sent_report_row w";

/// The report a row belongs to, with to whom it was delivered, and the row.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_row<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    actor: &Actor,
    id: Uuid,
) -> Result<Option<(SentReport, Vec<Delivery>, SentRow)>, Problem> {
    let question = format!("{ROW} where w.region = $1 and w.id = $2");
    let row: Option<SentRow> =
        sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await?;
    let wheres = "s.id = (select w.sent_id from sent_report_row w \
        where w.region = $1 and w.id = $2)";
    let found = joined(conn, region, actor, wheres, id).await?;
    Ok(found
        .zip(row)
        .map(|((sent, deliveries), row)| (sent, deliveries, row)))
}

/// Rows of what was sent in which all of these words stand, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub async fn rows<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    sent: Uuid,
    asked: &str,
    limit: i64,
) -> Result<Vec<SentRow>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into(), sent.into()];
    let wheres = holding_words(asked, &mut values);
    let question = format!(
        "{ROW} where w.region = $1 and w.sent_id = $2{wheres} order by w.number limit {limit}"
    );
    sql::all(conn, &question, values).await
}

/// The condition that all words typed stand in a row `w`. Folded words hold letters and digits
/// only, so nothing in them means anything to `like`.
pub(super) fn holding_words(asked: &str, values: &mut Vec<Value>) -> String {
    let asked = words(&[asked.chars().take(200).collect()]);
    let mut wheres = String::new();
    for word in asked.split(' ').filter(|it| !it.is_empty()).take(10) {
        values.push(format!("%{word}%").into());
        wheres += &format!(" and w.words like ${}", values.len());
    }
    wheres
}

/// All sendings of a unit's report, the newest first: id, number, when, by whom.
///
/// # Errors
/// When the database cannot be read.
pub async fn sendings<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    periods: &[Uuid],
) -> Result<Vec<SentReport>, Problem> {
    if periods.is_empty() {
        return Ok(vec![]);
    }
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(periods.iter().map(|id| Value::from(*id)));
    let question = format!(
        "{QUESTION} {FROM} where s.region = $1 and s.period_id in ({}) order by s.number desc",
        places(1, periods.len())
    );
    sql::all(conn, &question, values).await
}

/// Notes that a person opened what was delivered, once.
///
/// # Errors
/// When the statement fails.
pub async fn open(tx: &Tx, delivery: Uuid, person: Uuid, name: &str) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "insert into report_opening (region, delivery_id, account_id, opened_at, opened_name) \
         values ($1, $2, $3, $4, $5) on conflict (region, delivery_id, account_id) do nothing",
        vec![
            tx.region().as_str().into(),
            delivery.into(),
            person.into(),
            tx.now().0.into(),
            name.into(),
        ],
    )
    .await
    .map(drop)
}
