//! Reading a form with files: files stream to the disk piece by piece and are kept only when the
//! rest of the form is right. A file that is too large or of a strange kind becomes a sentence
//! beside the field; everything typed stays.

use std::{collections::HashMap, task::Poll, time::Duration};

use crate::{
    app::App,
    files::{Files, Incoming, NO_ARCHIVE, NOT_ACCEPTED, StoredFile, archive_too_large, too_large},
    problem::Problem,
};
use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
};
use futures_util::{StreamExt, stream};

/// Most files of one form.
const MAX_FILES: usize = 10;
/// Most text fields of one form.
const MAX_FIELDS: usize = 100;
/// Most text of one form in bytes.
const MAX_TEXT: usize = 128 * 1024;
/// How much of a too large file is read away, in units of the limit, before the connection is
/// given up: so that an honest browser sees the answer instead of a broken line.
const PATIENCE: u64 = 3;
/// How long a sender may be silent. A slow line is welcome, a dead one is not.
const SILENCE: Duration = Duration::from_secs(60);

/// A file on its way in.
struct Arriving {
    /// The field it came in.
    field: String,
    /// Its name on the sender's side.
    name: String,
    file: Incoming,
}

/// A file of a form that lies on the disk.
pub struct Kept {
    /// The field it came in.
    pub field: String,
    /// Its name on the sender's side.
    pub name: String,
    /// Where it lies.
    pub file: StoredFile,
}

/// What came.
#[derive(Default)]
pub struct Sent {
    fields: HashMap<String, Vec<String>>,
    /// Files on their way in; they are kept once the rest of the form is found right.
    incoming: Vec<Arriving>,
    /// What is wrong with the files, or empty.
    pub file_error: String,
}

impl Sent {
    /// A text field; empty when it did not come.
    pub fn text(&self, name: &str) -> String {
        self.fields
            .get(name)
            .and_then(|values| values.first())
            .cloned()
            .unwrap_or_default()
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// Names and digests of the files, to know the same sending again.
    pub fn fingerprint(&self) -> String {
        self.incoming
            .iter()
            .map(|it| format!("{}:{}:{};", it.field, it.name, it.file.digest()))
            .collect()
    }

    /// Puts the files in their place, synced; their names and where they lie.
    ///
    /// # Errors
    /// When the disk does not take them.
    pub async fn keep(&mut self, app: &App) -> Result<Vec<(String, StoredFile)>, Problem> {
        let kept = self.keep_by_field(app).await?;
        Ok(kept.into_iter().map(|it| (it.name, it.file)).collect())
    }

    /// As `keep`, for a form with several fields for files.
    ///
    /// # Errors
    /// As `keep`.
    pub async fn keep_by_field(&mut self, app: &App) -> Result<Vec<Kept>, Problem> {
        let (files, incoming) = (app.files().clone(), std::mem::take(&mut self.incoming));
        tokio::task::spawn_blocking(move || {
            incoming
                .into_iter()
                .map(|it| {
                    Ok(Kept {
                        field: it.field,
                        name: it.name,
                        file: files.keep(it.file)?,
                    })
                })
                .collect()
        })
        .await
        .map_err(Problem::internal)?
    }

    fn text_size(&self) -> usize {
        self.fields.values().flatten().map(String::len).sum()
    }
}

impl FromRequest<App> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let evidence = Wanted {
            accepted: Incoming::is_accepted,
            otherwise: NOT_ACCEPTED,
            too_large,
        };
        Self::receive(request, app, app.files(), &evidence).await
    }
}

/// A form whose files are looked at and thrown away: nothing of them is kept, so a file of any
/// kind may come. The same limits hold.
pub struct Passing(Sent);

impl Passing {
    /// A text field; empty when it did not come.
    pub fn text(&self, name: &str) -> String {
        self.0.text(name)
    }

    /// What is wrong with the files, or empty.
    pub fn file_error(&self) -> &str {
        &self.0.file_error
    }

    /// The file of a field, with its name on the sender's side; `None` where none was chosen. It is
    /// gone from the disk with this form, but can be read while it is open.
    ///
    /// # Errors
    /// When the disk does not give it.
    pub fn open(&self, field: &str) -> Result<Option<(String, std::fs::File)>, Problem> {
        let found = self.0.incoming.iter().find(|it| it.field == field);
        found
            .map(|it| Ok((it.name.clone(), it.file.open()?)))
            .transpose()
    }
}

impl FromRequest<App> for Passing {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let anything = Wanted {
            accepted: |_| true,
            otherwise: "",
            too_large,
        };
        let sent = Sent::receive(request, app, app.files(), &anything).await;
        sent.map(Self)
    }
}

/// A form whose file is an archive, as large as [`Files::for_archives`] says; what is in it is looked at
/// when it is unpacked.
pub struct Packed(Sent);

impl Packed {
    /// What is wrong with the file, or empty.
    pub fn file_error(&self) -> &str {
        &self.0.file_error
    }

    /// Puts the archive in its place, synced; its name and where it lies, `None` where none was chosen.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub async fn keep(&mut self, app: &App) -> Result<Option<(String, StoredFile)>, Problem> {
        let Some(it) = self.0.incoming.pop() else {
            return Ok(None);
        };
        let files = app.files().clone();
        let kept = tokio::task::spawn_blocking(move || files.keep_archive(it.file));
        let kept = kept.await.map_err(Problem::internal)??;
        Ok(Some((it.name, kept)))
    }
}

