//! Standing reports as others mention and find them. What was reported is found in the inbox only.

use futures_util::future::BoxFuture;
use government::{
    SearchSource,
    search::{Entry, entries},
};
use platform::{
    App, Problem, Ref, RegionCode, Tx, Uuid,
    capability::{Mention, RefKind, Resolved},
    date,
    store::mentions,
};
use sea_orm::FromQueryResult;

use super::{PERIOD, STANDING};
use crate::rules::Period;

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![
        RefKind {
            code: STANDING,
            path: |id| format!("/laporan-berkala/{id}"),
            resolve: standing,
        },
        RefKind {
            code: PERIOD,
            path: |id| format!("/laporan-periode/{id}"),
            resolve: periods,
        },
    ]
}

/// What can be found.
pub fn searches() -> Vec<SearchSource> {
    vec![SearchSource {
        kind: STANDING,
        word: "laporan-berkala",
        label: "Laporan Berkala",
        action: "standing_report.read",
        path: |id| format!("/laporan-berkala/{id}"),
        derive,
    }]
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, cast(null as uuid) as unit_id, t.title as title, \
        t.purpose || ' ' || t.basis as text, t.created_at as at \
        from standing_report t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    first_day: String,
    last_day: String,
}

fn standing<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, title, '' as first_day, '' as last_day from standing_report \
        where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(STANDING, row.id),
        title: row.title,
        path: format!("/laporan-berkala/{}", row.id),
    })
}

fn periods<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select p.id as id, r.title as title, p.first_day as first_day, \
        p.last_day as last_day from period_report p \
        join standing_report r on r.region = p.region and r.id = p.report_id \
        where p.region = $1 and p.id in ({ids})";
    mentions(app, region, ids, question, |row: Row| {
        let days = date::parse(&row.first_day).zip(date::parse(&row.last_day));
        let period = days.map(|(first, last)| Period { first, last }.name());
        Mention {
            subject: Ref::new(PERIOD, row.id),
            title: format!("{}, {}", row.title, period.unwrap_or_default()),
            path: format!("/laporan-periode/{}", row.id),
        }
    })
}
