//! *Beranda*: what is waiting for me, and where to go.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory, Viewer, obligation};
use platform::{App, Grant, Page, Problem};

use super::{
    actions::ReadHome,
    worklist::{Task, decides, once_each, tasks},
};

#[derive(Template)]
#[template(path = "work/home.html")]
struct Home<'a> {
    directory: &'a Directory,
    name: &'a str,
    title: &'a str,
    today: String,
    tasks: &'a [Task],
    more: usize,
    late: usize,
    waiting: usize,
    near: usize,
    links: Vec<(&'static str, String)>,
    other_region: bool,
}

/// The home page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadHome>, State(app): State<App>) -> Result<Page, Problem> {
    let directory: Arc<Directory> = Directories::of(&app, &grant).await?;
    let (actor, region) = (grant.actor(), grant.region());
    let foreign = actor.region != *region;
    let rows = if foreign {
        vec![]
    } else {
        let decides = decides(&app, &actor.role);
        let (db, viewer) = (app.db().read(), Viewer::of(actor, region));
        let rows = obligation::work(db, region, actor.place.id, &decides, &viewer).await?;
        once_each(rows)
    };
    let tasks = tasks(&app, &directory, region, actor, rows).await?;
    let count = |fits: fn(&Task) -> bool| tasks.iter().filter(|task| fits(task)).count();
    let links = app
        .navigation_of(actor, region)
        .filter(|item| !item.path.is_empty())
        .map(|item| (item.label, format!("/{region}{}", item.path)))
        .collect();
    let page = Home {
        directory: &directory,
        name: &actor.name,
        title: &actor.title,
        today: platform::date::long(directory.region.today(app.now())),
        late: count(|task| task.late),
        waiting: count(|task| task.decide),
        near: count(|task| task.near),
        more: tasks.len().saturating_sub(5),
        tasks: &tasks[..tasks.len().min(5)],
        links,
        other_region: foreign,
    };
    Page::new("Beranda", &page)
}
