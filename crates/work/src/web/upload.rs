//! Reading a form with files: text fields first, files streamed to the disk piece by piece. A file
//! that is too large or of a strange kind becomes a sentence beside the field; everything typed
//! stays.

use std::{collections::HashMap, task::Poll};

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request},
};
use futures_util::{StreamExt, stream};
use platform::{
    App, Problem,
    files::{Incoming, StoredFile},
};

/// Most files of one form.
const MAX_FILES: usize = 10;
/// Longest text field in bytes.
const MAX_FIELD: usize = 64 * 1024;
/// How much of a too large file is read away, in units of the limit, before the connection is
/// given up: so that an honest browser sees the answer instead of a broken line.
const PATIENCE: u64 = 3;

/// What came.
#[derive(Default)]
pub(super) struct Sent {
    fields: HashMap<String, Vec<String>>,
    /// Files that lie on the disk, with their names.
    pub files: Vec<(String, StoredFile)>,
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
}

impl FromRequest<App> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let mut form = Multipart::from_request(request.map(paced), app)
            .await
            .map_err(|error| unreadable(&error))?;
        let mut sent = Self::default();
        let mut wasted = 0;
        while let Some(mut field) = form
            .next_field()
            .await
            .map_err(|error| unreadable(&error))?
        {
            let name = field.name().unwrap_or_default().to_owned();
            let Some(file_name) = field.file_name().map(clean_name) else {
                let mut bytes = Vec::new();
                while let Some(piece) = field.chunk().await.map_err(|error| unreadable(&error))? {
                    if bytes.len() + piece.len() > MAX_FIELD {
                        return Err(Problem::TooLarge(
                            "Isian teks terlalu panjang. Ringkas isinya, atau lampirkan sebagai \
                             berkas."
                                .into(),
                        ));
                    }
                    bytes.extend_from_slice(&piece);
                }
                let text = String::from_utf8(bytes).map_err(|error| unreadable(&error))?;
                sent.fields.entry(name).or_default().push(text);
                continue;
            };
            let mut incoming: Option<Incoming> = None;
            let mut empty = true;
            while let Some(piece) = field.chunk().await.map_err(|error| unreadable(&error))? {
                empty = false;
                if !sent.file_error.is_empty() {
                    wasted += piece.len() as u64;
                    if wasted > app.files().limit * PATIENCE {
                        return Ok(sent);
                    }
                    continue;
                }
                let file = match incoming.as_mut() {
                    Some(file) => file,
                    None => incoming.insert(app.files().incoming()?),
                };
                if let Err(problem) = write(file, &piece) {
                    match problem {
                        Problem::TooLarge(text) => sent.file_error = format!("{file_name}: {text}"),
                        other => return Err(other),
                    }
                }
            }
            if empty || !sent.file_error.is_empty() {
                continue;
            }
            if sent.files.len() >= MAX_FILES {
                sent.file_error = format!("Paling banyak {MAX_FILES} berkas sekali kirim.");
                continue;
            }
            if let Some(file) = incoming {
                keep(app, &mut sent, file_name, file).await?;
            }
        }
        Ok(sent)
    }
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

fn write(file: &mut Incoming, piece: &[u8]) -> Result<(), Problem> {
    file.write(piece)
}

async fn keep(app: &App, sent: &mut Sent, name: String, file: Incoming) -> Result<(), Problem> {
    let files = app.files().clone();
    let kept = tokio::task::spawn_blocking(move || files.keep(file))
        .await
        .map_err(Problem::internal)?;
    match kept {
        Ok(stored) => sent.files.push((name, stored)),
        Err(Problem::Refused(text)) => sent.file_error = format!("{name}: {text}"),
        Err(other) => return Err(other),
    }
    Ok(())
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
