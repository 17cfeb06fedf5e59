//! The LPPD of all chapters, or its summary for the public, as one file of each format: asked for, put together
//! beside the requests, kept and handed out.

use axum::{extract::State, response::Redirect};
use documents::{
    Archive, Desk,
    making::{self, MadeFile, Shown},
};
use government::Directories;
use platform::{App, Grant, Page, Problem, Ref, RegionCode, Uuid};

use super::{LPPD, RLPPD, figures};
use crate::{
    books,
    papers::{self, Book, Writer},
    store::{self, LPPD_BOOK, RLPPD_BOOK},
    web::actions::{ReadBook, WriteRound},
};

/// Begins the LPPD and leads to its page.
///
/// # Errors
/// `Problem::Refused` when nobody was asked to write.
pub(in crate::web) async fn begin(
    grant: Grant<WriteRound>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let (region, round) = (grant.region(), grant.target().id);
    let all = store::narratives(app.db().read(), region, round, LPPD).await?;
    if all.is_empty() {
        return Err(Problem::Refused(
            "Belum ada naskah yang diminta untuk periode ini, jadi belum ada yang dapat disusun."
                .into(),
        ));
    }
    begin_one(&grant, &app, (LPPD_BOOK, "LPPD"), all.len()).await
}

/// Begins a report of a kind and leads to its page.
pub(super) async fn begin_one(
    grant: &Grant<WriteRound>,
    app: &App,
    (kind, short): (&'static str, &str),
    total: usize,
) -> Result<Redirect, Problem> {
    let (region, round) = (grant.region().clone(), grant.target());
    let about = format!("{short} {} dari {}", round.year, round.title);
    let subject = Ref::new(kind, round.id);
    let written = app
        .db()
        .write(grant, move |tx| {
            Box::pin(async move { making::add(tx, subject, &about, total).await })
        })
        .await?;
    let id = written.value;
    start(app, &region, (kind, id));
    Ok(Redirect::to(&format!(
        "/{region}/naskah-laporan/susunan/{id}"
    )))
}

fn start(app: &App, region: &RegionCode, (kind, id): (&'static str, Uuid)) {
    let (own, place) = (app.clone(), region.clone());
    let work = async move { work(&own, &place, (kind, id)).await };
    making::start(app, region, id, work);
}

async fn work(
    app: &App,
    region: &RegionCode,
    (kind, id): (&'static str, Uuid),
) -> Result<Vec<MadeFile>, Problem> {
    let directory = Directories::now(app, region).await?;
    let db = app.db().read();
    let it = making::find(db, region, kind, id).await?;
    let it = it.ok_or(Problem::NotFound)?;
    let round = store::find_round(db, region, it.subject_id).await?;
    let round = round.ok_or(Problem::NotFound)?;
    let (lines, figures) = figures(app, &directory, &round).await?;
    let report = match kind {
        RLPPD_BOOK => RLPPD,
        _ => LPPD,
    };
    let all = store::narratives(db, region, round.id, report).await?;
    let mut writers = Vec::new();
    for (done, one) in (1..).zip(&all) {
        let parts = store::parts_of_narratives(db, region, &[one.id]).await?;
        writers.push(Writer {
            unit: directory.unit_name(one.unit_id).to_owned(),
            state: one.label().0,
            sent: !one.is_open(),
            parts,
        });
        making::done(app, region, id, done).await?;
    }
    let book = Book {
        report,
        year: round.year,
        version: it.number,
        stamp: directory.region.stamp(app.now()),
        figures,
        lines: &lines,
        writers: &writers,
    };
    let desk = app.part::<Desk>();
    let Some(narrative) = all.first().filter(|_| report == RLPPD) else {
        let paper = papers::book(&book, &directory);
        let pdf = making::keep(app, "pdf", desk.pdf(paper.clone()).await?).await?;
        let docx = making::keep(app, "docx", desk.docx(paper).await?).await?;
        return Ok(vec![pdf, docx]);
    };
    let chosen = store::choices(db, region, narrative.id).await?;
    let paper = papers::summary(&book, &chosen, &directory);
    let lists = books::summary(&book, &chosen, &directory, app.now());
    let name = paper.name.clone();
    let pdf = making::keep(app, "pdf", desk.pdf(paper.clone()).await?).await?;
    let docx = making::keep(app, "docx", desk.docx(paper).await?).await?;
    let xlsx = making::keep(app, "xlsx", desk.book(&name, lists).await?).await?;
    Ok(vec![pdf, docx, xlsx])
}

/// Its page: how far it is, and its files. A work that a node left is taken up here.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadBook>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, it) = (grant.region(), grant.target());
    let round = store::find_round(app.db().read(), region, it.subject_id).await?;
    let round = round.ok_or(Problem::NotFound)?;
    let (year, page) = (
        round.year,
        format!("/periode-pengisian/{}/naskah", round.id),
    );
    let public = it.kind == RLPPD_BOOK;
    let shown = Shown {
        it,
        title: match public {
            true => format!("RLPPD {year}"),
            false => format!("LPPD {year}"),
        },
        home: match public {
            true => (format!("{page}/rlppd"), format!("RLPPD {year}")),
            false => (page, format!("Naskah LPPD {year}")),
        },
        pieces: "naskah",
        note: match public {
            true => {
                "Untuk masyarakat; tabelnya tanpa catatan antarunit, nama petugas, dan hasil pemeriksaan."
            }
            false => "Naskah yang belum dikirim tidak dimuat; unitnya disebut di dalamnya.",
        },
        path: format!("/naskah-laporan/susunan/{}", it.id),
    };
    let (page, taken) = making::show(&app, &directory, &shown).await?;
    if taken {
        let kind = match public {
            true => RLPPD_BOOK,
            false => LPPD_BOOK,
        };
        start(&app, region, (kind, it.id));
    }
    Ok(page)
}

/// As PDF.
///
/// # Errors
/// `Problem::NotFound` while it is not there.
pub(in crate::web) async fn pdf(
    grant: Grant<ReadBook>,
    State(app): State<App>,
) -> Result<Archive, Problem> {
    making::pdf(&app, grant.region(), grant.target()).await
}

/// As a Word file.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn docx(
    grant: Grant<ReadBook>,
    State(app): State<App>,
) -> Result<Archive, Problem> {
    making::docx(&app, grant.region(), grant.target()).await
}

/// As a workbook.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn xlsx(
    grant: Grant<ReadBook>,
    State(app): State<App>,
) -> Result<Archive, Problem> {
    making::xlsx(&app, grant.region(), grant.target()).await
}
