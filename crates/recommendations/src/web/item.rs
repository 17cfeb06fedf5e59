//! One recommendation of the council with the follow-ups that work on it.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{
    Directories, Directory,
    follow_up::{self, Report},
    history,
};
use platform::{Action, App, Grant, Instant, Page, Problem, Ref, RegionCode, Uuid};

use super::{
    actions::{OpenWork, ReadItem, WriteItem},
    view::{Line, lines},
};
use crate::store::{ITEM, Item};

/// A report that was sent, in words.
struct Progress {
    path: String,
    when: String,
    who: String,
    amount: String,
    note: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "recommendations/item.html")]
struct One<'a> {
    region: &'a RegionCode,
    line: Line,
    progress: Vec<Progress>,
    may_write: bool,
    may_open: bool,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadItem>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region();
    let mut found = lines(&app, &directory, vec![grant.target().clone()]).await?;
    let line = found.pop().ok_or(Problem::NotFound)?;
    let works: Vec<Uuid> = line.works.iter().map(|work| work.id).collect();
    let sent = follow_up::sent_reports(app.db().read(), region, &works).await?;
    let one = One {
        progress: sent
            .iter()
            .map(|it| progress(&directory, &line, it))
            .collect(),
        may_write: may(&app, grant.actor(), region, WriteItem::CODE),
        may_open: may(&app, grant.actor(), region, OpenWork::CODE),
        region,
        line,
    };
    Page::new(title(grant.target()), &one)
}

fn title(it: &Item) -> String {
    format!("Rekomendasi DPRD LKPJ {} nomor {}", it.lkpj_year, it.number)
}

fn progress(directory: &Directory, line: &Line, it: &Report) -> Progress {
    let work = line.works.iter().find(|work| work.id == it.follow_up_id);
    let measure = work.and_then(|work| work.measure.as_deref()).unwrap_or("");
    let at = it
        .submitted_at
        .map(|at| directory.region.stamp(Instant(at)));
    Progress {
        path: format!("/tindak-lanjut/{}", it.follow_up_id),
        when: at.unwrap_or_default(),
        who: it.submitted_name.clone(),
        amount: it
            .amount()
            .map(|amount| format!("{amount} {measure}").trim().to_owned())
            .unwrap_or_default(),
        note: it.note.clone(),
        state: it.state().label(),
    }
}

/// Its history.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn history(
    grant: Grant<ReadItem>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let back = format!("/rekomendasi/{}", it.id);
    history::page(&app, &directory, Ref::new(ITEM, it.id), &title(it), &back).await
}
