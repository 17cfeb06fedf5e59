//! *Cakupan IKK* of a year, and the request to the planning unit to complete the mapping by a date.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    may::may,
    structure::{Due, Unit},
};
use platform::{
    Action, Actor, App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
};
use serde::Deserialize;

use super::stand::{Stand, planning_unit};
use crate::{
    rules::tree::{Covered, together},
    store::{self, Mapping, tree::DevelopmentPlan},
    web::actions::WritePlanTree,
};

/// What was typed into the request.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asking {
    tahun: String,
    unit: String,
    batas: String,
}

#[derive(Template)]
#[template(path = "performance/tree/coverage.html")]
struct Shown<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a DevelopmentPlan,
    year: i64,
    stand: Stand,
    total: (usize, usize, String),
    mapping: Option<Mapping>,
    due: String,
    units: Vec<(String, String)>,
    typing: &'a Asking,
    errors: &'a FormErrors,
    may_ask: bool,
}

impl Shown<'_> {
    fn owner(&self, ikk: &Covered) -> String {
        self.stand.owner(self.directory, ikk)
    }
}

/// The page of a year of a plan.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn compose(
    app: &App,
    actor: &Actor,
    directory: &Directory,
    (it, year): (&DevelopmentPlan, i64),
    typed: Option<(&Asking, &FormErrors)>,
) -> Result<Page, Problem> {
    let (region, db) = (&directory.region.code, app.db().read());
    let today = directory.region.today(app.now());
    let stand = Stand::of(app, region, directory, (it.id, year)).await?;
    let mapping = store::mapping_of_year(db, region, it.id, year).await?;
    let known = mapping.as_ref().map(|it| it.unit_id);
    let usual = known.or(planning_unit(directory, today).map(Unit::id));
    let proposed = Asking {
        tahun: year.to_string(),
        unit: usual.map(|it| it.to_string()).unwrap_or_default(),
        batas: mapping
            .as_ref()
            .and_then(Mapping::due)
            .map(|due| date::iso(due.date))
            .unwrap_or_default(),
    };
    let nothing = FormErrors::new();
    let (typing, errors) = typed.unwrap_or((&proposed, &nothing));
    let units = directory.working_units(today);
    let units = units.map(|unit| (unit.id().to_string(), unit.name.clone()));
    let first = (String::new(), "Pilih unit perencana".to_owned());
    let shown = Shown {
        region,
        total: together(&stand.kinds),
        due: mapping
            .as_ref()
            .and_then(Mapping::due)
            .map(|due| due.text(&directory.region.zone_label))
            .unwrap_or_default(),
        units: [first].into_iter().chain(units).collect(),
        may_ask: may(app, actor, region, WritePlanTree::CODE)
            && mapping.as_ref().is_none_or(|it| it.verified_at.is_none()),
        mapping,
        stand,
        typing,
        errors,
        year,
        directory,
        it,
    };
    Page::new(format!("Cakupan IKK {year}"), &shown)
}

/// Asks for the mapping of a year.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(super) async fn ask(
    grant: Grant<WritePlanTree>,
    State(app): State<App>,
    Typed(typing): Typed<Asking>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (it, today) = (grant.target(), directory.region.today(app.now()));
    let year = typing.tahun.trim().parse::<i64>().ok();
    let year = year.filter(|year| it.years().any(|known| known == *year));
    let mut errors = FormErrors::new();
    if year.is_none() {
        errors.add("", format!("Pilih tahun di dalam periode {}.", it.period()));
    }
    let unit = typing.unit.parse::<Uuid>().ok();
    let unit = unit.filter(|id| {
        directory
            .unit(*id)
            .is_some_and(|unit| unit.exists_on(today))
    });
    if unit.is_none() {
        errors.add("unit", "Pilih unit yang menyusun perencanaan daerah.");
    }
    let due = errors.date("batas", &typing.batas);
    match due {
        None => errors.add(
            "batas",
            "Isi batas waktunya, misalnya hari penutupan Renja berikutnya.",
        ),
        Some(day) if day < today => errors.add("batas", "Batas waktu ini sudah lewat."),
        Some(_) => {}
    }
    if let (Some(year), Some(unit), Some(due), false) = (year, unit, due, errors.any()) {
        let (plan, due) = (it.id, Due::new(due, None, directory.region.zone));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::ask_mapping(tx, (plan, year), unit, due).await })
            })
            .await;
        match written {
            Ok(written) => {
                let path = format!("/{}/pemetaan-ikk/{}", grant.region(), written.value);
                return Ok(Ok(Redirect::to(&path)));
            }
            Err(Problem::Refused(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let shown = (it, year.unwrap_or(it.last_year));
    let again = Some((&typing, &errors));
    let page = compose(&app, grant.actor(), &directory, shown, again).await?;
    Ok(Err(page.refused()))
}
