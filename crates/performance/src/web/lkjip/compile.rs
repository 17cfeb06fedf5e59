//! All reports of a year as one file of each format: asked for, put together beside the requests, kept and
//! handed out.

use axum::{extract::State, response::Redirect};
use documents::{
    Archive, Desk,
    making::{self, MadeFile, Making, Shown},
};
use government::{Directories, structure::UnitKind};
use platform::{App, Grant, Page, Problem, Ref, RegionCode, Uuid};

use super::print::{annex, computed, standing};
use crate::{
    books::{self, UnitTables},
    papers,
    store::{self, COMPILATION, Report},
    web::actions::{ReadCompilation, WriteYear},
};

/// Begins it and leads to its page.
///
/// # Errors
/// `Problem::Refused` when no report was asked for.
pub(in crate::web) async fn begin(
    grant: Grant<WriteYear>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let (region, year) = (grant.region().clone(), grant.target().clone());
    let reports = store::reports(app.db().read(), &region, year.id).await?;
    let total = reports.iter().filter(|it| it.dropped.is_empty()).count();
    if total == 0 {
        return Err(Problem::Refused(
            "Belum ada laporan kinerja yang diminta untuk tahun ini, jadi belum ada yang dapat \
             disusun."
                .into(),
        ));
    }
    let about = format!("Laporan Kinerja {} semua unit", year.year);
    let subject = Ref::new(COMPILATION, year.id);
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { making::add(tx, subject, &about, total).await })
        })
        .await?;
    let id = written.value;
    start(&app, &region, id, year.id);
    Ok(Redirect::to(&format!("/{region}/lkjip/susunan/{id}")))
}

fn start(app: &App, region: &RegionCode, id: Uuid, year: Uuid) {
    let (own, place) = (app.clone(), region.clone());
    let work = async move { work(&own, &place, id, year).await };
    making::start(app, region, id, work);
}

async fn work(
    app: &App,
    region: &RegionCode,
    id: Uuid,
    year: Uuid,
) -> Result<Vec<MadeFile>, Problem> {
    let directory = Directories::now(app, region).await?;
    let db = app.db().read();
    let mut reports = store::reports(db, region, year).await?;
    reports.retain(|it| it.dropped.is_empty());
    // the city's own comes first, then the units in their order
    let is_head = |it: &Report| {
        let unit = directory.unit(it.unit_id);
        unit.is_some_and(|unit| unit.kind == UnitKind::HeadOfRegion)
    };
    reports.sort_by_key(|it| !is_head(it));
    let wanted: Vec<&Report> = reports.iter().collect();
    let confirmed = store::confirmed(db, region, &wanted).await?;
    let (mut own, mut units) = (Vec::new(), Vec::new());
    for (done, it) in (1..).zip(&reports) {
        let (paper, tables) = computed(app, &directory, it, !it.is_open()).await?;
        let frozen = confirmed.iter().find(|one| one.report_id == it.id);
        let differ = frozen.map(|one| papers::changed(&one.paper, &paper).len());
        own.push(standing(&directory, it, frozen, paper));
        own.extend(annex(app, &directory, it, &tables).await?);
        units.push(UnitTables {
            state: match differ {
                None => it.label().0.to_owned(),
                Some(0) => format!("{}, angka sama", it.label().0),
                Some(count) => format!("{}, {count} angka berubah sesudahnya", it.label().0),
            },
            tables,
        });
        making::done(app, region, id, done).await?;
    }
    let number = reports.first().map_or(0, |it| it.year);
    let lists = books::reports(number, &directory, app.now(), &units);
    let mut ranked: Vec<_> = units.into_iter().map(|it| it.tables.unit).collect();
    ranked.sort_by(|a, b| b.mean.figure.cmp(&a.mean.figure));
    let head = format!("Rekapitulasi Capaian Kinerja {number}");
    let mut all = vec![papers::achievement(&head, &directory, app.now(), &ranked)];
    all.extend(own);
    let name = format!("Laporan Kinerja {number} {}", directory.region.name);
    let desk = app.part::<Desk>();
    let pdf = making::keep(app, "pdf", desk.papers(&name, all.clone()).await?).await?;
    let docx = making::keep(app, "docx", desk.docx_of(&name, all).await?).await?;
    let name = format!("Tabel {name}");
    let xlsx = making::keep(app, "xlsx", desk.book(&name, lists).await?).await?;
    Ok(vec![pdf, docx, xlsx])
}

/// Its page: how far it is, and its files. A work that a node left is taken up here.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadCompilation>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, it): (_, &Making) = (grant.region(), grant.target());
    let year = store::find_year(app.db().read(), region, it.subject_id).await?;
    let year = year.ok_or(Problem::NotFound)?.year;
    let shown = Shown {
        it,
        title: format!("Laporan Kinerja {year} Semua Unit"),
        home: (
            format!("/lkjip?tahun={year}"),
            format!("Laporan Kinerja {year}"),
        ),
        pieces: "laporan",
        note: "Laporan yang belum dikirim hanya memuat tabelnya; yang sudah direviu memuat angka saat \
               direviu. Lampirannya perjanjian kinerja.",
        path: format!("/lkjip/susunan/{}", it.id),
    };
    let (page, taken) = making::show(&app, &directory, &shown).await?;
    if taken {
        start(&app, region, it.id, it.subject_id);
    }
    Ok(page)
}

/// As PDF.
///
/// # Errors
/// `Problem::NotFound` while it is not there.
pub(in crate::web) async fn pdf(
    grant: Grant<ReadCompilation>,
    State(app): State<App>,
) -> Result<Archive, Problem> {
    making::pdf(&app, grant.region(), grant.target()).await
}

/// As a Word file.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn docx(
    grant: Grant<ReadCompilation>,
    State(app): State<App>,
) -> Result<Archive, Problem> {
    making::docx(&app, grant.region(), grant.target()).await
}

/// All tables as a workbook.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn xlsx(
    grant: Grant<ReadCompilation>,
    State(app): State<App>,
) -> Result<Archive, Problem> {
    making::xlsx(&app, grant.region(), grant.target()).await
}
