//! The page of a long paper: how far it is, and its files. A capability mounts it below its own record.

use askama::Template;
use platform::{App, Instant, Page, Problem, RegionCode};

use super::{
    MadeFile,
    store::{self, Making, MakingState},
};
use crate::{Archive, docx as word, workbook};
use government::Directory;

/// What the page says of it.
pub struct Shown<'a> {
    /// The long paper.
    pub it: &'a Making,
    /// Its title.
    pub title: String,
    /// Where it was asked for: path behind the region, and words.
    pub home: (String, String),
    /// What its pieces are: "laporan".
    pub pieces: &'static str,
    /// What is not in it.
    pub note: &'static str,
    /// Where its page is, behind the region.
    pub path: String,
}

#[derive(Template)]
#[template(path = "documents/making.html")]
struct View<'a> {
    region: &'a RegionCode,
    shown: &'a Shown<'a>,
    it: &'a Making,
    state: MakingState,
    stamp: String,
    files: Vec<MadeFile>,
}

impl View<'_> {
    fn words(&self, file: &MadeFile) -> &'static str {
        match file.format.as_str() {
            "pdf" => "Cetak F4",
            "xlsx" => "Unduh Excel",
            _ => "Unduh Word",
        }
    }
}

/// The page; the second value says that a work somebody left was taken up, so that it is to be started anew.
///
/// # Errors
/// When the database cannot be used.
pub async fn show(
    app: &App,
    directory: &Directory,
    shown: &Shown<'_>,
) -> Result<(Page, bool), Problem> {
    let (region, it) = (&directory.region.code, shown.it);
    let mut taken = false;
    if it.is_left(app.now()) {
        let left = it.clone();
        taken = app
            .db()
            .upkeep(region, move |tx| {
                Box::pin(async move { store::take_up(tx, &left).await })
            })
            .await?;
    }
    let view = View {
        region,
        shown,
        it,
        state: it.state(),
        stamp: directory.region.stamp(Instant(it.at)),
        files: store::files(app.db().read(), region, it.id).await?,
    };
    Ok((Page::new(shown.title.clone(), &view)?, taken))
}

async fn file(
    app: &App,
    region: &RegionCode,
    it: &Making,
    format: &str,
    media_type: &'static str,
) -> Result<Archive, Problem> {
    let files = store::files(app.db().read(), region, it.id).await?;
    let found = files.into_iter().find(|it| it.format == format);
    let found = found.ok_or(Problem::NotFound)?;
    let path = app.files().fetch(&found.file_hash).await?;
    let open = move || std::fs::File::open(path);
    let file = tokio::task::spawn_blocking(open)
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    Ok(Archive::kept(&found.name, media_type, file))
}

/// Its PDF.
///
/// # Errors
/// `Problem::NotFound` while it is not there.
pub async fn pdf(app: &App, region: &RegionCode, it: &Making) -> Result<Archive, Problem> {
    file(app, region, it, "pdf", "application/pdf").await
}

/// Its Word file.
///
/// # Errors
/// As `pdf`.
pub async fn docx(app: &App, region: &RegionCode, it: &Making) -> Result<Archive, Problem> {
    file(app, region, it, "docx", word::MEDIA_TYPE).await
}

/// Its workbook.
///
/// # Errors
/// As `pdf`.
pub async fn xlsx(app: &App, region: &RegionCode, it: &Making) -> Result<Archive, Problem> {
    file(app, region, it, "xlsx", workbook::MEDIA_TYPE).await
}
