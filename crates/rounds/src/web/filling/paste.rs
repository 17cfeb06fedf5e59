//! Rows pasted from a workbook: a code, then the figures of its elements in order.

use std::collections::HashMap;

use axum::{extract::State, http::StatusCode, response::Redirect};
use government::Directories;
use platform::{App, Grant, Page, Problem, form::Typed};
use serde::Deserialize;
use values::{
    rules::{Entry, Typed as Cell},
    store::{Asked, CellInput},
};

use super::grid::{Said, refused};
use crate::{
    store::{self, Filling},
    web::actions::WriteFilling,
};

/// Most lines of one paste.
const MOST: usize = 1_000;

/// What is pasted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    tabel: String,
}

/// Reads the lines; what is wrong says in which line. Empty figures leave their cells as they are.
fn read(it: &Filling, asked: &[Asked], text: &str) -> Result<Vec<CellInput>, Vec<String>> {
    let unit = it.parent_unit.unwrap_or(it.unit_id);
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    let mut seen = HashMap::new();
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    for (number, line) in lines.take(MOST) {
        let at = number + 1;
        let separator = if line.contains('\t') { '\t' } else { ';' };
        let mut cells = line.split(separator).map(str::trim);
        let code = cells.next().unwrap_or_default();
        let Some(one) = asked
            .iter()
            .find(|one| one.indicator.code.eq_ignore_ascii_case(code))
        else {
            wrong.push(format!(
                "Baris {at}: kode \"{code}\" tidak ada di isian ini."
            ));
            continue;
        };
        if let Some(first) = seen.insert(one.indicator.id, at) {
            wrong.push(format!(
                "Baris {at}: kode {code} sudah ada di baris {first}. Hapus salah satunya."
            ));
            continue;
        }
        for (element, amount) in one.elements_of(unit).zip(cells) {
            if amount.is_empty() {
                continue;
            }
            let typed = Cell {
                amount: amount.to_owned(),
                ..Cell::default()
            };
            match Entry::read(&typed, None) {
                Ok(entry) => rows.push(CellInput {
                    indicator: one.indicator.id,
                    letter: element.letter.clone(),
                    entry,
                    version: None,
                }),
                Err(error) => {
                    let text = error.text();
                    wrong.push(format!("Baris {at}, {code} ({}): {text}", element.letter));
                }
            }
        }
    }
    if rows.is_empty() && wrong.is_empty() {
        wrong.push("Tempel paling sedikit satu baris: kode, lalu angkanya.".into());
    }
    if wrong.is_empty() {
        Ok(rows)
    } else {
        Err(wrong)
    }
}

/// Keeps what was pasted, all of it or nothing.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back with what was pasted.
pub(in crate::web) async fn keep(
    grant: Grant<WriteFilling>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let asked = store::items(app.db().read(), grant.region(), &it).await?;
    let mut said = Said {
        form: "tempel",
        note: typing.tabel.clone(),
        ..Said::default()
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match read(&it, &asked, &typing.tabel) {
        Err(texts) => said.errors.add("tabel", texts.join(" ")),
        Ok(rows) => {
            let target = it.clone();
            let written = app
                .db()
                .write(&grant, move |tx| {
                    Box::pin(async move { store::save_rows(tx, &target, &asked, &rows).await })
                })
                .await;
            match written {
                Ok(_) => {
                    let path = format!("/{}/isian/{}?kabar=tempel", grant.region(), it.id);
                    return Ok(Ok(Redirect::to(&path)));
                }
                Err(Problem::Conflict(text)) => {
                    status = StatusCode::CONFLICT;
                    said.errors.add("tabel", text);
                }
                Err(Problem::Refused(text)) => said.errors.add("tabel", text),
                Err(other) => return Err(other),
            }
        }
    }
    Ok(Err(refused(
        &app,
        grant.actor(),
        &directory,
        &it,
        &said,
        status,
    )
    .await?))
}
