//! A campaign begun or changed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use crate::{
    store::{self, Campaign, CampaignInput},
    web::{
        actions::{AddCampaign, WriteCampaign},
        choices::{Choice, own_unit, own_units, units},
    },
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    unit: String,
    judul: String,
    tujuan: String,
    topik: String,
    mulai: String,
    selesai: String,
    peserta: Vec<String>,
    versi: String,
    sekali: String,
}

impl Typing {
    fn of(it: &Campaign, asked: &[Uuid]) -> Self {
        Self {
            unit: it.unit_id.to_string(),
            judul: it.title.clone(),
            tujuan: it.goal.clone(),
            topik: it.topic.clone(),
            mulai: it.from().map(date::iso).unwrap_or_default(),
            selesai: it.until().map(date::iso).unwrap_or_default(),
            peserta: asked.iter().map(Uuid::to_string).collect(),
            versi: it.version.to_string(),
            sekali: String::new(),
        }
    }

    fn read(
        &self,
        directory: &Directory,
        unit: Option<Uuid>,
        errors: &mut FormErrors,
    ) -> Option<CampaignInput> {
        if unit.is_none() {
            errors.add("unit", "Pilih unit dari daftar.");
        }
        let title = errors.required("judul", &self.judul, 200);
        let goal = errors.text("tujuan", &self.tujuan, 1000);
        let topic = errors.text("topik", &self.topik, 120);
        let from = errors.date("mulai", &self.mulai);
        if from.is_none() {
            errors.add("mulai", "Wajib diisi.");
        }
        let until = errors.date("selesai", &self.selesai);
        if until.is_some() && until < from {
            errors.add("selesai", "Tidak boleh sebelum tanggal mulai.");
        }
        let mut asked: Vec<Uuid> = self
            .peserta
            .iter()
            .filter_map(|id| Uuid::parse_str(id).ok())
            .filter(|id| directory.unit(*id).is_some() && Some(*id) != unit)
            .collect();
        asked.sort_unstable();
        asked.dedup();
        if errors.any() {
            return None;
        }
        Some(CampaignInput {
            unit: unit?,
            title,
            goal,
            topic,
            from: from?,
            until,
            units: asked,
        })
    }
}

#[derive(Template)]
#[template(path = "plans/campaign_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    units: Vec<Choice>,
    all: Vec<Choice>,
}

fn page(
    app: &App,
    directory: &Directory,
    known: Option<&Campaign>,
    own: Vec<Choice>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let base = format!("/{}/gerakan", directory.region.code);
    let (heading, action, back) = match known {
        None => ("Tetapkan Gerakan", base.clone(), base),
        Some(it) => (
            "Ubah Gerakan",
            format!("{base}/{}/ubah", it.id),
            format!("{base}/{}", it.id),
        ),
    };
    let mut all = units(app, directory, "");
    all.remove(0);
    let form = Form {
        region: &directory.region.code,
        heading,
        action,
        back,
        typing,
        errors,
        units: own,
        all,
    };
    Page::new(heading, &form)
}

/// An empty form, for the own unit and from today on.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn blank(
    grant: Grant<AddCampaign>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        unit: grant.actor().place.id.to_string(),
        mulai: date::iso(directory.region.today(app.now())),
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    let own = own_units(&app, &directory, &grant);
    page(&app, &directory, None, own, &typing, &FormErrors::new())
}

/// The form of a campaign that is there.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn edit(
    grant: Grant<WriteCampaign>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let asked = store::units_of_campaign(app.db().read(), grant.region(), it.id).await?;
    let (typing, own) = (Typing::of(it, &asked), own_units(&app, &directory, &grant));
    page(&app, &directory, Some(it), own, &typing, &FormErrors::new())
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Begins a campaign.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<AddCampaign>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let unit = own_unit(&app, &directory, &grant, &typing.unit);
    if let Some(input) = typing.read(&directory, unit, &mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let region = grant.region().clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_campaign(tx, &input).await?;
                    let path = format!("/{region}/gerakan/{id}");
                    if let Some(once) = once {
                        tx.once(once, &content, &path).await?;
                    }
                    Ok(path)
                })
            })
            .await;
        match written {
            Ok(written) => return Ok(Ok(Redirect::to(&written.value))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let own = own_units(&app, &directory, &grant);
    let again = page(&app, &directory, None, own, &typing, &errors)?;
    Ok(Err(again.refused()))
}

/// Changes a campaign.
///
/// # Errors
/// As `add`.
pub(in crate::web) async fn change(
    grant: Grant<WriteCampaign>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let unit = own_unit(&app, &directory, &grant, &typing.unit);
    if let Some(input) = typing.read(&directory, unit, &mut errors) {
        let (id, version) = (it.id, typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_campaign(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/gerakan/{id}", grant.region());
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Conflict(text)) => {
                status = StatusCode::CONFLICT;
                errors.add("", text);
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let own = own_units(&app, &directory, &grant);
    let again = page(&app, &directory, Some(&it), own, &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}
