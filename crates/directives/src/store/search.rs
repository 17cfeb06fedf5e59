//! What can be found of meetings, points and issues.

use futures_util::future::BoxFuture;
use government::{SearchSource, obligation::Audience, search::Entry};
use platform::{Problem, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};

use crate::store::{ISSUE, MEETING, POINT};

/// The sources of this crate.
pub fn searches() -> Vec<SearchSource> {
    vec![
        SearchSource {
            kind: MEETING,
            word: "rapat",
            label: "Rapat",
            action: "meeting.read",
            path: |id| format!("/rapat/{id}"),
            derive: meetings,
        },
        SearchSource {
            kind: POINT,
            word: "butir",
            label: "Butir Arahan",
            action: "meeting.read",
            path: |id| format!("/butir/{id}"),
            derive: points,
        },
        SearchSource {
            kind: ISSUE,
            word: "permasalahan",
            label: "Permasalahan",
            action: "issue.read",
            path: |id| format!("/permasalahan/{id}"),
            derive: issues,
        },
    ]
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    unit_id: Option<Uuid>,
    title: String,
    text: String,
    at: i64,
}

async fn entries(tx: &Tx, question: &str, subject: Option<Uuid>) -> Result<Vec<Entry>, Problem> {
    let mut values: Vec<Value> = vec![tx.region().as_str().into()];
    let one = subject.map_or("", |id| {
        values.push(id.into());
        " and t.id = $2"
    });
    let rows: Vec<Row> = sql::all(tx.conn(), &format!("{question}{one}"), values).await?;
    let entry = |row: Row| Entry {
        subject: row.id,
        unit: row.unit_id,
        audience: Audience::Region,
        title: row.title,
        text: row.text,
        at: row.at,
    };
    Ok(rows.into_iter().map(entry).collect())
}

fn meetings(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.organiser_unit_id as unit_id, t.title as title, \
        t.place || ' ' || t.chair_name || ' ' || t.purpose as text, t.created_at as at \
        from meeting t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

fn points(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, cast(null as uuid) as unit_id, t.text as title, \
        t.speaker || ' ' || t.addressees as text, t.created_at as at \
        from point t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

fn issues(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.unit_id as unit_id, t.text as title, \
        t.steps || ' ' || t.solution as text, t.created_at as at from issue t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}
