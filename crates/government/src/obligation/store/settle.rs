//! Settling: what is stored becomes what is derived, row by row, with the tally kept along.

use std::collections::HashMap;

use platform::{
    Problem, Tx, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{FromQueryResult, Value};

use super::tally;
use crate::{
    audience::Audience,
    obligation::{ObligationSource, Owed},
};

/// Kind, subject and unit.
type Key = (String, Uuid, Uuid);

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
struct Row {
    kind: String,
    subject_id: Uuid,
    unit_id: Uuid,
    subject_kind: String,
    title: String,
    measure: Option<String>,
    done: Option<String>,
    total: Option<String>,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    state: i16,
    reason: String,
    audience: i16,
    origin_kind: String,
    origin_id: Uuid,
}

const COLUMNS: &str = "kind, subject_id, unit_id, subject_kind, title, measure, done, total, due_date, \
    due_minute, due_at, state, reason, audience, origin_kind, origin_id";

impl Row {
    fn of(owed: Owed) -> Self {
        Self {
            kind: owed.kind.to_owned(),
            subject_id: owed.subject.id,
            unit_id: owed.unit,
            subject_kind: owed.subject.kind.to_owned(),
            title: owed.title,
            measure: owed.measure,
            done: owed.done,
            total: owed.total,
            due_date: owed.due.map(|due| date::iso(due.date)),
            due_minute: owed.due.map(|due| due.minute),
            due_at: owed.due.map(|due| due.at.0),
            state: owed.state.code(),
            reason: owed.reason,
            audience: owed.audience.code(),
            origin_kind: owed.origin.0,
            origin_id: owed.origin.1,
        }
    }

    fn key(&self) -> Key {
        (self.kind.clone(), self.subject_id, self.unit_id)
    }

    /// The tally is read by everybody: it counts what everybody may see.
    fn count(&self, moves: &mut tally::Moves, by: i64) {
        if !Audience::from_code(self.audience).is_limited() {
            moves.note(&self.kind, self.unit_id, self.state, by);
        }
    }

    fn values(self) -> Vec<(&'static str, Value)> {
        vec![
            ("subject_kind", self.subject_kind.into()),
            ("title", self.title.into()),
            ("measure", self.measure.into()),
            ("done", self.done.into()),
            ("total", self.total.into()),
            ("due_date", self.due_date.into()),
            ("due_minute", self.due_minute.into()),
            ("due_at", self.due_at.into()),
            ("state", self.state.into()),
            ("reason", self.reason.into()),
            ("audience", self.audience.into()),
            ("origin_kind", self.origin_kind.into()),
            ("origin_id", self.origin_id.into()),
        ]
    }
}

/// A stored obligation that is not what its subject says, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Kind of the obligation.
    pub kind: String,
    /// The subject.
    pub subject: Uuid,
    /// The unit.
    pub unit: Uuid,
    /// What is wrong, for the log.
    pub what: &'static str,
}

/// Brings the obligations of one subject up to date. Call it after every change of the subject,
/// inside the same transaction.
///
/// # Errors
/// When a statement fails.
pub async fn settle(tx: &Tx, source: &ObligationSource, subject: Uuid) -> Result<(), Problem> {
    bring(tx, source, Some(subject)).await.map(drop)
}

/// Brings all obligations of a source up to date; the differences there were.
///
/// # Errors
/// When a statement fails.
pub async fn rebuild(tx: &Tx, source: &ObligationSource) -> Result<Vec<Difference>, Problem> {
    let mut differences = bring(tx, source, None).await?;
    for kind in source.kinds {
        let wrong = tally::recount(tx, kind.code).await?;
        differences.extend(
            wrong
                .into_iter()
                .map(|unit| tally_difference(kind.code, unit)),
        );
    }
    Ok(differences)
}

/// Compares what is stored with what is derived, and changes nothing.
///
/// # Errors
/// When a statement fails.
pub async fn verify(tx: &Tx, source: &ObligationSource) -> Result<Vec<Difference>, Problem> {
    let wanted = derived(tx, source, None).await?;
    let mut differences = compare(&stored(tx, source, None).await?, &wanted);
    for kind in source.kinds {
        let wrong = tally::wrong(tx, kind.code).await?;
        differences.extend(
            wrong
                .into_iter()
                .map(|unit| tally_difference(kind.code, unit)),
        );
    }
    Ok(differences)
}

fn tally_difference(kind: &str, unit: Uuid) -> Difference {
    Difference {
        kind: kind.to_owned(),
        subject: Uuid::nil(),
        unit,
        what: "tally",
    }
}