impl FromRequest<App> for Packed {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let archive = Wanted {
            accepted: Incoming::is_archive,
            otherwise: NO_ARCHIVE,
            too_large: archive_too_large,
        };
        let sent = Sent::receive(request, app, &app.files().for_archives(), &archive).await;
        sent.map(Self)
    }
}

/// Which files a form takes.
struct Wanted {
    accepted: fn(&Incoming) -> bool,
    /// What is said of others.
    otherwise: &'static str,
    /// What is said of one that passes the limit.
    too_large: fn(u64) -> String,
}

impl Sent {
    /// Reads the form piece by piece; its files come to `files`, within the limit there.
    async fn receive(
        request: Request,
        app: &App,
        files: &Files,
        wanted: &Wanted,
    ) -> Result<Self, Problem> {
        let mut form = Multipart::from_request(request.map(paced), app)
            .await
            .map_err(|error| unreadable(&error))?;
        let mut sent = Self::default();
        let (mut wasted, mut count) = (0, 0);
        while let Some(mut field) = in_time(form.next_field()).await? {
            count += 1;
            if count > MAX_FIELDS + MAX_FILES {
                return Err(too_much());
            }
            let name = field.name().unwrap_or_default().to_owned();
            let Some(file_name) = field.file_name().map(clean_name) else {
                let mut bytes = Vec::new();
                let room = MAX_TEXT.saturating_sub(sent.text_size());
                while let Some(piece) = in_time(field.chunk()).await? {
                    if bytes.len() + piece.len() > room {
                        return Err(too_much());
                    }
                    bytes.extend_from_slice(&piece);
                }
                let text = String::from_utf8(bytes).map_err(|error| unreadable(&error))?;
                sent.fields.entry(name).or_default().push(text);
                continue;
            };
            let mut incoming: Option<Incoming> = None;
            while let Some(piece) = in_time(field.chunk()).await? {
                // a browser sends an empty part where no file was chosen
                if piece.is_empty() {
                    continue;
                }
                if !sent.file_error.is_empty() {
                    wasted += piece.len() as u64;
                    if wasted > files.limit.saturating_mul(PATIENCE) {
                        return Ok(sent);
                    }
                    continue;
                }
                let file = match incoming.as_mut() {
                    Some(file) => file,
                    None => incoming.insert(files.incoming()?),
                };
                match file.write(&piece) {
                    Ok(()) => {}
                    Err(Problem::TooLarge(_)) => {
                        sent.file_error =
                            format!("{file_name}: {}", (wanted.too_large)(files.limit));
                    }
                    Err(other) => return Err(other),
                }
            }
            let Some(file) = incoming.filter(|_| sent.file_error.is_empty()) else {
                continue;
            };
            if sent.incoming.len() >= MAX_FILES {
                sent.file_error = format!("Paling banyak {MAX_FILES} berkas sekali kirim.");
            } else if !(wanted.accepted)(&file) {
                sent.file_error = format!("{file_name}: {}", wanted.otherwise);
            } else {
                sent.incoming.push(Arriving {
                    field: name,
                    name: file_name,
                    file,
                });
            }
        }
        Ok(sent)
    }
}

/// The next part or piece, unless the sender falls silent.
async fn in_time<T>(next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Problem> {
    match tokio::time::timeout(SILENCE, next).await {
        Ok(Ok(next)) => Ok(next),
        Ok(Err(error)) => Err(unreadable(&error)),
        Err(silence) => Err(unreadable(&silence)),
    }
}

fn too_much() -> Problem {
    Problem::TooLarge(
        "Isian teks terlalu panjang. Ringkas isinya, atau lampirkan sebagai berkas.".into(),
    )
}

/// A body that gives one piece at a time. The multipart reader takes everything that is ready into
/// memory before it looks at it; a fast sender of a gigabyte would fill it. Between two pieces
/// this body is not ready for a moment, so that each is dealt with before the next.
fn paced(body: Body) -> Body {
    let mut pieces = body.into_data_stream();
    let mut given = false;
    Body::from_stream(stream::poll_fn(move |context| {
        if std::mem::take(&mut given) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = pieces.poll_next_unpin(context);
        given = matches!(next, Poll::Ready(Some(_)));
        next
    }))
}

/// The last part of a name, without what a header or a page could trip over.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !"\"'<>;%".contains(*c))
        .take(120)
        .collect();
    if clean.trim_matches(['.', ' ']).is_empty() {
        "berkas".into()
    } else {
        clean
    }
}

fn unreadable(reason: &dyn std::error::Error) -> Problem {
    let cause = reason.source().map(ToString::to_string).unwrap_or_default();
    tracing::warn!(%reason, %cause, "unreadable upload");
    Problem::Malformed(
        "Kiriman terputus di tengah jalan atau tidak terbaca. Belum ada yang tersimpan; coba kirim \
         lagi."
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::clean_name;

    #[test]
    fn names_of_files_are_only_names() {
        assert_eq!(clean_name("C:\\foto\\taman.jpg"), "taman.jpg");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("a\"b\r\nc.pdf"), "abc.pdf");
        assert_eq!(clean_name(".."), "berkas");
    }
}
