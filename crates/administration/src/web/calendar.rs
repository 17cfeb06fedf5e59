//! *Kalender*: the days a decree takes out, year by year.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Directory,
    structure::{Holiday, add_holiday},
};
use platform::{
    Action, App, Grant, Page, Problem, date,
    form::{Filter, FormErrors, Typed},
    provenance,
};
use serde::Deserialize;
use time::{Date, Month};

use super::{
    Frame,
    actions::{ReadCalendar, WriteCalendar},
    may,
    messages::sentence,
};

/// Which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    pub(super) tahun: String,
    pesan: String,
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    tanggal: String,
    nama: String,
    jenis: String,
    sumber: String,
}

const KINDS: [(&str, &str); 2] = [
    ("libur", "Hari libur nasional"),
    ("cuti bersama", "Cuti bersama"),
];

struct Line {
    day: String,
    name: String,
    kind: String,
    source: String,
}

#[derive(Template)]
#[template(path = "administration/calendar.html")]
struct CalendarPage<'a> {
    frame: Frame,
    year: i32,
    lines: Vec<Line>,
    decreed: bool,
    working_days: u32,
    kinds: [(&'static str, &'static str); 2],
    form: &'a Form,
    may_change: bool,
    errors: &'a FormErrors,
}

/// A year.
pub async fn show(
    grant: Grant<ReadCalendar>,
    State(app): State<App>,
    Filter(query): Filter<Query>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = year(&query.tahun, directory.region.today(app.now()).year());
    let form = Form::default();
    Ok(
        render(&app, &grant, &directory, year, &form, &FormErrors::new())?
            .flash(sentence(&query.pesan)),
    )
}

/// Adds a day.
pub async fn send(
    grant: Grant<WriteCalendar>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let Some(holiday) = form.read(&directory, &mut errors) else {
        let this_year = directory.region.today(app.now()).year();
        let year = date::parse(&form.tanggal).map_or(this_year, Date::year);
        let page = render(&app, &grant, &directory, year, &form, &errors)?;
        return Ok(page.refused().into_response());
    };
    let year = holiday.date.year();
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { add_holiday(tx, holiday).await })
        })
        .await?;
    let region = grant.region();
    let path = format!("/{region}/pengaturan/kalender?tahun={year}&pesan=libur");
    Ok(Redirect::to(&path).into_response())
}

impl Form {
    fn read(&self, directory: &Directory, errors: &mut FormErrors) -> Option<Holiday> {
        errors.required("tanggal", &self.tanggal, 10);
        let day = errors.date("tanggal", &self.tanggal);
        let name = errors.required("nama", &self.nama, 120);
        let source = errors.required("sumber", &self.sumber, 300);
        let kind = KINDS.iter().find(|(code, _)| *code == self.jenis);
        if kind.is_none() {
            errors.add("jenis", "Pilih jenisnya.");
        }
        if let Some(known) = day.and_then(|day| directory.calendar.holiday(day)) {
            errors.add(
                "tanggal",
                format!("Tanggal ini sudah tercatat: {}.", known.name),
            );
        }
        if errors.any() {
            return None;
        }
        Some(Holiday {
            date: day?,
            name,
            kind: kind?.0.into(),
            source,
        })
    }
}

/// The year asked for, if it is one.
pub(super) fn year(asked: &str, this_year: i32) -> i32 {
    asked
        .parse()
        .ok()
        .filter(|year| (1990..=2100).contains(year))
        .unwrap_or(this_year)
}

fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    year: i32,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let calendar = &directory.calendar;
    let line = |holiday: &Holiday| Line {
        day: date::long(holiday.date),
        name: holiday.name.clone(),
        kind: holiday.kind.clone(),
        source: provenance::words(&holiday.source),
    };
    let last = |year| Date::from_calendar_date(year, Month::December, 31);
    let working_days = match (last(year - 1), last(year)) {
        (Ok(before), Ok(last)) => calendar.working_days_between(before, last),
        _ => 0,
    };
    Page::new(
        format!("Kalender {year}"),
        &CalendarPage {
            frame: Frame::new(app, directory),
            year,
            lines: calendar.of_year(year).map(line).collect(),
            decreed: calendar.is_decreed(year),
            working_days,
            kinds: KINDS,
            form,
            may_change: may(app, grant, "calendar.write"),
            errors,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn a_strange_year_is_this_year() {
        assert_eq!(year("2024", 2026), 2024);
        for bad in ["", "0", "99999", "dua ribu"] {
            assert_eq!(year(bad, 2026), 2026, "{bad}");
        }
    }
}
