//! A meeting entered or changed.

mod typing;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::Directories;
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};

use super::{
    actions::{AddMeeting, WriteMeeting},
    stored::{CHANGED, Stored},
};
use crate::{
    rules::MeetingKind,
    store::{self, MeetingInput},
};
use typing::{Choices, ROLES, Typing};

#[derive(Template)]
#[template(path = "directives/meeting_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    action: String,
    back: String,
    heading: &'a str,
    typing: &'a Typing,
    errors: &'a FormErrors,
    stored: Option<Vec<Stored>>,
    kinds: &'a [(String, String)],
    series: &'a [(String, String)],
    units: &'a [(String, String)],
    roles: [(&'static str, &'static str); 2],
    is_new: bool,
}

fn page(
    region: &RegionCode,
    choices: &Choices,
    meeting: Option<Uuid>,
    typing: &Typing,
    stored: Option<Vec<Stored>>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let form = Form {
        action: meeting.map_or_else(
            || format!("/{region}/rapat"),
            |id| format!("/{region}/rapat/{id}/ubah"),
        ),
        back: meeting.map_or_else(
            || format!("/{region}/rapat"),
            |id| format!("/{region}/rapat/{id}"),
        ),
        heading: if meeting.is_some() {
            "Ubah Rapat"
        } else {
            "Rapat Baru"
        },
        kinds: &choices.kinds,
        roles: ROLES,
        is_new: meeting.is_none(),
        series: &choices.series,
        units: &choices.units,
        region,
        typing,
        stored,
        errors,
    };
    Page::new(form.heading, &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<AddMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let choices = Choices::of(&app, &directory, "").await?;
    let typing = Typing {
        tanggal: date::iso(directory.region.today(app.now())),
        jenis: MeetingKind::Coordination.code().into(),
        peran: "memimpin".into(),
        jabatan: directory.region.head_title.clone(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(
        grant.region(),
        &choices,
        None,
        &typing,
        None,
        &FormErrors::new(),
    )
}

/// The form of a meeting that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let choices = Choices::of(&app, &directory, &grant.target().kind).await?;
    let it = grant.target();
    let typing = Typing::of(it);
    page(
        grant.region(),
        &choices,
        Some(it.id),
        &typing,
        None,
        &FormErrors::new(),
    )
}

/// Enters a meeting with its agenda.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<AddMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let choices = Choices::of(&app, &directory, "").await?;
    let mut errors = FormErrors::new();
    let agenda = typing.agenda_lines(&mut errors);
    if let Some(input) = typing.read(&choices, &mut errors, "") {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let region = grant.region().clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_meeting(tx, &input).await?;
                    for item in &agenda {
                        store::add_agenda(tx, id, item).await?;
                    }
                    if let Some(once) = once {
                        tx.once(once, &content, &format!("/{region}/rapat/{id}"))
                            .await?;
                    }
                    Ok(id)
                })
            })
            .await;
        match written {
            Ok(written) => {
                let path = format!("/{}/rapat/{}", grant.region(), written.value);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(grant.region(), &choices, None, &typing, None, &errors)?;
    Ok(Err(again.refused()))
}

/// Changes a meeting.
///
/// # Errors
/// As `add`. After a change by somebody else the form comes back beside what is stored now; only
/// then it carries the new version.
pub(super) async fn change(
    grant: Grant<WriteMeeting>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let choices = Choices::of(&app, &directory, &grant.target().kind).await?;
    let it = grant.target().clone();
    let id = it.id;
    let mut errors = FormErrors::new();
    let (mut status, mut refusal) = (StatusCode::UNPROCESSABLE_ENTITY, None);
    if let Some(input) = typing.read(&choices, &mut errors, &it.source) {
        let input = MeetingInput {
            participants_stated: it.participants_stated,
            ..input
        };
        let version = typing.versi.parse().unwrap_or(0);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_meeting(tx, &it, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&format!("/{}/rapat/{id}", grant.region())))),
            Err(Problem::Refused(text)) => refusal = Some(text),
            Err(Problem::Conflict(text)) => {
                (status, refusal) = (StatusCode::CONFLICT, Some(text));
            }
            Err(other) => return Err(other),
        }
    }
    let now = store::find(app.db().read(), grant.region(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let version = now.version.to_string();
    let stored = (typing.versi != version).then(|| typing.differing(&now, &choices));
    match (&stored, refusal) {
        (Some(_), _) => errors.add("", CHANGED),
        (None, Some(text)) => errors.add("", text),
        (None, None) => {}
    }
    let typing = Typing {
        versi: version,
        ..typing
    };
    let again = page(grant.region(), &choices, Some(id), &typing, stored, &errors)?;
    Ok(Err(again.with_status(status)))
}
