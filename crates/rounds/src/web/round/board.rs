//! How a round stands: every unit, every affair, TDI and what is not carried out by name.

use askama::Template;
use axum::{extract::State as Axum, response::Redirect};
use figures::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid,
    form::{Filter, Typed},
};
use serde::Deserialize;
use values::store::{Asked, Cell, Element};

use super::{
    clock::{Clock, calendar, clocks},
    picture::{Picture, Progress},
};
use crate::{
    rules::Station,
    store::{self, Filling, Reopening, Round},
    web::{
        actions::{ReadRound, WriteRound},
        many::steps_of,
    },
};

/// A unit on the board.
struct Line {
    id: Uuid,
    unit: String,
    label: &'static str,
    tab: &'static str,
    late: bool,
    chip: &'static str,
    returns: i64,
    progress: Progress,
    mark: String,
    /// The date of this unit, where it is not that of the round.
    other_due: String,
    parts: usize,
    parts_sent: usize,
}

impl Line {
    /// Whether it belongs under a tab.
    fn is_under(&self, tab: &str) -> bool {
        match tab {
            "" => true,
            LATE => self.late,
            tab => self.tab == tab,
        }
    }
}

/// The tab of what is late, whatever it waits for.
const LATE: &str = "terlambat";

/// The tabs of the units, in the order of the review.
const TABS: [(&str, &str); 7] = [
    ("", "Semua"),
    (LATE, "Terlambat"),
    ("pengisian", "Pengisian"),
    ("desk", "Menunggu desk"),
    ("perbaikan", "Perbaikan"),
    ("apip", "Direviu APIP"),
    ("ttd", "Sesudah reviu"),
];

/// Under which tab a filling stands.
fn tab(it: &Filling) -> &'static str {
    use government::review::ReviewState::{Draft, Returned};
    let stand = it.stand();
    match (stand.station, stand.state) {
        (_, Draft) => "pengisian",
        (_, Returned) => "perbaikan",
        (Station::Desk, _) => "desk",
        (Station::Review, _) => "apip",
        (Station::Head, _) => "ttd",
    }
}

/// An element by name, with why.
struct Named {
    code: String,
    name: String,
    unit: String,
    filling: Option<Uuid>,
    indicator: Uuid,
    reason: String,
    plan: String,
}

#[derive(Template)]
#[template(path = "rounds/board.html")]
struct Board<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Round,
    due: String,
    due_mark: String,
    stamp: String,
    lines: Vec<Line>,
    /// Tabs with how many units stand under each; those with none are left out.
    tabs: Vec<(&'static str, &'static str, usize)>,
    chosen: &'a str,
    affairs: Vec<(String, Progress)>,
    whole: Progress,
    /// By state: its words, and the elements in it.
    missing: Vec<(&'static str, Vec<Named>)>,
    unowned: usize,
    may_write: bool,
    /// Steps on many, by word and label.
    steps: Vec<(&'static str, &'static str)>,
    requests: Vec<Reopening>,
    clocks: Vec<Clock>,
    wa: String,
}

/// The chip of a status: words and colour say the same.
pub(in crate::web) fn chip(filling: &Filling) -> &'static str {
    use government::review::ReviewState::{Draft, Final, Returned, Submitted, Verified};
    match filling.stand().state {
        Draft => "chip chip-belum",
        Submitted => "chip chip-menunggu",
        Returned => "chip chip-dikembalikan",
        Verified => "chip chip-proses",
        Final => "chip chip-tuntas",
    }
}

fn line(
    directory: &Directory,
    now: platform::Instant,
    round: &Round,
    picture: &Picture,
    it: &Filling,
) -> Line {
    let today = directory.region.today(now);
    let late = it
        .due()
        .filter(|_| it.sent_at.is_none())
        .map(|due| due.mark(now, today, &directory.calendar));
    let parts: Vec<&Filling> = picture
        .fillings
        .iter()
        .filter(|part| part.parent_id == Some(it.id))
        .collect();
    Line {
        id: it.id,
        unit: directory.unit_name(it.unit_id).to_owned(),
        label: it.label(),
        tab: tab(it),
        late: it.is_open() && it.due().is_some_and(|due| now >= due.at),
        chip: chip(it),
        returns: it.returns,
        progress: picture.of_unit(it.unit_id),
        mark: late.map(|mark| mark.text()).unwrap_or_default(),
        other_due: it
            .due()
            .filter(|due| Some(due.at) != round.due().map(|due| due.at))
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        parts_sent: parts.iter().filter(|part| part.sent_at.is_some()).count(),
        parts: parts.len(),
    }
}

