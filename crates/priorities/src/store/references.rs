//! Priorities as others mention and find them.

use futures_util::future::BoxFuture;
use government::{
    SearchSource,
    search::{Entry, entries},
};
use platform::{
    App, Problem, Ref, RegionCode, Tx, Uuid,
    capability::{Mention, RefKind, Resolved},
    store::sql::{self, places},
};
use sea_orm::{FromQueryResult, Value};

use super::PRIORITY;

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![RefKind {
        code: PRIORITY,
        path: |id| format!("/prioritas/{id}"),
        resolve,
    }]
}

/// What can be found.
pub fn searches() -> Vec<SearchSource> {
    vec![SearchSource {
        kind: PRIORITY,
        word: "prioritas",
        label: "Prioritas Tahunan",
        action: "priority.read",
        path: |id| format!("/prioritas/{id}"),
        derive,
    }]
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.unit_id as unit_id, t.title as title, \
        t.description || ' ' || t.basis as text, t.created_at as at \
        from priority t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    year: i64,
    title: String,
}

fn resolve<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let question = format!(
            "select id, year, title from priority where region = $1 and id in ({})",
            places(1, ids.len())
        );
        let mut values: Vec<Value> = vec![region.as_str().into()];
        values.extend(ids.into_iter().map(Value::from));
        let rows: Vec<Row> = sql::all(app.db().read(), &question, values).await?;
        Ok(rows
            .into_iter()
            .map(|row| Mention {
                subject: Ref::new(PRIORITY, row.id),
                title: format!("Prioritas {}: {}", row.year, row.title),
                path: format!("/prioritas/{}", row.id),
            })
            .collect())
    })
}
