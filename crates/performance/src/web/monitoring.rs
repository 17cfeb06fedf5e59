//! *Monitoring Perjanjian Kinerja*: who has written, signed and reported each quarter, and who is late.

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::{Directories, Directory, structure::Due};
use platform::{App, Grant, Instant, Page, Problem, RegionCode, date};

use super::actions::ReadYear;
use crate::{
    books::{self, Quarterly, Watched},
    papers,
    store::{self, Agreement, AgreementYear, QuarterReport},
};

#[derive(Template)]
#[template(path = "performance/monitoring.html")]
struct Shown<'a> {
    region: &'a RegionCode,
    year: &'a AgreementYear,
    rows: &'a [Watched],
    signed: usize,
    late: usize,
    stamp: String,
}

/// How late something is that was done at an instant, or that is still to be done now.
pub(super) fn lateness(directory: &Directory, due: Option<Due>, at: Instant) -> String {
    let Some(due) = due else {
        return String::new();
    };
    let mark = due.mark(at, directory.region.today(at), &directory.calendar);
    match mark.is_late() {
        true => mark.text(),
        false => String::new(),
    }
}

fn quarter(directory: &Directory, it: Option<&QuarterReport>, now: Instant) -> Quarterly {
    let Some(it) = it else {
        return Quarterly::default();
    };
    let sent = it.sent_at.map(Instant);
    Quarterly {
        state: it.state().0,
        day: sent
            .map(|at| date::medium(directory.region.today(at)))
            .unwrap_or_default(),
        late: lateness(directory, it.due(), sent.unwrap_or(now)),
    }
}

fn watched(
    directory: &Directory,
    it: &Agreement,
    quarters: &[QuarterReport],
    now: Instant,
) -> Watched {
    let of = |number: i64| {
        let mut own = quarters.iter().filter(|one| one.agreement_id == it.id);
        own.find(|one| one.quarter == number)
    };
    // a signature is late from the end of its day; a revision has no date
    let late = match it.signed() {
        Some(day) if it.due().is_some_and(|due| day > due.date) => {
            "Ditandatangani setelah batas waktu".to_owned()
        }
        Some(_) => String::new(),
        None => lateness(directory, it.due(), now),
    };
    Watched {
        agreement: it.id,
        unit: directory.unit_name(it.unit_id).to_owned(),
        state: it.state().label(),
        chip: it.state().chip(),
        signed: it.signed().map(date::medium).unwrap_or_default(),
        late,
        quarters: [1, 2, 3, 4].map(|number| quarter(directory, of(number), now)),
    }
}

async fn rows(
    app: &App,
    directory: &Directory,
    year: &AgreementYear,
) -> Result<Vec<Watched>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let all = store::agreements(db, region, year.id).await?;
    let quarters = store::all_quarters(db, region, year.id).await?;
    let wanted = all.iter().filter(|it| it.dropped.is_empty());
    let now = app.now();
    Ok(wanted
        .map(|it| watched(directory, it, &quarters, now))
        .collect())
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadYear>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = grant.target();
    let rows = rows(&app, &directory, year).await?;
    let shown = Shown {
        region: grant.region(),
        signed: rows.iter().filter(|it| !it.signed.is_empty()).count(),
        late: rows.iter().filter(|it| it.is_late()).count(),
        stamp: directory.region.stamp(app.now()),
        rows: &rows,
        year,
    };
    Page::new(
        format!("Monitoring Perjanjian Kinerja {}", year.year),
        &shown,
    )
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ReadYear>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let rows = rows(&app, &directory, grant.target()).await?;
    let list = books::monitoring(grant.target().year, &directory, app.now(), &rows);
    app.part::<Desk>().xlsx(list).await
}

async fn paper(app: &App, grant: &Grant<ReadYear>) -> Result<documents::Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let rows = rows(app, &directory, grant.target()).await?;
    let year = grant.target().year;
    Ok(papers::monitoring(year, &directory, app.now(), &rows))
}

/// *Cetak F4*.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(super) async fn pdf(
    grant: Grant<ReadYear>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    app.part::<Desk>().pdf(paper(&app, &grant).await?).await
}

/// *Unduh Word*.
///
/// # Errors
/// As `pdf`.
pub(super) async fn docx(
    grant: Grant<ReadYear>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    app.part::<Desk>().docx(paper(&app, &grant).await?).await
}
