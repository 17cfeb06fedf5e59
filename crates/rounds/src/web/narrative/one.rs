//! What one unit writes: its pieces beside the figures they are about, and their review.

use askama::Template;
use axum::extract::State;
use documents::text;
use government::may::covers;
use government::review::{self, ReviewState, Step};
use government::{Directories, Directory};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Problem, Ref, RegionCode,
    form::{Filter, FormErrors},
};
use regulations::{Chapter, ChapterTable};
use serde::Deserialize;

use super::{living, reads};
use crate::{
    rules::{ResultLine, outline, stands_in},
    store::{self, NARRATIVE, Narrative, Part},
    web::actions::{DeskNarrative, ReadNarrative, SendNarrative, WriteNarrative},
};

/// What a form on the page came back with.
#[derive(Default)]
pub(super) struct Said {
    /// Number of the piece, or "putuskan".
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

/// A piece as the page shows it.
struct Row {
    number: String,
    name: String,
    /// The affair, or the title of the chapter.
    about: String,
    guide: String,
    basis: String,
    lines: Vec<ResultLine>,
    table: bool,
    /// Whether its table is chosen.
    chosen: bool,
    body: String,
    by: String,
}

/// A step of the review in words.
struct Taken {
    words: &'static str,
    by: String,
    at: String,
    note: String,
}

#[derive(Template)]
#[template(path = "rounds/narrative.html")]
struct View<'a> {
    region: &'a RegionCode,
    it: &'a Narrative,
    unit: &'a str,
    due: String,
    sent: String,
    rows: Vec<Row>,
    hidden: bool,
    log: Vec<Taken>,
    by: String,
    may_write: bool,
    may_send: bool,
    may_decide: bool,
    may_reopen: bool,
    said: &'a Said,
    stamp: String,
}

impl View<'_> {
    fn wrong(&self, row: &Row) -> &str {
        self.said.wrong(&row.number)
    }
}

/// "2. Capaian Kinerja Penyelenggaraan Urusan Pemerintahan: Kesehatan".
pub(super) fn name(chapter: Option<&Chapter>, part: &Part) -> String {
    let chapter = chapter.map_or_else(|| part.chapter.clone(), Chapter::name);
    match part.affair.is_empty() {
        true => chapter,
        false => format!("{chapter}: {}", part.affair),
    }
}

/// The indicators a piece is about: macro figures, or those of the affair the unit owns.
fn about(
    it: &Narrative,
    part: &Part,
    table: Option<ChapterTable>,
    (all, chosen): (&[ResultLine], &[String]),
) -> Vec<ResultLine> {
    let Some(table) = table else {
        return vec![];
    };
    if table == ChapterTable::Chosen {
        let of = |line: &&ResultLine| chosen.contains(&line.code);
        return all.iter().filter(of).cloned().collect();
    }
    let own = |line: &&ResultLine| {
        let of_affair = line.affair == part.affair && line.unit_id == Some(it.unit_id);
        stands_in(table, line.kind()) && (part.affair.is_empty() || of_affair)
    };
    all.iter().filter(own).cloned().collect()
}

/// Composes the page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    it: &Narrative,
    said: &Said,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let parts = store::parts_of_narratives(db, region, &[it.id]).await?;
    let results = living(app, directory, (&it.list, it.year)).await?;
    let chosen = store::choices(db, region, it.id).await?;
    let log = review::of_subject(db, region, Ref::new(NARRATIVE, it.id)).await?;
    let own = |code| covers(app, actor, directory, it.unit_id, code);
    let hidden = !reads(app, actor, directory, it);
    let stamp = |at: i64| directory.region.stamp(Instant(at));
    let report = outline(&it.report);
    let row = |part: &Part| {
        let chapter = report.and_then(|it| it.chapter(&part.chapter));
        let table = chapter.and_then(|it| it.table);
        let number = part.number.to_string();
        let by = part.written_at.filter(|_| !hidden);
        Row {
            name: name(chapter, part),
            about: match part.affair.as_str() {
                "" => chapter.map_or_else(String::new, |it| it.title.clone()),
                affair => affair.to_owned(),
            },
            guide: chapter.map_or_else(String::new, |it| it.guide.clone()),
            basis: chapter.map_or_else(String::new, Chapter::basis),
            lines: about(it, part, table, (&results, &chosen)),
            chosen: table == Some(ChapterTable::Chosen),
            table: table.is_some(),
            body: match (said.form == number, hidden) {
                (true, _) => said.typed.clone(),
                (false, true) => String::new(),
                (false, false) => part.body.clone(),
            },
            by: by.map_or_else(String::new, |at| {
                format!("{}, {}", part.written_name, stamp(at))
            }),
            number,
        }
    };
    let taken = log.iter().map(|entry| Taken {
        words: Step::label_of(&entry.step),
        by: entry.actor_label.clone(),
        at: stamp(entry.at),
        note: entry.note.clone(),
    });
    let unit = directory.unit_name(it.unit_id);
    let view = View {
        region,
        unit,
        due: it
            .due()
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        sent: match it.sent_at {
            Some(at) => format!("dikirim {}, {}", it.sent_name, stamp(at)),
            None => text::NOT_RECORDED.to_owned(),
        },
        rows: parts.iter().map(row).collect(),
        hidden,
        log: taken.collect(),
        by: actor.person.to_string(),
        may_write: it.is_open() && own(WriteNarrative::CODE),
        may_send: it.is_open() && own(SendNarrative::CODE),
        may_decide: it.state() == ReviewState::Submitted && own(DeskNarrative::CODE),
        may_reopen: it.state() == ReviewState::Verified && own(DeskNarrative::CODE),
        said,
        stamp: directory.region.stamp(app.now()),
        it,
    };
    Page::new(format!("{}, {unit}", it.title()), &view)
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
    grant: Grant<ReadNarrative>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, said) = (grant.target(), Said::default());
    let page = compose(&app, grant.actor(), &directory, it, &said).await?;
    Ok(match asked.kabar.strip_prefix("bagian-") {
        Some(number) => page
            .draft_done(format!(
                "{}:naskah:{}:{number}",
                grant.actor().person,
                it.id
            ))
            .flash(Some("Bagian naskah tersimpan.".to_owned())),
        None => page,
    })
}
