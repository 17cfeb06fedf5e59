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

/// Where rows name files by `file_hash`: the table, and which of its rows need theirs. A list may hold the numbers of civil servants, so the
/// workbook of an import that was kept or refused goes: what it said is in the records, what was
/// wrong with it in the preview, its SHA-256 in the row and, when it was kept, in the audit chain.
pub const NAMED_FILES: &[(&str, &str)] = &[
    ("evidence", "file_hash is not null"),
    ("import_job", "state in (0, 1)"),
    ("emblem", "file_hash is not null"),
    ("upload_link", "file_hash is not null"),
    ("long_paper_file", "file_hash is not null"),
];

/// Hashes of all files that some row needs.
///
/// # Errors
/// When the rows cannot be read.
pub async fn named_files(app: &App) -> Result<Vec<String>, Problem> {
    let each =
        |(table, needed): &(&str, &str)| format!("select file_hash from {table} where {needed}");
    let questions: Vec<String> = NAMED_FILES.iter().map(each).collect();
    sql::values(app.db().read(), &questions.join(" union "), vec![]).await
}

/// Removes files that no row names and that are older than a day: left by forms that were
/// refused at the last moment, or by a process that was killed.
///
/// # Errors
/// When rows or folders cannot be read.
pub async fn sweep_files(app: &App) -> Result<usize, Problem> {
    let known: HashSet<String> = named_files(app).await?.into_iter().collect();
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
