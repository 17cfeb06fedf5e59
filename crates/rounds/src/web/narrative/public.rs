//! The RLPPD of a round: begun, written and chosen by the compiling section, put together once another person
//! found it right.

use askama::Template;
use axum::{extract::State, response::Redirect};
use documents::making::{self, Making, MakingState};
use government::{Directories, may::may, review::ReviewState, structure::Due};
use platform::{Action, App, Grant, Instant, Page, Problem, Ref, RegionCode};

use super::{RLPPD, book};
use crate::{
    rules::{outline, pieces},
    store::{self, Narrative, RLPPD_BOOK, Round},
    web::{
        actions::{ReadRound, WriteRound},
        round::calendar,
    },
};

#[derive(Template)]
#[template(path = "rounds/rlppd.html")]
struct View<'a> {
    region: &'a RegionCode,
    it: &'a Round,
    narrative: Option<&'a Narrative>,
    due: String,
    books: Vec<(Making, String)>,
    ready: bool,
    of_lppd: bool,
    may_write: bool,
    bases: Vec<String>,
    stamp: String,
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
    let (db, region, it) = (app.db().read(), grant.region(), grant.target());
    let all = store::narratives(db, region, it.id, RLPPD).await?;
    let narrative = all.first();
    let books = making::of_subject(db, region, Ref::new(RLPPD_BOOK, it.id)).await?;
    let stamped = books.into_iter().map(|book| {
        let at = directory.region.stamp(Instant(book.at));
        (book, at)
    });
    let chapters = outline(RLPPD).map_or(&[][..], |it| &it.chapters);
    let view = View {
        region,
        due: narrative
            .and_then(Narrative::due)
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        books: stamped.collect(),
        ready: narrative.is_some_and(is_ready),
        of_lppd: it.list == crate::web::LPPD,
        may_write: may(&app, grant.actor(), region, WriteRound::CODE),
        bases: chapters
            .iter()
            .map(|it| format!("{}: {}", it.name(), it.basis()))
            .collect(),
        stamp: directory.region.stamp(app.now()),
        narrative,
        it,
    };
    Page::new(format!("RLPPD {}", it.year), &view)
}

fn is_ready(it: &Narrative) -> bool {
    it.state() == ReviewState::Verified
}

/// Begins it: the compiling section owes its words, by the date of the calendar.
///
/// # Errors
/// `Problem::Refused` where there is nothing to summarise, or it was begun.
pub(in crate::web) async fn begin(
    grant: Grant<WriteRound>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, it) = (app.db().read(), grant.region(), grant.target().clone());
    let desk = store::desk_of(db, region, it.id).await?;
    let report = outline(RLPPD).filter(|_| it.list == crate::web::LPPD);
    let (Some(report), Some(desk)) = (report, desk) else {
        return Err(Problem::Refused(
            "RLPPD hanya disusun dari periode pengisian dengan daftar indikator LPPD.".into(),
        ));
    };
    let calendar = calendar(&app, region, &it).await?;
    let year = i32::try_from(it.year).unwrap_or_default();
    let day = calendar
        .as_ref()
        .and_then(|it| it.due(RLPPD)?.rule.day(year, None));
    let due = day.map(|day| Due::new(day, None, directory.region.zone));
    let wanted = pieces(report, &[], desk);
    let path = format!("/{region}/periode-pengisian/{}/naskah/rlppd", it.id);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                match store::add_narratives(tx, &it, RLPPD, due, &wanted).await? {
                    0 => Err(Problem::Refused("RLPPD periode ini sudah dimulai.".into())),
                    _ => Ok(()),
                }
            })
        })
        .await?;
    Ok(Redirect::to(&path))
}

/// Puts it together: as PDF, Word and workbook.
///
/// # Errors
/// `Problem::Refused` until its words were found right.
pub(in crate::web) async fn put_together(
    grant: Grant<WriteRound>,
    State(app): State<App>,
) -> Result<Redirect, Problem> {
    let (db, region, it) = (app.db().read(), grant.region(), grant.target().clone());
    let all = store::narratives(db, region, it.id, RLPPD).await?;
    if !all.first().is_some_and(is_ready) {
        return Err(Problem::Refused(
            "RLPPD disusun setelah naskahnya diverifikasi: yang sampai ke masyarakat sudah dibaca \
             dua orang."
                .into(),
        ));
    }
    book::begin_one(&grant, &app, (RLPPD_BOOK, "RLPPD"), 1).await
}
