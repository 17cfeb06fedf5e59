//! Meetings, points and issues as others mention them.

use platform::{
    App, Ref, RegionCode, Uuid,
    capability::{Mention, RefKind, Resolved},
    date,
    store::mentions,
};
use sea_orm::FromQueryResult;

use crate::store::{BRIEFING_ROW, ISSUE, MEETING, POINT};

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![
        RefKind {
            code: MEETING,
            path: |id| format!("/rapat/{id}"),
            resolve: meetings,
        },
        RefKind {
            code: POINT,
            path: |id| format!("/butir/{id}"),
            resolve: points,
        },
        RefKind {
            code: BRIEFING_ROW,
            path: |id| format!("/bahan/{id}"),
            resolve: rows,
        },
        RefKind {
            code: ISSUE,
            path: |id| format!("/permasalahan/{id}"),
            resolve: issues,
        },
    ]
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    date: String,
    number: i64,
}

fn day(stored: &str) -> String {
    date::parse(stored).map(date::medium).unwrap_or_default()
}

fn meetings<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, title, date, cast(0 as bigint) as number from meeting \
        where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(MEETING, row.id),
        title: format!("{}, {}", row.title, day(&row.date)),
        path: format!("/rapat/{}", row.id),
    })
}

fn points<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    // the points first: a general plan of PostgreSQL would read all of the region's
    let question = "with p as materialized (select id, meeting_id, number from point \
          where region = $1 and id in ({ids})) \
        select p.id as id, m.title as title, m.date as date, p.number as number \
        from p join meeting m on m.region = $1 and m.id = p.meeting_id";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(POINT, row.id),
        title: format!("{}, {}, butir {}", row.title, day(&row.date), row.number),
        path: format!("/butir/{}", row.id),
    })
}

fn rows<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select r.id as id, m.title as title, m.date as date, \
        cast(0 as bigint) as number from briefing_row r \
        join meeting m on m.region = r.region and m.id = r.meeting_id \
        where r.region = $1 and r.id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(BRIEFING_ROW, row.id),
        title: format!("Bahan untuk {}, {}", row.title, day(&row.date)),
        path: format!("/bahan/{}", row.id),
    })
}

fn issues<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select id, text as title, '' as date, cast(0 as bigint) as number from issue \
        where region = $1 and id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(ISSUE, row.id),
        title: row.title.chars().take(80).collect(),
        path: format!("/permasalahan/{}", row.id),
    })
}
