//! *Laporan Kinerja* (LKjIP): the reports of a year, and one of them.

mod compile;
mod decide;
mod list;
mod one;
mod print;

use government::Directory;
use platform::{App, Problem, Routes};

use crate::{
    books::{AchievedLine, AchievedUnit, ReportTables},
    store::{self, Report},
};

/// How many earlier years a year is compared with.
const EARLIER: i64 = 2;

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/lkjip", list::show)
        .post("/{region}/lkjip/tahun/{agreement_year}", list::ask)
        .post(
            "/{region}/lkjip/tahun/{agreement_year}/susun",
            compile::begin,
        )
        .get(
            "/{region}/lkjip/susunan/{report_compilation}",
            compile::show,
        )
        .get(
            "/{region}/lkjip/susunan/{report_compilation}/laporan.pdf",
            compile::pdf,
        )
        .get(
            "/{region}/lkjip/susunan/{report_compilation}/laporan.docx",
            compile::docx,
        )
        .get(
            "/{region}/lkjip/susunan/{report_compilation}/laporan.xlsx",
            compile::xlsx,
        )
        .get("/{region}/lkjip/{performance_report}", one::show)
        .post("/{region}/lkjip/{performance_report}/bab", decide::keep)
        .post("/{region}/lkjip/{performance_report}/ajukan", decide::send)
        .post(
            "/{region}/lkjip/{performance_report}/putuskan",
            decide::decide,
        )
        .get(
            "/{region}/lkjip/{performance_report}/laporan.pdf",
            print::pdf,
        )
        .get(
            "/{region}/lkjip/{performance_report}/laporan.docx",
            print::docx,
        )
        .get(
            "/{region}/lkjip/{performance_report}/tabel.xlsx",
            print::book,
        )
}

/// Everything that is computed for a report.
async fn tables(app: &App, directory: &Directory, it: &Report) -> Result<ReportTables, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let (lines, programs) = match it.signed_id {
        Some(version) => (
            store::lines_of(db, region, version).await?,
            store::programs_of(db, region, &[version]).await?,
        ),
        None => (vec![], vec![]),
    };
    let reported = store::reported_of(db, region, it.agreement_id).await?;
    let years = (it.year - EARLIER, it.year - 1);
    let history = store::history(db, region, it.unit_id, years).await?;
    let targets = store::plan_targets(db, region, it.year).await?;
    let grading = store::grading(db, region, it.year).await?;
    let last = reported.last(it.agreement_id);
    let own = lines
        .iter()
        .map(|line| AchievedLine::of(line, it.agreement_id, &reported, last));
    let name = directory.unit_name(it.unit_id);
    let unit = AchievedUnit::of((it.agreement_id, name), own, last, &grading);
    let earlier = (years.0..=years.1).collect();
    Ok(ReportTables::of(
        unit, programs, earlier, &history, &targets,
    ))
}

/// "Versi 2, dikirim 3 Maret 2027, 09.00 WIB", or that it is a draft.
fn edition(directory: &Directory, it: &Report) -> String {
    let sent = it
        .sent_at
        .map(|at| directory.region.stamp(platform::Instant(at)));
    match (it.is_open(), sent) {
        (false, Some(sent)) => format!("Versi {}, dikirim {sent}", it.edition),
        (_, _) => format!("Konsep versi {}", it.edition + 1),
    }
}
