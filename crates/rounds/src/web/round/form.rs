//! A new round: which list of which year is asked for, and by when.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::Directories;
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;
use values::store as figures;

use crate::{
    store::{self, RoundInput},
    web::{actions::AddRound, indicator::list_name},
};

/// What is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    judul: String,
    daftar: String,
    tujuan: String,
    batas: String,
    sekali: String,
}

#[derive(Template)]
#[template(path = "rounds/round_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    typing: &'a Typing,
    errors: &'a FormErrors,
    lists: Vec<(String, String)>,
    none: bool,
}

/// Lists of years as choices: "lppd:2025".
async fn choices(app: &App, region: &RegionCode) -> Result<Vec<(String, String)>, Problem> {
    let years = figures::years(app.db().read(), region).await?;
    Ok(years
        .into_iter()
        .map(|(list, year, count)| {
            let words = format!("{} {year} ({count} indikator)", list_name(&list));
            (format!("{list}:{year}"), words)
        })
        .collect())
}

async fn page(
    app: &App,
    region: &RegionCode,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let lists = choices(app, region).await?;
    let form = Form {
        region,
        typing,
        errors,
        none: lists.is_empty(),
        lists,
    };
    Page::new("Periode Pengisian Baru", &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn blank(
    grant: Grant<AddRound>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let typing = Typing {
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, grant.region(), &typing, &FormErrors::new()).await
}

fn read(
    typing: &Typing,
    lists: &[(String, String)],
    desk: Uuid,
    errors: &mut FormErrors,
) -> Option<RoundInput> {
    let title = errors.required("judul", &typing.judul, 200);
    let purpose = errors.text("tujuan", &typing.tujuan, 2000);
    let due = errors.date("batas", &typing.batas);
    if due.is_none() {
        errors.add("batas", "Wajib diisi.");
    }
    let chosen = lists.iter().find(|(value, _)| *value == typing.daftar);
    let list = chosen.and_then(|(value, _)| {
        let (list, year) = value.split_once(':')?;
        Some((list.to_owned(), year.parse::<i64>().ok()?))
    });
    if list.is_none() {
        errors.add("daftar", "Pilih daftar indikatornya.");
    }
    let (due, (list, year)) = (due?, list?);
    (!errors.any()).then_some(RoundInput {
        title,
        list,
        year,
        purpose,
        due,
        units: vec![],
        desk,
    })
}

/// Opens the round: every unit that owns an element is asked.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<AddRound>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let region = grant.region().clone();
    let lists = choices(&app, &region).await?;
    let mut errors = FormErrors::new();
    let mut input = read(&typing, &lists, grant.actor().place.id, &mut errors);
    if let Some(input) = &mut input {
        let db = app.db().read();
        input.units = figures::owners(db, &region, &input.list, input.year).await?;
        if input.units.is_empty() {
            errors.add(
                "daftar",
                "Belum ada indikator yang bertuan di daftar ini. Tetapkan PD pengampunya dahulu.",
            );
        }
    }
    let Some(input) = input.filter(|_| !errors.any()) else {
        return Ok(Err(page(&app, &region, &typing, &errors).await?.refused()));
    };
    let zone = directory.region.zone;
    let key = Uuid::parse_str(&typing.sekali).ok();
    let path = format!("/{region}/periode-pengisian");
    let written = app
        .db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                if let Some(key) = key {
                    tx.once(key, &input.title, &path).await?;
                }
                store::add_round(tx, &input, zone).await
            })
        })
        .await?;
    let path = format!("/{}/periode-pengisian/{}", grant.region(), written.value);
    Ok(Ok(Redirect::to(&path)))
}
