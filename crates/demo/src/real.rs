//! Real regions: structure and meetings exactly as recorded. Measure, target and date only where
//! they were stated, agreed only where all three were; no accounts and no reports.

use directives::store::POINT;
use government::{Directories, follow_up};
use platform::{App, Problem, Ref};

use crate::{LoadedRegion, data::wrong, meeting, structure};

/// Loads a real region.
pub(crate) async fn load(app: &App, code: &str) -> Result<LoadedRegion, Problem> {
    let code = code.parse().map_err(wrong)?;
    let region = structure::load(app, &code).await?;
    if region.simulated {
        return Err(wrong(format!("{code} is played")));
    }
    let directory = Directories::now(app, &code).await?;
    let series = meeting::series(app, &code).await?;
    let mut loaded = LoadedRegion {
        code: code.clone(),
        name: region.name,
        simulated: false,
        meetings: 0,
        follow_ups: 0,
        reports: 0,
        dropped: 0,
    };
    for (data, date) in meeting::recorded(&code)? {
        let minutes = meeting::Minutes::of(&data, date, &directory, &series)?;
        let mut opened = Vec::new();
        for (place, point) in data.point.iter().enumerate() {
            for line in &point.follow_up {
                refuse_played(line)?;
                let terms = meeting::terms(line, line.stated_due()?, &directory)?;
                let agreed =
                    terms.measure.is_some() && terms.target.is_some() && terms.due.is_some();
                let new = meeting::follow_ups(line, date, &terms, agreed, &directory)?;
                opened.extend(new.into_iter().map(|new| (place, new)));
            }
        }
        loaded.meetings += 1;
        loaded.follow_ups += opened.len();
        app.db()
            .maintain(&code, "system.load", |tx| {
                Box::pin(async move {
                    let id = minutes.write(tx).await?;
                    let points = meeting::write_points(tx, id, &data).await?;
                    for (place, mut new) in opened {
                        new.origin = Ref::new(POINT, points[place]);
                        follow_up::open(tx, new).await?;
                    }
                    Ok(())
                })
            })
            .await?;
    }
    crate::play::run_jobs(app, &code).await?;
    Ok(loaded)
}

/// Nothing played stands beside the name of a real agency.
fn refuse_played(line: &crate::data::FollowUpData) -> Result<(), Problem> {
    let played = line.terms.is_some()
        || line.due_days.is_some()
        || line.cancelled_reason.is_some()
        || !line.report.is_empty()
        || !line.reports_by_unit.is_empty();
    if played {
        return Err(wrong(format!("played in a real region: {}", line.task)));
    }
    Ok(())
}
