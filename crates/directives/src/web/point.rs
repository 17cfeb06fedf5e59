//! *Butir Arahan*: a point kept as spoken.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    follow_up::{self, Card, FollowUpKind},
};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::actions::{AddPoint, HandOver, ReadPoint, WritePoint};
use crate::store::{self, POINT, Point, PointInput};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    isi: String,
    agenda: String,
    disampaikan: String,
    jabatan: String,
    jenis: String,
    kepada: String,
    versi: String,
    sekali: String,
}

#[derive(Template)]
#[template(path = "directives/point_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    action: String,
    back: String,
    heading: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    agenda: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "directives/point.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Point,
    day: String,
    cards: Vec<Card>,
    may_write: bool,
    may_hand: bool,
}

/// The point with its follow-ups.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(grant: Grant<ReadPoint>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, region) = (grant.target(), grant.region());
    let now = app.now();
    let cards = follow_up::of_origins(app.db().read(), region, POINT, &[it.id])
        .await?
        .iter()
        .map(|row| Card::of(row, &directory, now))
        .collect();
    let actor = grant.actor();
    let may =
        |code: &str| actor.region == *region && app.matrix().scope(&actor.role, code).is_some();
    let view = View {
        day: date::parse(&it.meeting_date)
            .map(date::long)
            .unwrap_or_default(),
        may_write: may(WritePoint::CODE),
        may_hand: may(HandOver::CODE),
        directory: &directory,
        region,
        it,
        cards,
    };
    Page::new(format!("Butir {}", it.number), &view)
}

struct Where<'a> {
    meeting: Uuid,
    title: &'a str,
    point: Option<&'a Point>,
}

async fn page(
    app: &App,
    region: &RegionCode,
    at: Where<'_>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let mut agenda = vec![(String::new(), "Tanpa agenda".to_owned())];
    agenda.extend(
        store::agenda(app.db().read(), region, at.meeting)
            .await?
            .into_iter()
            .map(|item| {
                (
                    item.id.to_string(),
                    format!("{}. {}", item.number, item.topic),
                )
            }),
    );
    let form = Form {
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
pub(super) async fn blank(grant: Grant<AddPoint>, State(app): State<App>) -> Result<Page, Problem> {
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
    page(&app, grant.region(), at, &typing, &FormErrors::new()).await
}

/// The form of a point that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(
    grant: Grant<WritePoint>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let it = grant.target();
    let typing = Typing {
        isi: it.text.clone(),
        agenda: it
            .agenda_item_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
        disampaikan: it.speaker.clone(),
        jabatan: it.office.clone(),
        jenis: it.kind().word().into(),
        kepada: it.addressees.clone(),
        versi: it.version.to_string(),
        sekali: String::new(),
    };
    let at = Where {
        meeting: it.meeting_id,
        title: &it.meeting_title,
        point: Some(it),
    };
    page(&app, grant.region(), at, &typing, &FormErrors::new()).await
}

fn read(typing: &Typing, errors: &mut FormErrors) -> PointInput {
    let kind = FollowUpKind::from_word(&typing.jenis).unwrap_or_else(|| {
        errors.add("jenis", "Pilih jenisnya.");
        FollowUpKind::Mandatory
    });
    PointInput {
        agenda_item: Uuid::parse_str(&typing.agenda).ok(),
        speaker: errors.text("disampaikan", &typing.disampaikan, 200),
        office: errors.text("jabatan", &typing.jabatan, 200),
        kind,
        addressees: errors.text("kepada", &typing.kepada, 500),
        text: errors.required("isi", &typing.isi, 6000),
    }
}

/// Adds a point, and goes on to handing it over.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddPoint>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let it = grant.target();
    let mut errors = FormErrors::new();
    let input = read(&typing, &mut errors);
    if errors.any() {
        let at = Where {
            meeting: it.id,
            title: &it.title,
            point: None,
        };
        return Ok(Err(page(&app, grant.region(), at, &typing, &errors)
            .await?
            .refused()));
    }
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
        .await?;
    Ok(Ok(Redirect::to(&format!(
        "/{}/butir/{}",
        grant.region(),
        written.value
    ))))
}

/// Changes a point.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WritePoint>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let it = grant.target().clone();
    let id = it.id;
    let mut errors = FormErrors::new();
    let input = read(&typing, &mut errors);
    let version = typing.versi.parse().unwrap_or(0);
    if !errors.any() {
        let target = it.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_point(tx, &target, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&format!("/{}/butir/{id}", grant.region())))),
            Err(Problem::Conflict(text) | Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let typing = Typing {
        versi: it.version.to_string(),
        ..typing
    };
    let at = Where {
        meeting: it.meeting_id,
        title: &it.meeting_title,
        point: Some(&it),
    };
    Ok(Err(page(&app, grant.region(), at, &typing, &errors)
        .await?
        .refused()))
}
