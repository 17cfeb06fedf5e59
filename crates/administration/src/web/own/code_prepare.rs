//! Preparing the second factor: a key for the app on the phone, shown once and stored nowhere
//! until the person proves that the app shows the right digits.

use askama::Template;
use axum::{extract::State, response::Response};
use government::{Directories, account::prepare_totp};
use platform::{Action, App, Grant, Page, Problem, form::FormErrors};

use crate::{
    store::{self, Own},
    web::{Frame, actions::WriteOwn, unkept},
};

#[derive(Template)]
#[template(path = "administration/code.html")]
struct CodePage<'a> {
    frame: Frame,
    sealed: &'a str,
    secret: &'a str,
    url: &'a str,
    errors: &'a FormErrors,
}

/// Shows a fresh key.
pub async fn send(grant: Grant<WriteOwn>, State(app): State<App>) -> Result<Response, Problem> {
    let own = store::own(&app, grant.region(), grant.actor().person).await?;
    refuse_when_on(&own)?;
    let (sealed, secret, url) = prepare_totp(&app, &own.sign_in)?;
    let secret = grouped(&secret);
    let page = render(
        &app,
        &grant,
        &sealed,
        Some((&secret, &url)),
        &FormErrors::new(),
    )
    .await?;
    Ok(unkept(page))
}

/// A key in use is replaced only after it was turned off, which takes the password.
pub fn refuse_when_on(own: &Own) -> Result<(), Problem> {
    if own.totp_on {
        return Err(Problem::Refused(
            "Kode dua langkah sudah aktif. Matikan dulu di halaman Akun Saya, lalu siapkan kunci \
             yang baru."
                .into(),
        ));
    }
    Ok(())
}

/// The page with the key (where it is fresh) and the field for the digits.
pub async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    sealed: &str,
    fresh: Option<(&str, &str)>,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    let (secret, url) = fresh.unwrap_or_default();
    Page::new(
        "Kode Dua Langkah",
        &CodePage {
            frame: Frame::new(app, &directory),
            sealed,
            secret,
            url,
            errors,
        },
    )
}

/// In groups of four, as people read it out.
fn grouped(secret: &str) -> String {
    secret
        .chars()
        .enumerate()
        .flat_map(|(at, letter)| {
            let gap = (at > 0 && at % 4 == 0).then_some(' ');
            gap.into_iter().chain([letter])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn keys_are_read_in_fours() {
        assert_eq!(grouped("ABCDEFGHIJ"), "ABCD EFGH IJ");
        assert_eq!(grouped("ABCD"), "ABCD");
        assert_eq!(grouped(""), "");
    }
}
