//! Making links, seeing what became of them, taking them back.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Directory,
    follow_up::{
        Card, FollowUp,
        upload_link::{self, Asks, NewLink, UploadLink},
    },
    posts,
};
use platform::{
    App, Grant, Instant, Page, PathParams, Problem, RegionCode, Uuid,
    form::{Filter, FormErrors, Typed},
    http::Visit,
};
use serde::Deserialize;

use super::{super::actions::WriteUploadLinks, unkept};

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    jabatan: String,
    minta: String,
    keterangan: String,
}

/// Which sentence is shown once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    kabar: String,
}

#[derive(Template)]
#[template(path = "work/upload_links.html")]
struct Links<'a> {
    region: &'a RegionCode,
    card: Card,
    may_make: bool,
    posts: Vec<(Uuid, String)>,
    asks: Vec<(&'static str, &'static str)>,
    lines: Vec<Line>,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

#[derive(Template)]
#[template(path = "work/upload_link_made.html")]
struct Made<'a> {
    region: &'a RegionCode,
    card: Card,
    post: &'a str,
    until: String,
    link: &'a str,
    wa: String,
}

/// A link in words.
struct Line {
    link: UploadLink,
    state: &'static str,
    chip: &'static str,
    waits: bool,
    open: bool,
    made: String,
    until: String,
    came: String,
    amount: String,
}

impl Line {
    fn of(link: UploadLink, it: &FollowUp, directory: &Directory, now: Instant) -> Self {
        let (state, region) = (link.state(now), &directory.region);
        let measure = it.measure.as_deref().unwrap_or_default();
        Self {
            state: state.label(),
            chip: state.chip(),
            waits: state == upload_link::State::Arrived,
            open: state == upload_link::State::Open,
            made: region.stamp(Instant(link.created_at)),
            until: region.stamp(Instant(link.expires_at)),
            came: link
                .used_at
                .map(|at| region.stamp(Instant(at)))
                .unwrap_or_default(),
            amount: link
                .amount()
                .map(|amount| format!("{amount} {measure}"))
                .unwrap_or_default(),
            link,
        }
    }
}

/// The posts a link can be for: of the unit that owes it, and of the units below.
async fn posts_of(
    app: &App,
    directory: &Directory,
    it: &FollowUp,
) -> Result<Vec<(Uuid, String)>, Problem> {
    let today = directory.region.today(app.now());
    let Some(lead) = directory.unit(it.lead).map(|unit| &unit.place) else {
        return Ok(vec![]);
    };
    let all = posts::posts(app.db().read(), &directory.region.code).await?;
    let mut found: Vec<(Uuid, String)> = all
        .into_iter()
        .filter(|post| post.exists_on(today))
        .filter(|post| {
            let unit = directory.unit(post.unit);
            unit.is_some_and(|unit| unit.place.lies_in(lead))
        })
        .map(|post| (post.id, post.title))
        .collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(found)
}

async fn page(
    app: &App,
    directory: &Directory,
    it: &FollowUp,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let (region, now) = (&directory.region.code, app.now());
    let links = upload_link::of_follow_up(app.db().read(), region, it.id).await?;
    let view = Links {
        region,
        card: Card::of(it, directory, now),
        may_make: it.status().is_open(),
        posts: posts_of(app, directory, it).await?,
        asks: Asks::ALL.map(|asks| (asks.word(), asks.label())).to_vec(),
        lines: links
            .into_iter()
            .map(|link| Line::of(link, it, directory, now))
            .collect(),
        typing,
        errors,
    };
    Page::new("Tautan Unggah", &view)
}

/// The links of a follow-up, with what came in.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<WriteUploadLinks>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        minta: Asks::Photo.word().into(),
        ..Typing::default()
    };
    let news = match asked.kabar.as_str() {
        "tarik" => Some("Tautan ditarik dan tidak dapat dibuka lagi.".to_owned()),
        "buang" => Some("Kiriman dibuang.".to_owned()),
        _ => None,
    };
    let errors = FormErrors::new();
    let page = page(&app, &directory, grant.target(), &typing, &errors).await?;
    Ok(page.flash(news))
}

