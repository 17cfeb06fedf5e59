//! *Perlu Ditindaklanjuti*: one list over all kinds, one thing to do per row.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory, ObligationSources, Viewer,
    follow_up::{KIND_LEAD, KIND_SUPPORT, KIND_TERMS, disposition},
    obligation::{self, Decides, Listed, ObligationState, WORK_LIMIT},
    structure::Mark,
};
use platform::{Action, Actor, App, Grant, Page, Problem, RegionCode, date};
use time::Date;

use super::actions::{ProposeTerms, ReadWork, ReviewAudited, WriteReport};

/// A row: what is to be done next.
pub(super) struct Task {
    pub path: String,
    pub title: String,
    pub origin: String,
    pub unit: String,
    pub chip: &'static str,
    pub state: &'static str,
    pub due: String,
    pub due_class: &'static str,
    pub progress: String,
    pub verb: &'static str,
    pub verb_path: String,
    pub late: bool,
    pub near: bool,
    pub decide: bool,
    /// Id of a follow-up whose report waits for a decision, to be picked; empty else.
    pub pick: String,
}

/// A disposition on the reader's desk.
struct Desk {
    path: String,
    title: String,
    from: String,
    words: String,
    note: String,
    due: String,
    late: bool,
}

fn desk(directory: &Directory, today: Date, it: disposition::Mine) -> Desk {
    let region = &directory.region.code;
    Desk {
        path: format!("/{region}/tindak-lanjut/{}/disposisi", it.follow_up_id),
        due: it.due().map(date::long).unwrap_or_default(),
        late: it.due().is_some_and(|due| due < today),
        words: it.words.lines().collect::<Vec<_>>().join("; "),
        title: it.task,
        from: it.from_name,
        note: it.note,
    }
}

#[derive(Template)]
#[template(path = "work/worklist.html")]
struct WorkList<'a> {
    region: &'a RegionCode,
    unit: &'a str,
    own: Vec<&'a Task>,
    decide: Vec<&'a Task>,
    support: Vec<&'a Task>,
    desk: Vec<Desk>,
    late: usize,
    full: bool,
    reviews: bool,
    wa: String,
}

/// What people of this role decide about when it waits.
pub(super) fn decides(app: &App, role: &str) -> Decides {
    let may = |action: &str| app.matrix().scope(role, action).is_some();
    let kinds = [("report.review", KIND_LEAD), ("terms.decide", KIND_TERMS)]
        .into_iter()
        .filter(|(action, _)| may(action))
        .map(|(_, kind)| kind)
        .collect();
    Decides {
        kinds,
        audited: may(ReviewAudited::CODE),
    }
}

/// A follow-up whose measure and date the unit still has to propose stands once in the list: as
/// that proposal.
pub(super) fn once_each(rows: Vec<Listed>) -> Vec<Listed> {
    let to_propose: Vec<_> = rows
        .iter()
        .filter(|row| row.kind == KIND_TERMS && row.state == ObligationState::Open.code())
        .map(|row| row.subject_id)
        .collect();
    rows.into_iter()
        .filter(|row| row.kind != KIND_LEAD || !to_propose.contains(&row.subject_id))
        .collect()
}

/// Rows in words. One batch of mentions for where they came from.
pub(super) async fn tasks(
    app: &App,
    directory: &Directory,
    region: &RegionCode,
    actor: &Actor,
    rows: Vec<Listed>,
) -> Result<Vec<Task>, Problem> {
    let now = app.now();
    let today = directory.region.today(now);
    // nobody is offered what the role does not let them do
    let may = |code: &str| app.matrix().scope(&actor.role, code).is_some();
    let (reports, proposes) = (may(WriteReport::CODE), may(ProposeTerms::CODE));
    let origins = rows
        .iter()
        .map(|row| (row.origin_kind.clone(), row.origin_id));
    let mentions = app.resolve(region, origins).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let decide = row.state == ObligationState::Submitted.code();
            // what was sent in time is not late while somebody else has it
            let mark = row
                .due()
                .filter(|_| !decide)
                .map(|due| due.mark(now, today, &directory.calendar));
            let kinds = app.part::<ObligationSources>();
            let (chip, state) = chip(&row, kinds, mark);
            let base = app
                .path_of(&row.subject_kind, row.subject_id)
                .unwrap_or_default();
            let own = row.unit_id == actor.place.id;
            let own = match row.kind.as_str() {
                KIND_TERMS => own && proposes,
                _ => own && reports,
            };
            let (verb, tail) = verb(&row, kinds, decide, own);
            Task {
                origin: mentions
                    .get(&row.origin_id)
                    .map(|mention| mention.title.clone())
                    .unwrap_or_default(),
                unit: directory.unit_name(row.unit_id).to_owned(),
                chip,
                state,
                due: due_text(directory, &row, mark),
                due_class: mark.map_or("due", Mark::class),
                progress: row.progress(),
                verb,
                verb_path: format!("/{region}{base}{tail}"),
                path: format!("/{region}{base}"),
                late: mark.is_some_and(Mark::is_late),
                near: matches!(mark, Some(Mark::Today | Mark::Near(_))),
                decide,
                pick: if decide && row.kind == KIND_LEAD && !row.is_limited() {
                    row.subject_id.to_string()
                } else {
                    String::new()
                },
                title: row.title,
            }
        })
        .collect())
}

