//! Keeping one row: by itself while typing, or with a button where there is no script.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Redirect,
};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, PathParams, Problem, RegionCode, Uuid, date, form::Typed as Form,
};
use values::{
    rules::{Entry, Typed},
    store::{Asked, CellInput},
};

use super::{
    around::Around,
    grid::{Said, refused},
    line::{Line, RowSaid, line},
    one::asked_of,
};
use crate::{
    store::{self, Filling},
    web::actions::WriteFilling,
};

/// What stands below a row: how it was kept, its result, what is wrong, what looks odd.
#[derive(Template)]
#[template(path = "rounds/_status.html")]
struct Status<'a> {
    region: &'a RegionCode,
    it: &'a Filling,
    line: &'a Line,
    general: &'a str,
    saved: String,
}

/// Field of an element: `angka-A`.
fn field<'a>(fields: &'a HashMap<String, String>, name: &str, letter: &str) -> &'a str {
    fields
        .get(&format!("{name}-{letter}"))
        .map_or("", String::as_str)
}

/// What was typed for an element.
fn typed(fields: &HashMap<String, String>, letter: &str) -> Typed {
    let field = |name| field(fields, name, letter).to_owned();
    Typed {
        amount: field("angka"),
        state: field("status"),
        reason: field("alasan"),
        plan: field("rencana"),
        plan_date: field("tanggal"),
        waiting: field("pd"),
        provisional: !field("sementara").is_empty(),
    }
}

/// Reads what was typed; a state that says "known" beside an emptied amount empties the cell, and an
/// amount typed into a cell nobody chose a state for is known.
fn entry(directory: &Directory, mut typed: Typed) -> Result<Entry, String> {
    if typed.state == "angka" && typed.amount.trim().is_empty() {
        typed.state.clear();
    }
    let waiting = Uuid::parse_str(&typed.waiting)
        .ok()
        .filter(|id| directory.unit(*id).is_some());
    Entry::read(&typed, waiting).map_err(|error| error.text())
}

/// The rows that can be kept, and everything that was typed with what is wrong in it.
fn read(
    directory: &Directory,
    it: &Filling,
    asked: &Asked,
    fields: &HashMap<String, String>,
) -> (Vec<CellInput>, RowSaid) {
    let collector = it.parent_unit.unwrap_or(it.unit_id);
    let mut said = RowSaid {
        indicator: asked.indicator.id,
        ..RowSaid::default()
    };
    let mut rows = Vec::new();
    for element in asked.elements_of(collector) {
        let letter = element.letter.as_str();
        if !fields.contains_key(&format!("angka-{letter}")) {
            continue;
        }
        let (typed, version) = (
            typed(fields, letter),
            field(fields, "versi", letter).parse().ok(),
        );
        match entry(directory, typed.clone()) {
            Ok(entry) => rows.push(CellInput {
                indicator: asked.indicator.id,
                letter: letter.to_owned(),
                entry,
                version,
            }),
            Err(text) => {
                said.wrong.insert(letter.to_owned(), text);
            }
        }
        said.typed
            .insert(letter.to_owned(), (typed, version.unwrap_or(0)));
    }
    (rows, said)
}

/// What stands below the row now, with what was refused.
async fn status(
    app: &App,
    directory: &Directory,
    it: &Filling,
    asked: Asked,
    said: &RowSaid,
) -> Result<Page, Problem> {
    let region = &directory.region;
    let around = Around::of(app, &region.code, it, std::slice::from_ref(&asked)).await?;
    let mut line = line(&around, directory, it, asked);
    line.put_back(said);
    // "kept" beside something that was not would be half a truth
    let kept = said.wrong.is_empty() && said.general.is_empty();
    let status = Status {
        region: &region.code,
        it,
        line: &line,
        general: &said.general,
        saved: match kept {
            true => date::time_of(app.now(), region.zone, &region.zone_label),
            false => String::new(),
        },
    };
    Page::new(line.asked.indicator.code.clone(), &status)
}

/// Keeps a row. What can be read is kept although something beside it cannot.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back beside the row.
pub(in crate::web) async fn save(
    grant: Grant<WriteFilling>,
    State(app): State<App>,
    path: PathParams,
    headers: HeaderMap,
    Form(fields): Form<HashMap<String, String>>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let asked = asked_of(&app, grant.region(), &it, &path).await?;
    let (rows, mut said) = read(&directory, &it, &asked, &fields);
    let (target, all) = (it.clone(), vec![asked.clone()]);
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { store::save_rows(tx, &target, &all, &rows).await })
        })
        .await;
    let mut code = StatusCode::UNPROCESSABLE_ENTITY;
    match written {
        Ok(_) => {}
        Err(Problem::Conflict(text)) => {
            code = StatusCode::CONFLICT;
            said.general = text;
        }
        Err(Problem::Refused(text)) => said.general = text,
        Err(other) => return Err(other),
    }
    if headers.contains_key("hx-request") {
        // what was kept and what was not stand in one answer: it is shown either way
        return Ok(Err(status(&app, &directory, &it, asked, &said).await?));
    }
    if said.wrong.is_empty() && said.general.is_empty() {
        let row = asked.indicator.id;
        let back = format!("/{}/isian/{}#b-{row}", grant.region(), it.id);
        return Ok(Ok(Redirect::to(&back)));
    }
    let mut page = Said::default();
    let code_of = &asked.indicator.code;
    let named = said
        .wrong
        .iter()
        .map(|(letter, text)| format!("{code_of} ({letter}): {text}"));
    let general = (!said.general.is_empty()).then(|| format!("{code_of}: {}", said.general));
    page.errors
        .add("", named.chain(general).collect::<Vec<_>>().join(" "));
    page.row = Some(said);
    Ok(Err(refused(
        &app,
        grant.actor(),
        &directory,
        &it,
        &page,
        code,
    )
    .await?))
}
