//! What can be found of the nouns of this crate: follow-ups, units, persons by name, evidence.

use futures_util::future::BoxFuture;
use platform::{Problem, Tx, Uuid, store::sql};
use sea_orm::{FromQueryResult, Value};

use crate::{
    evidence, follow_up,
    obligation::Audience,
    search::{Entry, SearchSource},
};

/// The sources of this crate.
pub fn sources() -> Vec<SearchSource> {
    vec![
        SearchSource {
            kind: follow_up::SUBJECT,
            word: "tindak-lanjut",
            label: "Tindak Lanjut",
            action: "follow_up.read",
            path: |id| format!("/tindak-lanjut/{id}"),
            derive: follow_ups,
        },
        SearchSource {
            kind: evidence::SUBJECT,
            word: "data-dukung",
            label: "Data Dukung",
            action: "evidence.read",
            path: |id| format!("/data-dukung/{id}"),
            derive: evidence_titles,
        },
        SearchSource {
            kind: "government.unit",
            word: "unit",
            label: "Unit Kerja",
            action: "unit.read",
            path: |id| format!("/pengaturan/unit#unit-{id}"),
            derive: units,
        },
        SearchSource {
            kind: "government.account",
            word: "orang",
            label: "Orang",
            action: "account.read",
            path: |id| format!("/pengaturan/akun#akun-{id}"),
            derive: persons,
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

/// Entries of a question about a table `t` whose columns are `id`, `unit_id`, `title`, `text` and
/// `at`, for everybody of the region; of one subject or all.
///
/// # Errors
/// When the statement fails.
pub async fn entries(
    tx: &Tx,
    question: &str,
    subject: Option<Uuid>,
) -> Result<Vec<Entry>, Problem> {
    let mut values: Vec<Value> = vec![tx.region().as_str().into()];
    let one = subject.map_or("", |id| {
        values.push(id.into());
        " and t.id = $2"
    });
    let rows: Vec<Row> = sql::all(tx.conn(), &format!("{question}{one}"), values).await?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            subject: row.id,
            unit: row.unit_id,
            audience: Audience::Region,
            title: row.title,
            text: row.text,
            at: row.at,
        })
        .collect())
}

fn follow_ups(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.lead_unit_id as unit_id, t.task as title, \
        'TL-' || cast(t.serial as text) || '/' || cast(t.year as text) as text, \
        t.created_at as at from follow_up t where t.region = $1 and t.audience = 0";
    Box::pin(entries(tx, question, subject))
}

fn evidence_titles(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.unit_id as unit_id, t.title as title, \
        coalesce(t.file_name, '') as text, t.added_at as at from evidence t \
        where t.region = $1 and t.audience = 0";
    Box::pin(entries(tx, question, subject))
}

fn units(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.id as unit_id, t.name as title, \
        t.abbreviation as text, -t.number as at from unit t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

/// Names only: what else is known of a person is personal.
fn persons(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, cast(null as uuid) as unit_id, t.name as title, '' as text, \
        t.created_at as at from account t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}
