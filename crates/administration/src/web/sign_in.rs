//! *Masuk*: NIP or sign-in name, password, and six digits where the second factor is on.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Directory,
    account::{Attempt, Refusal, SignedIn, sign_in},
};
use platform::{
    App, Page, PathParams, Problem, Public, RegionCode,
    brake::Brakes,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;

use super::{Visitor, refusal, region_of, with_cookies};
use crate::rules::{cookie, redirect};

/// What the address of the page may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    lanjut: String,
    baru: String,
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    nama: String,
    sandi: String,
    kode: String,
    /// Whether the field for the digits was shown.
    dengan_kode: String,
    lanjut: String,
}

#[derive(Template)]
#[template(path = "administration/sign_in.html")]
struct SignInPage<'a> {
    region: &'a RegionCode,
    city: &'a str,
    simulated: bool,
    name: &'a str,
    next: &'a str,
    with_code: bool,
    errors: &'a FormErrors,
}

/// The empty form.
pub async fn show(
    _: Public,
    State(app): State<App>,
    path: PathParams,
    visitor: Visitor,
    Filter(query): Filter<Query>,
) -> Result<Response, Problem> {
    let directory = Directories::now(&app, &region_of(&path)?).await?;
    let form = Form {
        lanjut: query.lanjut,
        ..Form::default()
    };
    let done = (query.baru == "1")
        .then(|| "Kata sandi sudah dibuat. Silakan masuk dengan kata sandi itu.".to_owned());
    let page = render(&directory, &form, &FormErrors::new())?.flash(done);
    Ok(with_cookies(page, &visitor.cookies))
}

/// Lets somebody in, or says why not.
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
    let mut errors = FormErrors::new();
    let identifier = errors.required("nama", &form.nama, 100);
    if form.sandi.is_empty() {
        errors.add("sandi", "Wajib diisi.");
    }
    if errors.any() {
        let page = render(&directory, &form, &errors)?.refused();
        return Ok(with_cookies(page, &visitor.cookies));
    }
    let attempt = Attempt {
        identifier,
        password: form.sandi.clone(),
        code: form.kode.clone(),
        device: visitor.device.clone(),
        browser: visitor.browser.clone(),
    };
    match sign_in(&app, &region, attempt, directory.region.zone).await? {
        Ok(signed_in) => {
            let secure = app.settings().secure_cookies;
            let mut cookies = visitor.cookies;
            cookies.push(cookie::session(&region, &signed_in.token, secure));
            let next = next_page(&region, &form.lanjut, &signed_in);
            Ok(with_cookies(Redirect::to(&next), &cookies))
        }
        Err(refusal) => {
            let answer = refused(&directory, form, &refusal)?;
            Ok(with_cookies(answer, &visitor.cookies))
        }
    }
}

fn next_page(region: &RegionCode, wanted: &str, signed_in: &SignedIn) -> String {
    match redirect::local(wanted) {
        Some(path) => path.to_owned(),
        None if signed_in.capacities > 1 => format!("/{region}/bertindak-sebagai"),
        None => format!("/{region}"),
    }
}

fn refused(directory: &Directory, mut form: Form, refusal: &Refusal) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let (field, why) = refusal::in_words(refusal);
    errors.add(field, why);
    if matches!(refusal, Refusal::CodeNeeded { .. }) {
        form.dengan_kode = "1".into();
    }
    let page = render(directory, &form, &errors)?;
    let Refusal::Wait { seconds } = refusal else {
        return Ok(page.refused().into_response());
    };
    let mut response = page
        .with_status(StatusCode::TOO_MANY_REQUESTS)
        .into_response();
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    Ok(response)
}

/// The form; never with the password.
fn render(directory: &Directory, form: &Form, errors: &FormErrors) -> Result<Page, Problem> {
    let region = &directory.region;
    Page::new(
        "Masuk",
        &SignInPage {
            region: &region.code,
            city: &region.name,
            simulated: region.simulated,
            name: &form.nama,
            next: redirect::local(&form.lanjut).unwrap_or_default(),
            with_code: !form.dengan_kode.is_empty(),
            errors,
        },
    )
}

#[cfg(test)]
mod tests {
    use government::account::SignedIn;

    use super::next_page;

    #[test]
    fn nobody_is_led_to_another_site() {
        let region = "99.99".parse().unwrap();
        let with = |capacities| SignedIn {
            token: String::new(),
            capacities,
        };
        assert_eq!(next_page(&region, "/99.99/rapat", &with(2)), "/99.99/rapat");
        assert_eq!(next_page(&region, "//jahat.example", &with(1)), "/99.99");
        assert_eq!(next_page(&region, "", &with(2)), "/99.99/bertindak-sebagai");
    }
}
