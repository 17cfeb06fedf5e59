//! Keeping an archive of evidence: its files are put in their place first, then all their rows, the mark of
//! the import and its audit row come with one transaction.

use std::collections::HashSet;

use axum::{extract::State, response::Redirect};
use government::{
    Directories,
    evidence::{self, NewEvidence},
};
use platform::{
    App, Grant, PathParams, Problem, Ref, Tx, Uuid,
    store::import::{self, state},
};
use serde_json::json;
use values::store::{self as kept, FIGURE, INDICATOR};

use super::{
    LPPD, TITLE, home, job_of,
    look::{Found, Preview, look},
    page::understood,
    places,
};
use crate::web::actions::WriteIndicators;

/// Keeps everything in the archive, if it is still right.
///
/// # Errors
/// When files or rows cannot be kept.
pub(in crate::web) async fn keep(
    grant: Grant<WriteIndicators>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Redirect, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let Some(job) = job_of(&app, &grant, &path).await? else {
        return Ok(Redirect::to(&home(&grant)));
    };
    let back = format!("{}/{}", home(&grant), job.id);
    if job.state != state::READ {
        return Ok(Redirect::to(&back));
    }
    let places = places(&app, &grant, &directory).await?;
    let (files, at) = (
        app.files().clone(),
        app.files().fetch(&job.file_hash).await?,
    );
    let name = job.file_name.clone();
    let looked = tokio::task::spawn_blocking(move || look((&at, &name), &files, &places, true));
    let preview = match looked.await.map_err(Problem::internal)? {
        Ok(looked) if looked.wrong.is_empty() => {
            let written = app.db().write(&grant, move |tx| {
                Box::pin(async move {
                    import::kept(tx, job.id).await?;
                    let (new, there) = keep_all(tx, looked.found, &job.file_name).await?;
                    let details = json!({
                        "Impor": TITLE, "Berkas": job.file_name, "SHA-256": job.file_hash,
                        "Data dukung baru": new, "Sudah ada": there,
                    });
                    tx.record(Ref::new(INDICATOR, job.id), &details).await?;
                    Ok(())
                })
            });
            written.await?;
            return Ok(Redirect::to(&back));
        }
        Ok(looked) => Preview::of(&looked, &directory),
        Err(Problem::Refused(why)) => Preview::refused(why),
        Err(other) => return Err(other),
    };
    understood(&app, &grant, job.id, &preview).await?;
    Ok(Redirect::to(&back))
}

/// Puts files beside the figures they prove; a file that lies there already stays as it is. How many came
/// new, and how many were there.
async fn keep_all(
    tx: &mut Tx,
    found: Vec<Found>,
    archive: &str,
) -> Result<(usize, usize), Problem> {
    let historic = kept::historic_cells(tx.conn(), tx.region(), LPPD).await?;
    let historic: HashSet<Uuid> = historic.into_iter().map(|cell| cell.id).collect();
    let cells: HashSet<Uuid> = found
        .iter()
        .flat_map(|it| it.belongs.cells.clone())
        .collect();
    if !cells.is_subset(&historic) {
        return Err(Problem::Conflict(
            "Data historis baru saja berubah. Unggah lagi arsipnya.".into(),
        ));
    }
    let cells: Vec<Uuid> = cells.into_iter().collect();
    let mut there: HashSet<(Uuid, String)> = HashSet::new();
    for some in cells.chunks(500) {
        for piece in evidence::of_subjects(tx.conn(), tx.region(), FIGURE, some).await? {
            let cell = piece.subject_id;
            there.extend(piece.file_hash.map(|hash| (cell, hash)));
        }
    }
    let (mut new, mut same) = (0, 0);
    for it in found {
        let Some(file) = it.file else { continue };
        let missing = it.belongs.cells.into_iter();
        let missing = missing.filter(|cell| there.insert((*cell, file.hash.clone())));
        let missing: Vec<Uuid> = missing.collect();
        let Some(first) = missing.first().copied() else {
            same += 1;
            continue;
        };
        let piece = NewEvidence::File {
            title: it.name.clone(),
            name: it.name,
            file,
        };
        let id = evidence::add(tx, it.belongs.unit, Ref::new(FIGURE, first), piece).await?;
        for cell in missing {
            evidence::reuse(tx, id, Ref::new(FIGURE, cell)).await?;
            kept::point_historic(tx, cell, id, archive).await?;
        }
        new += 1;
    }
    Ok((new, same))
}
