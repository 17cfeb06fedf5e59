//! The tables of a report: every indicator with its figures and its result, as PDF, Word and Excel.

use axum::extract::State;
use documents::{Desk, Download, Paper};
use government::{Directories, Directory};
use platform::{App, Grant, Problem};
use std::sync::Arc;

use super::picture::Picture;
use crate::{
    books,
    papers::{self, Line},
    rules::ResultLine,
    store::{self, Round},
    web::actions::ReadRound,
};

async fn of_round(
    app: &App,
    directory: &Directory,
    it: &Round,
) -> Result<(Vec<Line>, Picture), Problem> {
    let picture = Picture::of(app, &directory.region.code, it).await?;
    let lines = picture
        .asked
        .iter()
        .map(|asked| {
            let elements = asked.elements.iter();
            Line::of(
                asked,
                elements
                    .map(|element| picture.cell(asked, element))
                    .collect(),
                picture.result(asked),
                directory,
            )
        })
        .collect();
    Ok((lines, picture))
}

/// What the tables are made of.
async fn lines(
    app: &App,
    grant: &Grant<ReadRound>,
) -> Result<(Arc<Directory>, Round, Vec<Line>, Picture), Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target().clone();
    let (lines, picture) = of_round(app, &directory, &it).await?;
    Ok((directory, it, lines, picture))
}

/// The tables as they stand now; `compiled` says which compilation they are.
async fn tables_of(
    app: &App,
    directory: &Directory,
    it: &Round,
    compiled: &str,
) -> Result<Paper, Problem> {
    let (lines, _) = of_round(app, directory, it).await?;
    Ok(papers::tables(it, directory, app.now(), &lines, compiled))
}

/// The tables as they stand now with the results behind them, to be frozen.
pub(in crate::web) async fn frozen(
    app: &App,
    directory: &Directory,
    it: &Round,
    compiled: &str,
) -> Result<(Paper, Vec<ResultLine>), Problem> {
    let (lines, picture) = of_round(app, directory, it).await?;
    let paper = papers::tables(it, directory, app.now(), &lines, compiled);
    let results = picture
        .asked
        .iter()
        .zip(&lines)
        .map(|(asked, line)| ResultLine::of(asked, picture.result(asked), &line.unit));
    Ok((paper, results.collect()))
}

/// The tables as they stand now, beside what was compiled last.
async fn living(app: &App, grant: &Grant<ReadRound>) -> Result<Paper, Problem> {
    let directory = Directories::of(app, grant).await?;
    let it = grant.target();
    let before = store::compilations(app.db().read(), grant.region(), it.id).await?;
    let compiled = match before.first() {
        None => "Belum dikompilasi".to_owned(),
        Some(last) => format!(
            "Bukan kompilasi: angka sekarang, setelah kompilasi {} tanggal {}",
            last.number,
            crate::web::stamp(&directory, &last.made_at)
        ),
    };
    tables_of(app, &directory, it, &compiled).await
}

/// As PDF.
///
/// # Errors
/// When the database cannot be read or the paper not be set.
pub(in crate::web) async fn pdf(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = living(&app, &grant).await?;
    app.part::<Desk>().pdf(paper).await
}

/// As a Word file.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn docx(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let paper = living(&app, &grant).await?;
    app.part::<Desk>().docx(paper).await
}

/// As a workbook.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn book(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (directory, it, lines, _) = lines(&app, &grant).await?;
    let book = books::tables(&it, &directory, app.now(), &lines);
    app.part::<Desk>().xlsx(book).await
}

/// How far every unit is, as a workbook.
///
/// # Errors
/// As `pdf`.
pub(in crate::web) async fn tally(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (directory, it, _, picture) = lines(&app, &grant).await?;
    let units = picture.fillings.iter().filter(|filling| !filling.is_part());
    let rows: Vec<_> = units
        .map(|filling| (filling, picture.of_unit(filling.unit_id)))
        .map(|(filling, progress)| (filling, progress.outcome, progress.output))
        .collect();
    let book = books::progress(&it, &directory, app.now(), &rows);
    app.part::<Desk>().xlsx(book).await
}
