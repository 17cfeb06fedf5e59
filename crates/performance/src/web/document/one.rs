//! One document: what stands in it, what is missing, what changed, its way.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory, history as chain,
    may::covers,
    review::{self, ReviewState, Step},
};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode, Uuid,
    form::{Filter, FormErrors, query},
};
use serde::Deserialize;

use super::{decide::Typing, shown::Shown};
use crate::{
    rules::{
        document::{Content, Difference, DocumentKind, EditionState, Row, Stated, Sum},
        tree::Level,
    },
    store::document::{DOCUMENT, PlanDocument},
    web::actions::{DecideDocument, ReadDocument, SendDocument, WriteDocument},
};

/// What a form on the page came back with.
#[derive(Default)]
pub(super) struct Said {
    /// What was typed.
    pub(super) typed: Typing,
    /// What is wrong.
    pub(super) errors: FormErrors,
}

/// A figure of a year in words, with what is to be said beside it.
struct Spoken {
    year: i64,
    words: String,
    remark: String,
}

/// A row as the page shows it.
struct Line<'a> {
    row: &'a Row,
    goals: Vec<(String, Vec<Spoken>)>,
    money: Vec<Spoken>,
    edit: String,
}

/// The part of a unit in a document of all units.
struct UnitPart {
    name: String,
    path: String,
    programs: usize,
    activities: usize,
    money: String,
}

/// A step of the review in words.
struct Taken {
    words: &'static str,
    by: String,
    at: String,
    note: String,
}

/// Most differences that stand on the page; the workbook has all.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "performance/document/one.html")]
struct One<'a> {
    region: &'a RegionCode,
    it: &'a PlanDocument,
    unit: &'a str,
    due: String,
    version: String,
    shown: &'a Shown,
    /// The edition that was asked for.
    asked: Option<i64>,
    lines: Vec<Line<'a>>,
    parts: Vec<UnitPart>,
    part: String,
    totals: Vec<(i64, String)>,
    counts: [usize; 3],
    lacks: Vec<String>,
    is_old: bool,
    differences: &'a [Difference],
    more: usize,
    log: Vec<Taken>,
    may_write: bool,
    may_send: bool,
    may_decide: bool,
    may_reopen: bool,
    said: &'a Said,
    stamp: String,
}

impl One<'_> {
    fn years(&self) -> &[i64] {
        &self.shown.content.years
    }

    fn of_all(&self) -> bool {
        self.it.kind() == DocumentKind::AnnualPlan
    }

    /// What is added to addresses of files of the edition that is shown.
    fn files(&self) -> String {
        match self.asked {
            Some(number) => query(&[("versi", &number.to_string())]),
            None => String::new(),
        }
    }
}

fn spoken(years: &[i64], stated: &[Stated], of_money: bool) -> Vec<Spoken> {
    let words = |it: &Stated| match of_money {
        true => it.money(),
        false => it.target(),
    };
    let all = years.iter().zip(stated);
    all.map(|(year, stated)| Spoken {
        year: *year,
        words: words(stated),
        remark: stated.remark(of_money),
    })
    .collect()
}

fn line<'a>(content: &'a Content, place: usize, row: &'a Row, edit: String) -> Line<'a> {
    let years = &content.years;
    let goals = row.goals.iter().map(|goal| {
        let name = format!("{} ({})", goal.name, goal.measure);
        (name, spoken(years, &goal.targets, false))
    });
    let money = match row.level() {
        Level::SubActivity => spoken(years, &row.money, true),
        _ => {
            let sums = content.sums(place).unwrap_or_default();
            let sums = years.iter().zip(sums);
            sums.map(|(year, sum)| Spoken {
                year: *year,
                words: sum.words(),
                remark: String::new(),
            })
            .collect()
        }
    };
    Line {
        row,
        goals: goals.collect(),
        money,
        edit,
    }
}

/// The units of a document of all, in the order in which they come.
fn parts(content: &Content, base: &str, version: &str) -> Vec<UnitPart> {
    let mut units: Vec<(Option<Uuid>, &str)> = Vec::new();
    for row in content
        .rows
        .iter()
        .filter(|it| it.level() >= Level::Program)
    {
        if !units.iter().any(|(known, _)| *known == row.unit) {
            units.push((row.unit, &row.unit_name));
        }
    }
    let count = |unit, level| {
        let own = content.rows.iter().filter(|it| it.unit == unit);
        own.filter(|it| it.level() == level).count()
    };
    let part = |(unit, name): (Option<Uuid>, &str)| UnitPart {
        name: match unit {
            Some(_) => name.to_owned(),
            None => "Belum ada penanggung jawab".to_owned(),
        },
        path: format!(
            "{base}{}",
            query(&[("versi", version), ("unit", &word(unit))])
        ),
        programs: count(unit, Level::Program),
        activities: count(unit, Level::SubActivity),
        money: content.total_of(unit).iter().map(Sum::words).collect(),
    };
    units.into_iter().map(part).collect()
}