fn named(directory: &Directory, picture: &Picture, state: State) -> Vec<Named> {
    let found = picture.in_state(state);
    let one = |(asked, element, unit, cell): (&Asked, &Element, Option<Uuid>, Option<&Cell>)| {
        let filling = picture
            .fillings
            .iter()
            .find(|it| Some(it.unit_id) == unit && !it.is_part());
        Named {
            code: asked.indicator.code.clone(),
            name: element.name.clone(),
            unit: unit
                .map_or("Belum ada pengampu", |id| directory.unit_name(id))
                .to_owned(),
            filling: filling.map(|it| it.id),
            indicator: asked.indicator.id,
            reason: cell.map(|cell| cell.reason.clone()).unwrap_or_default(),
            plan: cell.map(plan).unwrap_or_default(),
        }
    };
    found.into_iter().map(one).collect()
}

fn plan(cell: &Cell) -> String {
    match cell.plan_date() {
        Some(day) => format!("{}, {}", cell.plan, platform::date::medium(day)),
        None => cell.plan.clone(),
    }
}

/// Who has not sent, as a WhatsApp text.
fn wa(directory: &Directory, it: &Round, now: platform::Instant, lines: &[Line]) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!(
        "*{}*: yang belum dikirim\nKeadaan per {}\n",
        it.title,
        directory.region.stamp(now)
    );
    let open = lines.iter().filter(|line| line.label == "Pengisian");
    for (number, line) in (1..).zip(open) {
        let all = line.progress.all();
        text += &format!(
            "{number}. {}: terisi {} dari {}\n",
            line.unit,
            all.filled(),
            all.asked()
        );
    }
    text
}

/// Which units are shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    saring: String,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadRound>,
    Axum(app): Axum<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, now) = (grant.target(), app.now());
    let picture = Picture::of(&app, grant.region(), it).await?;
    let mut lines: Vec<Line> = picture
        .fillings
        .iter()
        .filter(|filling| !filling.is_part())
        .map(|filling| line(&directory, now, it, &picture, filling))
        .collect();
    let due = it.due();
    let left = due
        .filter(|_| it.is_open())
        .map(|due| due.countdown(now, directory.region.today(now), &directory.calendar));
    let unowned = picture
        .asked
        .iter()
        .flat_map(|asked| {
            asked
                .elements
                .iter()
                .map(move |element| asked.owner(element))
        })
        .filter(Option::is_none)
        .count();
    let wa = wa(&directory, it, now, &lines);
    let chosen = TABS.iter().find(|(tab, _)| *tab == wanted.saring);
    let chosen = chosen.map_or("", |(tab, _)| *tab);
    let counted = TABS.map(|(tab, words)| {
        let under = lines.iter().filter(|line| line.is_under(tab));
        (tab, words, under.count())
    });
    let tabs = counted.into_iter();
    let tabs = tabs.filter(|(tab, _, count)| *count > 0 || *tab == chosen || tab.is_empty());
    let tabs = tabs.collect();
    lines.retain(|line| line.is_under(chosen));
    let calendar = calendar(&app, grant.region(), it).await?;
    let board = Board {
        region: grant.region(),
        due: due
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        due_mark: left.unwrap_or_default(),
        stamp: directory.region.stamp(now),
        affairs: picture.by_affair(),
        whole: picture.whole(),
        missing: [State::Tdi, State::NotCarriedOut, State::NotYetAvailable]
            .map(|state| (state.label(), named(&directory, &picture, state)))
            .into(),
        unowned,
        may_write: may(&app, grant.actor(), grant.region(), WriteRound::CODE),
        steps: steps_of(&app, grant.actor(), grant.region()),
        requests: store::open_reopenings(app.db().read(), grant.region(), it.id).await?,
        clocks: clocks(calendar.as_ref(), it, &directory, now),
        wa,
        tabs,
        chosen,
        directory: &directory,
        it,
        lines,
    };
    Page::new(it.title.clone(), &board)
}

/// Whether to close or to open, on the version that was seen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Closing {
    versi: String,
    tutup: String,
}

/// Closes filling in, or opens it again.
///
/// # Errors
/// When the database cannot be used, or the round changed meanwhile.
pub(in crate::web) async fn close(
    grant: Grant<WriteRound>,
    Axum(app): Axum<App>,
    Typed(typing): Typed<Closing>,
) -> Result<Redirect, Problem> {
    let (it, version) = (grant.target().clone(), typing.versi.parse().unwrap_or(0));
    let path = format!("/{}/periode-pengisian/{}", grant.region(), it.id);
    let close = typing.tutup == "ya";
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::close_round(tx, &it, version, close).await })
        })
        .await?;
    Ok(Redirect::to(&path))
}
