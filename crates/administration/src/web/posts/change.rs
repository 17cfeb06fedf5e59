//! A post's title, whether it leads the unit, and its last day.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{Directories, posts::change_post};
use platform::{
    App, Grant, Page, Problem, date,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use crate::web::{Frame, actions::WritePost};

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    jabatan: String,
    memimpin: Option<String>,
    sampai: String,
}

#[derive(Template)]
#[template(path = "administration/post_form.html")]
struct FormPage<'a> {
    frame: Frame,
    action: String,
    back: String,
    unit_name: &'a str,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The form.
pub async fn show(grant: Grant<WritePost>, State(app): State<App>) -> Result<Page, Problem> {
    let post = grant.target();
    let form = Form {
        jabatan: post.title.clone(),
        memimpin: post.heads.then(|| "1".to_owned()),
        sampai: post.until.map(date::iso).unwrap_or_default(),
    };
    render(&app, &grant, &form, &FormErrors::new()).await
}

/// Changes the post.
pub async fn send(
    grant: Grant<WritePost>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let title = errors.required("jabatan", &form.jabatan, 150);
    let until = errors.date("sampai", &form.sampai);
    if errors.any() {
        let page = render(&app, &grant, &form, &errors).await?;
        return Ok(page.refused().into_response());
    }
    let (id, heads) = (grant.target().id, form.memimpin.is_some());
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move { change_post(tx, id, &title, heads, until).await })
        })
        .await;
    match written {
        Ok(_) => {
            let (region, unit) = (grant.region(), grant.target().unit);
            let path =
                format!("/{region}/pengaturan/unit/{unit}/jabatan?pesan=jabatan#jabatan-{id}");
            Ok(Redirect::to(&path).into_response())
        }
        Err(Problem::Conflict(_)) => {
            errors.add(
                "jabatan",
                "Unit ini sudah mempunyai jabatan dengan nama itu.",
            );
            let page = render(&app, &grant, &form, &errors).await?;
            Ok(page.refused().into_response())
        }
        Err(problem) => Err(problem),
    }
}

async fn render(
    app: &App,
    grant: &Grant<WritePost>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (region, post) = (grant.region(), grant.target());
    Page::new(
        "Ubah Jabatan",
        &FormPage {
            frame: Frame::new(app, &directory),
            action: format!("/{region}/pengaturan/jabatan/{}/ubah", post.id),
            back: format!("/pengaturan/unit/{}/jabatan", post.unit),
            unit_name: directory.unit_name(post.unit),
            form,
            errors,
        },
    )
}