async fn derived(
    tx: &Tx,
    source: &ObligationSource,
    subject: Option<Uuid>,
) -> Result<HashMap<Key, Row>, Problem> {
    Ok((source.derive)(tx, subject)
        .await?
        .into_iter()
        .map(Row::of)
        .map(|row| (row.key(), row))
        .collect())
}

async fn stored(
    tx: &Tx,
    source: &ObligationSource,
    subject: Option<Uuid>,
) -> Result<HashMap<Key, Row>, Problem> {
    let mut values: Vec<Value> = vec![tx.region().as_str().into()];
    values.extend(source.kinds.iter().map(|kind| Value::from(kind.code)));
    let of_subject = match subject {
        None => String::new(),
        Some(subject) => {
            values.push(subject.into());
            format!(" and subject_id = ${}", values.len())
        }
    };
    // a question per kind: with `kind in (..)` PostgreSQL's general plan reads the whole region
    let questions: Vec<String> = (2..source.kinds.len() + 2)
        .map(|kind| {
            format!(
                "select {COLUMNS} from obligation where region = $1 and kind = ${kind}{of_subject}"
            )
        })
        .collect();
    let rows: Vec<Row> = sql::all(tx.conn(), &questions.join(" union all "), values).await?;
    Ok(rows.into_iter().map(|row| (row.key(), row)).collect())
}

fn compare(stored: &HashMap<Key, Row>, wanted: &HashMap<Key, Row>) -> Vec<Difference> {
    let note = |key: &Key, what| Difference {
        kind: key.0.clone(),
        subject: key.1,
        unit: key.2,
        what,
    };
    let mut differences: Vec<_> = stored
        .iter()
        .filter_map(|(key, row)| match wanted.get(key) {
            None => Some(note(key, "stored without a reason")),
            Some(other) if other != row => Some(note(key, "different")),
            Some(_) => None,
        })
        .collect();
    differences.extend(
        wanted
            .keys()
            .filter(|key| !stored.contains_key(*key))
            .map(|key| note(key, "missing")),
    );
    differences
}

async fn bring(
    tx: &Tx,
    source: &ObligationSource,
    subject: Option<Uuid>,
) -> Result<Vec<Difference>, Problem> {
    let wanted = derived(tx, source, subject).await?;
    let mut stored = stored(tx, source, subject).await?;
    let differences = compare(&stored, &wanted);
    let mut moves = tally::Moves::default();
    for (key, row) in wanted {
        match stored.remove(&key) {
            Some(old) if old == row => {}
            Some(old) => {
                old.count(&mut moves, -1);
                row.count(&mut moves, 1);
                update(tx, row).await?;
            }
            None => {
                row.count(&mut moves, 1);
                add(tx, row).await?;
            }
        }
    }
    for row in stored.into_values() {
        row.count(&mut moves, -1);
        remove(tx, &row).await?;
    }
    moves.write(tx).await?;
    Ok(differences)
}

fn key_values(tx: &Tx, row: &Row) -> Vec<Value> {
    vec![
        tx.region().as_str().into(),
        row.kind.clone().into(),
        row.subject_id.into(),
        row.unit_id.into(),
    ]
}

async fn add(tx: &Tx, row: Row) -> Result<(), Problem> {
    let mut values = vec![
        ("region", tx.region().as_str().into()),
        ("kind", row.kind.clone().into()),
        ("subject_id", row.subject_id.into()),
        ("unit_id", row.unit_id.into()),
    ];
    values.extend(row.values());
    insert(tx.conn(), "obligation", values).await
}

async fn update(tx: &Tx, row: Row) -> Result<(), Problem> {
    let mut values = key_values(tx, &row);
    let (columns, rest): (Vec<&str>, Vec<Value>) = row.values().into_iter().unzip();
    values.extend(rest);
    let sets: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| format!("{column} = ${}", i + 5))
        .collect();
    let statement = format!(
        "update obligation set {} where region = $1 and kind = $2 and subject_id = $3 \
         and unit_id = $4",
        sets.join(", ")
    );
    sql::run(tx.conn(), &statement, values).await.map(drop)
}

async fn remove(tx: &Tx, row: &Row) -> Result<(), Problem> {
    sql::run(
        tx.conn(),
        "delete from obligation where region = $1 and kind = $2 and subject_id = $3 \
         and unit_id = $4",
        key_values(tx, row),
    )
    .await
    .map(drop)
}
