//! Points pasted from a document: read, shown as understood, kept together.

use askama::Template;
use axum::{extract::State, response::Redirect};
use documents::pasted;
use government::follow_up::FollowUpKind;
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::form::agenda_choices;
use crate::{
    store::{self, Meeting, PointInput},
    web::actions::AddPoint,
};

/// Most points that are kept at once.
const LIMIT: usize = 100;

/// What was typed: first the pasted text, then the points as they were understood.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    teks: String,
    isi: Vec<String>,
    agenda: String,
    disampaikan: String,
    jabatan: String,
    jenis: String,
    langkah: String,
    sekali: String,
}

#[derive(Template)]
#[template(path = "directives/paste.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    typing: &'a Typing,
    preamble: &'a str,
    agenda: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    errors: &'a FormErrors,
}

async fn page(
    app: &App,
    grant: &Grant<AddPoint>,
    typing: &Typing,
    preamble: &str,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let it = grant.target();
    let form = Form {
        region: grant.region(),
        agenda: agenda_choices(app, grant.region(), it.id).await?,
        kinds: FollowUpKind::ALL
            .iter()
            .map(|kind| (kind.word(), kind.label()))
            .collect(),
        it,
        typing,
        preamble,
        errors,
    };
    Page::new("Tempel Butir Arahan", &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn empty(
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
    page(&app, &grant, &typing, "", &FormErrors::new()).await
}

/// Shows what was understood of a pasted text, or keeps the points.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn keep(
    grant: Grant<AddPoint>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let mut errors = FormErrors::new();
    if typing.langkah != "simpan" {
        let text = errors.required("teks", &typing.teks, 60_000);
        let pasted = pasted::split(&text);
        if pasted.points.len() > LIMIT {
            errors.add("teks", too_many(pasted.points.len()));
        }
        let isi = if errors.any() { vec![] } else { pasted.points };
        let typing = Typing { isi, ..typing };
        let shown = page(&app, &grant, &typing, &pasted.preamble, &errors).await?;
        return Ok(Err(if errors.any() { shown.refused() } else { shown }));
    }
    let inputs = read(&typing, &mut errors);
    if !errors.any() {
        let (meeting, region) = (grant.target().id, grant.region().clone());
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &format!("/{region}/rapat/{meeting}"))
                            .await?;
                    }
                    for input in &inputs {
                        store::add_point(tx, meeting, input).await?;
                    }
                    Ok(())
                })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/rapat/{meeting}", grant.region());
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &grant, &typing, "", &errors).await?;
    Ok(Err(again.refused()))
}

fn too_many(count: usize) -> String {
    format!("Terbaca {count} butir; paling banyak {LIMIT} sekali tempel. Tempel sebagian dahulu.")
}

/// The points as typed; an emptied one is left out.
fn read(typing: &Typing, errors: &mut FormErrors) -> Vec<PointInput> {
    let kind = FollowUpKind::from_word(&typing.jenis);
    if kind.is_none() {
        errors.add("jenis", "Pilih jenisnya.");
    }
    let speaker = errors.text("disampaikan", &typing.disampaikan, 200);
    let office = errors.text("jabatan", &typing.jabatan, 200);
    let texts: Vec<String> = typing
        .isi
        .iter()
        .map(|typed| errors.text("isi", typed, 4000))
        .filter(|text| !text.is_empty())
        .collect();
    if texts.is_empty() {
        errors.add("isi", "Belum ada butir yang diisi.");
    }
    if texts.len() > LIMIT {
        errors.add("isi", too_many(texts.len()));
    }
    let agenda_item = Uuid::parse_str(&typing.agenda).ok();
    if agenda_item.is_none() && !typing.agenda.is_empty() {
        errors.add("agenda", "Pilih agenda dari daftar.");
    }
    let kind = kind.unwrap_or(FollowUpKind::Mandatory);
    let input = |text| PointInput {
        raiser: None,
        agenda_item,
        speaker: speaker.clone(),
        office: office.clone(),
        kind,
        addressees: String::new(),
        text,
    };
    texts.into_iter().map(input).collect()
}
