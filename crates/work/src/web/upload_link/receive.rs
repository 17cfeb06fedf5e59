//! The small page behind a link. Anybody may open it who has the link; it shows what is asked and
//! nothing else, and takes one photo or one number.

use askama::Template;
use axum::{
    extract::{FromRequest, Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use figures::Amount;
use government::{
    Directories, Directory,
    follow_up::{
        self, FollowUp,
        upload_link::{self, Arrived, Asks, UploadLink},
    },
};
use platform::{
    App, Instant, Page, PathParams, Problem, Public, RegionCode, brake::Brakes, form::FormErrors,
    http::Visit, upload::Sent,
};

use super::unkept;

#[derive(Template)]
#[template(path = "work/upload_here.html")]
struct Here<'a> {
    region: &'a RegionCode,
    token: &'a str,
    it: &'a FollowUp,
    unit: &'a str,
    link: &'a UploadLink,
    photo: bool,
    until: String,
    limit: u64,
    amount: &'a str,
    note: &'a str,
    errors: &'a FormErrors,
}

#[derive(Template)]
#[template(path = "work/upload_gone.html")]
struct Gone {
    came: String,
}

/// Something behind a link that still opens.
struct Found {
    directory: std::sync::Arc<Directory>,
    link: UploadLink,
    it: FollowUp,
}

/// What is behind the link, or the page that says why nothing is.
async fn look(app: &App, region: &RegionCode, token: &str) -> Result<Result<Found, Page>, Problem> {
    let directory = Directories::now(app, region).await?;
    let link = upload_link::behind(app.db().read(), region, token).await?;
    let (open, came) = match &link {
        Some(link) => (
            link.state(app.now()) == upload_link::State::Open,
            link.used_at,
        ),
        None => (false, None),
    };
    if let Some(link) = link.filter(|_| open)
        && let Some(about) = follow_up::find(app.db().read(), region, link.follow_up_id).await?
        && about.follow_up.status().is_open()
    {
        return Ok(Ok(Found {
            directory,
            link,
            it: about.follow_up,
        }));
    }
    let came = came.map(|at| directory.region.stamp(Instant(at)));
    let (title, status) = match came {
        Some(_) => ("Kiriman Diterima", StatusCode::OK),
        None => ("Tautan Tidak Berlaku", StatusCode::NOT_FOUND),
    };
    let gone = Gone {
        came: came.unwrap_or_default(),
    };
    Ok(Err(Page::new(title, &gone)?.with_status(status)))
}

fn page(
    app: &App,
    region: &RegionCode,
    token: &str,
    found: &Found,
    typed: (&str, &str),
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let here = Here {
        region,
        token,
        it: &found.it,
        unit: found.directory.unit_name(found.it.lead),
        photo: found.link.asks() == Asks::Photo,
        until: found.directory.region.stamp(Instant(found.link.expires_at)),
        link: &found.link,
        limit: app.files().limit,
        amount: typed.0,
        note: typed.1,
        errors,
    };
    let title = match found.link.asks() {
        Asks::Photo => "Kirim Foto",
        Asks::Number => "Kirim Angka",
    };
    Page::new(title, &here)
}

/// The page behind a link.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn door(
    _: Public,
    State(app): State<App>,
    path: PathParams,
    visit: Visit,
) -> Result<Response, Problem> {
    app.part::<Brakes>().address(visit.address, app.now())?;
    let region: RegionCode = path
        .text("region")?
        .parse()
        .map_err(|_| Problem::NotFound)?;
    let token = path.text("token")?;
    Ok(match look(&app, &region, token).await? {
        Err(gone) => unkept(gone),
        Ok(found) => {
            let errors = FormErrors::new();
            unkept(page(&app, &region, token, &found, ("", ""), &errors)?)
        }
    })
}

/// Takes in what is sent. The link is looked at before the first byte of a file is.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn receive(
    _: Public,
    State(app): State<App>,
    path: PathParams,
    visit: Visit,
    request: Request,
) -> Result<Response, Problem> {
    app.part::<Brakes>().address(visit.address, app.now())?;
    let region: RegionCode = path
        .text("region")?
        .parse()
        .map_err(|_| Problem::NotFound)?;
    let token = path.text("token")?;
    let found = match look(&app, &region, token).await? {
        Ok(found) => found,
        Err(gone) => return Ok(unkept(gone)),
    };
    let mut sent = Sent::from_request(request, &app).await?;
    let mut errors = FormErrors::new();
    let (amount, note) = (sent.text("jumlah"), sent.text("catatan"));
    let words = errors.text("catatan", &note, 500);
    let arrived = match found.link.asks() {
        Asks::Number => Amount::read(amount.trim())
            .map(Arrived::Number)
            .map_err(|error| errors.add("jumlah", error.to_string()))
            .ok(),
        Asks::Photo => photo(&app, &mut sent, &mut errors).await?,
    };
    if let Some(arrived) = arrived.filter(|_| !errors.any()) {
        let took = upload_link::arrive(&app, &found.it, &found.link, &region, arrived, words).await;
        match took {
            // whoever came second is told by the page that something came in
            Ok(()) | Err(Problem::Refused(_)) => {
                let back = format!("/{region}/unggah/{token}");
                return Ok(Redirect::to(&back).into_response());
            }
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &region, token, &found, (&amount, &note), &errors)?;
    Ok(unkept(again.refused()))
}

/// The one photo of a form.
async fn photo(
    app: &App,
    sent: &mut Sent,
    errors: &mut FormErrors,
) -> Result<Option<Arrived>, Problem> {
    if !sent.file_error.is_empty() {
        errors.add("foto", sent.file_error.clone());
        return Ok(None);
    }
    let mut files = sent.keep(app).await?;
    let only = (files.len() == 1)
        .then(|| files.pop())
        .flatten()
        .filter(|(_, file)| file.media_type.starts_with("image/"));
    if only.is_none() {
        errors.add("foto", "Pilih satu foto (JPG, PNG, atau WEBP).");
    }
    Ok(only.map(|(name, file)| Arrived::Photo(name, file)))
}
