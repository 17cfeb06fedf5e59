//! The sheet: what it is about, where it went, and what the reader may do with it.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{
        self, Card, FollowUp,
        disposition::{Disposition, of_follow_up},
    },
};
use platform::{
    Action, Actor, App, Grant, Instant, Page, Place, Problem, RegionCode, Scope, date,
    form::{Filter, FormErrors},
};
use serde::Deserialize;

use super::{
    Typing,
    answer::on_desk,
    give::above,
    targets::{Target, targets},
};
use crate::web::actions::{AnswerDisposition, GiveDisposition, ReadDispositions};

/// What the page was asked to say once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    kabar: String,
}

struct Line {
    it: Disposition,
    when: String,
    closed: String,
    due: String,
    overdue: bool,
    mine: bool,
}

#[derive(Template)]
#[template(path = "work/disposition.html")]
struct Sheet<'a> {
    region: &'a RegionCode,
    card: Card,
    origin: Option<(String, String)>,
    lines: Vec<Line>,
    desks: Vec<Target>,
    words: Vec<String>,
    has_report: bool,
    above: Option<String>,
    may_give: bool,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

impl Sheet<'_> {
    /// What was typed into `form`.
    fn note_of(&self, form: &str) -> &str {
        if self.typing.form == form {
            &self.typing.catatan
        } else {
            ""
        }
    }

    /// Whether the word was ticked in the form that came back.
    fn ticked(&self, form: &str, word: &String) -> bool {
        self.typing.form == form && self.typing.kata.contains(word)
    }

    /// The date typed into `form`.
    fn date_of(&self, form: &str) -> &str {
        if self.typing.form == form {
            &self.typing.tenggat
        } else {
            ""
        }
    }
}

/// The sheet.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn show(
    grant: Grant<ReadDispositions>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let none = (Typing::default(), FormErrors::new());
    let (it, places) = grant.target();
    let about = (it, places.as_slice());
    let page = compose(&app, &directory, grant.actor(), about, &none.0, &none.1).await?;
    let news = match asked.kabar.as_str() {
        "disposisi" => "Didisposisikan. Penerimanya diberi tahu.",
        "terus" => "Diteruskan. Penerimanya diberi tahu.",
        "atasan" => "Dikirim ke atasan.",
        "selesai" => "Disposisi selesai.",
        _ => return Ok(page),
    };
    Ok(page.flash(Some(news.into())))
}

/// The sheet as `actor` sees it, with what a refused form typed.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn compose(
    app: &App,
    directory: &Directory,
    actor: &Actor,
    (it, places): (&FollowUp, &[Place]),
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (region, db) = (&directory.region.code, app.db().read());
    let scope = |code: &str| app.matrix().scope(&actor.role, code);
    let open = it.status().is_open();
    let covers = |scope: Scope| places.iter().any(|place| scope.covers(&actor.place, place));
    let may_give = open && scope(GiveDisposition::CODE).is_some_and(covers);
    let may_answer = open && scope(AnswerDisposition::CODE).is_some();
    let all = of_follow_up(db, region, it.id).await?;
    let today = directory.region.today(app.now());
    let lines: Vec<Line> = all
        .into_iter()
        .map(|it| Line {
            when: directory.region.stamp(Instant(it.created_at)),
            closed: it
                .closed_at
                .map(|at| directory.region.stamp(Instant(at)))
                .unwrap_or_default(),
            due: it.due().map(date::long).unwrap_or_default(),
            overdue: it.is_open() && it.due().is_some_and(|due| due < today),
            mine: may_answer && it.is_open() && on_desk(&it, actor),
            it,
        })
        .collect();
    let chooses = may_give || lines.iter().any(|line| line.mine);
    let (desks, words) = if chooses {
        (
            targets(app, directory, actor, &actor.place).await?,
            follow_up::daily_rules(db, region).await?.words,
        )
    } else {
        (vec![], vec![])
    };
    let origin = app
        .resolve(region, [it.origin.clone()])
        .await?
        .remove(&it.origin.1)
        .map(|mention| (mention.title, format!("/{region}{}", mention.path)));
    let sheet = Sheet {
        region,
        card: Card::of(it, directory, app.now()),
        origin,
        lines,
        desks,
        words,
        has_report: it.round.is_some(),
        above: above(directory, actor)
            .filter(|_| may_give)
            .map(|to| to.name),
        may_give,
        typing,
        errors,
    };
    Page::new(format!("Lembar Disposisi {}", it.number), &sheet)
}
