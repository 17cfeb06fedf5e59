//! *Unduh Excel*: the lists of daily work as workbooks, filtered as the page is.

use axum::extract::State;
use documents::{
    Desk, Download,
    lists::{self, MOST_ROWS},
    workbook::Cell,
};
use government::{
    Directories, Viewer,
    follow_up::{self, KIND_SUPPORT},
    obligation::{self, WORK_LIMIT},
};
use platform::{App, Grant, Problem, form::Filter};

use super::{
    actions::{ListFollowUps, ReadWork},
    list::Asked,
    worklist::{decides, once_each, tasks},
};

/// *Tindak Lanjut*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn follow_ups(
    grant: Grant<ListFollowUps>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (now, region) = (app.now(), grant.region());
    let filter = asked.filter(&directory, now, 1, MOST_ROWS);
    let found = follow_up::list(app.db().read(), region, &filter).await?;
    let origins = found.rows.iter().map(|row| row.origin.clone());
    let mentions = app.resolve(region, origins).await?;
    let lines: Vec<_> = found
        .rows
        .iter()
        .map(|row| {
            let source = mentions.get(&row.origin.1);
            (row, source.map(|m| m.title.clone()).unwrap_or_default())
        })
        .collect();
    let mut list = lists::follow_ups("Tindak Lanjut", &directory, now, &lines);
    list.notes.extend(asked.words(&directory));
    let list = list.note(lists::cut(lines.len(), found.total));
    app.part::<Desk>().xlsx(list).await
}

/// *Perlu Ditindaklanjuti*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn work(
    grant: Grant<ReadWork>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, region, now) = (grant.actor(), grant.region(), app.now());
    let decides = decides(&app, &actor.role);
    let (db, viewer) = (app.db().read(), Viewer::of(actor, region));
    let rows = obligation::work(db, region, actor.place.id, &decides, &viewer).await?;
    let full = i64::try_from(rows.len()).unwrap_or(0) >= WORK_LIMIT;
    let rows = once_each(rows);
    let beside: Vec<_> = rows
        .iter()
        .map(|row| (row.due().map(|due| due.date), row.kind == KIND_SUPPORT))
        .collect();
    let tasks = tasks(&app, &directory, region, actor, rows).await?;
    let name = format!(
        "Perlu Ditindaklanjuti {}",
        directory.unit_name(actor.place.id)
    );
    let columns = [
        ("No", 5),
        ("Tugas", 45),
        ("Bagian", 24),
        ("Unit", 30),
        ("Sumber", 32),
        ("Batas Waktu", 13),
        ("Capaian", 28),
        ("Status", 24),
    ];
    let mut list = lists::begin(&name, &directory, now, &columns);
    if full {
        list = list.note(format!(
            "Daftar ini memuat {WORK_LIMIT} tugas yang paling mendesak."
        ));
    }
    let rows = tasks.into_iter().zip(beside).enumerate();
    let list = list.rows(rows.map(|(index, (task, (due, support)))| {
        let part = match (task.decide, support) {
            (true, _) => "Menunggu keputusan",
            (false, true) => "Dukungan",
            (false, false) => "Tugas unit",
        };
        vec![
            Cell::count(index + 1),
            Cell::from(task.title),
            Cell::from(part),
            Cell::from(task.unit),
            Cell::from(task.origin),
            Cell::date_or(due, "Belum ada"),
            Cell::text_or(task.progress, "Belum ada"),
            Cell::from(task.state),
        ]
    }));
    app.part::<Desk>().xlsx(list).await
}
