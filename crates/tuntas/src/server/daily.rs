//! Daily rounds: reminders in every region, and the heads of the audit chains noted outside the
//! database.

use std::{
    collections::HashSet,
    time::{Duration, UNIX_EPOCH},
};

use government::{notice, structure};
use platform::{
    App, Problem, RegionCode,
    store::{
        audit::{self, Head},
        sql,
    },
};

/// The regions of the database.
pub(super) async fn regions(app: &App) -> Vec<RegionCode> {
    match structure::all_regions(app.db().read()).await {
        Ok(regions) => regions.into_iter().map(|(code, _, _)| code).collect(),
        Err(problem) => {
            tracing::error!(error = %problem, "regions cannot be read");
            vec![]
        }
    }
}

/// One look round: puts in what is due today. Cheap; runs every few minutes.
pub async fn round(app: &App) {
    for region in regions(app).await {
        if let Err(problem) = notice::schedule(app, &region).await {
            tracing::error!(region = %region, error = %problem, "daily round");
        }
    }
}

/// Notes the head of every chain that grew since its last anchor.
///
/// # Errors
/// When a head cannot be read or an anchor cannot be written.
pub async fn anchor_all(app: &App) -> Result<usize, Problem> {
    let folder = app.settings().anchors.clone();
    let mut noted = 0;
    for region in regions(app).await {
        let Some((length, hash)) = audit::head(app.db().read(), &region).await? else {
            continue;
        };
        let head = Head { length, hash };
        let known = audit::anchors(&folder, &region);
        if length > 0 && known.last() != Some(&head) {
            audit::anchor(&folder, &region, &head, app.now())?;
            noted += 1;
        }
    }
    Ok(noted)
}

/// Hashes of all files that some row names.
pub const NAMED_FILES: &str = "select file_hash from evidence where file_hash is not null \
    union select file_hash from import_job union select file_hash from emblem \
    union select file_hash from upload_link where file_hash is not null";

/// Removes files that no row names and that are older than a day: left by forms that were
/// refused at the last moment, or by a process that was killed.
///
/// # Errors
/// When rows or folders cannot be read.
pub async fn sweep_files(app: &App) -> Result<usize, Problem> {
    let known: HashSet<String> = sql::values(app.db().read(), NAMED_FILES, vec![])
        .await?
        .into_iter()
        .collect();
    let files = app.files().clone();
    let now = u64::try_from(app.now().unix_seconds()).unwrap_or(0);
    let before = UNIX_EPOCH + Duration::from_secs(now.saturating_sub(24 * 3600));
    let removed =
        tokio::task::spawn_blocking(move || files.sweep(before, |hash| known.contains(hash)))
            .await
            .map_err(Problem::internal)??;
    if removed > 0 {
        tracing::info!(files = removed, "files without a row removed");
    }
    Ok(removed)
}
