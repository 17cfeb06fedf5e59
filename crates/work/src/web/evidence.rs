//! *Data Dukung*: a file is given back as what it is, never as something a browser runs.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use platform::{App, Grant, Problem};
use tokio::io::AsyncReadExt;

use super::actions::ReadEvidence;

/// The file or the way to the link. Pictures may be shown; everything else is saved. A sandbox
/// without any right goes along, should a browser guess differently.
///
/// # Errors
/// `Problem::NotFound` when the file is gone.
pub(super) async fn download(
    grant: Grant<ReadEvidence>,
    State(app): State<App>,
) -> Result<Response, Problem> {
    let piece = grant.target();
    if let Some(url) = &piece.url {
        return Ok(Redirect::to(url).into_response());
    }
    let hash = piece.file_hash.as_deref().unwrap_or_default();
    let name = piece.file_name.as_deref().unwrap_or("berkas");
    served(&app, hash, piece.media_type.as_deref(), name).await
}

/// A file that was sent in, as what it is.
///
/// # Errors
/// `Problem::NotFound` when it is gone.
pub(super) async fn served(
    app: &App,
    hash: &str,
    media_type: Option<&str>,
    name: &str,
) -> Result<Response, Problem> {
    let mut file = tokio::fs::File::open(app.files().fetch(hash).await?)
        .await
        .map_err(|error| {
            tracing::error!(%error, hash, "evidence file missing");
            Problem::NotFound
        })?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).await?;
    let picture = media_type.is_some_and(|kind| kind.starts_with("image/"));
    let media_type = match (picture, media_type) {
        (true, Some(kind)) => kind,
        (false, Some("application/pdf")) => "application/pdf",
        _ => "application/octet-stream",
    };
    let place = if picture { "inline" } else { "attachment" };
    let disposition = format!("{place}; filename*=UTF-8''{}", encoded(name));
    let mut response = (StatusCode::OK, Body::from(bytes)).into_response();
    let headers = response.headers_mut();
    for (key, value) in [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, disposition.as_str()),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
        (header::CACHE_CONTROL, "private, max-age=86400, immutable"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(key, value);
        }
    }
    Ok(response)
}

fn encoded(name: &str) -> String {
    name.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(b).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(encoded("foto taman\r\n\".jpg"), "foto%20taman%0D%0A%22.jpg");
    }
}
