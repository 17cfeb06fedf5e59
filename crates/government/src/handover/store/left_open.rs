//! What lies on the desk: live while a handover is open, rows once it was received.

use platform::Tx;
use platform::{
    App, Problem, RegionCode, Uuid, date,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use time::Date;

use super::Handover;
use crate::{
    handover::{LeftOpen, LeftOpenKinds, Whose},
    obligation::ObligationSources,
};

/// A record somebody leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Heading of its kind.
    pub label: String,
    /// The record.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: Uuid,
    /// What it is called.
    pub title: String,
    /// By when.
    pub due: Option<Date>,
}

/// Kinds of this crate. What is handed over is read by more people than may see what is limited, so
/// its words stay behind (`audience::MASKED`).
pub const KINDS: [LeftOpen; 7] = [
    LeftOpen {
        label: "Tugas unit",
        whose: Whose::Unit,
        question: "select o.kind as code, o.subject_kind as subject_kind, \
            o.subject_id as subject_id, case when o.audience <> 0 then 'Tindak lanjut dengan akses terbatas' \
            when o.kind = 'follow_up.support' \
            then o.title || ' (' || u.name || ')' else o.title end as title, \
            o.due_date as due_date from obligation o \
            left join follow_up f on f.region = o.region and f.id = o.subject_id \
            left join unit u on u.region = f.region and u.id = f.lead_unit_id \
            where o.region = $1 and o.unit_id = $2 and o.state in (0, 1, 2) \
            and o.kind <> 'handover'",
    },
    LeftOpen {
        label: "Disposisi untuk unit",
        whose: Whose::Unit,
        question: "select '' as code, 'government.follow_up' as subject_kind, \
            d.follow_up_id as subject_id, case when f.audience <> 0 then 'Tindak lanjut dengan akses terbatas' \
            else f.task end as title, d.due_date as due_date \
            from disposition d join follow_up f on f.region = d.region and f.id = d.follow_up_id \
            where d.region = $1 and d.state = 0 and d.to_unit_id = $2 and d.to_account_id is null",
    },
    LeftOpen {
        label: "Disposisi untuk pejabat",
        whose: Whose::Person,
        question: "select '' as code, 'government.follow_up' as subject_kind, \
            d.follow_up_id as subject_id, case when f.audience <> 0 then 'Tindak lanjut dengan akses terbatas' \
            else f.task end as title, d.due_date as due_date \
            from disposition d join follow_up f on f.region = d.region and f.id = d.follow_up_id \
            where d.region = $1 and d.state = 0 and d.to_unit_id = $2 and d.to_account_id = $3",
    },
    LeftOpen {
        label: "Disposisi yang diberikan, belum dijawab",
        whose: Whose::Person,
        question: "select '' as code, 'government.follow_up' as subject_kind, \
            d.follow_up_id as subject_id, case when f.audience <> 0 then 'Tindak lanjut dengan akses terbatas' \
            else f.task end as title, d.due_date as due_date \
            from disposition d join follow_up f on f.region = d.region and f.id = d.follow_up_id \
            where d.region = $1 and d.state = 0 and d.from_unit_id = $2 \
            and d.from_account_id = $3",
    },
    LeftOpen {
        label: "Draf laporan",
        whose: Whose::Person,
        question: "select '' as code, 'government.follow_up' as subject_kind, f.id as subject_id, \
            case when f.audience <> 0 then 'Tindak lanjut dengan akses terbatas' \
            else f.task end as title, f.due_date as due_date from progress_report r \
            join follow_up f on f.region = r.region and f.id = r.follow_up_id \
            where r.region = $1 and f.lead_unit_id = $2 and r.drafted_by = $3 and r.state = 1",
    },
    LeftOpen {
        label: "Laporan menunggu verifikasi",
        whose: Whose::Right("report.review"),
        question: "select '' as code, o.subject_kind as subject_kind, o.subject_id as subject_id, \
            o.title as title, o.due_date as due_date from obligation o \
            where o.region = $1 and o.kind = 'follow_up' and o.state = 1 \
            and o.audience = 0",
    },
    LeftOpen {
        label: "Usulan target menunggu keputusan",
        whose: Whose::Right("terms.decide"),
        question: "select '' as code, o.subject_kind as subject_kind, o.subject_id as subject_id, \
            o.title as title, o.due_date as due_date from obligation o \
            where o.region = $1 and o.kind = 'follow_up.terms' and o.state = 1 \
            and o.audience = 0",
    },
];

