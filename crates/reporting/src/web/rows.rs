//! The rows of a report: pasted from Excel, or as a workbook. All of them are right, or none is
//! kept.

use std::{ops::ControlFlow, path::Path};

use axum::{extract::State, http::StatusCode, response::Redirect};
use documents::workbook::{Column, Limits, scan};
use government::Directories;
use platform::{App, Grant, Page, Problem, upload::Sent};

use super::{
    actions::FillReport,
    period::{self, Typing, Wrong},
};
use crate::{
    rules::{self, MOST_CELL, MOST_ROWS, Row},
    store,
};

/// Keeps the rows.
///
/// # Errors
/// When the database cannot be used; what is wrong with the rows comes back row by row.
pub(super) async fn keep(
    grant: Grant<FillReport>,
    State(app): State<App>,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let columns = it.columns();
    let typing = Typing {
        pasted: sent.text("tabel"),
        version: sent.text("versi"),
        ..period::typing_of(&it)
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let read: Result<Vec<Row>, Vec<String>> =
        match read(&app, &mut sent, &typing.pasted, columns).await? {
            Err(wrong) => Err(wrong),
            Ok(rows) => {
                let (version, target) = (typing.version.parse().unwrap_or(0), it.clone());
                let written = app
                    .db()
                    .write(&grant, move |tx| {
                        Box::pin(async move { store::keep_rows(tx, &target, version, &rows).await })
                    })
                    .await;
                match written {
                    Ok(_) => return Ok(Ok(period::back(grant.region(), &it, "draf"))),
                    Err(Problem::Conflict(text)) => {
                        status = StatusCode::CONFLICT;
                        Err(vec![text])
                    }
                    Err(Problem::Refused(text)) => Err(vec![text]),
                    Err(other) => return Err(other),
                }
            }
        };
    let mut wrong = Wrong {
        rows: read.err().unwrap_or_default(),
        ..Wrong::default()
    };
    let count = wrong.rows.len();
    wrong.errors.add(
        "tabel",
        format!("{count} hal pada baris laporan perlu diperbaiki; belum ada baris yang tersimpan."),
    );
    let again = period::page(&app, &directory, grant.actor(), &it, &typing, &wrong).await?;
    Ok(Err(again.with_status(status)))
}

/// The rows of the workbook, or else those pasted; or what is wrong with them.
async fn read(
    app: &App,
    sent: &mut Sent,
    pasted: &str,
    columns: Vec<String>,
) -> Result<Result<Vec<Row>, Vec<String>>, Problem> {
    if columns.is_empty() {
        return Ok(Err(vec!["Laporan ini tidak memiliki baris.".into()]));
    }
    if !sent.file_error.is_empty() {
        return Ok(Err(vec![sent.file_error.clone()]));
    }
    let Some((_, file)) = sent.keep(app).await?.into_iter().next() else {
        return Ok(rules::paste(pasted, &columns));
    };
    let path = app.files().fetch(&file.hash).await?;
    tokio::task::spawn_blocking(move || of_workbook(&path, &columns))
        .await
        .map_err(Problem::internal)
}

/// Reads a workbook by the words of its header.
fn of_workbook(path: &Path, columns: &[String]) -> Result<Vec<Row>, Vec<String>> {
    let names: Vec<[&str; 1]> = columns.iter().map(|name| [name.as_str()]).collect();
    let wanted: Vec<Column<'_>> = names
        .iter()
        .map(|name| Column::required(name[0], name))
        .collect();
    let (mut rows, mut full): (Vec<Row>, bool) = (Vec::new(), false);
    let scanned = scan(path, &Limits::OFFICE, &wanted, &mut |line| {
        full = rows.len() >= MOST_ROWS;
        if full {
            return ControlFlow::Break(());
        }
        rows.push(
            columns
                .iter()
                .map(|name| line.text(name, MOST_CELL))
                .collect(),
        );
        ControlFlow::Continue(())
    });
    let scan = scanned.map_err(|unreadable| vec![unreadable.to_string()])?;
    let mut wrong: Vec<String> = scan.troubles.kept.iter().map(ToString::to_string).collect();
    if full {
        wrong.push(format!(
            "Paling banyak {MOST_ROWS} baris dalam satu laporan."
        ));
    }
    match wrong.is_empty() {
        true => Ok(rows),
        false => Err(wrong),
    }
}
