//! Recommendations pasted from the council's decision: read, shown as understood, each given to
//! its unit, kept together.

use askama::Template;
use axum::{extract::State, response::Redirect};
use documents::pasted;
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::{
    actions::WriteDecision,
    choices::{earlier, unit},
    item_form::due,
    list::units,
};
use crate::store::{self, Decision, ItemInput};

/// Most recommendations that are kept at once.
const LIMIT: usize = 100;

/// What was typed: first the pasted text, then the recommendations as they were understood.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    teks: String,
    isi: Vec<String>,
    pj: Vec<String>,
    berulang: Vec<String>,
    komisi: String,
    batas: String,
    langkah: String,
    sekali: String,
}

/// One of them as understood.
struct Read<'a> {
    text: &'a str,
    lead: &'a str,
    repeats: &'a str,
}

#[derive(Template)]
#[template(path = "recommendations/paste.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Decision,
    lkpj: String,
    typing: &'a Typing,
    preamble: &'a str,
    read: Vec<Read<'a>>,
    leads: Vec<(String, String)>,
    earlier: Vec<(String, String)>,
    errors: &'a FormErrors,
}

async fn page(
    app: &App,
    grant: &Grant<WriteDecision>,
    directory: &Directory,
    typing: &Typing,
    preamble: &str,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let it = grant.target();
    let at = |list: &'_ [String], n: usize| list.get(n).cloned().unwrap_or_default();
    let leads: Vec<String> = (0..typing.isi.len()).map(|n| at(&typing.pj, n)).collect();
    let repeats: Vec<String> = (0..typing.isi.len())
        .map(|n| at(&typing.berulang, n))
        .collect();
    let read = typing.isi.iter().zip(&leads).zip(&repeats);
    let form = Form {
        region: grant.region(),
        lkpj: it.lkpj(),
        leads: units(app, directory, "Pilih unit"),
        earlier: earlier(app, directory, it.lkpj_year).await?,
        read: read
            .map(|((text, lead), repeats)| Read {
                text,
                lead,
                repeats,
            })
            .collect(),
        it,
        typing,
        preamble,
        errors,
    };
    Page::new("Tempel Rekomendasi", &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn empty(
    grant: Grant<WriteDecision>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &grant, &directory, &typing, "", &FormErrors::new()).await
}

/// Shows what was understood of a pasted text, or keeps the recommendations.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn keep(
    grant: Grant<WriteDecision>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    if typing.langkah != "simpan" {
        let text = errors.required("teks", &typing.teks, 60_000);
        let found = pasted::split(&text);
        if found.points.len() > LIMIT {
            errors.add("teks", too_many(found.points.len()));
        }
        let isi = if errors.any() { vec![] } else { found.points };
        let typing = Typing { isi, ..typing };
        let preamble = &found.preamble;
        let shown = page(&app, &grant, &directory, &typing, preamble, &errors).await?;
        return Ok(Err(if errors.any() { shown.refused() } else { shown }));
    }
    let due = due(&app, &directory, &typing.batas, &mut errors);
    let inputs = read(&directory, &typing, &mut errors);
    if !errors.any() {
        let decision = grant.target().clone();
        let path = format!("/{}/rekomendasi/keputusan/{}", grant.region(), decision.id);
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let leads = path.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &leads).await?;
                    }
                    for input in &inputs {
                        store::add_item(tx, &decision, input, due).await?;
                    }
                    Ok(())
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &grant, &directory, &typing, "", &errors).await?;
    Ok(Err(again.refused()))
}

fn too_many(count: usize) -> String {
    format!(
        "Terbaca {count} rekomendasi; paling banyak {LIMIT} sekali tempel. Tempel sebagian dahulu."
    )
}

/// The recommendations as typed; an emptied one is left out.
fn read(directory: &Directory, typing: &Typing, errors: &mut FormErrors) -> Vec<ItemInput> {
    let commission = errors.text("komisi", &typing.komisi, 120);
    let mut inputs = Vec::new();
    for (n, typed) in typing.isi.iter().enumerate() {
        let text = errors.text("isi", typed, 4000);
        if text.is_empty() {
            continue;
        }
        let lead = typing.pj.get(n).and_then(|typed| unit(directory, typed));
        let Some(lead) = lead else {
            errors.add(
                "pj",
                format!("Pilih penanggung jawab rekomendasi {}.", n + 1),
            );
            continue;
        };
        let repeats = typing.berulang.get(n);
        inputs.push(ItemInput {
            text,
            commission: commission.clone(),
            affair: String::new(),
            lead,
            units: vec![lead],
            repeats: repeats.and_then(|typed| Uuid::parse_str(typed).ok()),
        });
    }
    if inputs.is_empty() && !errors.any() {
        errors.add("isi", "Belum ada rekomendasi yang diisi.");
    }
    if typing.isi.len() > LIMIT {
        errors.add("isi", too_many(typing.isi.len()));
    }
    inputs
}
