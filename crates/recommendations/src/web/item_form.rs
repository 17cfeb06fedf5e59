//! A recommendation added or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory, structure::Affair};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::{
    actions::{WriteDecision, WriteItem},
    choices::{Choice, affairs, earlier, ticked, unit},
    list::units,
};
use crate::store::{self, Due, Item, ItemInput};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    isi: String,
    komisi: String,
    urusan: String,
    pj: String,
    opd: Vec<String>,
    batas: String,
    berulang: String,
    versi: String,
    sekali: String,
}

impl Typing {
    fn of(it: &Item, units: &[Uuid]) -> Self {
        Self {
            isi: it.text.clone(),
            komisi: it.commission.clone(),
            urusan: it.affair.clone(),
            pj: it.lead_unit_id.to_string(),
            opd: units.iter().map(Uuid::to_string).collect(),
            berulang: it.repeats_id.map(|id| id.to_string()).unwrap_or_default(),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    fn read(&self, directory: &Directory, errors: &mut FormErrors) -> Option<ItemInput> {
        let text = errors.required("isi", &self.isi, 4000);
        let commission = errors.text("komisi", &self.komisi, 120);
        let lead = unit(directory, &self.pj);
        if lead.is_none() {
            errors.add(
                "pj",
                "Pilih penanggung jawabnya; setiap rekomendasi menyangkut paling sedikit satu unit.",
            );
        }
        let units: Vec<Option<Uuid>> = self.opd.iter().map(|it| unit(directory, it)).collect();
        if units.contains(&None) {
            errors.add("opd", "Pilih unit dari daftar.");
        }
        if !self.urusan.is_empty() && Affair::of(&self.urusan).is_none() {
            errors.add("urusan", "Pilih urusan dari daftar.");
        }
        let repeats = Uuid::parse_str(&self.berulang).ok();
        if repeats.is_none() && !self.berulang.is_empty() {
            errors.add("berulang", "Pilih rekomendasi dari daftar.");
        }
        if errors.any() {
            return None;
        }
        Some(ItemInput {
            text,
            commission,
            affair: self.urusan.clone(),
            lead: lead?,
            units: units.into_iter().flatten().collect(),
            repeats,
        })
    }
}

/// When the follow-up is due, as typed.
pub(super) fn due(app: &App, directory: &Directory, typed: &str, errors: &mut FormErrors) -> Due {
    let day = errors.date("batas", typed);
    Due {
        due: day.map(|day| government::structure::Due::new(day, None, directory.region.zone)),
        today: directory.region.today(app.now()),
    }
}

#[derive(Template)]
#[template(path = "recommendations/item_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    lkpj: String,
    heading: &'static str,
    action: String,
    back: String,
    is_new: bool,
    leads: Vec<(String, String)>,
    units: Vec<Choice>,
    affairs: Vec<(String, String)>,
    earlier: Vec<(String, String)>,
    typing: &'a Typing,
    errors: &'a FormErrors,
}

/// Where the form goes.
struct About {
    year: i64,
    lkpj: String,
    action: String,
    back: String,
    is_new: bool,
}

impl About {
    fn new_item(grant: &Grant<WriteDecision>) -> Self {
        let it = grant.target();
        let back = format!("/{}/rekomendasi/keputusan/{}", grant.region(), it.id);
        Self {
            year: it.lkpj_year,
            lkpj: it.lkpj(),
            action: format!("{back}/butir"),
            back,
            is_new: true,
        }
    }

    fn known(grant: &Grant<WriteItem>) -> Self {
        let it = grant.target();
        let back = format!("/{}/rekomendasi/{}", grant.region(), it.id);
        Self {
            year: it.lkpj_year,
            lkpj: format!("LKPJ Tahun {}", it.lkpj_year),
            action: format!("{back}/ubah"),
            back,
            is_new: false,
        }
    }
}

async fn page(
    app: &App,
    directory: &Directory,
    about: About,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let heading = match about.is_new {
        true => "Tambah Rekomendasi",
        false => "Ubah Rekomendasi",
    };
    let form = Form {
        region: &directory.region.code,
        leads: units(app, directory, "Pilih unit"),
        units: ticked(app, directory, &typing.opd),
        affairs: affairs(),
        earlier: earlier(app, directory, about.year).await?,
        lkpj: about.lkpj,
        action: about.action,
        back: about.back,
        is_new: about.is_new,
        heading,
        typing,
        errors,
    };
    Page::new(heading, &form)
}

/// An empty form.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn blank(
    grant: Grant<WriteDecision>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let about = About::new_item(&grant);
    page(&app, &directory, about, &typing, &FormErrors::new()).await
}

/// The form of a recommendation that is there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn edit(grant: Grant<WriteItem>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let units = store::units_of(app.db().read(), grant.region(), &[it.id]).await?;
    let units = units.get(&it.id).map_or(&[][..], Vec::as_slice);
    let typing = Typing::of(it, units);
    let about = About::known(&grant);
    page(&app, &directory, about, &typing, &FormErrors::new()).await
}

/// Adds a recommendation and opens its follow-up.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn add(
    grant: Grant<WriteDecision>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let due = due(&app, &directory, &typing.batas, &mut errors);
    if let Some(input) = typing.read(&directory, &mut errors) {
        let decision = grant.target().clone();
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let base = format!("/{}/rekomendasi", grant.region());
        let leads = base.clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_item(tx, &decision, &input, due).await?;
                    if let Some(once) = once {
                        tx.once(once, &content, &format!("{leads}/{id}")).await?;
                    }
                    Ok(id)
                })
            })
            .await;
        match written {
            Ok(done) => return Ok(Ok(Redirect::to(&format!("{base}/{}", done.value)))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &directory, About::new_item(&grant), &typing, &errors).await?;
    Ok(Err(again.refused()))
}

/// Changes a recommendation.
///
/// # Errors
/// As `add`.
pub(super) async fn change(
    grant: Grant<WriteItem>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&directory, &mut errors) {
        let version = typing.versi.parse().unwrap_or(0);
        let path = format!("/{}/rekomendasi/{}", grant.region(), it.id);
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_item(tx, &it, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = page(&app, &directory, About::known(&grant), &typing, &errors).await?;
    Ok(Err(again.with_status(status)))
}