/// Makes a link and shows it once.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn make(
    grant: Grant<WriteUploadLinks>,
    State(app): State<App>,
    visit: Visit,
    Typed(typing): Typed<Typing>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let question = errors.text("keterangan", &typing.keterangan, 200);
    let asks = Asks::from_word(&typing.minta);
    if asks.is_none() {
        errors.add("minta", "Pilih satu foto atau satu angka.");
    }
    let posts = posts_of(&app, &directory, &it).await?;
    let post = Uuid::parse_str(&typing.jabatan).ok();
    let post = posts.into_iter().find(|(id, _)| Some(*id) == post);
    if post.is_none() {
        errors.add("jabatan", "Pilih jabatan yang diminta mengirim.");
    }
    let written = match (asks, post) {
        (Some(asks), Some((post, title))) if !errors.any() => {
            let new = NewLink {
                post,
                post_title: title.clone(),
                asks,
                question: question.clone(),
            };
            let target = it.clone();
            let made = app
                .db()
                .write(&grant, move |tx| {
                    Box::pin(async move { upload_link::make(tx, &target, new).await })
                })
                .await;
            match made {
                Ok(written) => Some((written.value.1, title, asks)),
                Err(Problem::Refused(text)) => {
                    errors.add("", text);
                    None
                }
                Err(other) => return Err(other),
            }
        }
        _ => None,
    };
    let Some((token, post, asks)) = written else {
        let again = page(&app, &directory, &it, &typing, &errors).await?;
        return Ok(again.refused().into_response());
    };
    let region = grant.region();
    let link = format!("{}/{region}/unggah/{token}", visit.origin);
    let end = app.now().plus_seconds(upload_link::LIFE_SECONDS);
    let until = directory.region.stamp(end);
    let view = Made {
        region,
        card: Card::of(&it, &directory, app.now()),
        wa: wa_text(&directory, &it, asks, &question, &post, &link, &until),
        post: &post,
        until,
        link: &link,
    };
    Ok(unkept(Page::new("Tautan Unggah", &view)?))
}

fn wa_text(
    directory: &Directory,
    it: &FollowUp,
    asks: Asks,
    question: &str,
    post: &str,
    link: &str,
    until: &str,
) -> String {
    let mark = if directory.region.simulated {
        "[DATA SIMULASI]\n"
    } else {
        ""
    };
    let asked = match (asks, question) {
        (Asks::Photo, "") => "satu foto".to_owned(),
        (Asks::Photo, what) => format!("satu foto: {what}"),
        (Asks::Number, "") => "satu angka: jumlah yang sudah dicapai sampai sekarang".to_owned(),
        (Asks::Number, what) => format!("satu angka: {what}"),
    };
    format!(
        "{mark}Yth. {post},\nmohon kirim {asked}, untuk *{} {}* ({}).\n\nBuka tautan ini dari \
         ponsel, tanpa masuk:\n{link}\n\nBerlaku sampai {until}, sekali pakai. Mohon tidak \
         diteruskan.\n",
        it.number,
        it.task,
        directory.unit_name(it.lead),
    )
}

/// Takes a link back.
///
/// # Errors
/// `Problem::Refused` when it was used already.
pub(in crate::web) async fn withdraw(
    grant: Grant<WriteUploadLinks>,
    State(app): State<App>,
    path: PathParams,
) -> Result<Redirect, Problem> {
    let (it, link) = (grant.target().clone(), path.id("link")?);
    let back = format!(
        "/{}/tindak-lanjut/{}/tautan?kabar=tarik",
        grant.region(),
        it.id
    );
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { upload_link::withdraw(tx, &it, link).await })
        })
        .await?;
    Ok(Redirect::to(&back))
}
