//! *Keteraturan*: in how many weeks something was done in each kelurahan, and where nothing was.

use std::{collections::HashMap, sync::Arc};

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{Filter, FormErrors, query},
};
use serde::Deserialize;
use time::Date;

use super::actions::ListActivities;
use crate::{
    books,
    rules::{Leaders, Regularity, Weeks, regularity},
    store::{self, AreaDay, CAMPAIGN, PLAN},
};

/// Weeks shown until somebody asks for others.
const WEEKS: u8 = 12;
/// The classes of the map in words, by number.
const CLASSES: [&str; 4] = [
    "Tanpa kegiatan",
    "Kurang dari separuh minggu",
    "Separuh minggu atau lebih",
    "Setiap minggu",
];
/// Longest period that is looked at.
const MOST_DAYS: i64 = 3 * 366;

/// Which weeks, and whose activities.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    dari: String,
    sampai: String,
    rencana: String,
    gerakan: String,
}

impl Asked {
    fn plan(&self) -> Option<Uuid> {
        Uuid::parse_str(&self.rencana).ok()
    }

    fn campaign(&self) -> Option<Uuid> {
        Uuid::parse_str(&self.gerakan).ok()
    }

    fn query(&self) -> String {
        query(&[
            ("dari", &self.dari),
            ("sampai", &self.sampai),
            ("rencana", &self.rencana),
            ("gerakan", &self.gerakan),
        ])
    }

    /// The days asked for; the last weeks where none are, or where they make no period.
    fn days(&self, today: Date) -> (Date, Date) {
        let mut unread = FormErrors::new();
        let until = unread.date("sampai", &self.sampai).unwrap_or(today);
        let from = unread.date("dari", &self.dari);
        let from = from.filter(|from| (0..MOST_DAYS).contains(&(until - *from).whole_days()));
        (
            from.unwrap_or_else(|| Weeks::last(WEEKS, until).begin()),
            until,
        )
    }
}

/// A kelurahan with what was done there.
pub struct AreaLine {
    /// Its code.
    pub code: String,
    /// "Padma Rimba".
    pub name: String,
    /// "Contoh Utara".
    pub above: String,
    /// In how many weeks something was done.
    pub regularity: Regularity,
    /// Activities.
    pub activities: i64,
    /// Units that did them.
    pub units: usize,
    /// Participants; `None` where nobody counted.
    pub participants: Option<i64>,
    /// Activities of which nobody counted the participants.
    pub uncounted: i64,
    /// Which leaders took part.
    pub leaders: Leaders,
}

impl AreaLine {
    /// Which of four classes it belongs to on the map: 0 nothing was done, 1 in less than half of the
    /// weeks, 2 in half or more, 3 in every week.
    pub fn class(&self) -> u8 {
        match self.regularity {
            Regularity { with: 0, .. } => 0,
            Regularity { with, of, .. } if with >= of => 3,
            Regularity { with, of, .. } if with * 2 >= of => 2,
            Regularity { .. } => 1,
        }
    }

    /// The words of its class.
    pub fn class_words(&self) -> &'static str {
        CLASSES[usize::from(self.class().min(3))]
    }

    /// "5 dari 12 minggu".
    pub fn weeks(&self) -> String {
        format!(
            "{} dari {} minggu",
            self.regularity.with, self.regularity.of
        )
    }

    /// "120 orang", "120 orang, 2 kegiatan tidak dihitung", or that nobody counted.
    pub fn people(&self) -> String {
        match (self.participants, self.uncounted) {
            (None, 0) => String::new(),
            (None, _) => "Tidak dihitung".into(),
            (Some(count), 0) => format!("{count} orang"),
            (Some(count), more) => format!("{count} orang, {more} kegiatan tidak dihitung"),
        }
    }
}

