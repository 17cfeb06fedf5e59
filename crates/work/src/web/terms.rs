//! *Usulkan Target* and *Sepakati*.

use askama::Template;
use axum::{extract::State, response::Redirect};
use figures::Amount;
use government::{
    Directories, Directory,
    follow_up::{self, FollowUp, FollowUpKind, Terms, TermsInput, missing_terms},
    structure::Due,
};
use platform::{
    App, Grant, Page, Problem, RegionCode, date,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    actions::{DecideTerms, ProposeTerms},
    decision::{Decided, Decision, Typing as Decides, take, to},
};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    satuan: String,
    target: String,
    batas: String,
    bulan: String,
    jam: String,
    alasan: String,
    versi: String,
}

#[derive(Template)]
#[template(path = "work/terms.html")]
struct Form<'a> {
    region: &'a RegionCode,
    it: &'a FollowUp,
    typing: &'a Typing,
    errors: &'a FormErrors,
    locked: bool,
    routine: bool,
    undecreed: bool,
}

fn page(
    directory: &Directory,
    it: &FollowUp,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let year = date::parse(&typing.batas).map(|day| day.year());
    let form = Form {
        region: &directory.region.code,
        it,
        typing,
        errors,
        locked: it.terms == Terms::Locked,
        routine: it.kind == FollowUpKind::Routine,
        undecreed: year.is_some_and(|year| !directory.calendar.is_decreed(year)),
    };
    Page::new("Usulkan Target", &form)
}

/// The form, filled with what is known.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn form(
    grant: Grant<ProposeTerms>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let typing = Typing {
        satuan: it.measure.clone().unwrap_or_default(),
        target: it
            .target
            .map(|t| t.to_string().replace('.', ""))
            .unwrap_or_default(),
        batas: it.due.map(|due| date::iso(due.date)).unwrap_or_default(),
        bulan: String::new(),
        jam: it
            .due
            .filter(|due| due.minute != 23 * 60 + 59)
            .map(|due| date::minute(due.minute))
            .unwrap_or_default(),
        alasan: String::new(),
        versi: it.version.to_string(),
    };
    page(&directory, it, &typing, &FormErrors::new())
}

/// Keeps the proposal.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn propose(
    grant: Grant<ProposeTerms>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let measure = errors.required("satuan", &typing.satuan, 60);
    let target = match Amount::read(&typing.target) {
        Ok(amount) => Some(amount),
        Err(error) => {
            errors.add("target", error.to_string());
            None
        }
    };
    if target == Some(Amount::ZERO) {
        errors.add("target", "Target harus lebih dari nol.");
    }
    let day = errors.date("batas", &typing.batas);
    let minute = errors.minute("jam", &typing.jam);
    let reason = errors.text("alasan", &typing.alasan, 1000);
    if it.terms == Terms::Locked && reason.is_empty() {
        errors.add(
            "alasan",
            "Target sudah terkunci. Tulis alasan perubahannya.",
        );
    }
    let zone = directory.region.zone;
    let due = match (day, typing.bulan.trim()) {
        (Some(day), _) => Some(Due::new(day, minute, zone)),
        (None, "") => None,
        (None, month) => {
            let due = Due::in_month(month, zone);
            if due.is_none() {
                errors.add("bulan", "Tulis bulan dan tahun seperti Januari 2019.");
            }
            due
        }
    };
    if due.is_none() && errors.of("bulan").is_empty() && it.kind == FollowUpKind::Mandatory {
        errors.add("batas", "Wajib diisi.");
    }
    if typing.versi != it.version.to_string() {
        errors.add(
            "",
            "Tindak lanjut ini diubah orang lain selagi Anda mengisi. Periksa lagi, lalu kirim.",
        );
    }
    let terms = TermsInput {
        measure: Some(measure),
        target,
        due,
    };
    let complete =
        missing_terms(it.kind, terms.measure.as_deref(), terms.target, terms.due).is_empty();
    if errors.any() || !complete {
        let typing = Typing {
            versi: it.version.to_string(),
            ..typing
        };
        return Ok(Err(page(&directory, &it, &typing, &errors)?.refused()));
    }
    let id = it.id;
    let target = it.clone();
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { follow_up::propose(tx, &target, terms, &reason).await })
        })
        .await;
    match written {
        Ok(_) => Ok(Ok(to(grant.region(), id, "usul"))),
        Err(Problem::Refused(text) | Problem::Conflict(text)) => {
            errors.add("", text);
            Ok(Err(page(&directory, &it, &typing, &errors)?.refused()))
        }
        Err(other) => Err(other),
    }
}

/// Agrees to the proposal that was seen.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn agree(
    grant: Grant<DecideTerms>,
    State(app): State<App>,
    Typed(typing): Typed<Decides>,
) -> Decided {
    let decision = Decision {
        form: "sepakati",
        needs_note: false,
        news: "sepakat",
    };
    let it = grant.target().clone();
    take(&app, &grant, &it, decision, typing, |tx, it, _| {
        Box::pin(async move { follow_up::agree(tx, &it).await })
    })
    .await
}

/// Turns the proposal down.
///
/// # Errors
/// When the database cannot be used.
pub(super) async fn turn_down(
    grant: Grant<DecideTerms>,
    State(app): State<App>,
    Typed(typing): Typed<Decides>,
) -> Decided {
    let decision = Decision {
        form: "kembalikan-usulan",
        needs_note: true,
        news: "tolak",
    };
    let it = grant.target().clone();
    take(&app, &grant, &it, decision, typing, |tx, it, note| {
        Box::pin(async move { follow_up::turn_down(tx, &it, &note).await })
    })
    .await
}
