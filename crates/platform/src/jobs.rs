//! The job runner: wakes when a transaction put a job in, and looks round every half minute for
//! jobs whose time has come or that another node left behind.

use std::time::Duration;

use tokio::time::MissedTickBehavior;

use crate::{
    app::App,
    problem::Problem,
    region::RegionCode,
    store::job::{self, Job},
};

const LOOK_ROUND: Duration = Duration::from_secs(30);

/// Runs jobs until the task is dropped. `all_regions` lists the regions of the database.
pub async fn run<F, Fut>(app: App, all_regions: F)
where
    F: Fn(App) -> Fut + Send,
    Fut: Future<Output = Vec<RegionCode>> + Send,
{
    let mut look_round = tokio::time::interval(LOOK_ROUND);
    look_round.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let regions = tokio::select! {
            regions = app.db().regions_with_work() => regions,
            _ = look_round.tick() => all_regions(app.clone()).await.into_iter().collect(),
        };
        for region in regions {
            match run_due(&app, &region).await {
                // there may be more than one helping
                Ok(done) if done > 0 => app.db().wake(&region),
                Ok(_) => {}
                Err(problem) => {
                    tracing::error!(region = %region, error = %problem, "job runner");
                }
            }
        }
    }
}

/// Runs what is due in one region; returns how many jobs were done.
///
/// # Errors
/// When the table cannot be read or a failure cannot be noted.
pub async fn run_due(app: &App, region: &RegionCode) -> Result<usize, Problem> {
    let mut done = 0;
    for job in job::due(app.db(), region, app.now()).await? {
        match run_one(app, region, &job).await {
            Ok(()) => done += 1,
            Err(problem) => {
                tracing::error!(region = %region, kind = %job.kind, attempts = job.attempts + 1, error = %problem, "job failed");
                metrics::counter!("tuntas_jobs_failed").increment(1);
                let text = problem.to_string();
                app.db()
                    .upkeep(region, move |tx| {
                        Box::pin(async move { job::failed(tx, &job, &text).await })
                    })
                    .await?;
            }
        }
    }
    Ok(done)
}

async fn run_one(app: &App, region: &RegionCode, job: &Job) -> Result<(), Problem> {
    let kind = *app
        .job(&job.kind)
        .ok_or_else(|| Problem::internal(format!("no such kind of job: {}", job.kind)))?;
    let (id, payload) = (job.id, serde_json::from_str(&job.payload)?);
    let inside = app.clone();
    app.db()
        .upkeep(region, move |tx| {
            Box::pin(async move {
                if job::take(tx, id).await? {
                    (kind.run)(&inside, tx, payload).await?;
                }
                Ok(())
            })
        })
        .await?;
    metrics::counter!("tuntas_jobs_done").increment(1);
    Ok(())
}
