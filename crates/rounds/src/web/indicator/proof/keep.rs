//! Keeping an archive of evidence: its files are put in their place first, then all their rows, the mark of
//! the import and its audit row come with one transaction.

use std::collections::{HashMap, HashSet};

use axum::{extract::State, response::Redirect};
use government::evidence::{self, HistoricPiece};
use platform::{
    App, Grant, PathParams, Problem, Ref, Tx, Uuid,
    store::import::{self, ImportJob, state},
};
use serde_json::json;
use values::store::{self as kept, FIGURE, INDICATOR};

use super::{
    LPPD, TITLE, flow, home, job_of,
    look::{Found, Preview},
};
use crate::{store::shut_of_list, web::actions::WriteIndicators};

/// Keeps everything in the archive, if it is still right.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn keep(
    grant: Grant<WriteIndicators>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Redirect, Problem> {
    let Some(job) = job_of(&app, &grant, path.id("import")?).await? else {
        return Ok(Redirect::to(&home(&grant)));
    };
    let back = format!("{}/{}", home(&grant), job.id);
    if job.state == state::READ {
        flow::start(&app, grant, job, true).wait().await;
    }
    Ok(Redirect::to(&back))
}

/// All rows of what was found, the mark of the import and its audit row in one transaction.
pub(super) async fn keep_found(
    app: &App,
    grant: &Grant<WriteIndicators>,
    job: ImportJob,
    found: Vec<Found>,
    shown: Preview,
) -> Result<(), Problem> {
    let written = app.db().write(grant, move |tx| {
        Box::pin(async move {
            let (new, there) = keep_all(tx, found, &job.file_name).await?;
            let preview = Preview {
                kept: Some((new, there)),
                failed: String::new(),
                ..shown
            };
            let preview = serde_json::to_string(&preview)?;
            import::understood(tx, job.id, &preview, true).await?;
            import::kept(tx, job.id).await?;
            let details = json!({
                "Impor": TITLE, "Berkas": job.file_name, "SHA-256": job.file_hash,
                "Data dukung baru": new, "Sudah ada": there,
            });
            tx.record(Ref::new(INDICATOR, job.id), &details).await?;
            Ok(())
        })
    });
    written.await.map(drop)
}

/// Evidence as it is kept: a file once for its unit, beside all the figures that want it.
struct Gathered {
    piece: HistoricPiece,
    cells: Vec<Uuid>,
    /// The piece that lies beside another of those figures already.
    there: Option<Uuid>,
}

/// Puts files beside the figures they prove; a file that lies there already stays as it is. How many came
/// new, and how many were there.
async fn keep_all(
    tx: &mut Tx,
    found: Vec<Found>,
    archive: &str,
) -> Result<(usize, usize), Problem> {
    still_open(tx, &found).await?;
    let cells: HashSet<Uuid> = found
        .iter()
        .flat_map(|it| it.belongs.cells.clone())
        .collect();
    let cells: Vec<Uuid> = cells.into_iter().collect();
    let mut beside: HashSet<(Uuid, String)> = HashSet::new();
    let mut pieces: HashMap<(Uuid, String), Uuid> = HashMap::new();
    for some in cells.chunks(500) {
        for piece in evidence::of_subjects(tx.conn(), tx.region(), FIGURE, some).await? {
            let Some(hash) = piece.file_hash else {
                continue;
            };
            beside.insert((piece.subject_id, hash.clone()));
            pieces.insert((piece.unit_id, hash), piece.id);
        }
    }
    let mut gathered: Vec<Gathered> = Vec::new();
    let mut places: HashMap<(Uuid, String), usize> = HashMap::new();
    for it in found {
        let Some(file) = it.file else { continue };
        let (unit, hash) = (it.belongs.unit, file.hash.clone());
        let key = (unit, hash.clone());
        let place = *places.entry(key.clone()).or_insert_with(|| {
            gathered.push(Gathered {
                there: pieces.get(&key).copied(),
                piece: HistoricPiece {
                    unit,
                    name: it.name,
                    file,
                },
                cells: vec![],
            });
            gathered.len() - 1
        });
        let missing = it.belongs.cells.into_iter();
        let missing = missing.filter(|cell| beside.insert((*cell, hash.clone())));
        if let Some(one) = gathered.get_mut(place) {
            one.cells.extend(missing);
        }
    }
    let all = gathered.len();
    gathered.retain(|it| !it.cells.is_empty());
    let new = gathered.len();
    let added = gathered.iter().filter(|it| it.there.is_none());
    let added = added.map(|it| it.piece.clone()).collect();
    let mut ids = evidence::add_historic(tx, archive, added)
        .await?
        .into_iter();
    let mut beside = Vec::new();
    for it in gathered {
        let Some(id) = it.there.or_else(|| ids.next()) else {
            continue;
        };
        beside.extend(it.cells.into_iter().map(|cell| (cell, id)));
    }
    evidence::use_many(tx, FIGURE, &beside).await?;
    kept::point_historic(tx, &beside, archive).await?;
    Ok((new, all - new))
}

/// Refuses what came to stand otherwise since the archive was looked into.
async fn still_open(tx: &Tx, found: &[Found]) -> Result<(), Problem> {
    let historic = kept::historic_cells(tx.conn(), tx.region(), LPPD).await?;
    let historic: HashSet<Uuid> = historic.into_iter().map(|cell| cell.id).collect();
    let locked = shut_of_list(tx.conn(), tx.region(), LPPD).await?;
    let stands = |it: &Found| {
        let place = (it.belongs.year, it.belongs.unit);
        !locked.contains(&place) && it.belongs.cells.iter().all(|cell| historic.contains(cell))
    };
    match found.iter().all(stands) {
        true => Ok(()),
        false => Err(Problem::Conflict(
            "Data historis baru saja berubah. Unggah lagi arsipnya.".into(),
        )),
    }
}
