//! *Kalender Kerja*: meetings, due dates and holidays of a month, of one unit or of the region.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download, lists, workbook::Cell};
use government::{
    Directories, Directory, Viewer,
    obligation::{self, ObligationState},
};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{Filter, query},
};
use serde::Deserialize;
use time::Date;

use super::actions::ReadDates;
use crate::{rules::MonthOf, store};

/// Most due dates of a month.
const MOST: i64 = 500;
/// The word for all units.
const ALL: &str = "semua";

/// Which month, of which unit; the own one when none is named.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    bulan: String,
    unit: String,
}

/// Something on a day.
struct Item {
    class: &'static str,
    kind: &'static str,
    title: String,
    path: String,
    about: String,
}

struct Day {
    date: Date,
    long: String,
    holiday: bool,
    today: bool,
    items: Vec<Item>,
}

/// A month with what is on its days.
struct Dates {
    month: MonthOf,
    days: BTreeMap<Date, Day>,
    unit: Option<Uuid>,
    full: bool,
}

impl Dates {
    async fn read(
        app: &App,
        grant: &Grant<ReadDates>,
        directory: &Directory,
        asked: &Asked,
    ) -> Result<Self, Problem> {
        let (region, db, now) = (grant.region(), app.db().read(), app.now());
        let today = directory.region.today(now);
        let month = MonthOf::read(&asked.bulan).unwrap_or(MonthOf::of(today));
        let (from, to) = (date::iso(month.first), date::iso(month.last()));
        let viewer = Viewer::of(grant.actor(), region);
        let own = directory.unit(grant.actor().place.id).map(|unit| unit.id());
        let unit = match asked.unit.as_str() {
            "" => own,
            ALL => None,
            id => Uuid::parse_str(id)
                .ok()
                .filter(|id| directory.unit(*id).is_some()),
        };
        let mut days: BTreeMap<Date, Day> = BTreeMap::new();
        let mut put = |on: Option<Date>, item: Item| {
            let Some(on) = on else { return };
            let day = days.entry(on).or_insert_with(|| Day {
                date: on,
                long: date::long(on),
                holiday: false,
                today: on == today,
                items: vec![],
            });
            day.holiday |= item.class == "tag";
            day.items.push(item);
        };
        let holidays = directory.calendar.of_year(month.first.year());
        for holiday in holidays.filter(|day| MonthOf::of(day.date) == month) {
            put(
                Some(holiday.date),
                Item {
                    class: "tag",
                    kind: "Libur",
                    title: holiday.name.clone(),
                    path: String::new(),
                    about: holiday.kind.clone(),
                },
            );
        }
        for meeting in store::held_between(db, region, &from, &to).await? {
            let start = meeting
                .start_minute
                .map(|at| format!("{} {}", date::minute(at), directory.region.zone_label));
            let about: Vec<String> = start.into_iter().chain([meeting.place]).collect();
            put(
                date::parse(&meeting.date),
                Item {
                    class: "chip chip-proses",
                    kind: "Rapat",
                    title: meeting.title,
                    path: format!("/{region}/rapat/{}", meeting.id),
                    about: about.join(" · ").trim_matches([' ', '·']).to_owned(),
                },
            );
        }
        let due = obligation::due_between(db, region, (&from, &to), unit, &viewer, MOST).await?;
        let full = i64::try_from(due.len()).unwrap_or(0) >= MOST;
        for row in due {
            let waits = row.state == ObligationState::Submitted.code();
            let mark = row.due().filter(|_| !waits);
            let late = mark.is_some_and(|due| due.mark(now, today, &directory.calendar).is_late());
            let (class, kind) = match (waits, late) {
                (true, _) => ("chip chip-menunggu", "Menunggu verifikasi"),
                (_, true) => ("chip chip-terlambat", "Terlambat"),
                _ => ("chip chip-belum", "Batas waktu"),
            };
            let path = app.path_of(&row.subject_kind, row.subject_id);
            put(
                row.due().map(|due| due.date),
                Item {
                    class,
                    kind,
                    path: path.map_or_else(String::new, |path| format!("/{region}{path}")),
                    about: directory.unit_name(row.unit_id).to_owned(),
                    title: row.title,
                },
            );
        }
        Ok(Self {
            month,
            days,
            unit,
            full,
        })
    }

    /// "November 2026".
    fn name(&self) -> String {
        format!(
            "{} {}",
            date::month(self.month.first.month()),
            self.month.first.year()
        )
    }

    /// Whose dates these are.
    fn whose(&self, directory: &Directory) -> String {
        let unit = self.unit.map(|id| directory.unit_name(id).to_owned());
        unit.unwrap_or_else(|| format!("Semua unit {}", directory.region.name))
    }
}

#[derive(Template)]
#[template(path = "directives/dates.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    name: String,
    whose: String,
    weeks: Vec<[Option<Date>; 7]>,
    dates: &'a Dates,
    /// The unit as addresses write it.
    unit: String,
    own: Uuid,
    before: String,
    after: String,
    book: String,
}

impl View<'_> {
    fn on(&self, day: Date) -> Option<&Day> {
        self.dates.days.get(&day)
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadDates>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let dates = Dates::read(&app, &grant, &directory, &asked).await?;
    let unit = dates
        .unit
        .map_or_else(|| ALL.to_owned(), |id| id.to_string());
    let of = |month: MonthOf| query(&[("bulan", &month.word()), ("unit", &unit)]);
    let view = View {
        region: grant.region(),
        name: dates.name(),
        whose: dates.whose(&directory),
        weeks: dates.month.weeks(),
        own: grant.actor().place.id,
        before: of(dates.month.before()),
        after: of(dates.month.after()),
        book: of(dates.month),
        unit,
        dates: &dates,
        directory: &directory,
    };
    Page::new(format!("Kalender Kerja {}", view.name), &view)
}

/// The month as a workbook.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub(super) async fn book(
    grant: Grant<ReadDates>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let dates = Dates::read(&app, &grant, &directory, &asked).await?;
    let columns = [
        ("No", 5),
        ("Tanggal", 13),
        ("Hari", 28),
        ("Jenis", 20),
        ("Uraian", 50),
        ("Keterangan", 40),
    ];
    let name = format!("Kalender Kerja {}", dates.name());
    let mut list =
        lists::begin(&name, &directory, app.now(), &columns).note(dates.whose(&directory));
    if dates.full {
        list = list.note(format!("Memuat {MOST} batas waktu pertama."));
    }
    let items = dates
        .days
        .values()
        .flat_map(|day| day.items.iter().map(move |it| (day, it)));
    let list = list.rows(items.enumerate().map(|(index, (day, item))| {
        vec![
            Cell::count(index + 1),
            Cell::Date(day.date),
            Cell::from(day.long.as_str()),
            Cell::from(item.kind),
            Cell::from(item.title.as_str()),
            Cell::from(item.about.as_str()),
        ]
    }));
    app.part::<Desk>().xlsx(list).await
}
