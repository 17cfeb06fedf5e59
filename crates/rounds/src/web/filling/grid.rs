//! The grid: at most sixty indicators a page, each with a form of its own that keeps itself.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use government::may::{covers, may, second_step};
use government::{Directories, Directory, review};
use platform::{
    Action, Actor, App, Grant, Page, Problem, Ref, RegionCode,
    form::{Filter, FormErrors, query},
};
use serde::Deserialize;
use values::{rules::Tally, store::Asked};

use super::{
    around::Around,
    line::{Line, RowSaid, choices, line},
};
use crate::{
    rules::may_sign_later,
    store::{self, Assistance, FILLING, Filling, Reopening},
    web::{
        actions::{
            CollectFilling, DeskFilling, ReadFilling, ReviewFilling, SendFilling, SignFilling,
            WriteFilling,
        },
        round::board_chip,
    },
};

/// Most indicators of a page.
pub(super) const PAGE: usize = 60;

/// Which rows are shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    pub(super) urusan: String,
    pub(super) saring: String,
    pub(super) halaman: String,
    pub(super) kabar: String,
}

/// What was said in a form of the page that was refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub form: &'static str,
    pub note: String,
    /// Another field of that form.
    pub day: String,
    pub errors: FormErrors,
    /// The row that was not kept, where it was one.
    pub row: Option<RowSaid>,
}

/// What the person may do here.
struct May {
    /// Write figures, where they are taken.
    fill: bool,
    write: bool,
    send: bool,
    desk: bool,
    collect: bool,
    review: bool,
    sign: bool,
    reopen: bool,
    later: bool,
    parts: bool,
    assist: bool,
}

#[derive(Template)]
#[template(path = "rounds/grid.html")]
struct Grid<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Filling,
    unit: &'a str,
    parent: String,
    chip: &'static str,
    due: String,
    due_mark: String,
    lines: Vec<Line>,
    tally: Tally,
    affairs: Vec<String>,
    wanted: &'a Wanted,
    pages: Vec<(usize, String)>,
    page: usize,
    choices: Vec<(&'static str, &'static str)>,
    units: &'a [(String, String)],
    /// The same as choices of which none is made yet: most cells wait for nobody, and a page has more
    /// than a hundred.
    no_unit: String,
    may: May,
    said: &'a Said,
    log: Vec<review::Entry>,
    assistances: Vec<Assistance>,
    open_findings: usize,
    requests: Vec<Reopening>,
}

/// Units that may be waited for, as choices.
#[derive(Template)]
#[template(path = "rounds/_units.html")]
struct UnitChoices<'a> {
    units: &'a [(String, String)],
    waiting: &'a str,
}

fn may_of(app: &App, actor: &Actor, directory: &Directory, it: &Filling) -> May {
    use crate::rules::Station::{Desk, Head, Review};
    use review::ReviewState::{Final, Submitted, Verified};
    let stand = it.stand();
    let own = |code| covers(app, actor, directory, it.unit_id, code);
    let here = |code| may(app, actor, &directory.region.code, code);
    let above = it
        .parent_unit
        .is_some_and(|unit| covers(app, actor, directory, unit, CollectFilling::CODE));
    May {
        fill: own(WriteFilling::CODE),
        write: it.is_open() && own(WriteFilling::CODE),
        send: it.is_open() && own(SendFilling::CODE) && !second_step(directory, &actor.role),
        desk: (stand.station, stand.state) == (Desk, Submitted)
            && !it.is_part()
            && here(DeskFilling::CODE),
        collect: (stand.station, stand.state) == (Desk, Submitted) && it.is_part() && above,
        review: (stand.station, stand.state) == (Review, Submitted) && here(ReviewFilling::CODE),
        sign: (stand.station, stand.state) == (Head, Verified) && own(SignFilling::CODE),
        reopen: matches!(stand.state, Verified | Final) && !it.is_part() && here(DeskFilling::CODE),
        later: may_sign_later(stand, it.is_part())
            && it.later_note.is_none()
            && here(DeskFilling::CODE),
        parts: !it.is_part() && own(WriteFilling::CODE),
        assist: !it.is_part() && here(DeskFilling::CODE),
    }
}

/// Units that may be waited for.
pub(super) fn units(app: &App, directory: &Directory) -> Vec<(String, String)> {
    let today = directory.region.today(app.now());
    let units = directory
        .working_units(today)
        .filter(|unit| unit.kind.is_agency());
    std::iter::once((String::new(), "Pilih perangkat daerah".to_owned()))
        .chain(units.map(|unit| (unit.id().to_string(), unit.name.clone())))
        .collect()
}

