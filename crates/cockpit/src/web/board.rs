//! The board: totals, the year, and every unit with what is not green.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory, follow_up, obligation};
use platform::{App, Grant, Instant, Page, Problem, RegionCode, cache::Composed, date};

use super::actions::ReadCockpit;
use crate::rules::{Month, Row, Totals, months, rows, totals};

#[derive(Template)]
#[template(path = "cockpit/board.html")]
struct Board<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    rows: Vec<Row>,
    totals: Totals,
    months: Vec<Month>,
    peak: i64,
    stamp: String,
    wa: String,
}

/// The board. Composed once for a version of the region, then served from memory.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadCockpit>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let key = (grant.region().clone(), "dasbor".to_owned());
    let now = app.now();
    let page = app
        .pages()
        .get(key, grant.actor().clock, now, || {
            compose(&app, directory, now)
        })
        .await?;
    Ok(Page::rendered("Dasbor Pimpinan", page.body.to_string()))
}

async fn compose(app: &App, directory: Arc<Directory>, now: Instant) -> Result<Composed, Problem> {
    let region = &directory.region;
    let db = app.db().read();
    let cells = obligation::tally_cells(db, &region.code).await?;
    let (late, next_late) = obligation::late_cells(db, &region.code, now).await?;
    let today = region.today(now);
    let year_ago = now.plus_seconds(-366 * 24 * 3600);
    let days = follow_up::fulfilled_by_day(db, &region.code, year_ago.0, region.zone).await?;
    let rows = rows(&directory, &cells, &late);
    let totals = totals(&rows);
    let months = months(&days, today);
    let midnight = date::at(today, 24 * 60, region.zone);
    let board = Board {
        peak: months
            .iter()
            .map(|month| month.count)
            .max()
            .unwrap_or(0)
            .max(1),
        stamp: region.stamp(now),
        wa: wa_text(&directory, &rows, &totals, &region.stamp(now)),
        region: &region.code,
        directory: &directory,
        rows,
        totals,
        months,
    };
    Ok(Composed {
        body: board.render()?.into(),
        until: next_late.map_or(midnight, |next| next.min(midnight)),
    })
}

/// The board as a WhatsApp text: the sums, and the units that are late.
fn wa_text(directory: &Directory, rows: &[Row], totals: &Totals, stamp: &str) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    let sum = &totals.sum;
    text += &format!(
        "*Tindak Lanjut {}*\nKeadaan per {stamp}\n\nTuntas {} dari {}\nTerlambat {}\nMenunggu verifikasi {}\n",
        directory.region.name,
        sum.done,
        sum.total(),
        sum.late,
        sum.waiting
    );
    let late: Vec<_> = rows.iter().filter(|row| row.late > 0).take(30).collect();
    if !late.is_empty() {
        text += "\nTerlambat per unit:\n";
        for row in late {
            text += &format!("- {}: {}\n", row.name, row.late);
        }
    }
    text
}
