//! Correcting kind, dates and decree of a holding, which is also how it ends.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    posts::{Correction, Holding, correct, find_holding, find_post},
    structure::Due,
};
use platform::{
    App, Grant, Page, Problem, date,
    form::{FormErrors, Typed},
};

use super::holder::{Form, page};
use crate::{rules::period, web::actions::CorrectHolding};

/// The form.
pub async fn show(grant: Grant<CorrectHolding>, State(app): State<App>) -> Result<Page, Problem> {
    let form = typed(grant.target());
    render(&app, &grant, &form, &FormErrors::new()).await
}

/// Corrects it. After a change by somebody else the form comes back with what is stored now.
pub async fn send(
    grant: Grant<CorrectHolding>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let held = grant.target();
    let directory = Directories::of(&app, &grant).await?;
    let input = form.read(&mut errors);
    let last = input.as_ref().and_then(|input| input.period.until);
    let hand_over = errors.date("serah_terima", &form.serah_terima);
    if hand_over.is_some() && (last.is_none() || hand_over < last) {
        errors.add(
            "serah_terima",
            "Isi hari terakhir jabatannya; serah terima tidak berakhir sebelum itu.",
        );
    }
    let Some(input) = input.filter(|_| !errors.any()) else {
        let page = render(&app, &grant, &form, &errors).await?;
        return Ok(page.refused().into_response());
    };
    let ends = input.period.until.is_some() && input.period.until != held.period.until;
    if ends && held.id == grant.actor().capacity {
        errors.add(
            "sampai",
            "Jabatan yang sedang Anda pakai tidak dapat Anda akhiri sendiri. Minta administrator \
             lain melakukannya.",
        );
        let page = render(&app, &grant, &form, &errors).await?;
        return Ok(page.refused().into_response());
    }
    let (id, version) = (held.id, form.versi.parse().unwrap_or(0));
    let new = Correction {
        acting: input.acting,
        period: input.period,
        source: input.source,
        hand_over: hand_over.map(|day| Due::new(day, None, directory.region.zone)),
        today: directory.region.today(app.now()),
    };
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { correct(tx, id, version, new).await })
        })
        .await;
    match written {
        Ok(_) => {
            let post = post_of(&app, &grant).await?;
            let path = format!(
                "/{}/pengaturan/unit/{}/jabatan?pesan=pejabat#jabatan-{}",
                grant.region(),
                post.unit,
                post.id
            );
            Ok(Redirect::to(&path).into_response())
        }
        Err(Problem::Conflict(why)) => {
            let now = find_holding(app.db().read(), grant.region(), id).await?;
            let now = now.ok_or(Problem::NotFound)?;
            let stored = format!("{}, {}", now.acting.label(), period::span(now.period));
            errors.add("", format!("{why} Yang tersimpan sekarang: {stored}."));
            let form = Form {
                versi: now.version.to_string(),
                ..form
            };
            let page = render(&app, &grant, &form, &errors).await?;
            Ok(page.with_status(StatusCode::CONFLICT).into_response())
        }
        Err(Problem::Refused(why)) => {
            errors.add("mulai", why);
            let page = render(&app, &grant, &form, &errors).await?;
            Ok(page.refused().into_response())
        }
        Err(problem) => Err(problem),
    }
}

fn typed(held: &Holding) -> Form {
    Form {
        orang: String::new(),
        status: held.acting.code().to_owned(),
        mulai: held.period.from.map(date::iso).unwrap_or_default(),
        sampai: held.period.until.map(date::iso).unwrap_or_default(),
        serah_terima: String::new(),
        dasar: held.source.clone(),
        versi: held.version.to_string(),
    }
}

async fn post_of(
    app: &App,
    grant: &Grant<CorrectHolding>,
) -> Result<government::posts::Post, Problem> {
    find_post(app.db().read(), grant.region(), grant.target().post)
        .await?
        .ok_or(Problem::NotFound)
}

async fn render(
    app: &App,
    grant: &Grant<CorrectHolding>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (region, held) = (grant.region(), grant.target());
    let post = post_of(app, grant).await?;
    let action = format!("/{region}/pengaturan/pejabat/{}/koreksi", held.id);
    let name = Some(held.name.as_str());
    page(app, &directory, &post, action, name, form, errors)
}
