//! What audits found, as others mention it: without a word of it, since who reads a mention is not
//! known where it is made.

use government::audience::LimitedKind;
use platform::{
    App, Ref, RegionCode, Uuid,
    capability::{Mention, RefKind, Resolved},
    store::mentions,
};
use sea_orm::FromQueryResult;

use super::{AUDIT_ITEM, AUDIT_REPORT, FINDING};

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![
        RefKind {
            code: AUDIT_REPORT,
            path: |id| format!("/temuan/laporan/{id}"),
            resolve: |app, region, ids| {
                let question = "select id from audit_report where region = $1 and id in ({ids})";
                resolve(app, region, ids, question, |row| Mention {
                    subject: Ref::new(AUDIT_REPORT, row.id),
                    title: "Laporan hasil pemeriksaan".into(),
                    path: format!("/temuan/laporan/{}", row.id),
                })
            },
        },
        RefKind {
            code: FINDING,
            path: |id| format!("/temuan/{id}"),
            resolve: |app, region, ids| {
                let question = "select id from audit_finding where region = $1 and id in ({ids})";
                resolve(app, region, ids, question, |row| Mention {
                    subject: Ref::new(FINDING, row.id),
                    title: "Temuan pemeriksaan".into(),
                    path: format!("/temuan/{}", row.id),
                })
            },
        },
        RefKind {
            code: AUDIT_ITEM,
            path: |id| format!("/rekomendasi-pemeriksaan/{id}"),
            resolve: |app, region, ids| {
                let question = "select id from audit_item where region = $1 and id in ({ids})";
                resolve(app, region, ids, question, |row| Mention {
                    subject: Ref::new(AUDIT_ITEM, row.id),
                    title: "Rekomendasi pemeriksaan".into(),
                    path: format!("/rekomendasi-pemeriksaan/{}", row.id),
                })
            },
        },
    ]
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
}

fn resolve<'a>(
    app: &'a App,
    region: &'a RegionCode,
    ids: Vec<Uuid>,
    question: &'static str,
    mention: fn(Row) -> Mention,
) -> Resolved<'a> {
    mentions(app, region, ids, question, mention)
}

/// All of it is limited.
pub fn limited() -> Vec<LimitedKind> {
    vec![
        LimitedKind {
            kind: AUDIT_REPORT,
            question: "select id from audit_report where region = $1 and id in ({ids})",
        },
        LimitedKind {
            kind: FINDING,
            question: "select id from audit_finding where region = $1 and id in ({ids})",
        },
        LimitedKind {
            kind: AUDIT_ITEM,
            question: "select id from audit_item where region = $1 and id in ({ids})",
        },
    ]
}
