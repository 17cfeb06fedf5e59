//! A priority as pages, papers and workbooks show it.

use government::{
    Directory,
    follow_up::{self, Card, Count, FollowUp},
    structure::{Due, Mark},
};
use platform::{App, Instant, Problem, Uuid, date};

use crate::{
    rules::Course,
    store::{self, Agenda, PRIORITY, Priority},
};

/// A priority with how it stands.
pub struct Standing {
    /// The priority.
    pub priority: Priority,
    /// Name of its owner.
    pub owner: String,
    /// "Kamis, 31 Desember 2026", or empty.
    pub due: String,
    /// "Terlambat 3 hari kerja", or empty.
    pub mark: String,
    /// How it stands.
    pub course: Course,
    /// How its follow-ups stand.
    pub count: Count,
    /// Its follow-ups.
    pub works: Vec<Card>,
}

impl Standing {
    /// "1 dari 3 tuntas", or that there are none.
    pub fn progress(&self) -> String {
        match self.count.total {
            0 => "Belum ada".into(),
            total => format!("{} dari {total} tuntas", self.count.done),
        }
    }

    fn of(directory: &Directory, now: Instant, it: Priority, works: &[&FollowUp]) -> Self {
        let region = &directory.region;
        let due = it.due().map(|day| Due::new(day, None, region.zone));
        let count = Count::of(works.iter().copied(), now);
        let course = Course::of(count, due.map(|due| due.at), now);
        let mark = due
            .filter(|_| course != Course::Finished)
            .map(|due| due.mark(now, region.today(now), &directory.calendar));
        Self {
            owner: directory.unit_name(it.unit_id).to_owned(),
            due: it.due().map(date::long).unwrap_or_default(),
            mark: mark.map(Mark::text).unwrap_or_default(),
            course,
            count,
            works: works
                .iter()
                .map(|work| Card::of(work, directory, now))
                .collect(),
            priority: it,
        }
    }
}

/// These priorities with how they stand; one statement for all their follow-ups.
pub(super) async fn standing(
    app: &App,
    directory: &Directory,
    found: Vec<Priority>,
) -> Result<Vec<Standing>, Problem> {
    let (db, region, now) = (app.db().read(), &directory.region.code, app.now());
    let ids: Vec<Uuid> = found.iter().map(|it| it.id).collect();
    let works = follow_up::of_origins(db, region, PRIORITY, &ids).await?;
    Ok(found
        .into_iter()
        .map(|it| {
            let own = works.iter().filter(|work| work.origin.1 == it.id);
            let own: Vec<&FollowUp> = own.collect();
            Standing::of(directory, now, it, &own)
        })
        .collect())
}

/// The year that is asked for; this year where none is.
pub(super) fn year(app: &App, directory: &Directory, asked: &str) -> i32 {
    let this = directory.region.today(app.now()).year();
    Agenda::from_word(asked).map_or(this, |agenda| agenda.year)
}

/// The priorities of a year with how they stand.
pub(super) async fn of_year(
    app: &App,
    directory: &Directory,
    year: i32,
) -> Result<Vec<Standing>, Problem> {
    let found = store::priorities(app.db().read(), &directory.region.code, year).await?;
    standing(app, directory, found).await
}
