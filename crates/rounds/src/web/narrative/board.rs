//! Who writes what for the LPPD of a round: asked for by a date, and how each stands.

use askama::Template;
use axum::{extract::State, response::Redirect};
use documents::making::{self, Making, MakingState};
use government::{Directories, Directory, may::may, structure::Due};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode, Uuid,
    form::{FormErrors, Typed},
};
use regulations::ChapterTable;
use serde::Deserialize;
use values::store as kept;

use super::LPPD;
use crate::{
    rules::{Piece, outline, pieces, stands_in},
    store::{self, LPPD_BOOK, Narrative, Round},
    web::actions::{ReadRound, WriteRound},
};

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    batas: String,
}

/// What a unit writes, as the list shows it.
struct Line {
    it: Narrative,
    unit: String,
    due: String,
    mark: String,
}

#[derive(Template)]
#[template(path = "rounds/narrative_board.html")]
struct View<'a> {
    region: &'a RegionCode,
    it: &'a Round,
    lines: Vec<Line>,
    accepted: usize,
    /// Pieces nobody was asked for.
    waiting: usize,
    /// Affairs that have no owner, so that nobody can be asked.
    unowned: Vec<String>,
    bases: Vec<String>,
    books: Vec<(Making, String)>,
    wa: String,
    may_write: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
    stamp: String,
}

/// What each unit is to write, by the list of the round.
async fn wanted(
    app: &App,
    region: &RegionCode,
    it: &Round,
) -> Result<(Vec<(Uuid, Vec<Piece>)>, Vec<String>), Problem> {
    let db = app.db().read();
    let report = outline(LPPD).filter(|_| it.list == crate::web::LPPD);
    let desk = store::desk_of(db, region, it.id).await?;
    let (Some(report), Some(desk)) = (report, desk) else {
        return Ok((vec![], vec![]));
    };
    let asked = kept::indicators(db, region, &it.list, it.year).await?;
    let mut unowned: Vec<String> = Vec::new();
    let of_affairs = |it: &&kept::Indicator| stands_in(ChapterTable::Affairs, it.kind());
    for one in asked.iter().map(|it| &it.indicator).filter(of_affairs) {
        let owned = asked
            .iter()
            .any(|it| it.indicator.affair == one.affair && it.indicator.unit_id.is_some());
        if !owned && !unowned.contains(&one.affair) {
            unowned.push(one.affair.clone());
        }
    }
    Ok((pieces(report, &asked, desk), unowned))
}

fn line(app: &App, directory: &Directory, it: Narrative) -> Line {
    let today = directory.region.today(app.now());
    let late = it
        .due()
        .filter(|_| it.is_open())
        .map(|due| due.mark(app.now(), today, &directory.calendar).text());
    Line {
        unit: directory.unit_name(it.unit_id).to_owned(),
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        mark: late.unwrap_or_default(),
        it,
    }
}

/// Who has not sent, as a WhatsApp text.
fn wa(directory: &Directory, it: &Round, now: Instant, lines: &[Line]) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!(
        "*Naskah LPPD {}*: yang belum dikirim\nKeadaan per {}\n",
        it.year,
        directory.region.stamp(now)
    );
    let open = lines.iter().filter(|line| line.it.is_open());
    for (number, line) in (1..).zip(open) {
        text += &format!(
            "{number}. {}: {} dari {} bagian tertulis\n",
            line.unit, line.it.filled, line.it.pieces
        );
    }
    text
}

async fn page(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Round,
    (typing, errors): (&Typing, &FormErrors),
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let (wanted, unowned) = wanted(app, region, it).await?;
    let all = store::narratives(db, region, it.id, LPPD).await?;
    let ids: Vec<Uuid> = all.iter().map(|it| it.id).collect();
    let parts = store::parts_of_narratives(db, region, &ids).await?;
    let waiting: usize = wanted
        .iter()
        .map(|(unit, pieces)| store::new_pieces(&all, &parts, *unit, pieces).len())
        .sum();
    let books = making::of_subject(db, region, Ref::new(LPPD_BOOK, it.id)).await?;
    let stamped = books.into_iter().map(|book| {
        let at = directory.region.stamp(Instant(book.at));
        (book, at)
    });
    let accepted = all.iter().filter(|it| it.verified_at.is_some()).count();
    let lines: Vec<Line> = all.into_iter().map(|it| line(app, directory, it)).collect();
    let chapters = outline(LPPD).map_or(&[][..], |it| &it.chapters);
    let view = View {
        region,
        accepted,
        waiting,
        unowned,
        bases: chapters
            .iter()
            .map(|it| format!("{}: {}", it.name(), it.basis()))
            .collect(),
        books: stamped.collect(),
        wa: wa(directory, it, app.now(), &lines),
        may_write: may(app, actor, region, WriteRound::CODE),
        stamp: directory.region.stamp(app.now()),
        lines,
        typing,
        errors,
        it,
    };
    Page::new(format!("Naskah LPPD {}", it.year), &view)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (typing, errors) = (Typing::default(), FormErrors::new());
    let (actor, it) = (grant.actor(), grant.target());
    page(&app, actor, &directory, it, (&typing, &errors)).await
}

/// Asks every unit for what it was not asked yet.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the page.
pub(in crate::web) async fn ask(
    grant: Grant<WriteRound>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let day = errors.date("batas", &typing.batas);
    if day.is_none() && errors.of("batas").is_empty() {
        errors.add("batas", "Wajib diisi.");
    }
    if day.is_some_and(|day| day < directory.region.today(app.now())) {
        let words = "Batas waktunya sudah lewat. Pilih hari ini atau sesudahnya.";
        errors.add("batas", words);
    }
    let path = format!("/{}/periode-pengisian/{}/naskah", grant.region(), it.id);
    let (wanted, _) = wanted(&app, grant.region(), &it).await?;
    if let Some(day) = day.filter(|_| !errors.any()) {
        let due = Due::new(day, None, directory.region.zone);
        let target = it.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let asked = store::add_narratives(tx, &target, LPPD, Some(due), &wanted);
                    match asked.await? {
                        0 => Err(Problem::Refused(
                            "Semua bagian yang ada pengampunya sudah diminta.".into(),
                        )),
                        _ => Ok(()),
                    }
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let page = page(&app, grant.actor(), &directory, &it, (&typing, &errors)).await?;
    Ok(Err(page.refused()))
}
