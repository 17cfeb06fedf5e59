//! The register's pages for one kind of record. A capability says what its papers are (`Papers`) and
//! mounts these handlers below its own records, under `/naskah`; the rest is here.

mod details;
mod print;
mod step;

use futures_util::future::BoxFuture;
use government::{Directories, Directory, history};
use platform::{Action, App, Grant, Page, Problem, Ref, RegionCode, Uuid};

pub use details::{add, blank, change, edit, renew, show};
pub use print::{docx, pdf, variables};
pub use step::{form, take};

use super::{Details, OfficialDocument, PAPER, PaperKind, view::Record};
use crate::Paper;

/// Where the papers of a record belong.
#[derive(Clone, Debug)]
pub struct Home {
    /// The record.
    pub subject: Ref,
    /// Its path behind the region; the papers lie below, under `/naskah`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The unit that writes them; the unit of who prepares one where nobody is stated.
    pub unit: Option<Uuid>,
    /// What of a letter is taken from the record, in a sentence.
    pub taken: &'static str,
}

impl Home {
    fn record<'a>(&'a self, region: &'a RegionCode) -> Record<'a> {
        Record {
            region,
            title: &self.title,
            path: &self.path,
            taken: self.taken,
        }
    }
}

/// A paper with the record it belongs to.
#[derive(Clone, Debug)]
pub struct Kept<R> {
    /// The record.
    pub record: R,
    /// The paper.
    pub paper: OfficialDocument,
}

/// A kind of record that has papers.
pub trait Papers: Send + Sync + Sized + 'static {
    /// The record.
    type Record: Clone + Send + Sync + 'static;
    /// The right to put a paper into the register.
    type Add: Action<Target = Self::Record>;
    /// The right to read one.
    type Read: Action<Target = Kept<Self::Record>>;
    /// The right to change it and note what was done with it.
    type Write: Action<Target = Kept<Self::Record>>;

    /// The kinds of papers such a record has, in the order in which it needs them.
    const KINDS: &'static [PaperKind];

    /// Where they belong.
    fn home(record: &Self::Record) -> Home;

    /// What a paper says of itself before anybody decided otherwise.
    fn defaults<'a>(
        app: &'a App,
        directory: &'a Directory,
        record: &'a Self::Record,
        kind: PaperKind,
    ) -> BoxFuture<'a, Result<Details, Problem>>;

    /// The paper as the records say it now, without number and date.
    fn describe<'a>(
        app: &'a App,
        directory: &'a Directory,
        record: &'a Self::Record,
        kind: PaperKind,
        details: &'a Details,
    ) -> BoxFuture<'a, Result<Paper, Problem>>;
}

/// The paper as the records say it now.
async fn today<P: Papers>(
    app: &App,
    directory: &Directory,
    kept: &Kept<P::Record>,
) -> Result<Paper, Problem> {
    let (kind, details) = (kept.paper.kind()?, kept.paper.details(app.keys())?);
    P::describe(app, directory, &kept.record, kind, &details).await
}

/// The paper as it prints: as it was signed, or as the records say it now; with its number.
///
/// # Errors
/// When the database cannot be read or a sealed text not be opened.
pub async fn printed<P: Papers>(
    app: &App,
    directory: &Directory,
    kept: &Kept<P::Record>,
) -> Result<Paper, Problem> {
    let paper = match kept.paper.content(app.keys())? {
        Some(signed) => signed,
        None => today::<P>(app, directory, kept).await?,
    };
    Ok(paper.numbered(&kept.paper.numbering()))
}

/// The history of a paper.
///
/// # Errors
/// When the database cannot be read.
pub async fn history<P: Papers>(
    grant: Grant<P::Read>,
    axum::extract::State(app): axum::extract::State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let Kept { record, paper } = grant.target();
    let home = P::home(record);
    let title = format!("{}, {}", paper.title(), home.title);
    let back = format!("{}/naskah/{}", home.path, paper.id);
    history::page(&app, &directory, Ref::new(PAPER, paper.id), &title, &back).await
}
