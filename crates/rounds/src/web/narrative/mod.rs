//! *Naskah*: the written chapters of the LPPD, piece by piece, and the report put together of them.

mod board;
mod book;
mod choose;
mod decide;
mod one;
mod public;
mod rounds;

use government::{Directory, may::covers};
use platform::{Action, Actor, App, Problem, Routes};
use values::store as kept;

use crate::{
    rules::ResultLine,
    store::{self, Narrative, Round},
    web::actions::WriteNarrative,
};

/// The report these pages are about.
pub(super) const LPPD: &str = "lppd";
/// Its summary for the public.
pub(super) const RLPPD: &str = "rlppd";

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/naskah-laporan", rounds::show)
        .get("/{region}/periode-pengisian/{round}/naskah", board::show)
        .post("/{region}/periode-pengisian/{round}/naskah", board::ask)
        .post(
            "/{region}/periode-pengisian/{round}/naskah/susun",
            book::begin,
        )
        .get("/{region}/naskah-laporan/susunan/{report_book}", book::show)
        .get(
            "/{region}/naskah-laporan/susunan/{report_book}/laporan.pdf",
            book::pdf,
        )
        .get(
            "/{region}/naskah-laporan/susunan/{report_book}/laporan.docx",
            book::docx,
        )
        .get(
            "/{region}/naskah-laporan/susunan/{report_book}/laporan.xlsx",
            book::xlsx,
        )
        .get(
            "/{region}/periode-pengisian/{round}/naskah/rlppd",
            public::show,
        )
        .post(
            "/{region}/periode-pengisian/{round}/naskah/rlppd",
            public::begin,
        )
        .post(
            "/{region}/periode-pengisian/{round}/naskah/rlppd/susun",
            public::put_together,
        )
        .get("/{region}/naskah-laporan/{narrative}/pilihan", choose::show)
        .post("/{region}/naskah-laporan/{narrative}/pilihan", choose::keep)
        .get("/{region}/naskah-laporan/{narrative}", one::show)
        .post("/{region}/naskah-laporan/{narrative}/bagian", decide::keep)
        .post("/{region}/naskah-laporan/{narrative}/ajukan", decide::send)
        .post(
            "/{region}/naskah-laporan/{narrative}/putuskan",
            decide::decide,
        )
}

/// Results as they stand now.
async fn living(
    app: &App,
    directory: &Directory,
    (list, year): (&str, i64),
) -> Result<Vec<ResultLine>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let asked = kept::indicators(db, region, list, year).await?;
    let results = kept::results_of_year(db, region, list, year).await?;
    let line = |it: &kept::Asked| {
        let owner = it.indicator.unit_id;
        let unit = owner.map_or("-", |unit| directory.unit_name(unit));
        ResultLine::of(it, results.get(&it.indicator.id), unit)
    };
    Ok(asked.iter().map(line).collect())
}

/// The results a report is written around, and what they are: those of the latest compilation, or those of
/// now where there is none.
async fn figures(
    app: &App,
    directory: &Directory,
    it: &Round,
) -> Result<(Vec<ResultLine>, String), Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let compiled = store::compilations(db, region, it.id).await?;
    if let Some(last) = compiled.first()
        && let Some(results) = store::compiled_results(db, region, last.id).await?
    {
        let at = super::stamp(directory, &last.made_at);
        return Ok((results, format!("Kompilasi {}, {at}", last.number)));
    }
    let now = directory.region.stamp(app.now());
    let words = match compiled.is_empty() {
        true => format!("Angka sekarang, belum dikompilasi, {now}"),
        false => format!("Angka sekarang, kompilasinya belum menyimpan capaian, {now}"),
    };
    Ok((living(app, directory, (&it.list, it.year)).await?, words))
}

/// Whether somebody reads the words: a draft is seen by those who may write it.
fn reads(app: &App, actor: &Actor, directory: &Directory, it: &Narrative) -> bool {
    !it.is_open() || covers(app, actor, directory, it.unit_id, WriteNarrative::CODE)
}
