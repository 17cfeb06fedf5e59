//! Money paid in is noted with its proof.

use axum::{extract::State, response::Redirect};
use government::{
    Directories,
    evidence::{NewEvidence, read_link},
};
use platform::{
    App, Grant, Page, Problem, Uuid, form::FormErrors, store::already_sent, upload::Sent,
};

use super::{
    actions::WriteAuditItem,
    finding_form::read_value,
    item::{Typing, page},
};
use crate::store::audit::{self, PaymentInput};

/// Notes a payment.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the page.
pub(super) async fn add(
    grant: Grant<WriteAuditItem>,
    State(app): State<App>,
    mut sent: Sent,
) -> Result<Result<Redirect, Page>, Problem> {
    let typing = Typing {
        form: "setoran",
        nilai: sent.text("nilai"),
        tanggal: sent.text("tanggal"),
        catatan: sent.text("catatan"),
        tautan: sent.text("tautan"),
        sekali: sent.text("sekali"),
        ..Typing::default()
    };
    let content = format!("{typing:?} {}", sent.fingerprint());
    let once = Uuid::parse_str(&typing.sekali).ok();
    if let Some(once) = once
        && let Some(path) = already_sent(app.db().read(), grant.region(), once, &content).await?
    {
        return Err(Problem::Repeated(path));
    }
    let mut errors = FormErrors::new();
    let amount = read_value(&typing.nilai, &mut errors).filter(|sen| *sen > 0);
    if amount.is_none() {
        errors.add("nilai", "Tulis nilai setoran, misalnya 1.250.000.");
    }
    let day = errors.date("tanggal", &typing.tanggal);
    if day.is_none() {
        errors.add("tanggal", "Wajib diisi.");
    }
    let note = errors.text("catatan", &typing.catatan, 2000);
    if !sent.file_error.is_empty() {
        errors.add("berkas", sent.file_error.clone());
    }
    let mut proofs = Vec::new();
    if !typing.tautan.trim().is_empty() {
        match read_link(&typing.tautan) {
            Some(url) => proofs.push(NewEvidence::Link {
                title: "Bukti setor".into(),
                url,
            }),
            None => errors.add("tautan", "Tulis tautan lengkap, diawali https://"),
        }
    }
    let it = grant.target().clone();
    let region = grant.region();
    if let (Some(amount_sen), Some(day), false) = (amount, day, errors.any()) {
        let files = sent.keep(&app).await?;
        proofs.extend(files.into_iter().map(|(name, file)| NewEvidence::File {
            title: "Bukti setor".into(),
            name,
            file,
        }));
        let units = audit::audit_units_of(app.db().read(), region, &[it.id]).await?;
        let unit = units.get(&it.id).and_then(|units| units.first().copied());
        let unit = unit.ok_or(Problem::NotFound)?;
        let path = format!("/{region}/rekomendasi-pemeriksaan/{}", it.id);
        let input = PaymentInput {
            amount_sen,
            day,
            note,
        };
        let leads = path.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &leads).await?;
                    }
                    audit::add_payment(tx, &it, unit, &input, proofs).await
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let directory = Directories::of(&app, &grant).await?;
    let again = page(
        &app,
        &directory,
        grant.actor(),
        grant.target(),
        &typing,
        &errors,
    )
    .await?;
    Ok(Err(again.refused()))
}
