//! A year of meetings in Kota Contoh, played by its people.

mod agreements;
mod dates;
mod plan;
mod plans;
mod recommendations;
mod reports;
mod rounds;
mod rpjmd;
mod secretariat;
mod stage;
mod steps;

use std::{collections::HashMap, sync::Arc};

use government::{Directories, Directory};
use platform::{App, Instant, Problem, RegionCode, Uuid, clock::SetClock, date, jobs};
use time::Date;

use crate::{
    Loaded, LoadedRegion, PLAYED,
    data::{self, MeetingData, wrong},
    lists, meeting,
    people::{self, Days, People},
    pictures::Pictures,
    stationery, structure, teams,
};
use plan::{Held, Planner};
use stage::Stage;

/// Days before the end on which the region begins: before the first meeting of the year.
const BEGINNING: i64 = 400;

/// Kota Contoh before anything happens.
pub(crate) struct Setting {
    directory: Arc<Directory>,
    series: HashMap<String, Uuid>,
    pub(crate) people: People,
    meetings: Vec<(MeetingData, Date)>,
}

impl Setting {
    /// Loads structure, series and people, at the beginning of the year that ends at `today`.
    pub(crate) async fn load(app: &App, clock: &SetClock, today: Instant) -> Result<Self, Problem> {
        let code: RegionCode = PLAYED.parse().map_err(wrong)?;
        clock.set(today.plus_seconds(-BEGINNING * 24 * 3600));
        let region = structure::load(app, &code).await?;
        let directory = Directories::now(app, &code).await?;
        let meetings = data::meetings(&code)?;
        let dates = dates::of_meetings(&meetings, today, &directory.calendar, region.zone)?;
        let local = region.today(today);
        let days = Days {
            first: region.today(app.now()),
            newest: dates.iter().copied().max().unwrap_or(local),
            today: local,
        };
        let people = people::load(app, Arc::clone(&directory), days).await?;
        lists::load(app, Arc::clone(&directory), local).await?;
        teams::load(app, &code, &people, days.first).await?;
        Ok(Self {
            people,
            series: meeting::series(app, &code).await?,
            directory,
            meetings: meetings.into_iter().zip(dates).collect(),
        })
    }

    /// What was loaded, with these numbers.
    pub(crate) fn loaded(
        &self,
        meetings: usize,
        follow_ups: usize,
        reports: usize,
        dropped: usize,
    ) -> LoadedRegion {
        let region = &self.directory.region;
        LoadedRegion {
            code: region.code.clone(),
            name: region.name.clone(),
            simulated: region.simulated,
            meetings,
            follow_ups,
            reports,
            dropped,
        }
    }
}

/// Loads Kota Contoh and plays its year.
pub(crate) async fn year(
    app: &App,
    clock: &SetClock,
    today: Instant,
    progress: &mut impl FnMut(&str),
) -> Result<Loaded, Problem> {
    let mut setting = Setting::load(app, clock, today).await?;
    stationery::load(app, Arc::clone(&setting.directory)).await?;
    progress("Kota Contoh: unit, orang, dan jabatan");
    let held = std::mem::take(&mut setting.meetings)
        .into_iter()
        .map(|(data, day)| Held {
            data: Arc::new(data),
            day,
        });
    let plan = Planner::plan(&setting.directory, held.collect(), today)?;
    let mut stage = Stage::new(app, &setting, Pictures::keep(app.files())?, plan);
    stage.play(clock, progress).await?;
    let region = stage.loaded();
    clock.set(today);
    Ok(Loaded {
        regions: vec![region],
        accounts: setting.people.accounts,
    })
}

/// Runs what is in the queue of a region until it is empty.
pub(crate) async fn run_jobs(app: &App, region: &RegionCode) -> Result<(), Problem> {
    while jobs::run_due(app, region).await? > 0 {}
    Ok(())
}

/// "November 2026" for the progress.
fn month(day: Date) -> String {
    format!("{} {}", date::month(day.month()), day.year())
}
