//! The indicators of a year by affair.

use askama::Template;
use axum::extract::State;
use government::may::may;
use government::{Directories, Directory};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode,
    form::{Filter, FormErrors},
};
use serde::Deserialize;
use values::store::{self as kept, Asked};

use super::{FAMILY, LPPD, list_name, take::Typing};
use crate::web::actions::{ListIndicators, WriteIndicators};

/// Which list of which year.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    daftar: String,
    urusan: String,
    kabar: String,
}

/// A pack one can take a list from.
struct Offer {
    id: &'static str,
    title: &'static str,
    count: usize,
}

#[derive(Template)]
#[template(path = "rounds/indicators.html")]
struct List<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    lists: Vec<(String, String)>,
    chosen: String,
    title: String,
    affairs: Vec<String>,
    affair: String,
    asked: Vec<Asked>,
    unowned: usize,
    own: usize,
    book: String,
    offers: Vec<Offer>,
    year: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    may_write: bool,
}

/// Composes the page, with what was typed into the form that takes a list from a pack.
pub(super) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    wanted: &Wanted,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (db, region) = (app.db().read(), &directory.region.code);
    let lists: Vec<(String, i64)> = kept::years(db, region)
        .await?
        .into_iter()
        .map(|(list, year, _)| (list, year))
        .collect();
    let value = |(list, year): &(String, i64)| format!("{list}:{year}");
    let found = lists
        .iter()
        .find(|it| value(it) == wanted.daftar)
        .or(lists.first());
    let mut asked = match found {
        Some((list, year)) => kept::indicators(db, region, list, *year).await?,
        None => vec![],
    };
    let mut affairs: Vec<String> = Vec::new();
    for one in &asked {
        if !affairs.contains(&one.indicator.affair) {
            affairs.push(one.indicator.affair.clone());
        }
    }
    let owners = asked
        .iter()
        .flat_map(|one| one.elements.iter().map(move |it| one.owner(it)));
    let unowned = owners.filter(Option::is_none).count();
    let own = asked.iter().filter(|one| one.indicator.own).count();
    if !wanted.urusan.is_empty() {
        asked.retain(|one| one.indicator.affair == wanted.urusan);
    }
    let offers = regulations::packs()
        .iter()
        .filter(|pack| pack.family == FAMILY);
    let this_year = i64::from(directory.region.today(app.now()).year());
    let list = List {
        region,
        chosen: found.map(value).unwrap_or_default(),
        title: found
            .map(|(list, year)| format!("{} {year}", list_name(list)))
            .unwrap_or_default(),
        lists: lists
            .iter()
            .map(|it| (value(it), format!("{} {}", list_name(&it.0), it.1)))
            .collect(),
        affairs,
        affair: wanted.urusan.clone(),
        asked,
        unowned,
        own,
        book: match found {
            Some((list, year)) if list == LPPD => year.to_string(),
            Some(_) => String::new(),
            None => (this_year - 1).to_string(),
        },
        offers: offers
            .map(|pack| Offer {
                id: &pack.id,
                title: &pack.title,
                count: pack.indicators.len(),
            })
            .collect(),
        // a report is about the year before
        year: match typing.tahun.as_str() {
            "" => (this_year - 1).to_string(),
            typed => typed.to_owned(),
        },
        typing,
        errors,
        may_write: may(app, actor, region, WriteIndicators::CODE),
        directory,
    };
    let page = Page::new("Daftar Indikator", &list)?;
    Ok(match wanted.kabar.as_str() {
        "ambil" => page.flash(Some("Daftar indikator tersimpan.".into())),
        _ => page,
    })
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ListIndicators>,
    State(app): State<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (typing, errors) = (Typing::default(), FormErrors::new());
    compose(&app, grant.actor(), &directory, &wanted, &typing, &errors).await
}

/// The list of LPPD in an address.
pub(super) fn address(region: &RegionCode, year: i64) -> String {
    format!("/{region}/daftar-ikk?daftar={LPPD}:{year}&kabar=ambil")
}
