//! What is done with a disposition on one's desk: *Teruskan*, *Kirim ke Atasan*, *Selesai*.

use axum::{extract::State, response::Redirect};
use government::{
    Directories, Role,
    follow_up::{
        self, FollowUp,
        disposition::{self, Disposition, DispositionKind, NewDisposition, Recipient},
    },
};
use platform::{
    Actor, App, Grant, Page, Place, Problem,
    form::{FormErrors, Typed},
};

use super::{Typing, answered, give::read, targets::targets};
use crate::web::actions::{AnswerDisposition, with_places};

type Answered = Result<Result<Redirect, Page>, Problem>;

/// Whether the disposition lies on the actor's desk: named, or as head of the unit it went to, so
/// that it does not lie there for ever after a rotation.
pub(super) fn on_desk(it: &Disposition, actor: &Actor) -> bool {
    let heads = actor.role == Role::Head.code() && actor.place.id == it.to_unit_id;
    it.is_for(actor) || heads
}

fn refusal(it: &Disposition, actor: &Actor, typing: &Typing) -> Option<Problem> {
    if typing.versi != it.version.to_string() || !it.is_open() {
        return Some(Problem::Conflict(
            "Disposisi ini sudah diselesaikan atau diteruskan. Periksa keadaan terakhirnya di \
             bawah."
                .into(),
        ));
    }
    (!on_desk(it, actor)).then(|| {
        Problem::Refused(format!(
            "Disposisi ini ditujukan kepada {}, jadi hanya yang bersangkutan atau kepala unitnya \
             yang menindaklanjutinya.",
            it.to_name
        ))
    })
}

/// The follow-up, and where those lie who lead or support it.
async fn about(
    app: &App,
    grant: &Grant<AnswerDisposition>,
) -> Result<(FollowUp, Vec<Place>), Problem> {
    let id = grant.target().follow_up_id;
    with_places(app, grant.actor(), grant.region(), id)
        .await?
        .ok_or(Problem::NotFound)
}

/// Gives it on to somebody else of the unit.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the sheet.
pub(crate) async fn onward(
    grant: Grant<AnswerDisposition>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answered {
    let directory = Directories::of(&app, &grant).await?;
    let actor = grant.actor();
    let desks = targets(&app, &directory, actor, &actor.place).await?;
    let to = desks
        .iter()
        .find(|desk| desk.value == typing.tujuan)
        .map(super::targets::Target::recipient);
    pass_on(grant, app, typing, DispositionKind::Onward, to).await
}

/// Sends it back up to who gave it.
///
/// # Errors
/// As `onward`.
pub(crate) async fn up(
    grant: Grant<AnswerDisposition>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answered {
    let it = grant.target();
    let to = Recipient {
        unit: it.from_unit_id,
        // what the system gave (played data, an import) goes to the unit
        account: Some(it.from_account_id).filter(|id| !id.is_nil()),
        name: it.from_name.clone(),
    };
    pass_on(grant, app, typing, DispositionKind::Up, Some(to)).await
}

async fn pass_on(
    grant: Grant<AnswerDisposition>,
    app: App,
    typing: Typing,
    kind: DispositionKind,
    to: Option<Recipient>,
) -> Answered {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, it) = (grant.actor(), grant.target());
    let (about, places) = about(&app, &grant).await?;
    let rules = follow_up::daily_rules(app.db().read(), grant.region()).await?;
    let mut errors = FormErrors::new();
    let said = read(&typing, &rules.words, &mut errors);
    if to.is_none() {
        errors.add("tujuan", "Pilih kepada siapa ini diteruskan.");
    }
    let written = match (refusal(it, actor, &typing), to) {
        (Some(refusal), _) => Err(refusal),
        (None, Some(to)) if !errors.any() => {
            let target = about.clone();
            let new = NewDisposition {
                kind,
                from_unit: actor.place.id,
                to,
                words: said.words,
                note: said.note,
                due: said.due.or_else(|| it.due()),
                about_report: it.report_number.is_some(),
                answers: Some(it.clone()),
            };
            app.db()
                .write(&grant, move |tx| {
                    Box::pin(async move { disposition::pass(tx, &target, new).await })
                })
                .await
                .map(drop)
        }
        _ => Err(Problem::Refused(String::new())),
    };
    let news = match kind {
        DispositionKind::Up => "atasan",
        _ => "terus",
    };
    let typing = Typing {
        form: it.id.to_string(),
        ..typing
    };
    answered(
        &app,
        &directory,
        actor,
        (&about, &places),
        written,
        (typing, errors, news),
    )
    .await
}

/// Takes it off the desk: done.
///
/// # Errors
/// As `onward`.
pub(crate) async fn close(
    grant: Grant<AnswerDisposition>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answered {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, it) = (grant.actor(), grant.target());
    let (about, places) = about(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let note = errors.text("catatan", &typing.catatan, 1000);
    let written = match refusal(it, actor, &typing) {
        Some(refusal) => Err(refusal),
        None if errors.any() => Err(Problem::Refused(String::new())),
        None => {
            let target = it.clone();
            app.db()
                .write(&grant, move |tx| {
                    Box::pin(async move { disposition::close(tx, &target, &note).await })
                })
                .await
                .map(drop)
        }
    };
    let typing = Typing {
        form: it.id.to_string(),
        ..typing
    };
    answered(
        &app,
        &directory,
        actor,
        (&about, &places),
        written,
        (typing, errors, "selesai"),
    )
    .await
}
