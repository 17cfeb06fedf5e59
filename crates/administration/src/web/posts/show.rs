//! The posts of a unit with their holders.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Role,
    handover::{self, Handover},
    posts::{Holding, Post, add_post, holdings_of_unit, lapsed, posts_of_unit},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;
use time::Date;

use crate::{
    rules::period,
    web::{
        Frame,
        actions::{AddPost, ReadUnitPosts},
        handovers::chip,
        may,
        messages::{Message, sentence},
    },
};

/// A new post.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    jabatan: String,
    peran: String,
}

struct PostLine {
    id: Uuid,
    title: String,
    role: &'static str,
    heads: bool,
    gone: bool,
    vacant: bool,
    /// "Masa Plt. ... lewat sejak ..."; empty else.
    lapsed: String,
    holders: Vec<HolderLine>,
}

struct HolderLine {
    id: Uuid,
    name: String,
    title: String,
    period: String,
    source: String,
    now: bool,
    /// Id and state of its handover, if there is one.
    handover: Option<(Uuid, &'static str)>,
}

#[derive(Template)]
#[template(path = "administration/posts.html")]
struct PostsPage<'a> {
    frame: Frame,
    unit: Uuid,
    unit_name: &'a str,
    lines: Vec<PostLine>,
    may_change: bool,
    roles: Vec<(&'static str, &'static str)>,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(
    grant: Grant<ReadUnitPosts>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let unit = *grant.target();
    let page = render(&app, &grant, unit, &Form::default(), &FormErrors::new()).await?;
    Ok(page.flash(sentence(&query.pesan)))
}

/// Makes a post.
pub async fn add(
    grant: Grant<AddPost>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let unit = *grant.target();
    let mut errors = FormErrors::new();
    let title = errors.required("jabatan", &form.jabatan, 150);
    if title.starts_with("Plt.") || title.starts_with("Plh.") || title.starts_with("Pj") {
        errors.add(
            "jabatan",
            "Tulis nama jabatannya tanpa Plt., Plh., Pj., atau Pjs.; itu dicatat pada pejabatnya.",
        );
    }
    let role = roles().find(|role| role.code() == form.peran);
    let (Some(role), false) = (role, errors.any()) else {
        if role.is_none() {
            errors.add("peran", "Pilih perannya.");
        }
        let page = render(&app, &grant, unit, &form, &errors).await?;
        return Ok(page.refused().into_response());
    };
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                let before = posts_of_unit(tx.conn(), tx.region(), unit).await?;
                if before.iter().any(|post| post.title == title) {
                    tx.nothing_changed();
                    return Ok(());
                }
                add_post(tx, unit, &title, role).await.map(drop)
            })
        })
        .await?;
    let path = format!(
        "/{}/pengaturan/unit/{unit}/jabatan?pesan=jabatan",
        grant.region()
    );
    Ok(Redirect::to(&path).into_response())
}

/// Roles a post may have.
fn roles() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| role.is_given())
}

async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    unit: Uuid,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let today = directory.region.today(app.now());
    let (db, region) = (app.db().read(), grant.region());
    let posts = posts_of_unit(db, region, unit).await?;
    let holdings = holdings_of_unit(db, region, unit).await?;
    let reader = (grant.actor().person, today);
    let handovers = handover::of_unit(db, region, unit, reader).await?;
    let mut choices = vec![("", "Pilih peran")];
    choices.extend(roles().map(|role| (role.code(), role.label())));
    Page::new(
        format!("Jabatan {}", directory.unit_short(unit)),
        &PostsPage {
            frame: Frame::new(app, &directory),
            unit,
            unit_name: directory.unit_name(unit),
            lines: posts
                .into_iter()
                .map(|post| line(post, &holdings, &handovers, today))
                .collect(),
            may_change: may(app, grant, "post.write"),
            roles: choices,
            form,
            errors,
        },
    )
}

fn line(post: Post, all: &[Holding], handovers: &[Handover], today: Date) -> PostLine {
    let held: Vec<Holding> = all
        .iter()
        .filter(|it| it.post == post.id)
        .cloned()
        .collect();
    let warning = lapsed(&held, today)
        .filter(|_| post.exists_on(today))
        .map(|last| {
            let until = last.period.until.map(platform::date::medium);
            let title = last.acting.title(&post.title);
            format!("Masa {title} lewat sejak {}", until.unwrap_or_default())
        });
    let holders: Vec<HolderLine> = held
        .iter()
        .rev()
        .map(|it| HolderLine {
            id: it.id,
            name: it.name.clone(),
            title: it.acting.title(&post.title),
            period: period::span(it.period),
            source: it.source.clone(),
            now: it.period.covers(today) && !it.period.is_void(),
            handover: handovers
                .iter()
                .find(|handover| handover.holding == it.id)
                .map(|handover| (handover.id, chip(handover, today).1)),
        })
        .collect();
    PostLine {
        gone: !post.exists_on(today),
        vacant: !holders.iter().any(|it| it.now),
        lapsed: warning.unwrap_or_default(),
        holders,
        id: post.id,
        role: post.role.label(),
        heads: post.heads,
        title: post.title,
    }
}
