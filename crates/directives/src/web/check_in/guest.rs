//! Somebody without an account says to be there; the recorder confirms it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{Directories, Directory, account::normal_nip};
use platform::{
    App, Page, PathParams, Problem, Public, RegionCode,
    brake::Brakes,
    form::{Filter, FormErrors, Typed},
    http::Visit,
};
use serde::Deserialize;

use super::{super::actions::behind_code, done, gone};
use crate::{
    rules::Comer,
    store::{self, GUEST_NIP, Meeting},
};

#[derive(Template)]
#[template(path = "directives/check_in_ask.html")]
struct Ask<'a> {
    region: &'a RegionCode,
    city: &'a str,
}

#[derive(Template)]
#[template(path = "directives/check_in_guest.html")]
struct Form<'a> {
    region: &'a RegionCode,
    code: &'a str,
    it: &'a Meeting,
    when: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

/// The code typed instead of scanned.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    kode: String,
}

/// What a guest types.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    nama: String,
    instansi: String,
    jabatan: String,
    nip: String,
}

fn region_of(path: &PathParams) -> Result<RegionCode, Problem> {
    path.text("region")?.parse().map_err(|_| Problem::NotFound)
}

/// Asks for the code, and leads on to what it opens.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn ask(
    _: Public,
    State(app): State<App>,
    path: PathParams,
    Filter(asked): Filter<Asked>,
) -> Result<Response, Problem> {
    let region = region_of(&path)?;
    let directory = Directories::now(&app, &region).await?;
    let code: String = asked
        .kode
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(20)
        .collect();
    if !code.is_empty() {
        return Ok(Redirect::to(&format!("/{region}/hadir/{code}")).into_response());
    }
    let ask = Ask {
        region: &region,
        city: &directory.region.name,
    };
    Ok(Page::new("Kode Hadir", &ask)?.into_response())
}

fn page(
    directory: &Directory,
    code: &str,
    it: &Meeting,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let form = Form {
        region: &directory.region.code,
        code,
        it,
        when: it.when(&directory.region.zone_label),
        typing,
        errors,
    };
    Page::new("Saya Hadir", &form)
}

/// The form behind a code.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn guest_form(
    _: Public,
    State(app): State<App>,
    path: PathParams,
    visit: Visit,
) -> Result<Page, Problem> {
    app.part::<Brakes>().address(visit.address, app.now())?;
    let (region, code) = (region_of(&path)?, path.text("code")?);
    let directory = Directories::now(&app, &region).await?;
    match behind_code(&app, &region, code).await? {
        Some(it) => page(
            &directory,
            code,
            &it,
            &Typing::default(),
            &FormErrors::new(),
        ),
        None => gone(&directory),
    }
}

/// Notes a guest, who waits for the recorder.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn guest_send(
    _: Public,
    State(app): State<App>,
    path: PathParams,
    visit: Visit,
    Typed(typing): Typed<Typing>,
) -> Result<Page, Problem> {
    app.part::<Brakes>().address(visit.address, app.now())?;
    let (region, code) = (region_of(&path)?, path.text("code")?);
    let directory = Directories::now(&app, &region).await?;
    let Some(it) = behind_code(&app, &region, code).await? else {
        return gone(&directory);
    };
    let mut errors = FormErrors::new();
    let who = Comer {
        unit: None,
        name: errors.required("nama", &typing.nama, 200),
        office: errors.text("jabatan", &typing.jabatan, 200),
        institution: errors.required("instansi", &typing.instansi, 200),
    };
    let nip = match typing.nip.trim() {
        "" => None,
        typed => {
            let nip = normal_nip(typed);
            if nip.is_none() {
                errors.add(
                    "nip",
                    "NIP terdiri dari 18 angka. Kosongkan bila tidak ada.",
                );
            }
            nip
        }
    };
    if errors.any() {
        return Ok(page(&directory, code, &it, &typing, &errors)?.refused());
    }
    let sealed = match nip {
        Some(nip) => Some(app.keys().seal(GUEST_NIP, &nip)?),
        None => None,
    };
    let name = who.name.clone();
    let came = store::check_in_guest(&app, &region, it.id, who, sealed).await?;
    done(&it, &name, came, true)
}
