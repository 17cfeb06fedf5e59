//! *Cari*: everything the reader may see, by kind.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, SearchSources,
    search::{self, Found, SearchSource},
};
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{Filter, query},
    right::Scope,
    store::words,
};
use serde::Deserialize;

use super::actions::Search;
use crate::rules::excerpt::{Piece, excerpt};

/// Results of each kind beside each other, and of one kind alone.
const SOME: i64 = 5;
const MANY: i64 = 100;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    jenis: String,
}

struct Line {
    path: String,
    title: Vec<Piece>,
    text: Vec<Piece>,
    unit: String,
}

struct Group {
    label: &'static str,
    word: &'static str,
    total: i64,
    more: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "work/search.html")]
struct View<'a> {
    region: &'a RegionCode,
    asked: &'a Asked,
    /// Something that can be looked for was typed.
    looked: bool,
    kinds: Vec<(&'static str, &'static str)>,
    groups: Vec<Group>,
    total: i64,
    most: i64,
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<Search>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, region) = (grant.actor(), grant.region());
    let may = |source: &&SearchSource| {
        let scope = app.matrix().scope(&actor.role, source.action);
        scope.is_some_and(|scope| actor.region == *region || scope == Scope::All)
    };
    let readable: Vec<&SearchSource> = app.part::<SearchSources>().0.iter().filter(may).collect();
    let one = readable.iter().find(|source| source.word == asked.jenis);
    let wanted: Vec<&SearchSource> = match one {
        Some(one) => vec![one],
        None => readable.clone(),
    };
    let kinds: Vec<&'static str> = wanted.iter().map(|source| source.kind).collect();
    let typed = words::asked(&asked.q);
    let most = if one.is_some() { MANY } else { SOME };
    let question = search::Asked {
        words: &typed,
        kinds: &kinds,
        place: &actor.place,
        most,
    };
    let found = search::find(app.db().read(), region, &question).await?;
    let line = |source: &SearchSource, found: &Found| {
        let unit = found.unit_id.filter(|id| *id != found.subject_id);
        Line {
            path: format!("/{region}{}", (source.path)(found.subject_id)),
            title: excerpt(&found.title, &typed),
            text: excerpt(&found.text, &typed),
            unit: unit.map_or("", |id| directory.unit_name(id)).to_owned(),
        }
    };
    let groups: Vec<Group> = wanted
        .iter()
        .filter_map(|source| {
            let of_kind: Vec<&Found> = found.iter().filter(|it| it.kind == source.kind).collect();
            Some(Group {
                label: source.label,
                word: source.word,
                total: of_kind.first()?.total,
                more: query(&[("q", &asked.q), ("jenis", source.word)]),
                lines: of_kind.into_iter().map(|it| line(source, it)).collect(),
            })
        })
        .collect();
    let mut all = vec![("", "Semua")];
    all.extend(readable.iter().map(|source| (source.word, source.label)));
    let view = View {
        region,
        looked: !typed.is_empty(),
        kinds: all,
        total: groups.iter().map(|group| group.total).sum(),
        groups,
        asked: &asked,
        most,
    };
    Page::new("Cari", &view)
}
