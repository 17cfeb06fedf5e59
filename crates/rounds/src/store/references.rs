//! Rounds, fillings, requests and compilations as others mention them.

use platform::{
    App, Problem, Ref, RegionCode, Uuid,
    capability::{Mention, RefKind, Resolved},
    store::sql::{self, places},
};
use sea_orm::{FromQueryResult, Value};

use super::{COMPILATION, FILLING, NARRATIVE, REOPENING, ROUND};

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![
        RefKind {
            code: ROUND,
            path: |id| format!("/periode-pengisian/{id}"),
            resolve: rounds,
        },
        RefKind {
            code: FILLING,
            path: |id| format!("/isian/{id}"),
            resolve: fillings,
        },
        RefKind {
            code: REOPENING,
            path: |id| format!("/buka-kembali/{id}"),
            resolve: reopenings,
        },
        RefKind {
            code: COMPILATION,
            path: |id| format!("/kompilasi/{id}"),
            resolve: compilations,
        },
        RefKind {
            code: NARRATIVE,
            path: |id| format!("/naskah-laporan/{id}"),
            resolve: narratives,
        },
    ]
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
}

async fn named(
    app: &App,
    region: &RegionCode,
    ids: &[Uuid],
    from: &str,
    kind: &'static str,
    path: &str,
) -> Result<Vec<Mention>, Problem> {
    let mut values: Vec<Value> = vec![region.as_str().into()];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let question = format!("{from} and t.id in ({})", places(1, ids.len()));
    let rows: Vec<Row> = sql::all(app.db().read(), &question, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| Mention {
            subject: Ref::new(kind, row.id),
            title: row.title,
            path: format!("{path}/{}", row.id),
        })
        .collect())
}

fn rounds<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let from = "select t.id as id, t.title as title from data_round t where t.region = $1";
        named(app, region, &ids, from, ROUND, "/periode-pengisian").await
    })
}

fn fillings<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let from = "select t.id as id, r.title as title from filling t \
            join data_round r on r.region = t.region and r.id = t.round_id where t.region = $1";
        named(app, region, &ids, from, FILLING, "/isian").await
    })
}

fn reopenings<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let from = "select t.id as id, i.code || ' ' || i.name as title from cell_reopening t \
            join indicator i on i.region = t.region and i.id = t.indicator_id where t.region = $1";
        named(app, region, &ids, from, REOPENING, "/buka-kembali").await
    })
}

fn compilations<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let from = "select t.id as id, r.title || ', kompilasi ' || cast(t.number as text) as title \
            from compilation t join data_round r on r.region = t.region and r.id = t.round_id \
            where t.region = $1";
        named(app, region, &ids, from, COMPILATION, "/kompilasi").await
    })
}

fn narratives<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    Box::pin(async move {
        let from = "select t.id as id, 'Naskah ' || upper(t.report) || ' ' || cast(r.year as text) \
            as title from narrative t \
            join data_round r on r.region = t.region and r.id = t.round_id where t.region = $1";
        named(app, region, &ids, from, NARRATIVE, "/naskah-laporan").await
    })
}
