//! More work on a recommendation is given to a unit as a follow-up.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    follow_up::{self, FollowUpKind, NewFollowUp, TermsInput},
    structure::Due,
};
use platform::{
    App, Grant, Page, Problem, Ref, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::{actions::OpenWork, list::units};
use crate::store::{ITEM, Item};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    tugas: String,
    unit: String,
    batas: String,
    sekali: String,
}

#[derive(Template)]
#[template(path = "recommendations/work.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Item,
    typing: &'a Typing,
    errors: &'a FormErrors,
    units: Vec<(String, String)>,
}

fn page(
    app: &App,
    grant: &Grant<OpenWork>,
    directory: &Directory,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let form = Form {
        region: grant.region(),
        it: grant.target(),
        typing,
        errors,
        units: units(app, directory, "Pilih unit"),
    };
    Page::new("Bagi Tindak Lanjut", &form)
}

/// An empty form, for who answers for it.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn form(grant: Grant<OpenWork>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        unit: grant.target().lead_unit_id.to_string(),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &grant, &directory, &typing, &FormErrors::new())
}

/// Opens the follow-up. Measure and target are proposed by the unit.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn open(
    grant: Grant<OpenWork>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let today = directory.region.today(app.now());
    let mut errors = FormErrors::new();
    let task = errors.required("tugas", &typing.tugas, 500);
    let due = errors.date("batas", &typing.batas);
    let unit = Uuid::parse_str(&typing.unit).ok();
    let lead = unit
        .and_then(|id| directory.unit(id))
        .filter(|unit| unit.exists_on(today));
    if lead.is_none() {
        errors.add("unit", "Pilih penanggung jawabnya.");
    }
    if let (Some(lead), false) = (lead, errors.any()) {
        let new = NewFollowUp {
            origin: Ref::new(ITEM, it.id),
            task,
            kind: FollowUpKind::Mandatory,
            lead: lead.id(),
            supporters: vec![],
            terms: TermsInput {
                due: due.map(|day| Due::new(day, None, directory.region.zone)),
                ..TermsInput::default()
            },
            agreed: false,
            today,
        };
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let path = format!("/{}/rekomendasi/{}", grant.region(), it.id);
        let leads = path.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    follow_up::open(tx, new).await?;
                    match once {
                        Some(once) => tx.once(once, &content, &leads).await,
                        None => Ok(()),
                    }
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    Ok(Err(
        page(&app, &grant, &directory, &typing, &errors)?.refused()
    ))
}
