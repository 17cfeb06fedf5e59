//! *Undangan*: a one-time link by which a person makes the first password, or a new one.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Directory,
    account::{Passwords, accept, check_invitation},
};
use platform::{
    App, Page, PathParams, Problem, Public, RegionCode,
    brake::Brakes,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::{Visitor, own::new_password, region_of, unkept};

/// What is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Form {
    sandi_baru: String,
    sandi_ulang: String,
}

#[derive(Template)]
#[template(path = "administration/invitation.html")]
struct InvitationPage<'a> {
    region: &'a RegionCode,
    city: &'a str,
    name: &'a str,
    sign_in: &'a str,
    token: &'a str,
    errors: &'a FormErrors,
}

#[derive(Template)]
#[template(path = "administration/invitation_gone.html")]
struct GonePage<'a> {
    region: &'a RegionCode,
    city: &'a str,
}

/// The form behind the link.
pub async fn show(
    _: Public,
    State(app): State<App>,
    path: PathParams,
) -> Result<Response, Problem> {
    let region = region_of(&path)?;
    let directory = Directories::now(&app, &region).await?;
    let token = path.text("token")?;
    let Some((_, name, sign_in)) = check_invitation(&app, &region, token).await? else {
        return gone(&directory);
    };
    let page = render(&directory, &name, &sign_in, token, &FormErrors::new())?;
    Ok(unkept(page))
}

/// Makes the password.
pub async fn send(
    _: Public,
    State(app): State<App>,
    path: PathParams,
    visitor: Visitor,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let region = region_of(&path)?;
    let directory = Directories::now(&app, &region).await?;
    app.part::<Brakes>().address(visitor.address, app.now())?;
    let token = path.text("token")?;
    let Some((account, name, sign_in)) = check_invitation(&app, &region, token).await? else {
        return gone(&directory);
    };
    let mut errors = FormErrors::new();
    new_password(&mut errors, &form.sandi_baru, &form.sandi_ulang, &sign_in);
    if errors.any() {
        let page = render(&directory, &name, &sign_in, token, &errors)?.refused();
        return Ok(unkept(page));
    }
    let hash = app.part::<Passwords>().hash(form.sandi_baru).await?;
    accept(&app, &region, account, token.to_owned(), hash).await?;
    Ok(Redirect::to(&format!("/{region}/masuk?baru=1")).into_response())
}

fn render(
    directory: &Directory,
    name: &str,
    sign_in: &str,
    token: &str,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    Page::new(
        "Undangan",
        &InvitationPage {
            region: &directory.region.code,
            city: &directory.region.name,
            name,
            sign_in,
            token,
            errors,
        },
    )
}

fn gone(directory: &Directory) -> Result<Response, Problem> {
    let page = Page::new(
        "Undangan tidak berlaku",
        &GonePage {
            region: &directory.region.code,
            city: &directory.region.name,
        },
    )?;
    Ok(page.with_status(StatusCode::NOT_FOUND).into_response())
}
