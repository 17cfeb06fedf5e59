//! What came in by a link: looked at, taken over into the unit's draft, or thrown away.

use axum::{
    extract::State,
    response::{Redirect, Response},
};
use government::{Directories, follow_up::upload_link};
use platform::{App, Grant, Instant, PathParams, Problem};

use super::super::{actions::WriteUploadLinks, evidence::served};

/// The photo that waits.
///
/// # Errors
/// `Problem::NotFound` when none waits.
pub(in crate::web) async fn photo(
    grant: Grant<WriteUploadLinks>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Response, Problem> {
    let (region, it) = (grant.region(), grant.target());
    let link = upload_link::one(app.db().read(), region, it.id, path.id("link")?).await?;
    let link = link.ok_or(Problem::NotFound)?;
    let file = link.photo().ok_or(Problem::NotFound)?;
    served(&app, &file.hash, Some(file.media_type), &link.file_name).await
}

/// Takes it over into the draft of the next report, and goes on to that.
///
/// # Errors
/// `Problem::Refused` when it was dealt with already, or no draft can be kept now.
pub(in crate::web) async fn take_over(
    grant: Grant<WriteUploadLinks>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Redirect, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, id) = (grant.target().clone(), path.id("link")?);
    let link = upload_link::one(app.db().read(), grant.region(), it.id, id).await?;
    let link = link.ok_or(Problem::NotFound)?;
    let came = directory
        .region
        .stamp(Instant(link.used_at.unwrap_or_default()));
    let origin = format!(
        "dikirim lewat tautan unggah oleh {}, {came}",
        link.post_title
    );
    let onward = format!("/{}/tindak-lanjut/{}/lapor", grant.region(), it.id);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { upload_link::take_over(tx, &it, id, &origin).await })
        })
        .await?;
    Ok(Redirect::to(&onward))
}

/// Throws it away.
///
/// # Errors
/// `Problem::Refused` when it was dealt with already.
pub(in crate::web) async fn discard(
    grant: Grant<WriteUploadLinks>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Redirect, Problem> {
    let (it, link) = (grant.target().clone(), path.id("link")?);
    let back = format!(
        "/{}/tindak-lanjut/{}/tautan?kabar=buang",
        grant.region(),
        it.id
    );
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { upload_link::discard(tx, &it, link).await })
        })
        .await?;
    Ok(Redirect::to(&back))
}
