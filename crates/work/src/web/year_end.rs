//! What is still open to the end of a year, by unit, with how much is due in each month.

use askama::Template;
use axum::extract::State;
use government::{Directories, follow_up};
use platform::{App, Grant, Page, Problem, RegionCode, Uuid, date, form::Filter};
use serde::Deserialize;
use time::{Date, Month};

use super::actions::ListFollowUps;

/// The year in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tahun: String,
}

struct Line {
    unit: Uuid,
    name: String,
    months: String,
    total: i64,
}

#[derive(Template)]
#[template(path = "work/year_end.html")]
struct YearEnd<'a> {
    region: &'a RegionCode,
    year: i32,
    last: String,
    stamp: String,
    months: Vec<(String, i64)>,
    lines: Vec<Line>,
    total: i64,
}

/// "Maret 2024"; what has no agreed date stands last.
fn month_words(stored: &str) -> String {
    date::parse(&format!("{stored}-01")).map_or_else(
        || "Tanpa batas waktu".into(),
        |day| format!("{} {}", date::month(day.month()), day.year()),
    )
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListFollowUps>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let this_year = directory.region.today(app.now()).year();
    let asked = asked.tahun.parse().ok();
    let year: i32 = asked
        .filter(|year| (1990..=2100).contains(year))
        .unwrap_or(this_year);
    let last =
        Date::from_calendar_date(year, Month::December, 31).map_err(|_| Problem::NotFound)?;
    let mut rows = follow_up::open_until(app.db().read(), grant.region(), last).await?;
    // months in their order, what has no date last
    rows.sort_by(|a, b| (a.month.is_empty(), &a.month).cmp(&(b.month.is_empty(), &b.month)));
    let mut months: Vec<(String, i64)> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for row in &rows {
        let words = month_words(&row.month);
        match months.last_mut() {
            Some((month, count)) if *month == words => *count += row.count,
            _ => months.push((words.clone(), row.count)),
        }
        let part = format!("{words}: {}", row.count);
        match lines.iter_mut().find(|line| line.unit == row.unit_id) {
            Some(line) => {
                line.months += &format!("; {part}");
                line.total += row.count;
            }
            None => lines.push(Line {
                unit: row.unit_id,
                name: directory.unit_name(row.unit_id).to_owned(),
                months: part,
                total: row.count,
            }),
        }
    }
    lines.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
    let page = YearEnd {
        region: grant.region(),
        year,
        last: date::medium(last),
        stamp: directory.region.stamp(app.now()),
        total: lines.iter().map(|line| line.total).sum(),
        months,
        lines,
    };
    Page::new("Terbuka sampai akhir tahun", &page)
}