/// The rows of a page, which page it is, and how many there are; the one with a row that was refused
/// before any other.
fn paged(all: Vec<Asked>, wanted: &Wanted, said: &Said) -> (Vec<Asked>, usize, usize) {
    let chosen: Vec<Asked> = all
        .into_iter()
        .filter(|one| wanted.urusan.is_empty() || one.indicator.affair == wanted.urusan)
        .collect();
    let pages = chosen.len().div_ceil(PAGE).max(1);
    let refused = said.row.as_ref().and_then(|row| {
        let mut all = chosen.iter();
        all.position(|one| one.indicator.id == row.indicator)
    });
    let page = match refused {
        Some(place) => place / PAGE + 1,
        None => wanted.halaman.parse().unwrap_or(1),
    };
    let page = page.clamp(1, pages);
    let rows = chosen.into_iter().skip((page - 1) * PAGE).take(PAGE);
    (rows.collect(), page, pages)
}

/// Composes the page.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Filling,
    wanted: &Wanted,
    said: &Said,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let mut asked = store::items(db, region, it).await?;
    if wanted.saring == "dibuka" {
        let reopened = store::reopened(db, region, it).await?;
        asked.retain(|one| reopened.contains(&one.indicator.id));
    }
    let mut affairs: Vec<String> = asked
        .iter()
        .map(|one| one.indicator.affair.clone())
        .collect();
    affairs.dedup();
    affairs.sort_unstable();
    affairs.dedup();
    let (rows, page, pages) = paged(asked, wanted, said);
    let around = Around::of(app, region, it, &rows).await?;
    let rows = rows
        .into_iter()
        .map(|one| line(&around, directory, it, one));
    let mut found: Vec<Line> = rows.collect();
    if let Some(row) = &said.row {
        let mut lines = found.iter_mut();
        let refused = lines.find(|line| line.asked.indicator.id == row.indicator);
        refused.into_iter().for_each(|line| line.put_back(row));
    }
    let mut tally = Tally::default();
    for element in found.iter().flat_map(|line| &line.elements) {
        if element.mine {
            tally.add(element.state, false);
        }
    }
    match wanted.saring.as_str() {
        "kosong" => found.retain(Line::is_open),
        "catatan" => found.retain(|line| line.findings > 0),
        "peringatan" => found.retain(|line| !line.warnings.is_empty()),
        _ => {}
    }
    let log = review::of_subject(db, region, Ref::new(FILLING, it.id)).await?;
    let assistances = store::assistances(db, region, it.id).await?;
    let now = app.now();
    let due = it.due();
    let mark = due
        .filter(|_| it.sent_at.is_none())
        .map(|due| due.mark(now, directory.region.today(now), &directory.calendar));
    let pages = (1..=pages).map(|number| {
        let text = number.to_string();
        let path = query(&[
            ("urusan", &wanted.urusan),
            ("saring", &wanted.saring),
            ("halaman", &text),
        ]);
        (number, path)
    });
    let units = units(app, directory);
    let no_unit = UnitChoices {
        units: &units,
        waiting: "",
    };
    let grid = Grid {
        region,
        unit: directory.unit_name(it.unit_id),
        parent: it
            .parent_unit
            .map(|id| directory.unit_name(id).to_owned())
            .unwrap_or_default(),
        chip: board_chip(it),
        due: due
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        due_mark: mark.map(|mark| mark.text()).unwrap_or_default(),
        open_findings: found.iter().map(|line| line.findings).sum(),
        requests: around
            .requests
            .iter()
            .filter(|one| one.state().is_open())
            .cloned()
            .collect(),
        lines: found,
        tally,
        affairs,
        wanted,
        pages: pages.collect(),
        page,
        choices: choices(),
        no_unit: no_unit.render()?,
        units: &units,
        may: may_of(app, actor, directory, it),
        said,
        log,
        assistances,
        directory,
        it,
    };
    let title = format!("{}, {}", it.title, directory.unit_short(it.unit_id));
    let page = Page::new(title, &grid)?;
    Ok(match wanted.kabar.as_str() {
        "kirim" => page.flash(Some("Isian terkirim.".into())),
        "tempel" => page.flash(Some("Isian yang ditempel tersimpan.".into())),
        "jumlah" => page.flash(Some("Isian bawahan dijumlahkan.".into())),
        _ => page,
    })
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadFilling>,
    State(app): State<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, it) = (grant.actor(), grant.target());
    compose(&app, actor, &directory, it, &wanted, &Said::default()).await
}

/// The page as it is now, with what was refused.
pub(super) async fn refused(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Filling,
    said: &Said,
    status: StatusCode,
) -> Result<Page, Problem> {
    let now = store::find_filling(app.db().read(), &directory.region.code, it.id).await?;
    let it = now.as_ref().unwrap_or(it);
    let page = compose(app, actor, directory, it, &Wanted::default(), said).await?;
    Ok(page.with_status(status))
}
