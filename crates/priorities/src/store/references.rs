//! Priorities as others mention and find them.

use futures_util::future::BoxFuture;
use government::{
    SearchSource,
    search::{Entry, entries},
};
use platform::{
    App, Problem, Ref, RegionCode, Tx, Uuid,
    capability::{Mention, RefKind, Resolved},
    store::mentions,
};
use sea_orm::FromQueryResult;

use super::{AGENDA, Agenda, PRIORITY};

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![
        RefKind {
            code: PRIORITY,
            path: |id| format!("/prioritas/{id}"),
            resolve,
        },
        RefKind {
            code: AGENDA,
            path: |id| Agenda::from_id(id).map_or_else(|| "/prioritas".into(), Agenda::path),
            resolve: agendas,
        },
    ]
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

fn agendas<'a>(_: &'a App, _: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let agendas = ids.into_iter().filter_map(Agenda::from_id);
    let mentions = agendas.map(|agenda| Mention {
        subject: Ref::new(AGENDA, agenda.id()),
        title: agenda.title(),
        path: agenda.path(),
    });
    let all = mentions.collect();
    Box::pin(async move { Ok(all) })
}

fn resolve<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, year, title from priority where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(PRIORITY, row.id),
        title: format!("Prioritas {}: {}", row.year, row.title),
        path: format!("/prioritas/{}", row.id),
    })
}