/// Every kelurahan with what was done there in these weeks, by code.
pub(super) fn lines(directory: &Directory, weeks: Weeks, all: &[AreaDay]) -> Vec<AreaLine> {
    let mut by_area: HashMap<&str, Vec<&AreaDay>> = HashMap::new();
    for it in all {
        by_area.entry(it.area_code.as_str()).or_default().push(it);
    }
    directory
        .areas
        .iter()
        .filter(|area| area.is_village())
        .map(|area| {
            let own = by_area.remove(area.code.as_str()).unwrap_or_default();
            let above = area.parent.as_deref().and_then(|code| directory.area(code));
            let mut units: Vec<Uuid> = own.iter().map(|it| it.unit_id).collect();
            units.sort_unstable();
            units.dedup();
            let activities = own.iter().map(|it| it.activities).sum::<i64>();
            let counted = own.iter().map(|it| it.counted).sum::<i64>();
            let people = own.iter().map(|it| it.participants).sum();
            AreaLine {
                code: area.code.clone(),
                name: area.name.clone(),
                above: above.map(|it| it.name.clone()).unwrap_or_default(),
                regularity: regularity(weeks, own.iter().filter_map(|it| it.day())),
                activities,
                units: units.len(),
                participants: (counted > 0).then_some(people),
                uncounted: activities - counted,
                leaders: own
                    .iter()
                    .fold(Leaders::default(), |sum, it| sum.with(it.leaders())),
            }
        })
        .collect()
}

/// The same, read.
struct Found {
    directory: Arc<Directory>,
    from: Date,
    until: Date,
    weeks: Weeks,
    lines: Vec<AreaLine>,
}

async fn found(app: &App, grant: &Grant<ListActivities>, asked: &Asked) -> Result<Found, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (from, until) = asked.days(directory.region.today(app.now()));
    let (db, region) = (app.db().read(), grant.region());
    let weeks = Weeks::of(from, until);
    let days = store::area_days(db, region, (from, until), asked.plan(), asked.campaign()).await?;
    Ok(Found {
        lines: lines(&directory, weeks, &days),
        directory,
        from,
        until,
        weeks,
    })
}

#[derive(Template)]
#[template(path = "plans/regular.html")]
struct Regular<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    asked: &'a Asked,
    book: String,
    from: Date,
    until: Date,
    weeks: usize,
    lines: &'a [AreaLine],
    classes: [&'static str; 4],
    /// Names of those where nothing was done.
    without: Vec<&'a str>,
    /// Names of those where no leader took part.
    no_leaders: Vec<&'a str>,
    about: Option<(String, String)>,
    /// Where the map finds the boundaries.
    map: String,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListActivities>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let found = found(&app, &grant, &asked).await?;
    let region = grant.region();
    let plan = asked.plan().map(|id| (PLAN.to_owned(), id));
    let subject = plan.or_else(|| asked.campaign().map(|id| (CAMPAIGN.to_owned(), id)));
    let about = match subject {
        None => None,
        Some(subject) => {
            let id = subject.1;
            let mut known = app.resolve(region, [subject]).await?;
            known
                .remove(&id)
                .map(|it| (it.title, format!("/{region}{}", it.path)))
        }
    };
    let names = |keep: fn(&AreaLine) -> bool| -> Vec<&str> {
        let all = found.lines.iter().filter(|line| keep(line));
        all.map(|line| line.name.as_str()).collect()
    };
    let page = Regular {
        region,
        directory: &found.directory,
        book: asked.query(),
        asked: &asked,
        from: found.from,
        until: found.until,
        weeks: found.weeks.count(),
        classes: CLASSES,
        without: names(|line| line.activities == 0),
        no_leaders: names(|line| !line.leaders.any()),
        lines: &found.lines,
        about,
        map: format!(
            "/{region}/wilayah/batas.geojson?v={}",
            grant.actor().directory
        ),
    };
    Ok(Page::new("Keteraturan Kegiatan", &page)?.with_map())
}

/// *Unduh Excel*.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ListActivities>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let found = found(&app, &grant, &asked).await?;
    let period = format!(
        "{} - {}",
        date::medium(found.from),
        date::medium(found.until)
    );
    let book = books::regular(&found.directory, app.now(), &period, &found.lines);
    app.part::<Desk>().xlsx(book).await
}
