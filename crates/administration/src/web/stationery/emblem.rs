//! The picture of an emblem: put in, shown, taken off.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    structure::{EmblemFile, EmblemKind, set_emblem},
};
use platform::{
    App, Grant, Page, Problem,
    files::StoredFile,
    form::{Filter, FormErrors, Typed},
    upload::Sent,
};
use serde::Deserialize;

use super::{back, page};
use crate::{
    rules::emblem::{Drawn, draw},
    web::actions::{ReadSettings, WriteRules},
};

/// Which emblem is meant.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    jenis: String,
}

/// The picture as it is printed; nothing where nobody put one in.
pub(in crate::web) async fn picture(
    grant: Grant<ReadSettings>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let kind = EmblemKind::from_code(&asked.jenis);
    let Some(file) = kind.and_then(|kind| directory.stationery.emblem(kind)) else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let bytes = tokio::fs::read(app.files().fetch(&file.hash).await?)
        .await
        .map_err(|error| {
            tracing::error!(%error, hash = file.hash, "the emblem's file is missing");
            Problem::NotFound
        })?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, max-age=86400"),
    );
    Ok(response)
}

/// Puts a picture in.
pub(in crate::web) async fn send(
    grant: Grant<WriteRules>,
    State(app): State<App>,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let kind = kind(&sent.text("jenis"))?;
    let file = match std::mem::take(&mut sent.file_error) {
        wrong if !wrong.is_empty() => Err(wrong),
        _ => match sent.keep(&app).await?.pop() {
            None => Err("Pilih gambarnya dahulu.".to_owned()),
            Some((_, file)) => redraw(&app, file).await?,
        },
    };
    let file = match file {
        Ok(file) => file,
        Err(wrong) => {
            let directory = Directories::of(&app, &grant).await?;
            let mut errors = FormErrors::new();
            errors.add(kind.code(), wrong);
            let sheet = directory.stationery.sheet.code();
            return Ok(Err(
                page(&app, &grant, &directory, sheet, &errors)?.refused()
            ));
        }
    };
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { set_emblem(tx, kind, Some(file)).await })
        })
        .await?;
    Ok(Ok(back(&grant)))
}

/// Takes it off papers to come.
pub(in crate::web) async fn remove(
    grant: Grant<WriteRules>,
    State(app): State<App>,
    Typed(asked): Typed<Asked>,
) -> Result<Redirect, Problem> {
    let kind = kind(&asked.jenis)?;
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { set_emblem(tx, kind, None).await })
        })
        .await?;
    Ok(back(&grant))
}

fn kind(word: &str) -> Result<EmblemKind, Problem> {
    let kind = EmblemKind::from_code(word);
    kind.ok_or_else(|| Problem::Refused("Pilih lambang yang diunggah.".into()))
}

/// The emblem drawn anew from what was sent, kept; what came itself has no row and goes with the
/// next sweep.
async fn redraw(app: &App, came: StoredFile) -> Result<Result<EmblemFile, String>, Problem> {
    let files = app.files().clone();
    let work = move || {
        let bytes = std::fs::read(files.at(&came.hash)?)?;
        let Drawn { png, width, height } = match draw(&bytes) {
            Ok(drawn) => drawn,
            Err(wrong) => return Ok(Err(wrong.to_owned())),
        };
        let mut incoming = files.incoming()?;
        incoming.write(&png)?;
        let hash = files.keep(incoming)?.hash;
        Ok(Ok(EmblemFile {
            hash,
            width,
            height,
        }))
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Problem::internal)?
}
