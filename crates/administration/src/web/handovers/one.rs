//! One handover: what is open, what who leaves has to say, and who received it.

use askama::Template;
use axum::extract::State;
use government::{
    Directories,
    handover::{self, Handover, Item, Receiver, Seen},
    posts::{Holding, holders_on},
};
use platform::{
    Action, App, Grant, Instant, Page, Problem, RegionCode, date,
    form::{Filter, FormErrors},
    right::Scope,
};
use time::Date;

use super::all::chip;
use crate::web::{
    Frame,
    actions::{ReadHandover, ReceiveHandover},
    messages::{Message, sentence},
};

/// What is typed, shown again where it was refused.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub notes: Option<String>,
    pub word: String,
}

struct Group {
    label: String,
    items: Vec<Line>,
}

struct Line {
    title: String,
    /// Its page; empty for what has none.
    path: String,
    due: String,
}

#[derive(Template)]
#[template(path = "administration/handover.html")]
struct HandoverPage<'a> {
    frame: Frame,
    id: String,
    title: String,
    unit: String,
    name: &'a str,
    last: String,
    due: String,
    basis: &'a str,
    chip: &'static str,
    state: &'static str,
    holders: String,
    groups: Vec<Group>,
    count: usize,
    frozen: String,
    /// Whether the reader writes the notes.
    gives: bool,
    receives: bool,
    why_not: &'static str,
    given: String,
    notes: String,
    received_name: &'a str,
    received_note: &'a str,
    open: bool,
    version: i64,
    word: &'a str,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(
    grant: Grant<ReadHandover>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let page = page(&app, &grant, &Typed::default(), &FormErrors::new()).await?;
    Ok(page.flash(sentence(&query.pesan)))
}

/// Who holds the post today.
pub(super) async fn holders_today(
    app: &App,
    region: &RegionCode,
    it: &Handover,
    today: Date,
) -> Result<Vec<Holding>, Problem> {
    holders_on(app.db().read(), region, it.post, today).await
}

/// Whether the reader may receive, and why not.
pub(super) fn judge<A: Action>(
    app: &App,
    grant: &Grant<A>,
    it: &Handover,
    holders: &[Holding],
    today: Date,
) -> Receiver {
    let actor = grant.actor();
    let scope = app.matrix().scope(&actor.role, ReceiveHandover::CODE);
    let holders: Vec<_> = holders.iter().map(|held| held.account).collect();
    handover::receiver(
        actor.person,
        it.account,
        &holders,
        scope.unwrap_or(Scope::Own),
        it.last,
        today,
    )
}

/// The page with what was typed.
pub(super) async fn page<A: Action<Target = Seen>>(
    app: &App,
    grant: &Grant<A>,
    typed: &Typed,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (db, region) = (app.db().read(), grant.region());
    let it = &grant.target().handover;
    let today = directory.region.today(app.now());
    let items = match it.is_open() {
        true => handover::left_open(db, app, region, it).await?,
        false => handover::frozen(db, region, it.id).await?,
    };
    let holders = holders_today(app, region, it, today).await?;
    let judged = judge(app, grant, it, &holders, today);
    let mine = it.account == grant.actor().person;
    let (chip, state) = chip(it, today);
    let stamp = |at: Option<i64>| at.map(|at| directory.region.stamp(Instant(at)));
    let shown = mine || it.given_at.is_some() || !it.is_open();
    let names: Vec<String> = holders
        .iter()
        .map(|held| format!("{} ({})", held.name, held.acting.label()))
        .collect();
    let view = HandoverPage {
        frame: Frame::new(app, &directory),
        id: it.id.to_string(),
        title: format!("Serah Terima Tugas {}", it.title),
        unit: directory.unit_name(it.unit).to_owned(),
        name: &it.name,
        last: date::long(it.last),
        due: it.due.map(|due| date::long(due.date)).unwrap_or_default(),
        basis: &it.basis,
        chip,
        state,
        holders: names.join("; "),
        count: items.len(),
        groups: groups(app, grant, items),
        frozen: stamp(it.received_at).unwrap_or_default(),
        gives: mine && it.is_open() && it.given_at.is_none(),
        receives: it.is_open() && judged.may(),
        why_not: judged.why_not(),
        given: stamp(it.given_at).unwrap_or_default(),
        notes: match &typed.notes {
            Some(notes) => notes.clone(),
            // until it is given, the notes are who writes them's alone
            None if shown => it.notes.clone(),
            None => String::new(),
        },
        received_name: &it.received_name,
        received_note: &it.received_note,
        open: it.is_open(),
        version: it.version,
        word: &typed.word,
        errors,
    };
    Page::new(view.title.clone(), &view)
}

fn groups<A: Action>(app: &App, grant: &Grant<A>, items: Vec<Item>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for item in items {
        let line = Line {
            path: app
                .path_of(&item.subject_kind, item.subject_id)
                .map(|path| format!("/{}{path}", grant.region()))
                .unwrap_or_default(),
            due: item.due.map(date::medium).unwrap_or_default(),
            title: item.title,
        };
        match groups.last_mut().filter(|group| group.label == item.label) {
            Some(group) => group.items.push(line),
            None => groups.push(Group {
                label: item.label,
                items: vec![line],
            }),
        }
    }
    groups
}