/// A unit in an address.
fn word(unit: Option<Uuid>) -> String {
    unit.map_or_else(|| "-".to_owned(), |id| id.to_string())
}

/// Composes the page of a document: of the edition that was asked for, narrowed down to a unit.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    (it, asked, unit): (&PlanDocument, Option<i64>, Option<&str>),
    said: &Said,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let shown = Shown::of(app, actor, directory, it, asked).await?;
    let differences = shown.changed(app, directory, it, asked).await?;
    let log = review::of_subject(db, region, Ref::new(DOCUMENT, it.id)).await?;
    let own = |code| covers(app, actor, directory, it.unit_id, code);
    let stamp = |at: i64| directory.region.stamp(Instant(at));
    let wanted = it.dropped.is_empty();
    let live = shown.edition.is_none() && wanted;
    let may_write = live && it.is_open() && own(WriteDocument::CODE);
    let base = format!("/{region}/dokumen-rencana/{}", it.id);
    let of_all = it.kind() == DocumentKind::AnnualPlan;
    // sums of a row are those of the unit that is looked at
    let narrowed: Content;
    let content = match (unit, of_all) {
        (None, false) => &shown.content,
        _ => {
            let rows = shown.content.rows.iter();
            let rows = rows.filter(|row| unit.is_some_and(|unit| word(row.unit) == unit));
            narrowed = Content {
                years: shown.content.years.clone(),
                rows: rows.cloned().collect(),
            };
            &narrowed
        }
    };
    let rows = content.rows.iter().enumerate();
    let lines = rows.map(|(place, row)| {
        let editable = may_write && row.own && it.kind().takes_own_values();
        let filled = !row.goals.is_empty() || row.level() == Level::SubActivity;
        let edit = match editable && filled {
            true => format!("{base}/baris{}", query(&[("kode", &row.code)])),
            false => String::new(),
        };
        line(content, place, row, edit)
    });
    let lines: Vec<Line<'_>> = lines.collect();
    let taken = log.iter().map(|entry| Taken {
        words: Step::label_of(&entry.step),
        by: entry.actor_label.clone(),
        at: stamp(entry.at),
        note: entry.note.clone(),
    });
    let sums = shown.content.total();
    let totals = shown.content.years.iter().copied();
    let totals = totals.zip(sums.iter().map(Sum::words));
    let number = asked.map(|it| it.to_string()).unwrap_or_default();
    let one = One {
        region,
        unit: directory.unit_name(it.unit_id),
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        version: shown.version(directory),
        asked,
        parts: match of_all && unit.is_none() {
            true => parts(&shown.content, &base, &number),
            false => vec![],
        },
        part: match (of_all, lines.first()) {
            (true, Some(line)) => line.row.unit_name.clone(),
            _ => String::new(),
        },
        lines,
        totals: totals.collect(),
        counts: [Level::Program, Level::Activity, Level::SubActivity]
            .map(|it| shown.content.count(it)),
        lacks: shown.content.lacks(),
        is_old: asked
            .zip(shown.editions.first())
            .is_some_and(|(asked, last)| asked < last.number),
        more: differences.len().saturating_sub(MOST),
        differences: &differences[..differences.len().min(MOST)],
        log: taken.collect(),
        may_write: may_write && it.kind().takes_own_values(),
        may_send: live && it.is_open() && own(SendDocument::CODE),
        may_decide: asked.is_none()
            && wanted
            && it.state() == ReviewState::Submitted
            && own(DecideDocument::CODE),
        may_reopen: asked.is_none() && wanted && it.is_set() && own(DecideDocument::CODE),
        said,
        stamp: directory.region.stamp(app.now()),
        shown: &shown,
        it,
    };
    Page::new(format!("{}, {}", it.title(), one.unit), &one)
}

/// Which edition, and of which unit.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    versi: String,
    unit: String,
}

impl Asked {
    /// The edition.
    ///
    /// # Errors
    /// `Problem::NotFound` when what stands in the address is no number.
    pub(super) fn edition(&self) -> Result<Option<i64>, Problem> {
        match self.versi.as_str() {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|_| Problem::NotFound),
        }
    }
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ReadDocument>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let unit = Some(asked.unit.as_str()).filter(|it| !it.is_empty());
    let shown = (grant.target(), asked.edition()?, unit);
    compose(&app, grant.actor(), &directory, shown, &Said::default()).await
}

/// The history.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn history(
    grant: Grant<ReadDocument>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let title = format!("{}, {}", it.title(), directory.unit_name(it.unit_id));
    let back = format!("/dokumen-rencana/{}", it.id);
    chain::page(&app, &directory, Ref::new(DOCUMENT, it.id), &title, &back).await
}
