//! *Pemberitahuan*.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{Directories, Directory, notice};
use platform::{App, Grant, Instant, Page, Problem, RegionCode};

use super::actions::ReadNotices;

struct Line {
    text: String,
    path: String,
    when: String,
    fresh: bool,
}

#[derive(Template)]
#[template(path = "work/notices.html")]
struct Notices<'a> {
    region: &'a RegionCode,
    lines: Vec<Line>,
    fresh: usize,
}

fn line(directory: &Directory, notice: notice::Notice) -> Line {
    Line {
        when: directory.region.stamp(Instant(notice.at)),
        text: notice.text,
        path: notice.path,
        fresh: notice.fresh,
    }
}

/// The latest notices.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadNotices>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let rows = notice::mine(app.db().read(), grant.region(), grant.actor(), 100).await?;
    let lines: Vec<_> = rows.into_iter().map(|row| line(&directory, row)).collect();
    let page = Notices {
        region: grant.region(),
        fresh: lines.iter().filter(|line| line.fresh).count(),
        lines,
    };
    Page::new("Pemberitahuan", &page)
}

/// Notes that they were read.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn seen(
    grant: Grant<ReadNotices>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let person = grant.actor().person;
    app.db()
        .upkeep(grant.region(), move |tx| {
            Box::pin(async move { notice::mark_seen(tx, person).await })
        })
        .await?;
    Ok(Redirect::to(&format!("/{}/pemberitahuan", grant.region())))
}
