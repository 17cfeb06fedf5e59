//! Exactly what will happen, before it does.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{self, Card, FollowUp, Glance},
};
use platform::{
    Actor, App, Grant, Page, Place, Problem, RegionCode, Uuid,
    form::{Filter, FormErrors},
    random,
};
use serde::Deserialize;

use super::{MOST, Reminder, Typing, reaches, reminders};
use crate::{
    rules::bulk::Bulk,
    web::{actions::ListFollowUps, list},
};

/// What was picked on a list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// Which step.
    langkah: String,
    /// The follow-ups.
    pilih: Vec<String>,
    /// All of the page of the list instead.
    semua: Option<String>,
    status: String,
    unit: String,
    kelompok: String,
    q: String,
    halaman: String,
}

struct Line {
    pick: String,
    card: Card,
    report: Option<Glance>,
    amount: String,
}

struct Out {
    card: Card,
    why: String,
}

#[derive(Template)]
#[template(path = "work/bulk.html")]
struct Preview<'a> {
    region: &'a RegionCode,
    step: Bulk,
    lines: Vec<Line>,
    out: Vec<Out>,
    reminders: Vec<Reminder>,
    typing: &'a Typing,
    once: String,
    errors: &'a FormErrors,
    may: bool,
}

/// The preview.
///
/// # Errors
/// `Problem::Malformed` for a step nobody knows; when the database cannot be read.
pub(crate) async fn show(
    grant: Grant<ListFollowUps>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    // without a step yet: the first there is, so that the address alone leads somewhere
    let step = Bulk::from_word(&asked.langkah).unwrap_or(Bulk::Verify);
    let ids: Vec<Uuid> = if asked.semua.is_some() {
        let page = asked.halaman.parse::<i64>().unwrap_or(1).clamp(1, 100_000);
        let filter = list::Asked::of(&asked.status, &asked.unit, &asked.kelompok, &asked.q);
        let filter = filter.filter(&directory, app.now(), page, 0);
        let found = follow_up::list(app.db().read(), grant.region(), &filter).await?;
        found.rows.iter().map(|row| row.id).collect()
    } else {
        asked
            .pilih
            .iter()
            .filter_map(|id| Uuid::parse_str(id).ok())
            .take(MOST)
            .collect()
    };
    let none = (Typing::default(), FormErrors::new());
    compose(
        &app,
        &directory,
        grant.actor(),
        step,
        &ids,
        (&none.0, &none.1),
    )
    .await
}

/// The preview of a step on these follow-ups, with what a refused form typed.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    directory: &Directory,
    actor: &Actor,
    step: Bulk,
    ids: &[Uuid],
    (typing, errors): (&Typing, &FormErrors),
) -> Result<Page, Problem> {
    let (region, db, now) = (&directory.region.code, app.db().read(), app.now());
    let rows: Vec<(FollowUp, Place)> = follow_up::by_ids(db, region, ids).await?;
    let reports = follow_up::waiting_reports(db, region, ids).await?;
    let may = actor.region == *region && app.matrix().scope(&actor.role, step.action()).is_some();
    let both = directory.region.one_person_both_steps;
    let (mut lines, mut out, mut late) = (Vec::new(), Vec::new(), Vec::new());
    for (it, place) in rows {
        let report = reports.iter().find(|report| report.follow_up_id == it.id);
        let card = Card::of(&it, directory, now);
        let misfit = if reaches(app, actor, step.action(), &place) {
            step.misfit(&it, report, actor.person, both, now)
        } else {
            Some("di luar kewenangan Anda")
        };
        if let Some(why) = misfit {
            let why = why.to_owned();
            out.push(Out { card, why });
            continue;
        }
        lines.push(Line {
            pick: format!("{}:{}", it.id, it.version),
            amount: report
                .and_then(|report| report.amount.as_deref()?.parse::<figures::Amount>().ok())
                .map(|amount| match it.target {
                    Some(target) => format!("{amount} dari {target}"),
                    None => amount.to_string(),
                })
                .unwrap_or_default(),
            report: report.cloned(),
            card,
        });
        late.push(it);
    }
    let preview = Preview {
        region,
        reminders: match step {
            Bulk::Remind => reminders(directory, app, &late),
            _ => vec![],
        },
        step,
        lines,
        out,
        typing,
        once: random::id(now).to_string(),
        errors,
        may,
    };
    Page::new(step.label(), &preview)
}