fn due_text(directory: &Directory, row: &Listed, mark: Option<Mark>) -> String {
    let Some(due) = row.due() else {
        return String::new();
    };
    let date = due.text(&directory.region.zone_label);
    match mark.map(Mark::text) {
        Some(words) if !words.is_empty() => format!("{date} · {}", words.to_lowercase()),
        _ => date,
    }
}

fn chip(
    row: &Listed,
    kinds: &ObligationSources,
    mark: Option<Mark>,
) -> (&'static str, &'static str) {
    let late = mark.is_some_and(Mark::is_late);
    match (row.kind.as_str(), ObligationState::from_code(row.state)) {
        (KIND_TERMS, Some(ObligationState::Submitted)) => {
            ("chip chip-diusulkan", "Target diusulkan")
        }
        (KIND_TERMS, _) => ("chip chip-lengkapi", "Perlu dilengkapi"),
        (_, Some(ObligationState::Submitted)) => ("chip chip-menunggu", "Menunggu verifikasi"),
        (_, Some(ObligationState::Returned)) => ("chip chip-dikembalikan", "Dikembalikan"),
        (kind, _) if kind != KIND_LEAD && kind != KIND_SUPPORT => match late {
            true => ("chip chip-terlambat", "Terlambat"),
            false => {
                let open = kinds.kind(kind).map_or("Belum dikirim", |kind| kind.open);
                ("chip chip-belum", open)
            }
        },
        _ if row.total.is_none() => ("chip chip-diusulkan", "Menunggu kesepakatan target"),
        _ if late => ("chip chip-terlambat", "Terlambat"),
        _ if row.done.is_some() => ("chip chip-proses", "Dalam proses"),
        _ => ("chip chip-belum", "Belum ditindaklanjuti"),
    }
}

fn verb(
    row: &Listed,
    kinds: &ObligationSources,
    decide: bool,
    own: bool,
) -> (&'static str, &'static str) {
    if row.kind != KIND_LEAD && row.kind != KIND_SUPPORT && row.kind != KIND_TERMS {
        let verb = kinds.kind(&row.kind).map_or("Lihat", |kind| kind.verb);
        return (verb, "");
    }
    match (row.kind.as_str(), decide) {
        (KIND_TERMS, true) => ("Putuskan", ""),
        (_, true) => ("Periksa", ""),
        (KIND_TERMS, _) if own => ("Usulkan Target", "/usulkan"),
        (KIND_TERMS, _) => ("Lihat", ""),
        (KIND_SUPPORT, _) => ("Lihat", ""),
        _ if row.total.is_none() => ("Lihat", ""),
        _ if own && row.state == ObligationState::Returned.code() => ("Perbaiki", "/lapor"),
        _ if own => ("Laporkan", "/lapor"),
        _ => ("Lihat", ""),
    }
}

/// The work list.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadWork>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, region) = (grant.actor(), grant.region());
    let decides = decides(&app, &actor.role);
    let (db, viewer) = (app.db().read(), Viewer::of(actor, region));
    let rows = obligation::work(db, region, actor.place.id, &decides, &viewer).await?;
    let rows = once_each(rows);
    let full = i64::try_from(rows.len()).unwrap_or(0) >= WORK_LIMIT;
    let support: Vec<bool> = rows.iter().map(|row| row.kind == KIND_SUPPORT).collect();
    let tasks = tasks(&app, &directory, region, actor, rows).await?;
    let pick = |wanted: fn(&Task, bool) -> bool| -> Vec<&Task> {
        tasks
            .iter()
            .zip(&support)
            .filter(|(task, support)| wanted(task, **support))
            .map(|(task, _)| task)
            .collect()
    };
    let own = pick(|task, support| !task.decide && !support);
    let today = directory.region.today(app.now());
    let desk = disposition::mine(app.db().read(), region, actor)
        .await?
        .into_iter()
        .map(|it| desk(&directory, today, it))
        .collect();
    let page = WorkList {
        region,
        desk,
        unit: directory.unit_name(actor.place.id),
        late: own.iter().filter(|task| task.late).count(),
        wa: wa_text(&directory, directory.unit_name(actor.place.id), &own),
        reviews: tasks.iter().any(|task| !task.pick.is_empty()),
        decide: pick(|task, _| task.decide),
        support: pick(|task, support| !task.decide && support),
        own,
        full,
    };
    Page::new("Perlu Ditindaklanjuti", &page)
}

/// The unit's list as a WhatsApp text.
fn wa_text(directory: &Directory, unit: &str, tasks: &[&Task]) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!("*Perlu Ditindaklanjuti: {unit}*\n");
    for (number, task) in tasks.iter().take(30).enumerate() {
        text += &format!("{}. {} ({})\n", number + 1, task.title, task.state);
        if !task.due.is_empty() {
            text += &format!("   Batas waktu: {}\n", task.due);
        }
    }
    if tasks.is_empty() {
        text += "Tidak ada yang tertunda.\n";
    }
    text
}
