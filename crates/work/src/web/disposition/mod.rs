//! *Lembar Disposisi* of a follow-up: who in the unit works on it, and giving it to somebody.

mod answer;
mod give;
mod sheet;
mod targets;

pub(super) use answer::{close, onward, up};
pub(super) use give::give;
pub(super) use sheet::show;

use axum::{http::StatusCode, response::Redirect};
use government::{Directory, follow_up::FollowUp};
use platform::{Actor, App, Page, Place, Problem, RegionCode, Uuid, form::FormErrors};
use serde::Deserialize;

/// What a form of the sheet sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    /// Who gets it, as `targets` names it.
    pub tujuan: String,
    /// Instruction words.
    pub kata: Vec<String>,
    /// The note.
    pub catatan: String,
    /// Date set within the unit.
    pub tenggat: String,
    /// Whether it is about the latest report.
    pub laporan: Option<String>,
    /// The version of the disposition that was seen.
    pub versi: String,
    /// Which form it was.
    #[serde(skip)]
    pub form: String,
}

/// Back to the sheet, saying what happened.
fn to(region: &RegionCode, follow_up: Uuid, news: &str) -> Redirect {
    Redirect::to(&format!(
        "/{region}/tindak-lanjut/{follow_up}/disposisi?kabar={news}"
    ))
}

/// On to the sheet, or the sheet with what is wrong; anything else goes up.
async fn answered<T>(
    app: &App,
    directory: &Directory,
    actor: &Actor,
    (it, places): (&FollowUp, &[Place]),
    written: Result<T, Problem>,
    (typing, mut errors, news): (Typing, FormErrors, &str),
) -> Result<Result<Redirect, Page>, Problem> {
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match written {
        Ok(_) => return Ok(Ok(to(&directory.region.code, it.id, news))),
        Err(Problem::Refused(text)) if text.is_empty() => {}
        Err(Problem::Refused(text)) => errors.add("", text),
        Err(Problem::Conflict(text)) => {
            status = StatusCode::CONFLICT;
            errors.add("", text);
        }
        Err(other) => return Err(other),
    }
    let page = sheet::compose(app, directory, actor, (it, places), &typing, &errors).await?;
    Ok(Err(page.with_status(status)))
}
