//! Recommendations as others mention and find them.

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

use super::{DECISION, ITEM};

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![
        RefKind {
            code: DECISION,
            path: |id| format!("/rekomendasi/keputusan/{id}"),
            resolve: decisions,
        },
        RefKind {
            code: ITEM,
            path: |id| format!("/rekomendasi/{id}"),
            resolve: items,
        },
    ]
}

/// What can be found.
pub fn searches() -> Vec<SearchSource> {
    vec![SearchSource {
        kind: ITEM,
        word: "rekomendasi-dprd",
        label: "Rekomendasi DPRD",
        action: "council.read",
        path: |id| format!("/rekomendasi/{id}"),
        derive,
    }]
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.lead_unit_id as unit_id, t.text as title, \
        t.commission as text, t.created_at as at from council_item t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    lkpj_year: i64,
    number: i64,
    words: String,
}

fn decisions<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, lkpj_year, cast(0 as bigint) as number, number as words \
        from council_decision where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(DECISION, row.id),
        title: format!("Keputusan DPRD Nomor {}", row.words),
        path: format!("/rekomendasi/keputusan/{}", row.id),
    })
}

fn items<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select i.id as id, d.lkpj_year as lkpj_year, i.number as number, \
        '' as words from council_item i \
        join council_decision d on d.region = i.region and d.id = i.decision_id \
        where i.region = $1 and i.id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(ITEM, row.id),
        title: format!(
            "Rekomendasi DPRD LKPJ {} nomor {}",
            row.lkpj_year, row.number
        ),
        path: format!("/rekomendasi/{}", row.id),
    })
}
