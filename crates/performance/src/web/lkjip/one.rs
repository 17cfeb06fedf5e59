//! One performance report: its chapters, what is computed for them, and its review.

use askama::Template;
use axum::extract::State;
use government::may::covers;
use government::review::{self, ReviewState, Step};
use government::{Directories, Directory};
use platform::{
    Action, Actor, App, Bar, Grant, Instant, Page, Problem, Ref, RegionCode,
    form::{Filter, FormErrors},
};
use serde::Deserialize;

use super::{edition, print::computed};
use crate::{
    books::{NO_DATA, ReportTables, hundredths},
    papers::{self, Changed},
    rules::{self, Chapter, ChapterTable, chapters},
    store::{self, REPORT, Report},
    web::actions::{ReadReport, ReviewReport, SendReport, WriteReport},
};

/// What a form on the page came back with.
#[derive(Default)]
pub(super) struct Said {
    /// Id of the chapter, or "putuskan".
    pub form: String,
    /// What was typed.
    pub typed: String,
    /// What is wrong.
    pub errors: FormErrors,
}

impl Said {
    /// What is wrong with a form.
    fn wrong(&self, form: &str) -> &str {
        match self.form == form {
            true => self.errors.of("isi"),
            false => "",
        }
    }
}

/// A chapter as the page shows it.
struct Row {
    chapter: &'static Chapter,
    body: String,
    by: String,
}

impl Row {
    fn has(&self, table: ChapterTable) -> bool {
        self.chapter.table == Some(table)
    }
}

/// A step of the review in words.
struct Taken {
    words: &'static str,
    by: String,
    at: String,
    note: String,
}

#[derive(Template)]
#[template(path = "performance/lkjip/one.html")]
struct One<'a> {
    region: &'a RegionCode,
    it: &'a Report,
    unit: &'a str,
    edition: String,
    due: String,
    rows: Vec<Row>,
    hidden: bool,
    tables: &'a ReportTables,
    total: String,
    bars: Vec<Bar>,
    log: Vec<Taken>,
    confirmed: String,
    changes: Vec<Changed>,
    by: String,
    may_write: bool,
    may_send: bool,
    may_decide: bool,
    may_reopen: bool,
    said: &'a Said,
    stamp: String,
}

impl One<'_> {
    fn wrong(&self, row: &Row) -> &str {
        self.said.wrong(&row.chapter.id)
    }
}

/// Whether somebody reads the words of a report: a draft is seen by those who may write it.
pub(super) fn reads(app: &App, actor: &Actor, directory: &Directory, it: &Report) -> bool {
    !it.is_open() || covers(app, actor, directory, it.unit_id, WriteReport::CODE)
}

fn bar(name: &str, raw: &figures::Figure) -> Bar {
    let length = hundredths(&rules::mean([raw]));
    let label = format!("{name}: {}", rules::percent(raw));
    let whole = length.max(10_000);
    Bar::new(label, &[("utama", length), ("sisa", whole - length)])
}

/// Composes the page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Report,
    said: &Said,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let (paper, tables) = computed(app, directory, it, true).await?;
    let frozen = store::confirmed(db, region, &[it]).await?;
    let frozen = frozen.first();
    let texts = store::chapters_of(db, region, &[it.id]).await?;
    let log = review::of_subject(db, region, Ref::new(REPORT, it.id)).await?;
    let own = |code| covers(app, actor, directory, it.unit_id, code);
    let hidden = !reads(app, actor, directory, it);
    let stamp = |at: i64| directory.region.stamp(Instant(at));
    let row = |chapter: &'static Chapter| {
        let kept = texts.iter().find(|text| text.chapter == chapter.id);
        let kept = kept.filter(|_| !hidden);
        Row {
            body: match said.form == chapter.id {
                true => said.typed.clone(),
                false => kept.map(|it| it.body.clone()).unwrap_or_default(),
            },
            by: kept.map_or_else(String::new, |it| {
                format!("{}, {}", it.written_name, stamp(it.written_at))
            }),
            chapter,
        }
    };
    let taken = log.iter().map(|entry| Taken {
        words: Step::label_of(&entry.step),
        by: entry.actor_label.clone(),
        at: stamp(entry.at),
        note: entry.note.clone(),
    });
    let unit = directory.unit_name(it.unit_id);
    let lines = tables.unit.lines.iter();
    let wanted = it.dropped.is_empty();
    let one = One {
        region,
        unit,
        edition: edition(directory, it),
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        rows: chapters().iter().map(row).collect(),
        hidden,
        total: papers::total(&tables.programs).map_or(NO_DATA.into(), |it| it.to_string()),
        bars: lines
            .map(|line| bar(&line.line.input.indicator, &line.achieved.raw))
            .collect(),
        log: taken.collect(),
        confirmed: frozen.map_or_else(String::new, |it| stamp(it.at)),
        changes: frozen.map_or_else(Vec::new, |it| papers::changed(&it.paper, &paper)),
        by: actor.person.to_string(),
        may_write: it.is_open() && own(WriteReport::CODE),
        may_send: it.is_open() && own(SendReport::CODE),
        may_decide: wanted && it.state() == ReviewState::Submitted && own(ReviewReport::CODE),
        may_reopen: wanted && it.state() == ReviewState::Verified && own(ReviewReport::CODE),
        said,
        stamp: directory.region.stamp(app.now()),
        tables: &tables,
        it,
    };
    Page::new(format!("{}, {unit}", it.title()), &one)
}

/// A sentence of what just happened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    kabar: String,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadReport>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let said = Said::default();
    let page = compose(&app, grant.actor(), &directory, grant.target(), &said).await?;
    let kept = asked.kabar.strip_prefix("bab-").and_then(rules::chapter);
    let page = match kept {
        Some(chapter) => {
            let it = grant.target();
            page.draft_done(format!(
                "{}:lkjip:{}:{}",
                grant.actor().person,
                it.id,
                chapter.id
            ))
            .flash(Some(format!("{} tersimpan.", chapter.name())))
        }
        None => page,
    };
    Ok(page)
}
