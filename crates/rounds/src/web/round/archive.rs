//! All evidence of a round in one archive, each file named by the code of its indicator.

use axum::extract::State;
use documents::{Archive, Bundle, Desk, KeptFile};
use government::{Directories, evidence};
use platform::{App, Grant, Problem, Uuid};
use values::store::{self as kept, FIGURE};

use crate::web::actions::ReadRound;

/// The archive. A file that serves several cells lies in it once for each code.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(in crate::web) async fn zip(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Archive, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, db, region) = (grant.target(), app.db().read(), grant.region());
    let asked = kept::indicators(db, region, &it.list, it.year).await?;
    let cells = kept::cells_of_year(db, region, &it.list, it.year).await?;
    let mut files = Vec::new();
    let ids: Vec<Uuid> = cells.iter().map(|cell| cell.id).collect();
    for some in ids.chunks(500) {
        for piece in evidence::of_subjects(db, region, FIGURE, some).await? {
            let cell = cells.iter().find(|cell| cell.id == piece.subject_id);
            let of = |id| asked.iter().find(|one| one.indicator.id == id);
            let indicator = cell.and_then(|cell| of(cell.indicator_id));
            let (Some(cell), Some(indicator)) = (cell, indicator) else {
                continue;
            };
            let (Some(hash), Some(name)) = (&piece.file_hash, &piece.file_name) else {
                continue;
            };
            let code = &indicator.indicator.code;
            let unit = directory.unit_short(cell.unit_id);
            files.push((
                format!("{code} {} {unit} {name}", cell.letter),
                hash.clone(),
            ));
        }
    }
    files.sort();
    let mut bundle = Bundle {
        name: format!("Data dukung {}", it.title),
        ..Bundle::default()
    };
    for (name, hash) in files {
        bundle.files.push(KeptFile {
            name,
            path: app.files().fetch(&hash).await?,
        });
    }
    app.part::<Desk>().archive(bundle).await
}
