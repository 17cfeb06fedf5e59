//! What can be found of meetings, points and issues.

use futures_util::future::BoxFuture;
use government::{
    SearchSource,
    search::{Entry, entries},
};
use platform::{Problem, Tx, Uuid};

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
