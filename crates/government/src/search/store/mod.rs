//! Entries as stored, and the questions to them.

mod sources;

use std::collections::{HashMap, HashSet};

use platform::{
    Place, Problem, RegionCode, Tx, Uuid,
    store::{
        sql::{self, insert, places},
        words,
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

pub use sources::{entries, sources};

use super::{Entry, SearchSource, SearchSources};
use crate::obligation::Audience;

const TABLE: &str = "search_entry";

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
struct Row {
    subject_id: Uuid,
    unit_id: Option<Uuid>,
    audience: i16,
    title: String,
    text: String,
    at: i64,
}

impl From<Entry> for Row {
    fn from(entry: Entry) -> Self {
        Self {
            subject_id: entry.subject,
            unit_id: entry.unit,
            audience: entry.audience.code(),
            title: entry.title,
            text: entry.text,
            at: entry.at,
        }
    }
}

/// Brings the entries of everything up to date that this transaction left an audit row about.
///
/// # Errors
/// When a statement fails.
pub async fn after_write(tx: &Tx, sources: &SearchSources) -> Result<(), Problem> {
    let touched: HashSet<_> = tx.touched().iter().copied().collect();
    for subject in touched {
        let source = sources.0.iter().find(|source| source.kind == subject.kind);
        if let Some(source) = source {
            // without an id, all of them: a list was loaded
            let subject = Some(subject.id).filter(|id| !id.is_nil());
            bring(tx, source, subject).await?;
        }
    }
    Ok(())
}

/// Brings all entries of a source up to date; how many were not.
///
/// # Errors
/// When a statement fails.
pub async fn rebuild(tx: &Tx, source: &SearchSource) -> Result<usize, Problem> {
    bring(tx, source, None).await
}

/// How many entries are not what their subjects say. Changes nothing.
///
/// # Errors
/// When a statement fails.
pub async fn verify(tx: &Tx, source: &SearchSource) -> Result<usize, Problem> {
    let mut stored = stored(tx, source, None).await?;
    let wanted = derived(tx, source, None).await?;
    let wrong = wanted
        .into_iter()
        .filter(|(id, row)| stored.remove(id).as_ref() != Some(row))
        .count();
    Ok(wrong + stored.len())
}

async fn derived(
    tx: &Tx,
    source: &SearchSource,
    subject: Option<Uuid>,
) -> Result<HashMap<Uuid, Row>, Problem> {
    let entries = (source.derive)(tx, subject).await?;
    Ok(entries
        .into_iter()
        .map(|entry| (entry.subject, Row::from(entry)))
        .collect())
}

async fn stored(
    tx: &Tx,
    source: &SearchSource,
    subject: Option<Uuid>,
) -> Result<HashMap<Uuid, Row>, Problem> {
    let mut values: Vec<Value> = vec![tx.region().as_str().into(), source.kind.into()];
    let one = subject.map_or("", |id| {
        values.push(id.into());
        " and subject_id = $3"
    });
    let question = format!(
        "select subject_id, unit_id, audience, title, text, at from {TABLE} \
         where region = $1 and kind = $2{one}"
    );
    let rows: Vec<Row> = sql::all(tx.conn(), &question, values).await?;
    Ok(rows.into_iter().map(|row| (row.subject_id, row)).collect())
}

async fn bring(tx: &Tx, source: &SearchSource, subject: Option<Uuid>) -> Result<usize, Problem> {
    let mut stored = stored(tx, source, subject).await?;
    let mut changed = 0;
    for (id, row) in derived(tx, source, subject).await? {
        match stored.remove(&id) {
            Some(old) if old == row => continue,
            Some(_) => remove(tx, source, id).await?,
            None => {}
        }
        changed += 1;
        add(tx, source, row).await?;
    }
    for id in stored.into_keys() {
        changed += 1;
        remove(tx, source, id).await?;
    }
    Ok(changed)
}

async fn add(tx: &Tx, source: &SearchSource, row: Row) -> Result<(), Problem> {
    let number = words::row(tx.region(), source.kind, row.subject_id);
    let text = format!("{} {}", row.title, row.text);
    insert(
        tx.conn(),
        TABLE,
        vec![
            ("region", tx.region().as_str().into()),
            ("kind", source.kind.into()),
            ("subject_id", row.subject_id.into()),
            ("word_row", number.into()),
            ("unit_id", row.unit_id.into()),
            ("audience", row.audience.into()),
            ("title", row.title.into()),
            ("text", row.text.into()),
            ("at", row.at.into()),
        ],
    )
    .await?;
    words::put(tx, TABLE, number, &text).await
}

async fn remove(tx: &Tx, source: &SearchSource, subject: Uuid) -> Result<(), Problem> {
    words::forget(tx, TABLE, words::row(tx.region(), source.kind, subject)).await?;
    let statement =
        format!("delete from {TABLE} where region = $1 and kind = $2 and subject_id = $3");
    let values = vec![
        tx.region().as_str().into(),
        source.kind.into(),
        subject.into(),
    ];
    sql::run(tx.conn(), &statement, values).await.map(drop)
}

/// What is looked for, and by whom.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The words, see `platform::store::words::asked`.
    pub words: &'a [String],
    /// Kinds the asking person may read.
    pub kinds: &'a [&'static str],
    /// Where that person works: records for the line of a unit are seen there and above.
    pub place: &'a Place,
    /// Most results of each kind.
    pub most: i64,
}

/// A record that was found.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Found {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub subject_id: Uuid,
    /// The unit it belongs to, if to one.
    pub unit_id: Option<Uuid>,
    /// What it is called.
    pub title: String,
    /// More of its words.
    pub text: String,
    /// How many of its kind were found.
    pub total: i64,
}

/// Looks for records, with one statement: those of each kind together, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    asked: &Asked<'_>,
) -> Result<Vec<Found>, Problem> {
    if asked.words.is_empty() || asked.kinds.is_empty() {
        return Ok(vec![]);
    }
    let (matching, question) = words::matching(conn, TABLE, region, asked.words, 2);
    let mut values: Vec<Value> = vec![
        region.as_str().into(),
        question,
        Audience::Region.code().into(),
        format!("{}%", asked.place.path).into(),
        asked.most.into(),
    ];
    values.extend(asked.kinds.iter().map(|kind| Value::from(*kind)));
    let question = format!(
        "select kind, subject_id, unit_id, title, text, total from ( \
         select e.kind as kind, e.subject_id as subject_id, e.unit_id as unit_id, \
         e.title as title, e.text as text, \
         count(*) over (partition by e.kind) as total, \
         row_number() over (partition by e.kind order by e.at desc, e.subject_id) as place \
         from {TABLE} e where e.region = $1 and {matching} \
         and (e.audience = $3 or e.unit_id in \
           (select u.id from unit u where u.region = $1 and u.path like $4)) \
         and e.kind in ({})) found where place <= $5 order by kind, place",
        places(5, asked.kinds.len())
    );
    sql::all(conn, &question, values).await
}
