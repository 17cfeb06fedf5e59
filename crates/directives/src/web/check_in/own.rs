//! Somebody with an account says to be there: who it is and for which unit is known already.

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory};
use platform::{Actor, App, Grant, Page, PathParams, Problem, RegionCode, Uuid, form::Typed};
use serde::Deserialize;

use super::{super::actions::ConfirmPresence, done, note};
use crate::{
    rules::Comer,
    store::{self, Line, Meeting},
};

#[derive(Template)]
#[template(path = "directives/check_in_own.html")]
struct Own<'a> {
    region: &'a RegionCode,
    code: &'a str,
    it: &'a Meeting,
    when: String,
    name: &'a str,
    office: &'a str,
    unit: &'a str,
    seats: Vec<(Uuid, String)>,
}

/// As whom.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    sebagai: String,
}

/// Lines somebody of this unit may come for: of the unit and of those above it.
fn seats(directory: &Directory, actor: &Actor, lines: &[Line]) -> Vec<(Uuid, String)> {
    lines
        .iter()
        .filter(|line| line.waits())
        .filter_map(|line| {
            let unit = line.unit().and_then(|id| directory.unit(id))?;
            let words = match line.words() {
                words if words.is_empty() => unit.name.clone(),
                words => format!("{words}, {}", unit.name),
            };
            actor.place.lies_in(&unit.place).then_some((line.id, words))
        })
        .collect()
}

/// The form.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn own_form(
    grant: Grant<ConfirmPresence>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (region, actor, it) = (grant.region(), grant.actor(), grant.target());
    let lines = store::lines(app.db().read(), region, it.id).await?;
    let view = Own {
        region,
        code: path.text("code")?,
        it,
        when: it.when(&directory.region.zone_label),
        name: &actor.name,
        office: &actor.title,
        unit: directory.unit_name(actor.place.id),
        seats: seats(&directory, actor, &lines),
    };
    Page::new("Saya Hadir", &view)
}

/// Notes it on the list.
///
/// # Errors
/// `Problem::Refused` when the line to come for is taken meanwhile.
pub(in crate::web) async fn own_send(
    grant: Grant<ConfirmPresence>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, it) = (grant.actor(), grant.target());
    let instead_of = Uuid::parse_str(&typing.sebagai).ok();
    if let Some(seat) = instead_of {
        let lines = store::lines(app.db().read(), grant.region(), it.id).await?;
        let offered = seats(&directory, actor, &lines);
        if !offered.iter().any(|(id, _)| *id == seat) {
            return Err(Problem::Refused(
                "Kursi itu bukan milik unit Anda atau sudah terisi. Muat ulang halaman, lalu \
                 pilih lagi."
                    .into(),
            ));
        }
    }
    let who = Comer {
        unit: Some(actor.place.id),
        name: actor.name.clone(),
        office: actor.title.clone(),
        institution: String::new(),
    };
    let unit = directory.unit_name(actor.place.id).to_owned();
    let words = note(&directory, app.now());
    let (id, name) = (it.id, actor.name.clone());
    let written = app.db().write(&grant, move |tx| {
        Box::pin(async move { store::check_in(tx, id, who, &unit, instead_of, &words).await })
    });
    done(it, &name, written.await?.value, false)
}
