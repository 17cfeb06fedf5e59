//! Taking the step, and saying what came of it.

use askama::Template;
use axum::extract::State;
use government::{Directories, Directory, structure::Due};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
};

use super::{
    Typing,
    preview::{Which, compose},
};
use crate::{
    rules::Many,
    store::{self, Came, Order, Round},
    web::actions::{DeskFillings, ExtendFillings, RemindFillings},
};

/// A filling that is named afterwards.
struct Named {
    id: Uuid,
    unit: String,
    why: String,
}

#[derive(Template)]
#[template(path = "rounds/many_done.html")]
struct Told<'a> {
    region: &'a RegionCode,
    it: &'a Round,
    step: Many,
    words: String,
    done: Vec<Named>,
    left: Vec<Named>,
}

fn order(app: &App, directory: &Directory, many: Many) -> Order {
    Order {
        many,
        note: String::new(),
        due: None,
        today: date::iso(directory.region.today(app.now())),
        one_person_both_steps: directory.region.one_person_both_steps,
    }
}

/// The compiling section passes them all on without a note.
///
/// # Errors
/// When the database cannot be used.
pub(crate) async fn accept(
    grant: Grant<DeskFillings>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let order = order(&app, &directory, Many::Accept);
    take(&app, &grant, &directory, order, typing, FormErrors::new()).await
}

/// Returns them all with one note.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the preview.
pub(crate) async fn give_back(
    grant: Grant<DeskFillings>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let order = Order {
        note: errors.required("catatan", &typing.catatan, 4000),
        ..order(&app, &directory, Many::Return)
    };
    take(&app, &grant, &directory, order, typing, errors).await
}

/// Reminds the units that are late.
///
/// # Errors
/// As `give_back`.
pub(crate) async fn remind(
    grant: Grant<RemindFillings>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let order = order(&app, &directory, Many::Remind);
    take(&app, &grant, &directory, order, typing, FormErrors::new()).await
}

/// Puts them all off to one date, for one reason.
///
/// # Errors
/// As `give_back`.
pub(crate) async fn extend(
    grant: Grant<ExtendFillings>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let reason = errors.required("catatan", &typing.catatan, 1000);
    let day = errors.date("batas", &typing.batas);
    let today = directory.region.today(app.now());
    match day {
        // a day that cannot be read was said to be that already
        None if errors.of("batas").is_empty() => errors.add("batas", "Wajib diisi."),
        Some(day) if day < today => errors.add("batas", "Tanggal ini sudah lewat."),
        _ => {}
    }
    let order = Order {
        note: reason,
        due: day.map(|day| Due::new(day, None, directory.region.zone)),
        ..order(&app, &directory, Many::Extend)
    };
    take(&app, &grant, &directory, order, typing, errors).await
}

async fn take<A: Action<Target = Round>>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    order: Order,
    typing: Typing,
    mut errors: FormErrors,
) -> Result<Page, Problem> {
    let (it, many, picked) = (grant.target(), order.many, typing.picked());
    if picked.is_empty() {
        errors.add("", "Pilih paling sedikit satu isian.");
    }
    if errors.any() {
        let ids: Vec<Uuid> = picked.iter().map(|picked| picked.id).collect();
        let actor = grant.actor();
        let which = match ids.is_empty() {
            true => Which::Unpicked,
            false => Which::These(&ids),
        };
        let page = compose(app, directory, actor, it, many, which, (&typing, &errors)).await?;
        return Ok(page.refused());
    }
    let once = Uuid::parse_str(&typing.sekali).ok();
    let content = format!("{many:?} {typing:?}");
    let path = format!("/{}/periode-pengisian/{}", grant.region(), it.id);
    let round = it.id;
    let written = app
        .db()
        .write(grant, move |tx| {
            Box::pin(async move {
                let came = store::each(tx, round, &picked, &order).await?;
                if let Some(once) = once.filter(|_| !came.done.is_empty()) {
                    tx.once(once, &content, &path).await?;
                }
                Ok(came)
            })
        })
        .await?;
    told(directory, it, many, written.value)
}

/// What came of it.
fn told(directory: &Directory, it: &Round, step: Many, came: Came) -> Result<Page, Problem> {
    let named = |it: &store::Filling, why: &str| Named {
        id: it.id,
        unit: directory.unit_name(it.unit_id).to_owned(),
        why: why.to_owned(),
    };
    let why: Vec<String> = came.left.iter().map(|(_, why)| why.clone()).collect();
    let page = Told {
        region: &directory.region.code,
        it,
        step,
        words: step.result(came.done.len(), &why),
        done: came.done.iter().map(|it| named(it, "")).collect(),
        left: came.left.iter().map(|(it, why)| named(it, why)).collect(),
    };
    Page::new(format!("{}, {}", step.label(), it.title), &page)
}
