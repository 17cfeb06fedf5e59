//! The list of handovers: what waits, or all.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    handover::{self, Seen},
};
use platform::{App, Grant, Page, Problem, Uuid, date, form::Filter};
use serde::Deserialize;
use time::Date;

use crate::web::{Frame, actions::ReadHandovers};

/// Most lines of the list.
const MOST: i64 = 500;

/// The filter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    /// `semua` shows those received as well.
    status: String,
}

struct Line {
    id: Uuid,
    title: String,
    unit: String,
    name: String,
    last: String,
    due: String,
    chip: &'static str,
    state: &'static str,
    /// What the reader has to do with it; empty else.
    part: &'static str,
}

#[derive(Template)]
#[template(path = "administration/handovers.html")]
struct HandoversPage {
    frame: Frame,
    lines: Vec<Line>,
    all: bool,
    full: bool,
}

/// The list.
pub async fn show(
    grant: Grant<ReadHandovers>,
    State(app): State<App>,
    Filter(query): Filter<Query>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let all = query.status == "semua";
    let (db, region, reader) = (app.db().read(), grant.region(), grant.actor());
    let found = handover::list(db, region, (reader, grant.scope()), today, !all, MOST).await?;
    let view = HandoversPage {
        frame: Frame::new(&app, &directory),
        full: i64::try_from(found.len()).unwrap_or(MOST) >= MOST,
        lines: found
            .into_iter()
            .map(|seen| line(&directory, reader.person, today, seen))
            .collect(),
        all,
    };
    Page::new("Serah Terima Tugas", &view)
}

fn line(directory: &Directory, reader: Uuid, today: Date, seen: Seen) -> Line {
    let it = seen.handover;
    let (chip, state) = chip(&it, today);
    Line {
        id: it.id,
        unit: directory.unit_name(it.unit).to_owned(),
        last: date::long(it.last),
        due: it.due.map(|due| date::long(due.date)).unwrap_or_default(),
        chip,
        state,
        part: match it.is_open() {
            true if it.account == reader && it.given_at.is_none() => "Anda serahkan",
            true if seen.holds && it.account != reader => "Anda terima",
            _ => "",
        },
        title: it.title,
        name: it.name,
    }
}

/// How a handover stands, in a word.
pub(in crate::web) fn chip(it: &handover::Handover, today: Date) -> (&'static str, &'static str) {
    let late = it.due.is_some_and(|due| due.date < today);
    match (it.is_received(), it.given_at.is_some()) {
        (true, _) => ("chip chip-tuntas", "Diterima"),
        _ if it.is_withdrawn() => ("chip chip-dibatalkan", "Tidak jadi"),
        _ if late => ("chip chip-terlambat", "Terlambat diterima"),
        (_, true) => ("chip chip-menunggu", "Diserahkan, belum diterima"),
        _ => ("chip chip-belum", "Belum diserahkan"),
    }
}
