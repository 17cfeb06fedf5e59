//! *Disposisikan*, and *Kirim ke Atasan* of a head to the unit above.

use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    follow_up::{
        self,
        disposition::{self, DispositionKind, NewDisposition, Recipient},
    },
};
use platform::{
    Actor, App, Grant, Page, Problem,
    form::{FormErrors, Typed},
};

use super::{Typing, answered, targets::targets};
use crate::web::actions::GiveDisposition;

/// Value of the field for the unit above.
pub(super) const ABOVE: &str = "atasan";

/// What was typed beside the choice of who gets it.
pub(super) struct Said {
    /// Instruction words of the region's list.
    pub words: Vec<String>,
    /// The note.
    pub note: String,
    /// Date set within the unit.
    pub due: Option<time::Date>,
}

/// Reads what was typed; words that are not on the region's list are left out.
pub(super) fn read(typing: &Typing, known: &[String], errors: &mut FormErrors) -> Said {
    let words: Vec<String> = typing
        .kata
        .iter()
        .filter(|word| known.contains(word))
        .cloned()
        .collect();
    let note = errors.text("catatan", &typing.catatan, 1000);
    if words.is_empty() && note.is_empty() {
        errors.add("catatan", "Pilih kata disposisi atau tulis catatannya.");
    }
    Said {
        words,
        note,
        due: errors.date("tenggat", &typing.tenggat),
    }
}

/// The unit above the actor's, if there is one.
pub(super) fn above(directory: &Directory, actor: &Actor) -> Option<Recipient> {
    let parent = directory.unit(directory.unit(actor.place.id)?.parent?)?;
    Some(Recipient {
        unit: parent.id(),
        account: None,
        name: parent.name.clone(),
    })
}

/// Gives it.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the sheet.
pub(crate) async fn give(
    grant: Grant<GiveDisposition>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let actor = grant.actor();
    let (it, places) = grant.target();
    let rules = follow_up::daily_rules(app.db().read(), grant.region()).await?;
    let mut errors = FormErrors::new();
    let said = read(&typing, &rules.words, &mut errors);
    let (kind, to) = if typing.tujuan == ABOVE {
        (DispositionKind::Up, above(&directory, actor))
    } else {
        let desks = targets(&app, &directory, actor, &actor.place).await?;
        let chosen = desks.iter().find(|desk| desk.value == typing.tujuan);
        (
            DispositionKind::Down,
            chosen.map(super::targets::Target::recipient),
        )
    };
    let news = match kind {
        DispositionKind::Up => "atasan",
        _ => "disposisi",
    };
    let written = match to {
        Some(to) if !errors.any() => {
            let target = it.clone();
            let new = NewDisposition {
                kind,
                from_unit: actor.place.id,
                to,
                words: said.words,
                note: said.note,
                due: said.due,
                about_report: typing.laporan.is_some(),
                answers: None,
            };
            app.db()
                .write(&grant, move |tx| {
                    Box::pin(async move { disposition::pass(tx, &target, new).await })
                })
                .await
                .map(drop)
        }
        Some(_) => Err(Problem::Refused(String::new())),
        None => {
            errors.add("tujuan", "Pilih kepada siapa ini didisposisikan.");
            Err(Problem::Refused(String::new()))
        }
    };
    let typing = Typing {
        form: "beri".into(),
        ..typing
    };
    answered(
        &app,
        &directory,
        actor,
        (it, places),
        written,
        (typing, errors, news),
    )
    .await
}