#[derive(FromQueryResult)]
struct Row {
    label: i64,
    code: String,
    subject_kind: String,
    subject_id: Uuid,
    title: String,
    due_date: Option<String>,
}

/// What lies on the desk now, with one statement: by kind, the most urgent first.
///
/// # Errors
/// When the database cannot be read.
pub async fn left_open<C: ConnectionTrait>(
    conn: &C,
    app: &App,
    region: &RegionCode,
    of: &Handover,
) -> Result<Vec<Item>, Problem> {
    let kinds: Vec<LeftOpen> = app
        .part::<LeftOpenKinds>()
        .0
        .iter()
        .filter(|kind| match kind.whose {
            Whose::Person => true,
            Whose::Unit => of.heads,
            Whose::Right(right) => app.matrix().scope(&of.role, right).is_some(),
        })
        .copied()
        .collect();
    let parts: Vec<String> = kinds
        .iter()
        .enumerate()
        .map(|(number, kind)| {
            format!(
                "select cast({number} as bigint) as label, x{number}.* from ({}) x{number}",
                kind.question
            )
        })
        .collect();
    let question = format!(
        "select * from ({}) w order by label, code, \
         case when due_date is null then 1 else 0 end, due_date, title",
        parts.join(" union all ")
    );
    let values = vec![region.as_str().into(), of.unit.into(), of.account.into()];
    let rows: Vec<Row> = sql::all(conn, &question, values).await?;
    let sources = app.part::<ObligationSources>();
    Ok(rows
        .into_iter()
        .map(|row| {
            let kind = usize::try_from(row.label).ok().and_then(|n| kinds.get(n));
            let own = kind.map_or("", |kind| kind.label);
            Item {
                label: sources
                    .kind(&row.code)
                    .map_or(own, |it| it.label)
                    .to_owned(),
                subject_kind: row.subject_kind,
                subject_id: row.subject_id,
                title: row.title,
                due: row.due_date.as_deref().and_then(date::parse),
            }
        })
        .collect())
}

/// What was handed over, as it stood when it was received.
///
/// # Errors
/// When the database cannot be read.
pub async fn frozen<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    handover: Uuid,
) -> Result<Vec<Item>, Problem> {
    #[derive(FromQueryResult)]
    struct Kept {
        label: String,
        subject_kind: String,
        subject_id: Uuid,
        title: String,
        due_date: Option<String>,
    }
    let rows: Vec<Kept> = sql::all(
        conn,
        "select label, subject_kind, subject_id, title, due_date from handover_item \
         where region = $1 and handover_id = $2 order by number",
        vec![region.as_str().into(), handover.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Item {
            label: row.label,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            title: row.title,
            due: row.due_date.as_deref().and_then(date::parse),
        })
        .collect())
}

/// Writes what lies on the desk as rows.
pub(super) async fn freeze(tx: &Tx, handover: Uuid, items: &[Item]) -> Result<(), Problem> {
    for (number, item) in (1_i64..).zip(items) {
        insert(
            tx.conn(),
            "handover_item",
            vec![
                ("region", tx.region().as_str().into()),
                ("handover_id", handover.into()),
                ("number", number.into()),
                ("label", item.label.clone().into()),
                ("subject_kind", item.subject_kind.clone().into()),
                ("subject_id", item.subject_id.into()),
                ("title", item.title.clone().into()),
                ("due_date", item.due.map(date::iso).into()),
            ],
        )
        .await?;
    }
    Ok(())
}
