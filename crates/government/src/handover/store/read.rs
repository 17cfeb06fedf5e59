//! Reading handovers.

use platform::{
    Actor, Place, Problem, RegionCode, Uuid, date,
    right::Scope,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use time::Date;

use super::{OPEN, RECEIVED, WITHDRAWN};
use crate::structure::Due;

/// A handover.
#[derive(Clone, Debug)]
pub struct Handover {
    /// Id.
    pub id: Uuid,
    /// The post.
    pub post: Uuid,
    /// The time on the post that ends.
    pub holding: Uuid,
    /// The unit that owes it.
    pub unit: Uuid,
    /// Where that unit stands.
    pub place: Place,
    /// "Plt. Kepala Dinas Kesehatan".
    pub title: String,
    /// Whether the post leads its unit.
    pub heads: bool,
    /// Role of the post.
    pub role: String,
    /// Who leaves it.
    pub account: Uuid,
    /// Name with degrees.
    pub name: String,
    /// The last day.
    pub last: Date,
    /// Decree.
    pub basis: String,
    /// By when it should be received, where a day was typed.
    pub due: Option<Due>,
    /// What who leaves has to say.
    pub notes: String,
    /// When who leaves signed off, microseconds.
    pub given_at: Option<i64>,
    /// When it was received, microseconds.
    pub received_at: Option<i64>,
    /// By whom, in words.
    pub received_name: String,
    /// With which words.
    pub received_note: String,
    /// Version.
    pub version: i64,
    pub(super) state: i16,
}

impl Handover {
    /// Whether it waits to be received.
    pub fn is_open(&self) -> bool {
        self.state == OPEN
    }

    /// Whether it was received, so that what was handed over is frozen.
    pub fn is_received(&self) -> bool {
        self.state == RECEIVED
    }

    /// Whether the time on the post goes on after all.
    pub fn is_withdrawn(&self) -> bool {
        self.state == WITHDRAWN
    }
}

/// A handover as somebody sees it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The handover.
    pub handover: Handover,
    /// Whether the reader holds the post today.
    pub holds: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    post_id: Uuid,
    holding_id: Uuid,
    unit_id: Uuid,
    path: String,
    title: String,
    heads: bool,
    role: String,
    account_id: Uuid,
    name: String,
    last_date: String,
    basis: String,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    notes: String,
    given_at: Option<i64>,
    received_at: Option<i64>,
    received_name: String,
    received_note: String,
    version: i64,
    state: i16,
    holds: i64,
}

impl Row {
    fn read(self) -> Option<Seen> {
        Some(Seen {
            holds: self.holds > 0,
            handover: Handover {
                id: self.id,
                post: self.post_id,
                holding: self.holding_id,
                unit: self.unit_id,
                place: Place {
                    id: self.unit_id,
                    path: self.path,
                },
                title: self.title,
                heads: self.heads,
                role: self.role,
                account: self.account_id,
                name: self.name,
                last: date::parse(&self.last_date)?,
                basis: self.basis,
                due: Due::stored(self.due_date.as_deref(), self.due_minute, self.due_at),
                notes: self.notes,
                given_at: self.given_at,
                received_at: self.received_at,
                received_name: self.received_name,
                received_note: self.received_note,
                version: self.version,
                state: self.state,
            },
        })
    }
}

/// `$1` the region, `$2` the reader, `$3` today.
const QUESTION: &str = "select h.id as id, h.post_id as post_id, h.holding_id as holding_id, \
    h.unit_id as unit_id, u.path as path, h.title as title, p.heads as heads, p.role as role, \
    h.account_id as account_id, c.name as name, h.last_date as last_date, h.basis as basis, \
    h.due_date as due_date, h.due_minute as due_minute, h.due_at as due_at, h.notes as notes, \
    h.given_at as given_at, h.received_at as received_at, h.received_name as received_name, \
    h.received_note as received_note, h.version as version, h.state as state, \
    (select count(*) from holder x where x.region = h.region and x.post_id = h.post_id \
       and x.account_id = $2 and coalesce(x.from_date, '0000') <= $3 \
       and coalesce(x.until_date, '9999') >= $3) as holds \
    from handover h \
    join post p on p.region = h.region and p.id = h.post_id \
    join unit u on u.region = h.region and u.id = h.unit_id \
    join account c on c.region = h.region and c.id = h.account_id where h.region = $1";

/// One handover, as `reader` sees it today.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
    reader: Uuid,
    today: Date,
) -> Result<Option<Seen>, Problem> {
    let values = vec![
        region.as_str().into(),
        reader.into(),
        date::iso(today).into(),
        id.into(),
    ];
    let row: Option<Row> = sql::one(conn, &format!("{QUESTION} and h.id = $4"), values).await?;
    Ok(row.and_then(Row::read))
}

/// Handovers within the reach of the reader, and those the reader gives or receives wherever they
/// are: the open ones, or all, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    (reader, scope): (&Actor, Scope),
    today: Date,
    open_only: bool,
    limit: i64,
) -> Result<Vec<Seen>, Problem> {
    let mut values: Vec<Value> = vec![
        region.as_str().into(),
        reader.person.into(),
        date::iso(today).into(),
    ];
    let reach = match scope {
        Scope::Own => Some(reader.place.path.clone()),
        Scope::Subtree => Some(format!("{}%", reader.place.path)),
        Scope::Region | Scope::All => None,
    };
    let reach = reach.map_or("", |path| {
        values.push(path.into());
        " and (u.path like $4 or h.account_id = $2 or h.post_id in (select y.post_id \
         from holder y where y.region = $1 and y.account_id = $2 \
         and coalesce(y.from_date, '0000') <= $3 and coalesce(y.until_date, '9999') >= $3))"
    });
    let state = match open_only {
        true => format!("h.state = {OPEN}"),
        false => format!("h.state <> {WITHDRAWN}"),
    };
    let question = format!(
        "{QUESTION}{reach} and {state} order by h.last_date desc, h.title, h.id limit {limit}"
    );
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// The handovers of the posts of a unit, whose time on the post did end.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_unit<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    unit: Uuid,
    (reader, today): (Uuid, Date),
) -> Result<Vec<Handover>, Problem> {
    let question = format!("{QUESTION} and p.unit_id = $4 and h.state <> {WITHDRAWN}");
    let values = vec![
        region.as_str().into(),
        reader.into(),
        date::iso(today).into(),
        unit.into(),
    ];
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    Ok(rows
        .into_iter()
        .filter_map(Row::read)
        .map(|seen| seen.handover)
        .collect())
}

/// Titles of the posts handed over.
///
/// # Errors
/// When the database cannot be read.
pub async fn titles<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String)>, Problem> {
    #[derive(FromQueryResult)]
    struct Title {
        id: Uuid,
        title: String,
    }
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let question = format!(
        "select id, title from handover where region = $1 and id in ({})",
        places(1, ids.len())
    );
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let rows: Vec<Title> = sql::all(conn, &question, values).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}
