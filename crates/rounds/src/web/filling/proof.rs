//! Evidence beside cells: added with the pages that prove them, used again for others, and judged.

use axum::{extract::State, response::Redirect};
use government::{
    Directories,
    evidence::{self, NewEvidence, read_link},
};
use platform::{App, Grant, Page, PathParams, Problem, Ref, Tx, Uuid, form::Typed, upload::Sent};
use serde::Deserialize;
use serde_json::json;
use values::store::{self as kept, Asked, FIGURE, Verdict};

use super::one::{Said, asked_of, refused};
use crate::{
    store::{self, FILLING, Filling},
    web::actions::{ReviewFilling, WriteFilling},
};

/// The cells of the chosen elements; empty ones get a row to lie beside.
async fn cells(tx: &Tx, it: &Filling, asked: &Asked, letter: &str) -> Result<Vec<Uuid>, Problem> {
    let unit = it.parent_unit.unwrap_or(it.unit_id);
    let letters: Vec<&str> = asked
        .elements_of(unit)
        .map(|element| element.letter.as_str())
        .filter(|one| letter.is_empty() || *one == letter)
        .collect();
    let mut found = Vec::new();
    for letter in letters {
        kept::begin(tx, (asked.indicator.id, letter, it.unit_id)).await?;
        let key = (asked.indicator.id, letter, it.unit_id);
        let cell = kept::find_cell(tx.conn(), tx.region(), key.0, key.1, key.2).await?;
        found.extend(cell.map(|cell| cell.id));
    }
    Ok(found)
}

/// Adds evidence: files, a link, or a piece the unit added before.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn add(
    grant: Grant<WriteFilling>,
    State(app): State<App>,
    path: PathParams,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let asked = asked_of(&app, grant.region(), &it, &path).await?;
    let mut said = Said {
        form: "bukti".into(),
        text: sent.text("keterangan"),
        pages: sent.text("halaman"),
        link: sent.text("tautan"),
        letter: sent.text("unsur"),
        choice: sent.text("pakai"),
        ..Said::default()
    };
    let letter = sent.text("unsur");
    let title = said.errors.text("keterangan", &said.text.clone(), 200);
    let pages = said.errors.text("halaman", &said.pages.clone(), 60);
    if !sent.file_error.is_empty() {
        said.errors.add("berkas", sent.file_error.clone());
    }
    let reopened = store::reopened(app.db().read(), grant.region(), &it).await?;
    if !it.is_open() && !reopened.contains(&asked.indicator.id) {
        said.errors.add("", "Isian ini sedang tidak dapat diubah.");
    }
    let reused = Uuid::parse_str(&sent.text("pakai")).ok();
    let mut pieces = Vec::new();
    if !said.link.trim().is_empty() {
        match read_link(&said.link) {
            Some(url) => pieces.push(NewEvidence::Link {
                title: if title.is_empty() {
                    "Tautan".into()
                } else {
                    title.clone()
                },
                url,
            }),
            None => said
                .errors
                .add("tautan", "Tulis tautan lengkap, diawali https://"),
        }
    }
    if !said.errors.any() {
        for (name, file) in sent.keep(&app).await? {
            let title = if title.is_empty() {
                name.clone()
            } else {
                title.clone()
            };
            pieces.push(NewEvidence::File { title, name, file });
        }
        if pieces.is_empty() && reused.is_none() {
            said.errors.add(
                "berkas",
                "Pilih berkas, tulis tautan, atau pakai data dukung yang sudah ada.",
            );
        }
    }
    if said.errors.any() {
        let page = refused(&app, grant.actor(), &directory, &it, asked, &said).await?;
        return Ok(Err(page));
    }
    let back = format!(
        "/{}/isian/{}/ikk/{}#bukti",
        grant.region(),
        it.id,
        asked.indicator.id
    );
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                let cells = cells(tx, &it, &asked, &letter).await?;
                let mut ids = Vec::new();
                if let Some(id) = reused {
                    let known = evidence::find(tx.conn(), tx.region(), id).await?;
                    let own = known.filter(|piece| piece.unit_id == it.unit_id);
                    ids.push(own.ok_or(Problem::NotFound)?.id);
                }
                let Some(first) = cells.first().copied() else {
                    return Err(Problem::NotFound);
                };
                for piece in pieces {
                    ids.push(evidence::add(tx, it.unit_id, Ref::new(FIGURE, first), piece).await?);
                }
                for id in &ids {
                    for cell in &cells {
                        evidence::reuse(tx, *id, Ref::new(FIGURE, *cell)).await?;
                        kept::point(tx, *cell, *id, &pages).await?;
                    }
                }
                let details = json!({
                    "Data dukung": ids.len(), "Indikator": asked.indicator.code, "Halaman": pages,
                });
                tx.record(Ref::new(FILLING, it.id), &details).await?;
                Ok(())
            })
        })
        .await?;
    Ok(Ok(Redirect::to(&back)))
}

/// What a verdict form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Judging {
    sel: String,
    bukti: String,
    nilai: String,
    catatan: String,
}

/// Judges a piece of evidence beside a cell. What is not fitting says why.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back on the page.
pub(in crate::web) async fn judge(
    grant: Grant<ReviewFilling>,
    State(app): State<App>,
    path: PathParams,
    Typed(typing): Typed<Judging>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let asked = asked_of(&app, grant.region(), &it, &path).await?;
    let mut said = Said {
        form: format!("nilai-{}-{}", typing.sel, typing.bukti),
        text: typing.catatan.clone(),
        choice: typing.nilai.clone(),
        ..Said::default()
    };
    let note = said.errors.text("catatan", &typing.catatan, 2000);
    let verdict = Verdict::from_code(typing.nilai.parse().unwrap_or(0));
    if verdict == Verdict::None {
        said.errors.add("nilai", "Pilih penilaiannya.");
    } else if verdict != Verdict::Fits && note.is_empty() {
        said.errors.add(
            "catatan",
            "Tulis catatannya, supaya jelas apa yang harus diperbaiki.",
        );
    }
    let ids = (Uuid::parse_str(&typing.sel), Uuid::parse_str(&typing.bukti));
    let (Ok(cell), Ok(piece), false) = (ids.0, ids.1, said.errors.any()) else {
        let page = refused(&app, grant.actor(), &directory, &it, asked, &said).await?;
        return Ok(Err(page));
    };
    let back = format!(
        "/{}/isian/{}/ikk/{}#bukti",
        grant.region(),
        it.id,
        asked.indicator.id
    );
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                let known = kept::cells(tx.conn(), tx.region(), &[asked.indicator.id]).await?;
                let own = known
                    .iter()
                    .any(|one| one.id == cell && one.unit_id == it.unit_id);
                if !own || kept::judge(tx, cell, piece, verdict, &note).await? == 0 {
                    return Err(Problem::NotFound);
                }
                let details = json!({
                    "Penilaian data dukung": verdict.label(), "Catatan": note,
                    "Indikator": asked.indicator.code,
                });
                tx.record(Ref::new(FILLING, it.id), &details).await?;
                Ok(())
            })
        })
        .await?;
    Ok(Ok(Redirect::to(&back)))
}
