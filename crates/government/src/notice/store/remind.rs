//! The daily round: reminders before the due date to those who do the work, after it to the head of
//! the unit, and, where the region set the days, further up.

use futures_util::future::BoxFuture;
use platform::{
    App, Problem, RegionCode, Tx, Uuid,
    capability::JobKind,
    date,
    store::{import, job, sql},
};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};

use crate::{
    DailySteps, ObligationSources,
    follow_up::KIND_LEAD,
    notice::{NewNotice, escalation, push, store::units_with_roles},
    posts,
    role::Role,
    structure::{Directories, Due, Mark},
};

const REMIND: &str = "government.remind";

pub(in crate::notice) const JOB: JobKind = JobKind {
    code: REMIND,
    label: "Pengingat batas waktu harian",
    run: remind,
};

/// Local hour from which the daily round may run.
const HOUR: u8 = 6;

/// Puts in today's round of a region, once, from six in the morning local time on.
///
/// # Errors
/// When the job cannot be put in.
pub async fn schedule(app: &App, region: &RegionCode) -> Result<(), Problem> {
    let directory = Directories::now(app, region).await?;
    let local = app.now().at_zone(directory.region.zone);
    if local.hour() < HOUR {
        return Ok(());
    }
    let day = date::iso(local.date());
    app.db()
        .upkeep(region, move |tx| {
            Box::pin(
                async move { job::insert_once(tx, REMIND, &day, &json!({ "day": day })).await },
            )
        })
        .await?;
    app.db().wake(region);
    for step in &app.part::<DailySteps>().0 {
        step(app, region).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct OwedRow {
    kind: String,
    subject_kind: String,
    subject_id: Uuid,
    unit_id: Uuid,
    title: String,
    due_date: Option<String>,
    due_minute: Option<i64>,
    due_at: Option<i64>,
    audience: i16,
}

fn remind<'t>(app: &'t App, tx: &'t mut Tx, _: Value) -> BoxFuture<'t, Result<(), Problem>> {
    Box::pin(async move {
        let directory = Directories::now(app, tx.region()).await?;
        let now = tx.now();
        let today = directory.region.today(now);
        let ahead = directory
            .calendar
            .add_working_days(today, directory.region.remind_days);
        let horizon = date::at(ahead, 24 * 60, directory.region.zone);
        let kinds = app.part::<ObligationSources>().kinds();
        let kinds: Vec<&str> = kinds.filter(|it| it.reminded).map(|it| it.code).collect();
        let mut values: Vec<sea_orm::Value> = vec![tx.region().as_str().into(), horizon.0.into()];
        values.extend(kinds.iter().map(|code| (*code).into()));
        let question = format!(
            "select kind, subject_kind, subject_id, unit_id, title, due_date, due_minute, due_at, \
             audience from obligation where region = $1 and state in (0, 2) and due_at <= $2 \
             and kind in ({})",
            sql::places(2, kinds.len())
        );
        let rows: Vec<OwedRow> = sql::all(tx.conn(), &question, values).await?;
        let mut late = Vec::new();
        for row in rows {
            let Some(due) = Due::stored(row.due_date.as_deref(), row.due_minute, row.due_at) else {
                continue;
            };
            let mark = due.mark(now, today, &directory.calendar);
            let (kind, roles, head) = match mark {
                Mark::Late(_) => (
                    "late",
                    vec![Role::Head, Role::Leader],
                    "Melewati batas waktu",
                ),
                _ => (
                    "soon",
                    vec![Role::Head, Role::Operator, Role::Leader],
                    "Segera jatuh tempo",
                ),
            };
            let new = NewNotice {
                unit: row.unit_id,
                roles,
                text: format!(
                    "{head}: {} (batas waktu {})",
                    row.title,
                    date::medium(due.date)
                ),
                path: app
                    .path_of(&row.subject_kind, row.subject_id)
                    .unwrap_or_default(),
                once_key: Some(format!(
                    "{kind}:{}:{}:{}",
                    row.subject_id, row.unit_id, due.at.0
                )),
            };
            push(tx, new).await?;
            // what is limited goes no further up
            if mark.is_late() && row.kind == KIND_LEAD && row.audience == 0 {
                late.push((row.subject_id, row.unit_id, row.title, due));
            }
        }
        warn_lapsed(tx, today).await?;
        escalation::report_late(tx, &directory, &late).await?;
        let week_ago = now.plus_seconds(-7 * 24 * 3600);
        job::sweep(tx, week_ago).await?;
        import::sweep(tx, now.plus_seconds(-import::UNFINISHED_DAYS * 24 * 3600)).await?;
        sql::run(
            tx.conn(),
            "delete from sent_once where region = $1 and at < $2",
            vec![tx.region().as_str().into(), week_ago.0.into()],
        )
        .await?;
        Ok(())
    })
}

/// Tells administrator and organiser once of every acting period that passed without a successor.
async fn warn_lapsed(tx: &mut Tx, today: time::Date) -> Result<(), Problem> {
    let lapsed = posts::lapsed_posts(tx.conn(), tx.region(), today).await?;
    if lapsed.is_empty() {
        return Ok(());
    }
    let roles = vec![Role::Administrator, Role::Organiser];
    let units = units_with_roles(tx, &roles).await?;
    for posts::Lapsed { post, last } in lapsed {
        let ended = last.period.until.map(date::medium).unwrap_or_default();
        for unit in &units {
            let new = NewNotice {
                unit: *unit,
                roles: roles.clone(),
                text: format!(
                    "Masa {} lewat sejak {ended} tanpa pengganti ({})",
                    last.acting.title(&post.title),
                    last.name
                ),
                path: format!("/pengaturan/unit/{}/jabatan", post.unit),
                once_key: Some(format!("lapsed:{}:{unit}", last.id)),
            };
            push(tx, new).await?;
        }
    }
    Ok(())
}
