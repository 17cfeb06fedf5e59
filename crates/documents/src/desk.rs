//! Where handlers hand papers out: off the threads that answer, and few at a time.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::BytesMut;
use futures_util::stream;
use platform::{Problem, files::Files};
use tokio::{io::AsyncReadExt, sync::Semaphore};

use crate::{
    Bundle, Error, Paper, Pictures, Renderer, docx, text,
    workbook::{self, List},
};

/// Papers made at the same time: setting one takes a core and some memory.
const AT_ONCE: usize = 2;

/// The desk, kept in the application.
pub struct Desk {
    renderer: Arc<dyn Renderer>,
    files: Files,
    turns: Arc<Semaphore>,
}

impl Desk {
    /// A desk with a renderer behind it, and the files where pictures lie.
    pub fn new(renderer: Arc<dyn Renderer>, files: Files) -> Self {
        Self {
            renderer,
            files,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// The paper as PDF, to be saved.
    ///
    /// # Errors
    /// `Problem::Internal` when it cannot be set.
    pub async fn pdf(&self, paper: Paper) -> Result<Download, Problem> {
        let name = paper.name.clone();
        self.papers(&name, vec![paper]).await
    }

    /// The paper as a Word file, to be saved.
    ///
    /// # Errors
    /// `Problem::Internal` when it cannot be put together.
    pub async fn docx(&self, paper: Paper) -> Result<Download, Problem> {
        let name = paper.name.clone();
        self.docx_of(&name, vec![paper]).await
    }

    /// Several papers as one Word file called `name`, to be saved.
    ///
    /// # Errors
    /// `Problem::Internal` when it cannot be put together.
    pub async fn docx_of(&self, name: &str, papers: Vec<Paper>) -> Result<Download, Problem> {
        let (file, name) = (text::file_name(name, "docx"), name.to_owned());
        let files = self.files.clone();
        let bytes = self
            .make(move || {
                let pictures = Pictures::of(&papers, &files);
                docx::write_all(&name, &papers, &pictures)
            })
            .await?;
        Ok(Download {
            name: file,
            media_type: docx::MEDIA_TYPE,
            bytes,
        })
    }

    /// The list as a workbook, to be saved.
    ///
    /// # Errors
    /// `Problem::Internal` when it cannot be put together.
    pub async fn xlsx(&self, list: List) -> Result<Download, Problem> {
        let name = text::file_name(&list.name, "xlsx");
        let bytes = self.make(move || workbook::write(&list)).await?;
        Ok(Download {
            name,
            media_type: workbook::MEDIA_TYPE,
            bytes,
        })
    }

    /// Lists as one workbook called `name`, each on a sheet of its own, to be saved.
    ///
    /// # Errors
    /// `Problem::Internal` when it cannot be put together.
    pub async fn book(&self, name: &str, lists: Vec<List>) -> Result<Download, Problem> {
        let (file, name) = (text::file_name(name, "xlsx"), name.to_owned());
        let bytes = self
            .make(move || workbook::write_book(&name, &lists))
            .await?;
        Ok(Download {
            name: file,
            media_type: workbook::MEDIA_TYPE,
            bytes,
        })
    }

    /// Several papers as one PDF called `name`, to be saved.
    ///
    /// # Errors
    /// `Problem::Internal` when they cannot be set.
    pub async fn papers(&self, name: &str, papers: Vec<Paper>) -> Result<Download, Problem> {
        let (renderer, files) = (Arc::clone(&self.renderer), self.files.clone());
        let name = text::file_name(name, "pdf");
        let bytes = self
            .make(move || renderer.pdf(&papers, &Pictures::of(&papers, &files)))
            .await?;
        Ok(Download {
            name,
            media_type: "application/pdf",
            bytes,
        })
    }

    /// Papers, scans and evidence as one archive, to be saved.
    ///
    /// # Errors
    /// `Problem::Internal` when it cannot be put together.
    pub async fn archive(&self, bundle: Bundle) -> Result<Archive, Problem> {
        let (renderer, files) = (Arc::clone(&self.renderer), self.files.clone());
        let name = text::file_name(&bundle.name, "zip");
        let file = self
            .make(move || {
                let file = tempfile::tempfile().map_err(|e| Error::Packing(e.to_string()))?;
                let pictures = Pictures::of(&bundle.papers, &files);
                bundle.write(renderer.as_ref(), &pictures, file)
            })
            .await?;
        Ok(Archive {
            name,
            media_type: "application/zip",
            file,
        })
    }

    /// Waits for its turn; the turn ends with the work, even when nobody waits for it any more.
    async fn make<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(Problem::internal)?;
        let made = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        made.await
            .map_err(Problem::internal)?
            .map_err(Problem::internal)
    }
}

/// A file to be saved.
#[derive(Debug)]
pub struct Download {
    /// Its name: ASCII, see `text::file_name`.
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

impl Download {
    /// Its name and its bytes, for who keeps it.
    pub fn into_file(self) -> (String, Vec<u8>) {
        (self.name, self.bytes)
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        saved(Body::from(self.bytes), &self.name, self.media_type)
    }
}

/// An archive to be saved; it leaves piece by piece.
#[derive(Debug)]
pub struct Archive {
    name: String,
    media_type: &'static str,
    file: std::fs::File,
}

impl Archive {
    /// A file that was kept under the name it was made with.
    pub fn kept(name: &str, media_type: &'static str, file: std::fs::File) -> Self {
        Self {
            name: name.to_owned(),
            media_type,
            file,
        }
    }

    /// A table as text, called `name`, that was written into a file; it is read from where the
    /// file stands.
    pub fn csv(name: &str, file: std::fs::File) -> Self {
        Self {
            name: text::file_name(name, "csv"),
            media_type: "text/csv; charset=utf-8",
            file,
        }
    }
}

/// Bytes of an archive that are in memory at once.
const PIECE: usize = 64 * 1024;

impl IntoResponse for Archive {
    fn into_response(self) -> Response {
        let file = tokio::fs::File::from_std(self.file);
        let pieces = stream::try_unfold(file, async |mut file| {
            let mut piece = BytesMut::with_capacity(PIECE);
            let length = file.read_buf(&mut piece).await?;
            Ok::<_, std::io::Error>((length > 0).then(|| (piece.freeze(), file)))
        });
        saved(Body::from_stream(pieces), &self.name, self.media_type)
    }
}

fn saved(body: Body, name: &str, media_type: &str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let mut response = body.into_response();
    let headers = response.headers_mut();
    for (key, value) in [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, disposition.as_str()),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(key, value);
        }
    }
    response
}
