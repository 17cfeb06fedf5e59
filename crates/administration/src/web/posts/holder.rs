//! Putting a person on a post.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Directory,
    account::Acting,
    posts::{NewHolder, Period, Post, add_holder},
};
use platform::{
    App, Grant, Page, Problem,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::one_person;
use crate::web::{Frame, actions::WritePost};

/// What is typed of a holding.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Whom: only for a new holding.
    pub orang: String,
    /// Kind as stored; definitive is the empty word.
    pub status: String,
    /// First day.
    pub mulai: String,
    /// Last day.
    pub sampai: String,
    /// Until when it is handed over: only for a correction that ends it.
    pub serah_terima: String,
    /// Decree.
    pub dasar: String,
    /// The version on the screen: only for a correction.
    pub versi: String,
}

/// The same, understood.
pub(super) struct Input {
    pub acting: Acting,
    pub period: Period,
    pub source: String,
}

impl Form {
    /// Reads kind, period and decree.
    pub(super) fn read(&self, errors: &mut FormErrors) -> Option<Input> {
        let acting = Acting::from_code(&self.status);
        if acting.is_none() {
            errors.add("status", "Pilih statusnya.");
        }
        let period = Period {
            from: errors.date("mulai", &self.mulai),
            until: errors.date("sampai", &self.sampai),
        };
        // the day before the first is how an entry made by mistake is ended
        let before = period.from.and_then(time::Date::previous_day);
        if period.is_void() && period.until != before {
            errors.add(
                "sampai",
                "Hari terakhir tidak boleh mendahului hari pertama.",
            );
        }
        let source = errors.text("dasar", &self.dasar, 200);
        if errors.any() {
            return None;
        }
        Some(Input {
            acting: acting?,
            period,
            source,
        })
    }
}

#[derive(Template)]
#[template(path = "administration/holder_form.html")]
struct FormPage<'a> {
    frame: Frame,
    heading: &'static str,
    lede: String,
    action: String,
    back: String,
    unit_name: &'a str,
    /// Whether the person is chosen here.
    choose: bool,
    kinds: Vec<(&'static str, &'static str)>,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The page of a holding's form: a new one, or the correction of one that is there.
pub(super) fn page(
    app: &App,
    directory: &Directory,
    post: &Post,
    action: String,
    person: Option<&str>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let heading = match person {
        None => "Catat Pejabat",
        Some(_) => "Koreksi Pejabat",
    };
    let lede = match person {
        None => post.title.clone(),
        Some(name) => format!("{name}, {}", post.title),
    };
    Page::new(
        heading,
        &FormPage {
            frame: Frame::new(app, directory),
            heading,
            lede,
            action,
            back: format!("/pengaturan/unit/{}/jabatan", post.unit),
            unit_name: directory.unit_name(post.unit),
            choose: person.is_none(),
            kinds: Acting::ALL
                .into_iter()
                .map(|kind| (kind.code(), kind.label()))
                .collect(),
            form,
            errors,
        },
    )
}

/// The form.
pub async fn show(grant: Grant<WritePost>, State(app): State<App>) -> Result<Page, Problem> {
    render(&app, &grant, &Form::default(), &FormErrors::new()).await
}

/// Puts the person on the post.
pub async fn send(
    grant: Grant<WritePost>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let (region, post) = (grant.region(), grant.target());
    let person = one_person(&app, region, "orang", &form.orang, &mut errors).await?;
    if let (Some(input), Some(person)) = (form.read(&mut errors), person) {
        let new = NewHolder {
            post: post.id,
            account: person.id,
            acting: input.acting,
            period: input.period,
            source: input.source,
        };
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { add_holder(tx, new).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!(
                    "/{region}/pengaturan/unit/{}/jabatan?pesan=pejabat#jabatan-{}",
                    post.unit, post.id
                );
                return Ok(Redirect::to(&path).into_response());
            }
            Err(Problem::Refused(why)) => errors.add("orang", why),
            Err(problem) => return Err(problem),
        }
    }
    let again = render(&app, &grant, &form, &errors).await?;
    Ok(again.refused().into_response())
}

async fn render(
    app: &App,
    grant: &Grant<WritePost>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (region, post) = (grant.region(), grant.target());
    let action = format!("/{region}/pengaturan/jabatan/{}/pejabat", post.id);
    page(app, &directory, post, action, None, form, errors)
}
