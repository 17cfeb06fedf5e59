//! Taking the step, and saying what came of it.

use askama::Template;
use axum::extract::State;
use government::{
    Directories, Directory,
    follow_up::{self, Came, Card, Decision, FollowUp, Step},
    notice,
    structure::Due,
};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Scope, Uuid, date,
    form::{FormErrors, Typed},
};

use super::{Reminder, Typing, preview::compose, reminders};
use crate::{
    rules::bulk::Bulk,
    web::actions::{ExtendTerms, RemindUnits, ReviewReports},
};

#[derive(Template)]
#[template(path = "work/bulk_done.html")]
struct Told<'a> {
    region: &'a RegionCode,
    step: Bulk,
    words: String,
    done: Vec<Card>,
    left: Vec<(Card, String)>,
    reminders: Vec<Reminder>,
}

/// Verifies them all without a note.
///
/// # Errors
/// When the database cannot be used.
pub(crate) async fn verify(
    grant: Grant<ReviewReports>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let step = Step::Decide {
        decision: Decision::Verify,
        note: String::new(),
        one_person_both_steps: directory.region.one_person_both_steps,
    };
    take(
        &app,
        &grant,
        &directory,
        Bulk::Verify,
        typing,
        step,
        FormErrors::new(),
    )
    .await
}

/// Returns them all with one note.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the preview.
pub(crate) async fn give_back(
    grant: Grant<ReviewReports>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let step = Step::Decide {
        decision: Decision::Return,
        note: errors.required("catatan", &typing.catatan, 2000),
        one_person_both_steps: directory.region.one_person_both_steps,
    };
    take(&app, &grant, &directory, Bulk::Return, typing, step, errors).await
}

/// Puts them all off to one date, for one reason.
///
/// # Errors
/// As `give_back`.
pub(crate) async fn extend(
    grant: Grant<ExtendTerms>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let reason = errors.required("catatan", &typing.catatan, 1000);
    let day = errors.date("batas", &typing.batas);
    let today = directory.region.today(app.now());
    match day {
        None => errors.add("batas", "Wajib diisi."),
        Some(day) if day < today => errors.add("batas", "Tanggal ini sudah lewat."),
        Some(_) => {}
    }
    let due = Due::new(day.unwrap_or(today), None, directory.region.zone);
    let step = Step::Extend { due, reason };
    take(&app, &grant, &directory, Bulk::Extend, typing, step, errors).await
}

async fn take<A: Action<Target = ()>>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    bulk: Bulk,
    typing: Typing,
    step: Step,
    mut errors: FormErrors,
) -> Result<Page, Problem> {
    let seen = typing.seen();
    if seen.is_empty() {
        errors.add("", "Pilih paling sedikit satu tindak lanjut.");
    }
    if errors.any() {
        let ids: Vec<Uuid> = seen.iter().map(|seen| seen.id).collect();
        let page = compose(
            app,
            directory,
            grant.actor(),
            bulk,
            &ids,
            (&typing, &errors),
        )
        .await?;
        return Ok(page.refused());
    }
    let (scope, place) = (grant.scope(), grant.actor().place.clone());
    let once = Uuid::parse_str(&typing.sekali).ok();
    let content = format!("{typing:?}");
    let path = format!("/{}/tindak-lanjut", grant.region());
    let written = app
        .db()
        .write(grant, move |tx| {
            Box::pin(async move {
                let covers = |other: &platform::Place| Scope::covers(scope, &place, other);
                let came = follow_up::each(tx, &seen, covers, &step).await?;
                if let Some(once) = once.filter(|_| !came.done.is_empty()) {
                    tx.once(once, &content, &path).await?;
                }
                Ok(came)
            })
        })
        .await?;
    told(app, directory, bulk, written.value, vec![])
}

/// What came of it. Those it was done to are shown as they are now, which is why they were read
/// before: number and task do not change.
fn told(
    app: &App,
    directory: &Directory,
    step: Bulk,
    came: Came,
    reminders: Vec<Reminder>,
) -> Result<Page, Problem> {
    let card = |it: &FollowUp| Card::of(it, directory, app.now());
    let why: Vec<String> = came.left.iter().map(|left| left.why.clone()).collect();
    let page = Told {
        region: &directory.region.code,
        step,
        words: step.result(came.done.len(), &why),
        done: came.done.iter().map(card).collect(),
        left: came
            .left
            .iter()
            .map(|left| (card(&left.follow_up), left.why.clone()))
            .collect(),
        reminders,
    };
    Page::new(step.label(), &page)
}

/// Reminds the units that lead them.
///
/// # Errors
/// As `give_back`.
pub(crate) async fn remind(
    grant: Grant<RemindUnits>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (actor, region, now) = (grant.actor(), grant.region(), app.now());
    let ids: Vec<Uuid> = typing.seen().iter().map(|seen| seen.id).collect();
    let rows = follow_up::by_ids(app.db().read(), region, &ids).await?;
    let mut came = Came::default();
    for (it, place) in rows {
        let covered = grant.scope().covers(&actor.place, &place);
        let misfit = Bulk::Remind.misfit(&it, None, actor.person, true, now);
        match misfit.or((!covered).then_some("di luar kewenangan Anda")) {
            None => came.done.push(it),
            Some(why) => came.left.push(follow_up::Left {
                follow_up: it,
                why: why.to_owned(),
            }),
        }
    }
    if came.done.is_empty() {
        let mut errors = FormErrors::new();
        errors.add(
            "",
            "Pilih paling sedikit satu tindak lanjut yang terlambat.",
        );
        let page = compose(
            &app,
            &directory,
            actor,
            Bulk::Remind,
            &ids,
            (&typing, &errors),
        )
        .await?;
        return Ok(page.refused());
    }
    let mut units: Vec<(Uuid, Vec<Uuid>)> = Vec::new();
    for it in &came.done {
        match units.iter_mut().find(|(unit, _)| *unit == it.lead) {
            Some((_, late)) => late.push(it.id),
            None => units.push((it.lead, vec![it.id])),
        }
    }
    let day = date::iso(directory.region.today(now));
    let told_units = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { notice::nudge(tx, &units, &day).await })
        })
        .await?
        .value;
    let texts = reminders(&directory, &app, &came.done);
    let (done, before) = came
        .done
        .into_iter()
        .partition(|it| told_units.contains(&it.lead));
    came.done = done;
    let before: Vec<FollowUp> = before;
    came.left
        .extend(before.into_iter().map(|it| follow_up::Left {
            follow_up: it,
            why: "unitnya sudah diingatkan hari ini".into(),
        }));
    told(&app, &directory, Bulk::Remind, came, texts)
}
