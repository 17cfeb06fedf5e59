//! *Mutasi Jabatan*: the rows of a decree are pasted, looked at, and applied all at once.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    transfer::{self, Decree, Trouble},
};
use platform::{
    App, Grant, Page, Problem,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    Frame,
    actions::Transfer,
    messages::{Message, sentence},
};
use crate::rules::movement::Line;

/// Most rows of a decree.
pub const MOST: usize = 2000;

/// What is typed; `langkah` is `terapkan` once the preview was seen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    nomor: String,
    berlaku: String,
    serah_terima: String,
    baris: String,
    langkah: String,
}

#[derive(Template)]
#[template(path = "administration/transfer.html")]
struct TransferPage<'a> {
    frame: Frame,
    lines: Vec<Line>,
    troubles: Vec<Trouble>,
    ready: bool,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The empty form.
pub async fn show(
    grant: Grant<Transfer>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let view = TransferPage {
        frame: Frame::new(&app, &directory),
        lines: vec![],
        troubles: vec![],
        ready: false,
        form: &Form::default(),
        errors: &FormErrors::new(),
    };
    Ok(Page::new("Mutasi Jabatan", &view)?.flash(sentence(&query.pesan)))
}

/// Looks at the rows, or applies them.
pub async fn send(
    grant: Grant<Transfer>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let number = errors.required("nomor", &form.nomor, 200);
    let effective = errors.date("berlaku", &form.berlaku);
    let until = errors.date("serah_terima", &form.serah_terima);
    if effective.is_none() {
        errors.add("berlaku", "Isi tanggal mulai berlakunya SK.");
    }
    if until.is_none() || until < effective {
        errors.add(
            "serah_terima",
            "Isi sampai kapan pejabat tanpa jabatan baru masih dapat masuk untuk serah terima.",
        );
    }
    let rows = transfer::parse(&form.baris);
    if rows.is_empty() || rows.len() > MOST {
        errors.add(
            "baris",
            format!("Tempel 1 sampai {MOST} baris dari lampiran SK."),
        );
    }
    let (mut lines, mut troubles) = (vec![], vec![]);
    if let (Some(effective), Some(hand_over_until), false) = (effective, until, errors.any()) {
        let db = app.db().read();
        let sources = transfer::sources(db, grant.region()).await?;
        let facts = sources.on(app.keys(), &directory, &rows, effective);
        let plan = transfer::plan(&rows, &facts);
        if plan.troubles.is_empty() && form.langkah == "terapkan" {
            let decree = Decree {
                number,
                effective,
                hand_over_until,
            };
            let inside = app.clone();
            let written = app
                .db()
                .write(&grant, move |tx| {
                    Box::pin(async move {
                        transfer::apply(tx, inside.keys(), &directory, &rows, &decree).await
                    })
                })
                .await;
            match written {
                Ok(_) => {
                    let path = format!("/{}/pengaturan/mutasi?pesan=mutasi", grant.region());
                    return Ok(Redirect::to(&path).into_response());
                }
                Err(Problem::Refused(why) | Problem::Conflict(why)) => errors.add("", why),
                Err(problem) => return Err(problem),
            }
        } else {
            let load = transfer::loads(db, grant.region()).await?;
            lines = plan
                .moves
                .iter()
                .map(|it| Line::of(it, &facts.posts, &load))
                .collect();
            troubles = plan.troubles;
        }
    }
    let directory = Directories::of(&app, &grant).await?;
    let view = TransferPage {
        frame: Frame::new(&app, &directory),
        ready: !errors.any() && troubles.is_empty(),
        lines,
        troubles,
        form: &form,
        errors: &errors,
    };
    let wrong = !view.ready;
    let page = Page::new("Mutasi Jabatan", &view)?;
    Ok(if wrong { page.refused() } else { page }.into_response())
}
