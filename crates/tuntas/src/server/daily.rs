//! Daily rounds: reminders in every region, and the heads of the audit chains noted outside the
//! database.

use government::{notice, structure};
use platform::{
    App, Problem, RegionCode,
    store::audit::{self, Head},
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
