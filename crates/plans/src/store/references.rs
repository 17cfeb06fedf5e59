//! Plans, campaigns and activities as others mention and find them.

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

use super::{ACTIVITY, CAMPAIGN, OPERATION, PLAN};

fn plan_path(id: Uuid) -> String {
    format!("/rencana-aksi/{id}")
}

fn campaign_path(id: Uuid) -> String {
    format!("/gerakan/{id}")
}

fn activity_path(id: Uuid) -> String {
    format!("/kegiatan/{id}")
}

fn operation_path(id: Uuid) -> String {
    format!("/operasi/{id}")
}

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![
        RefKind {
            code: PLAN,
            path: plan_path,
            resolve: plans,
        },
        RefKind {
            code: CAMPAIGN,
            path: campaign_path,
            resolve: campaigns,
        },
        RefKind {
            code: ACTIVITY,
            path: activity_path,
            resolve: activities,
        },
        RefKind {
            code: OPERATION,
            path: operation_path,
            resolve: operations,
        },
    ]
}

/// What can be found.
pub fn searches() -> Vec<SearchSource> {
    vec![
        SearchSource {
            kind: PLAN,
            word: "rencana-aksi",
            label: "Rencana Aksi",
            action: "action_plan.read",
            path: plan_path,
            derive: plan_entries,
        },
        SearchSource {
            kind: CAMPAIGN,
            word: "gerakan",
            label: "Gerakan",
            action: "campaign.read",
            path: campaign_path,
            derive: campaign_entries,
        },
        SearchSource {
            kind: ACTIVITY,
            word: "kegiatan",
            label: "Kegiatan",
            action: "activity.read",
            path: activity_path,
            derive: activity_entries,
        },
        SearchSource {
            kind: OPERATION,
            word: "operasi",
            label: "Operasi Gabungan",
            action: "operation.read",
            path: operation_path,
            derive: operation_entries,
        },
    ]
}

fn plan_entries(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.unit_id as unit_id, t.title as title, \
        t.goal || ' ' || t.duty as text, t.created_at as at from action_plan t \
        where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

fn campaign_entries(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.unit_id as unit_id, t.title as title, \
        t.goal || ' ' || t.topic as text, t.created_at as at from campaign t \
        where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

fn activity_entries(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.unit_id as unit_id, t.kind as title, \
        t.place || ' ' || t.note as text, t.created_at as at from activity t \
        where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

fn operation_entries(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, cast(null as uuid) as unit_id, t.title as title, \
        t.goal as text, t.created_at as at from operation t where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

fn operations<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, title from operation where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Titled| Mention {
        subject: Ref::new(OPERATION, row.id),
        title: format!("Operasi Gabungan: {}", row.title),
        path: operation_path(row.id),
    })
}

#[derive(FromQueryResult)]
struct Titled {
    id: Uuid,
    title: String,
}

fn plans<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, title from action_plan where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Titled| Mention {
        subject: Ref::new(PLAN, row.id),
        title: format!("Rencana Aksi: {}", row.title),
        path: plan_path(row.id),
    })
}

fn campaigns<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, title from campaign where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Titled| Mention {
        subject: Ref::new(CAMPAIGN, row.id),
        title: format!("Gerakan: {}", row.title),
        path: campaign_path(row.id),
    })
}

#[derive(FromQueryResult)]
struct Done {
    id: Uuid,
    kind: String,
    day: String,
}

fn activities<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, kind, day from activity where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Done| Mention {
        subject: Ref::new(ACTIVITY, row.id),
        title: match date::parse(&row.day) {
            Some(day) => format!("{}, {}", row.kind, date::medium(day)),
            None => row.kind,
        },
        path: activity_path(row.id),
    })
}
