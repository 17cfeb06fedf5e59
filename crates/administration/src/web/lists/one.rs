//! One list on a day: its members and whom they mean.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    posts::{Addressee, Post, Target, expand, posts},
    structure::{Entry, Group},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid, date,
    form::{Filter, FormErrors},
};
use serde::Deserialize;
use time::Date;

use crate::{
    rules::period,
    web::{Frame, actions::ReadList, may, messages::sentence},
};

/// The day asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    tanggal: String,
    pesan: String,
}

/// What came back from one of the forms of the page.
#[derive(Debug, Default)]
pub(super) struct Back {
    pub from: String,
    pub name: Option<String>,
    pub errors: FormErrors,
}

struct Line {
    office: String,
    unit: String,
    /// Name and kind of everybody who holds the post that day.
    holders: Vec<String>,
}

struct MemberLine {
    id: Uuid,
    name: String,
    period: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "administration/list.html")]
struct ListPage<'a> {
    frame: Frame,
    key: &'a str,
    heading: &'a str,
    typed_name: &'a str,
    version: i64,
    day: String,
    day_words: String,
    today: String,
    lines: Vec<Line>,
    members: Vec<MemberLine>,
    kept: bool,
    may_change: bool,
    units: Vec<(String, String)>,
    posts: Vec<(String, String)>,
    from: &'a str,
    errors: &'a FormErrors,
    wa: String,
}

/// The page.
pub async fn show(
    grant: Grant<ReadList>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let key = grant.target().clone();
    let day = date::parse(&asked.tanggal);
    let page = render(&app, &grant, &key, day, &Back::default()).await?;
    Ok(page.flash(sentence(&asked.pesan)))
}

/// The page of the list on `day`, or today.
pub(super) async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    key: &str,
    day: Option<Date>,
    back: &Back,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let group = directory.group(key).ok_or(Problem::NotFound)?;
    let today = directory.region.today(app.now());
    let day = day.unwrap_or(today);
    let db = app.db().read();
    let target = [Target::List(group.key.clone())];
    let addressees = expand(db, &directory, &target, day).await?;
    let may_change = group.list.is_some() && may(app, grant, "list.write");
    let all = match group.list {
        Some(_) => posts(db, grant.region()).await?,
        None => vec![],
    };
    let lines: Vec<Line> = addressees.iter().map(|it| line(&directory, it)).collect();
    Page::new(
        group.name.as_str(),
        &ListPage {
            frame: Frame::new(app, &directory),
            key: &group.key,
            heading: &group.name,
            typed_name: back.name.as_deref().unwrap_or(&group.name),
            version: group.list.map_or(0, |list| list.version),
            day: date::iso(day),
            day_words: date::long(day),
            today: date::iso(today),
            wa: wa_text(&directory, group, day, &lines),
            lines,
            members: members(&directory, group, &all, today),
            kept: group.list.is_some(),
            may_change,
            units: unit_choices(&directory, group, today),
            posts: post_choices(&directory, &all, today),
            from: &back.from,
            errors: &back.errors,
        },
    )
}

fn line(directory: &Directory, addressee: &Addressee) -> Line {
    Line {
        office: addressee.office().to_owned(),
        unit: directory.unit_name(addressee.unit).to_owned(),
        holders: addressee
            .holders
            .iter()
            .map(|present| format!("{} ({})", present.name, present.acting.label()))
            .collect(),
    }
}

/// Members whenever, those that ended last.
fn members(directory: &Directory, group: &Group, all: &[Post], today: Date) -> Vec<MemberLine> {
    let name = |entry: &Entry| match entry.post {
        None => directory.unit_name(entry.unit).to_owned(),
        Some(post) => all
            .iter()
            .find(|it| it.id == post)
            .map_or("-".to_owned(), |it| it.title.clone()),
    };
    let mut lines: Vec<MemberLine> = group
        .listed_entries()
        .iter()
        .map(|entry| MemberLine {
            id: entry.id,
            name: name(entry),
            period: period::words(entry.period, today),
            open: entry.period.until.is_none_or(|until| today <= until),
        })
        .collect();
    lines.sort_by_key(|line| !line.open);
    lines
}

fn unit_choices(directory: &Directory, group: &Group, today: Date) -> Vec<(String, String)> {
    let belongs = |unit: Uuid| {
        group
            .listed_entries()
            .iter()
            .any(|entry| entry.unit == unit && entry.post.is_none() && entry.period.covers(today))
    };
    directory
        .working_units(today)
        .filter(|unit| !belongs(unit.id()))
        .map(|unit| (unit.id().to_string(), unit.name.clone()))
        .collect()
}

fn post_choices(directory: &Directory, all: &[Post], today: Date) -> Vec<(String, String)> {
    let mut choices = vec![(String::new(), "Tidak ada".to_owned())];
    choices.extend(all.iter().filter(|post| post.exists_on(today)).map(|post| {
        let unit = directory.unit_short(post.unit);
        (post.id.to_string(), format!("{} ({unit})", post.title))
    }));
    choices
}

fn wa_text(directory: &Directory, group: &Group, day: Date, lines: &[Line]) -> String {
    let mut text = String::new();
    if directory.region.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!("*{}* per {}\n", group.name, date::medium(day));
    for (number, line) in lines.iter().enumerate() {
        let names = line.holders.join("; ");
        let names = if names.is_empty() { "kosong" } else { &names };
        text += &format!("{}. {}: {names}\n", number + 1, line.office);
    }
    text
}
