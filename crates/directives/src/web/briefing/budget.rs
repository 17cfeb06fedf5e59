//! The budget table pasted from Excel, a row for each unit that is asked.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{FormErrors, Typed},
};
use serde::Deserialize;
use time::Date;

use crate::{
    rules::{Budget, BudgetLine, read_table},
    store::{self, Meeting, UnitRow},
    web::actions::PrepareBriefing,
};

/// What was pasted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    tabel: String,
}

#[derive(Template)]
#[template(path = "directives/briefing_budget.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a Meeting,
    typing: &'a Typing,
    wrong: &'a [String],
    errors: &'a FormErrors,
}

fn page(
    grant: &Grant<PrepareBriefing>,
    typing: &Typing,
    wrong: &[String],
) -> Result<Page, Problem> {
    let mut errors = FormErrors::new();
    if !wrong.is_empty() {
        errors.add(
            "tabel",
            format!(
                "{} hal perlu diperbaiki; belum ada yang tersimpan.",
                wrong.len()
            ),
        );
    }
    let form = Form {
        region: grant.region(),
        it: grant.target(),
        typing,
        wrong,
        errors: &errors,
    };
    Page::new("Tempel Tabel Anggaran", &form)
}

/// An empty form.
///
/// # Errors
/// When the page cannot be composed.
pub(in crate::web) async fn form(grant: Grant<PrepareBriefing>) -> Result<Page, Problem> {
    page(&grant, &Typing::default(), &[])
}

/// Keeps the table when every row of it is right.
///
/// # Errors
/// When the database cannot be used; what is wrong with the table comes back line by line.
pub(in crate::web) async fn keep(
    grant: Grant<PrepareBriefing>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (meeting, today) = (grant.target().id, directory.region.today(app.now()));
    let rows = store::unit_rows(app.db().read(), grant.region(), meeting).await?;
    let wrong = match read_table(&typing.tabel) {
        Ok(lines) => match matched(&directory, today, &rows, lines) {
            Ok(lines) => {
                let written = app
                    .db()
                    .write(&grant, move |tx| {
                        Box::pin(async move { store::keep_budget(tx, meeting, &lines).await })
                    })
                    .await;
                match written {
                    Ok(_) => {
                        let path = format!("/{}/rapat/{meeting}/bahan", grant.region());
                        return Ok(Ok(Redirect::to(&path)));
                    }
                    Err(Problem::Refused(text) | Problem::Conflict(text)) => vec![text],
                    Err(other) => return Err(other),
                }
            }
            Err(wrong) => wrong,
        },
        Err(wrong) => wrong,
    };
    Ok(Err(page(&grant, &typing, &wrong)?.refused()))
}

/// The row of the unit each line names.
fn matched(
    directory: &Directory,
    today: Date,
    rows: &[UnitRow],
    lines: Vec<BudgetLine>,
) -> Result<Vec<(UnitRow, Budget)>, Vec<String>> {
    let (mut found, mut wrong): (Vec<(UnitRow, Budget)>, Vec<String>) = (Vec::new(), Vec::new());
    if lines.is_empty() {
        wrong.push("Belum ada baris yang ditempel.".into());
    }
    for line in lines {
        let at = |text: &str| format!("Baris {}: {text}", line.line);
        let unit = match directory.named(&line.unit, today) {
            Ok(unit) => unit,
            Err(error) => {
                wrong.push(at(&error.to_string()));
                continue;
            }
        };
        match rows.iter().find(|row| row.unit_id == unit.id()) {
            None => wrong.push(at(&format!(
                "{} tidak ada di antara unit yang diminta bahannya. Tambahkan unitnya dahulu, \
                 atau hapus baris ini.",
                unit.name
            ))),
            Some(row) if found.iter().any(|(known, _)| known.id == row.id) => {
                wrong.push(at(&format!("\"{}\" sudah ada di baris lain.", line.unit)));
            }
            Some(row) => found.push((row.clone(), line.budget)),
        }
    }
    if wrong.is_empty() {
        Ok(found)
    } else {
        Err(wrong)
    }
}
