//! *Unduh Excel*: the lists of meetings and issues as workbooks, filtered as the pages are.

use axum::extract::State;
use documents::{
    Desk, Download,
    lists::{self, MOST_ROWS},
};
use government::{Directories, follow_up};
use platform::{App, Grant, Problem, Uuid, form::Filter};

use super::{
    actions::{ListIssues, ListMeetings, ReadMeeting},
    evaluation, issue, list,
};
use crate::{
    books,
    store::{self, POINT, Point},
};

/// *Rapat*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn meetings(
    grant: Grant<ListMeetings>,
    State(app): State<App>,
    Filter(asked): Filter<list::Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, db, now) = (grant.region(), app.db().read(), app.now());
    let words = asked.words();
    let (rows, total) = store::list(db, region, &words, 1, MOST_ROWS).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let counts = store::meeting_counts(db, region, &ids, now.0).await?;
    let mut book =
        books::meetings(&directory, now, &rows, &counts).note(lists::cut(rows.len(), total));
    if !words.trim().is_empty() {
        book = book.note(format!("Judul memuat: {}", words.trim()));
    }
    app.part::<Desk>().xlsx(book).await
}

/// *Permasalahan*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn issues(
    grant: Grant<ListIssues>,
    State(app): State<App>,
    Filter(asked): Filter<issue::Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let filter = asked.filter();
    let rows = store::issues(app.db().read(), grant.region(), &filter, MOST_ROWS).await?;
    let full = i64::try_from(rows.len()).unwrap_or(0) >= MOST_ROWS;
    let mut book = books::issues(&directory, app.now(), &rows).note(asked.words());
    if let Some(unit) = filter.unit {
        book = book.note(format!("Unit: {}", directory.unit_name(unit)));
    }
    if full {
        book = book.note(format!(
            "Daftar ini memuat {MOST_ROWS} permasalahan pertama."
        ));
    }
    app.part::<Desk>().xlsx(book).await
}

/// *Evaluasi Tindak Lanjut Rakor Lalu*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn evaluation(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region) = (grant.target(), grant.region());
    let (_, rows) = evaluation::evaluated(&app, &directory, it, MOST_ROWS).await?;
    let origins = rows.iter().map(|row| row.origin.clone());
    let mentions = app.resolve(region, origins).await?;
    let lines: Vec<_> = rows
        .iter()
        .map(|row| {
            let source = mentions.get(&row.origin.1);
            (row, source.map(|m| m.title.clone()).unwrap_or_default())
        })
        .collect();
    let name = "Evaluasi Tindak Lanjut Rakor Lalu";
    let book =
        lists::follow_ups(name, &directory, app.now(), &lines).note(format!("Untuk: {}", it.title));
    app.part::<Desk>().xlsx(book).await
}

/// The follow-ups of one meeting.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn follow_ups(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region, db) = (grant.target(), grant.region(), app.db().read());
    let points = store::points(db, region, it.id).await?;
    let ids: Vec<Uuid> = points.iter().map(|point| point.id).collect();
    let works = follow_up::of_origins(db, region, POINT, &ids).await?;
    let mut lines: Vec<_> = works
        .iter()
        .filter_map(|work| {
            let point = points.iter().find(|point| point.id == work.origin.1)?;
            Some((work, point))
        })
        .collect();
    lines.sort_by_key(|(_, point)| point.number);
    let these: Vec<Uuid> = works.iter().map(|work| work.id).collect();
    let beside = follow_up::beside(db, region, &these).await?;
    let supporters = lines
        .iter()
        .map(|(work, _)| {
            let beside = beside.get(&work.id);
            beside.map(|it| it.supported_by(&directory).join("; "))
        })
        .map(Option::unwrap_or_default)
        .collect();
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(work, point)| (work, source(point)))
        .collect();
    let name = format!("Tindak Lanjut {}", it.title);
    let book = lists::follow_ups(&name, &directory, app.now(), &lines)
        .note(it.when(&directory.region.zone_label));
    let book = lists::with_supporters(book, supporters);
    app.part::<Desk>().xlsx(book).await
}

/// "Butir 3; asal Badan Pusat Statistik", as the list is read back.
fn source(point: &Point) -> String {
    match point.raiser.as_str() {
        "" => format!("Butir {}", point.number),
        raiser => format!("Butir {}; asal {raiser}", point.number),
    }
}

/// *Daftar Hadir*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn attendance(
    grant: Grant<ReadMeeting>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let lines = store::attendance(app.db().read(), grant.region(), it.id).await?;
    let book = books::attendance(it, &directory, app.now(), &lines);
    app.part::<Desk>().xlsx(book).await
}
