//! A point entered or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory, follow_up::FollowUpKind};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};

use super::typing::Typing;
use crate::{
    store::{self, Point},
    web::{
        actions::{AddPoint, WritePoint},
        raiser::Raisers,
        stored::{CHANGED, Stored},
    },
};

#[derive(Template)]
#[template(path = "directives/point_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    action: String,
    back: String,
    heading: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    stored: Option<Vec<Stored>>,
    agenda: Vec<(String, String)>,
    raisers: Raisers,
    kinds: Vec<(&'static str, &'static str)>,
}

struct Where<'a> {
    meeting: Uuid,
    title: &'a str,
    point: Option<&'a Point>,
}

pub(super) async fn agenda_choices(
    app: &App,
    region: &RegionCode,
    meeting: Uuid,
) -> Result<Vec<(String, String)>, Problem> {
    let mut choices = vec![(String::new(), "Tanpa agenda".to_owned())];
    let items = store::agenda(app.db().read(), region, meeting).await?;
    choices.extend(items.into_iter().map(|item| {
        (
            item.id.to_string(),
            format!("{}. {}", item.number, item.topic),
        )
    }));
    Ok(choices)
}

/// The form. `seen` is the version it was typed on; an older one than the stored brings what is
/// stored beside it.
async fn page(
    app: &App,
    directory: &Directory,
    at: Where<'_>,
    typing: &Typing,
    seen: &str,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let agenda = agenda_choices(app, region, at.meeting).await?;
    let stale = at.point.filter(|point| point.version.to_string() != seen);
    let form = Form {
        stored: stale.map(|point| typing.differing(point, &agenda)),
        action: match at.point {
            Some(point) => format!("/{region}/butir/{}/ubah", point.id),
            None => format!("/{region}/rapat/{}/butir", at.meeting),
        },
        back: match at.point {
            Some(point) => format!("/{region}/butir/{}", point.id),
            None => format!("/{region}/rapat/{}", at.meeting),
        },
        heading: match at.point {
            Some(point) => format!("Ubah Butir {}", point.number),
            None => format!("Catat Butir Arahan: {}", at.title),
        },
        kinds: FollowUpKind::ALL
            .iter()
            .map(|k| (k.word(), k.label()))
            .collect(),
        raisers: Raisers::of(app, directory, at.point.and_then(Point::raiser)).await?,
        region,
        typing,
        errors,
        agenda,
    };
    Page::new(&form.heading, &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn blank(
    grant: Grant<AddPoint>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let it = grant.target();
    let typing = Typing {
        disampaikan: it.chair_name.clone(),
        jabatan: it.chair_office.clone(),
        jenis: FollowUpKind::Mandatory.word().into(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let at = Where {
        meeting: it.id,
        title: &it.title,
        point: None,
    };
    let directory = Directories::of(&app, &grant).await?;
    page(&app, &directory, at, &typing, "", &FormErrors::new()).await
}

/// The form of a point that is there.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn edit(
    grant: Grant<WritePoint>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let it = grant.target();
    let typing = Typing::of(it);
    let at = Where {
        meeting: it.meeting_id,
        title: &it.meeting_title,
        point: Some(it),
    };
    let directory = Directories::of(&app, &grant).await?;
    let errors = FormErrors::new();
    page(&app, &directory, at, &typing, &typing.versi, &errors).await
}

/// Adds a point, and goes on to handing it over.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<AddPoint>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let mut errors = FormErrors::new();
    let raisers = Raisers::of(&app, &directory, None).await?;
    let input = typing.read(&raisers, &mut errors);
    if !errors.any() {
        let (meeting, region) = (it.id, grant.region().clone());
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_point(tx, meeting, &input).await?;
                    if let Some(once) = once {
                        tx.once(once, &content, &format!("/{region}/butir/{id}"))
                            .await?;
                    }
                    Ok(id)
                })
            })
            .await;
        match written {
            Ok(written) => {
                let path = format!("/{}/butir/{}", grant.region(), written.value);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let at = Where {
        meeting: it.id,
        title: &it.title,
        point: None,
    };
    let again = page(&app, &directory, at, &typing, "", &errors).await?;
    Ok(Err(again.refused()))
}

/// Changes a point.
///
/// # Errors
/// As `add`. After a change by somebody else the form comes back beside what is stored now; only
/// then it carries the new version.
pub(in crate::web) async fn change(
    grant: Grant<WritePoint>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let it = grant.target().clone();
    let id = it.id;
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let raisers = Raisers::of(&app, &directory, it.raiser()).await?;
    let input = typing.read(&raisers, &mut errors);
    let (mut status, mut refusal) = (StatusCode::UNPROCESSABLE_ENTITY, None);
    if !errors.any() {
        let version = typing.versi.parse().unwrap_or(0);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_point(tx, &it, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&format!("/{}/butir/{id}", grant.region())))),
            Err(Problem::Refused(text)) => refusal = Some(text),
            Err(Problem::Conflict(text)) => {
                (status, refusal) = (StatusCode::CONFLICT, Some(text));
            }
            Err(other) => return Err(other),
        }
    }
    let now = store::find_point(app.db().read(), grant.region(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let version = now.version.to_string();
    match (typing.versi == version, refusal) {
        (false, _) => errors.add("", CHANGED),
        (true, Some(text)) => errors.add("", text),
        (true, None) => {}
    }
    let seen = typing.versi.clone();
    let typing = Typing {
        versi: version,
        ..typing
    };
    let at = Where {
        meeting: now.meeting_id,
        title: &now.meeting_title,
        point: Some(&now),
    };
    let again = page(&app, &directory, at, &typing, &seen, &errors).await?;
    Ok(Err(again.with_status(status)))
}
