//! Agreements as others mention and find them.

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

use super::{AGREEMENT, MAPPING, QUARTER, REPORT, document::DOCUMENT};
use crate::rules::{Quarter, document::DocumentKind};

fn agreement_path(id: Uuid) -> String {
    format!("/perjanjian-kinerja/{id}")
}

fn quarter_path(id: Uuid) -> String {
    format!("/realisasi-pk/{id}")
}

fn report_path(id: Uuid) -> String {
    format!("/lkjip/{id}")
}

fn mapping_path(id: Uuid) -> String {
    format!("/pemetaan-ikk/{id}")
}

fn document_path(id: Uuid) -> String {
    format!("/dokumen-rencana/{id}")
}

/// The kinds others may mention.
pub fn references() -> Vec<RefKind> {
    vec![
        RefKind {
            code: AGREEMENT,
            path: agreement_path,
            resolve: agreements,
        },
        RefKind {
            code: QUARTER,
            path: quarter_path,
            resolve: quarters,
        },
        RefKind {
            code: REPORT,
            path: report_path,
            resolve: reports,
        },
        RefKind {
            code: MAPPING,
            path: mapping_path,
            resolve: mappings,
        },
        RefKind {
            code: DOCUMENT,
            path: document_path,
            resolve: documents,
        },
    ]
}

/// What can be found.
pub fn searches() -> Vec<SearchSource> {
    vec![SearchSource {
        kind: AGREEMENT,
        word: "perjanjian-kinerja",
        label: "Perjanjian Kinerja",
        action: "agreement.read",
        path: agreement_path,
        derive,
    }]
}

fn derive(tx: &Tx, subject: Option<Uuid>) -> BoxFuture<'_, Result<Vec<Entry>, Problem>> {
    let question = "select t.id as id, t.unit_id as unit_id, \
        'Perjanjian Kinerja ' || cast(y.year as text) as title, '' as text, \
        cast(0 as bigint) as at from performance_agreement t \
        join agreement_year y on y.region = t.region and y.id = t.year_id where t.region = $1";
    Box::pin(entries(tx, question, subject))
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    unit: String,
    year: i64,
    quarter: i64,
}

fn agreements<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select a.id as id, u.name as unit, y.year as year, cast(0 as bigint) as quarter \
        from performance_agreement a \
        join agreement_year y on y.region = a.region and y.id = a.year_id \
        join unit u on u.region = a.region and u.id = a.unit_id \
        where a.region = $1 and a.id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(AGREEMENT, row.id),
        title: format!("Perjanjian Kinerja {}, {}", row.year, row.unit),
        path: agreement_path(row.id),
    })
}

fn reports<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select p.id as id, u.name as unit, y.year as year, cast(0 as bigint) as quarter \
        from performance_report p \
        join performance_agreement a on a.region = p.region and a.id = p.agreement_id \
        join agreement_year y on y.region = a.region and y.id = a.year_id \
        join unit u on u.region = a.region and u.id = a.unit_id \
        where p.region = $1 and p.id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(REPORT, row.id),
        title: format!("Laporan Kinerja {}, {}", row.year, row.unit),
        path: report_path(row.id),
    })
}

fn mappings<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select m.id as id, u.name as unit, m.year as year, cast(0 as bigint) as quarter \
        from ikk_mapping m join unit u on u.region = m.region and u.id = m.unit_id \
        where m.region = $1 and m.id in ({ids})";
    mentions(app, region, ids, question, |row: Row| Mention {
        subject: Ref::new(MAPPING, row.id),
        title: format!("Pemetaan IKK ke sub kegiatan {}, {}", row.year, row.unit),
        path: mapping_path(row.id),
    })
}

fn documents<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        unit: String,
        kind: i16,
        year: i64,
        last_year: i64,
    }
    let question = "select d.id as id, u.name as unit, d.kind as kind, d.year as year, \
        p.last_year as last_year from plan_document d \
        join development_plan p on p.region = d.region and p.id = d.plan_id \
        join unit u on u.region = d.region and u.id = d.unit_id \
        where d.region = $1 and d.id in ({ids})";
    mentions(app, region, ids, question, |row: Row| {
        let kind = DocumentKind::from_code(row.kind);
        let kind = kind.unwrap_or(DocumentKind::AgencyWorkPlan);
        let years = match kind.of_a_year() {
            true => row.year.to_string(),
            false => format!("{}-{}", row.year, row.last_year),
        };
        Mention {
            subject: Ref::new(DOCUMENT, row.id),
            title: format!("{} {years}, {}", kind.label(), row.unit),
            path: document_path(row.id),
        }
    })
}

fn quarters<'a>(app: &'a App, region: &'a RegionCode, ids: Vec<Uuid>) -> Resolved<'a> {
    let question = "select q.id as id, u.name as unit, y.year as year, q.quarter as quarter \
        from agreement_quarter q \
        join performance_agreement a on a.region = q.region and a.id = q.agreement_id \
        join agreement_year y on y.region = a.region and y.id = a.year_id \
        join unit u on u.region = a.region and u.id = a.unit_id \
        where q.region = $1 and q.id in ({ids})";
    mentions(app, region, ids, question, |row: Row| {
        let year = i32::try_from(row.year).unwrap_or(0);
        let name = Quarter::of(year, row.quarter).map_or_else(String::new, Quarter::name);
        Mention {
            subject: Ref::new(QUARTER, row.id),
            title: format!("Realisasi PK {name}, {}", row.unit),
            path: quarter_path(row.id),
        }
    })
}
