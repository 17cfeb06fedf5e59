//! A performance report as PDF and Word, with the agreement as its annex, and its tables as a workbook.

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::{Directories, Directory};
use platform::{App, Grant, Instant, Problem};

use super::{edition, one::reads, tables};
use crate::{
    books::{self, ReportTables},
    papers::{self, ReportPaper},
    store::{self, Confirmed, Report},
    web::{actions::ReadReport, print},
};

/// The words of a chapter that is not sent.
const UNSENT: &str = "Bab ini masih disusun oleh unitnya.";

/// A report as it is computed now; `shown` says whether its words may be read.
pub(super) async fn computed(
    app: &App,
    directory: &Directory,
    it: &Report,
    shown: bool,
) -> Result<(Paper, ReportTables), Problem> {
    let tables = tables(app, directory, it).await?;
    let texts = store::chapters_of(app.db().read(), &directory.region.code, &[it.id]).await?;
    let words = texts.iter().map(|text| {
        let body = match shown {
            true => text.body.clone(),
            false => UNSENT.to_owned(),
        };
        (text.chapter.as_str(), body)
    });
    let paper = ReportPaper {
        year: it.year,
        edition: edition(directory, it),
        stamp: directory.region.stamp(app.now()),
        unit: it.unit_id,
        words: words.collect(),
        tables: &tables,
    };
    Ok((papers::report(&paper, directory), tables))
}

/// The paper of a report: as it was confirmed, or as it is computed now.
pub(super) fn standing(
    directory: &Directory,
    it: &Report,
    confirmed: Option<&Confirmed>,
    computed: Paper,
) -> Paper {
    let Some(confirmed) = confirmed else {
        return computed;
    };
    let mut paper = confirmed.paper.clone();
    let at = directory.region.stamp(Instant(confirmed.at));
    paper.footer = format!("{}; direviu {}, {at}", paper.footer, it.verified_name);
    paper
}

/// The agreement of a report, which is its annex.
pub(super) async fn annex(
    app: &App,
    directory: &Directory,
    it: &Report,
    tables: &ReportTables,
) -> Result<Vec<Paper>, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let agreement = store::find_agreement(db, region, it.agreement_id).await?;
    // a revision that nobody signed yet is no annex
    let Some(agreement) = agreement.filter(|it| it.is_locked()) else {
        return Ok(vec![]);
    };
    let lines: Vec<store::Line> = tables.unit.lines.iter().map(|it| it.line.clone()).collect();
    print::papers(app, directory, &[&agreement], &lines).await
}

async fn made(app: &App, grant: &Grant<ReadReport>) -> Result<(String, Vec<Paper>), Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target();
    let shown = reads(app, grant.actor(), &directory, it);
    let (paper, tables) = computed(app, &directory, it, shown).await?;
    let frozen = store::confirmed(app.db().read(), grant.region(), &[it]).await?;
    let mut all = vec![standing(&directory, it, frozen.first(), paper)];
    let name = all.first().map_or_else(String::new, |it| it.name.clone());
    all.extend(annex(app, &directory, it, &tables).await?);
    Ok((name, all))
}

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(in crate::web) async fn pdf(
    grant: Grant<ReadReport>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (name, papers) = made(&app, &grant).await?;
    app.part::<Desk>().papers(&name, papers).await
}

/// As a Word file.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn docx(
    grant: Grant<ReadReport>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (name, papers) = made(&app, &grant).await?;
    app.part::<Desk>().docx_of(&name, papers).await
}

/// Its tables as a workbook.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(in crate::web) async fn book(
    grant: Grant<ReadReport>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let (paper, tables) = computed(&app, &directory, it, true).await?;
    let frozen = store::confirmed(app.db().read(), grant.region(), &[it]).await?;
    let mut edition = edition(&directory, it);
    // a workbook is made of figures as they are now, and says where that is not what was confirmed
    if let Some(confirmed) = frozen.first() {
        let at = directory.region.stamp(Instant(confirmed.at));
        let words = match papers::changed(&confirmed.paper, &paper).len() {
            0 => format!("sama dengan yang direviu {at}"),
            count => format!("{count} angka berbeda dari yang direviu {at}"),
        };
        edition = format!("{edition}; {words}");
    }
    let lists = books::report(it.year, &directory, app.now(), &edition, &tables);
    let name = format!("Tabel {} {}", it.title(), tables.unit.name);
    app.part::<Desk>().book(&name, lists).await
}
