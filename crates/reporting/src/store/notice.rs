//! Telling those a report was delivered to.

use futures_util::future::BoxFuture;
use government::{
    Directories, Role,
    notice::{NewNotice, push, push_to_person},
};
use platform::{App, Problem, Tx, Uuid, capability::JobKind, date, store::sql};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};

use crate::rules::Period;

const TELL: &str = "reporting.tell";

/// The job that tells them.
pub const TELL_JOB: JobKind = JobKind {
    code: TELL,
    label: "Pemberitahuan laporan masuk",
    run,
};

/// Puts in the job.
pub(super) async fn tell(tx: &mut Tx, sent: Uuid) -> Result<(), Problem> {
    tx.enqueue(TELL, &json!({ "sent": sent })).await
}

#[derive(FromQueryResult)]
struct Row {
    title: String,
    unit_name: String,
    first_day: String,
    last_day: String,
    number: i64,
    unit_id: Uuid,
    post_id: Option<Uuid>,
    account_id: Option<Uuid>,
}

/// Units are told as such; of posts, whoever holds them on the day of sending.
fn run<'t>(app: &'t App, tx: &'t mut Tx, payload: Value) -> BoxFuture<'t, Result<(), Problem>> {
    Box::pin(async move {
        let directory = Directories::now(app, tx.region()).await?;
        let sent: Uuid = serde_json::from_value(payload["sent"].clone())?;
        let rows: Vec<Row> = sql::all(
            tx.conn(),
            "select r.title as title, u.name as unit_name, p.first_day as first_day, \
             p.last_day as last_day, s.number as number, d.unit_id as unit_id, \
             d.post_id as post_id, h.account_id as account_id from report_delivery d \
             join sent_report s on s.region = d.region and s.id = d.sent_id \
             join period_report p on p.region = s.region and p.id = s.period_id \
             join standing_report r on r.region = p.region and r.id = p.report_id \
             join unit u on u.region = p.region and u.id = p.unit_id \
             left join holder h on h.region = d.region and h.post_id = d.post_id \
             and coalesce(h.from_date, '0000') <= $3 and coalesce(h.until_date, '9999') >= $3 \
             where d.region = $1 and d.sent_id = $2 order by d.order_number",
            vec![
                tx.region().as_str().into(),
                sent.into(),
                date::iso(directory.region.today(tx.now())).into(),
            ],
        )
        .await?;
        let path = format!("/laporan-terkirim/{sent}");
        for row in rows {
            let days = date::parse(&row.first_day).zip(date::parse(&row.last_day));
            let period = days.map(|(first, last)| Period { first, last }.name());
            let what = match row.number {
                1 => "Laporan masuk",
                _ => "Perbaikan laporan masuk",
            };
            let text = format!(
                "{what}: {}, {} ({})",
                row.title,
                period.unwrap_or_default(),
                row.unit_name
            );
            match (row.post_id, row.account_id) {
                (None, _) => {
                    let new = NewNotice {
                        unit: row.unit_id,
                        roles: Role::ALL.to_vec(),
                        text,
                        path: path.clone(),
                        once_key: None,
                    };
                    push(tx, new).await?;
                }
                (Some(_), Some(person)) => push_to_person(tx, person, &text, &path).await?,
                // a vacant post: it lies in the inbox of whoever comes
                (Some(_), None) => {}
            }
        }
        Ok(())
    })
}
