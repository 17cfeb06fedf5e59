//! An operation begun or changed, and places added to it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Redirect};
use government::{Directories, Directory};
use platform::{
    Action, App, Grant, Page, Problem, RegionCode, Uuid, date,
    form::{FormErrors, Typed},
    random,
};
use serde::Deserialize;

use super::one;
use crate::{
    store::{self, Operation, OperationInput},
    web::{
        actions::{AddOperation, WriteOperation},
        choices::{Choice, units},
    },
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    judul: String,
    tujuan: String,
    mulai: String,
    selesai: String,
    penanggung: Vec<String>,
    pendukung: Vec<String>,
    lokasi: String,
    versi: String,
    sekali: String,
}

fn known(directory: &Directory, typed: &[String]) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = typed
        .iter()
        .filter_map(|id| Uuid::parse_str(id).ok())
        .filter(|id| directory.unit(*id).is_some())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Typing {
    fn of(it: &Operation) -> Self {
        let ids = |places: &[platform::Place]| -> Vec<String> {
            places.iter().map(|place| place.id.to_string()).collect()
        };
        Self {
            judul: it.title.clone(),
            tujuan: it.goal.clone(),
            mulai: it.from.map(date::iso).unwrap_or_default(),
            selesai: it.until.map(date::iso).unwrap_or_default(),
            penanggung: ids(&it.leads),
            pendukung: ids(&it.supporters),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    /// Reads the form. Whoever may only act for some units leads with one of them.
    fn read<A: Action>(
        &self,
        directory: &Directory,
        grant: &Grant<A>,
        errors: &mut FormErrors,
    ) -> Option<OperationInput> {
        let title = errors.required("judul", &self.judul, 200);
        let goal = errors.text("tujuan", &self.tujuan, 1000);
        let from = errors.date("mulai", &self.mulai);
        if from.is_none() {
            errors.add("mulai", "Wajib diisi.");
        }
        let until = errors.date("selesai", &self.selesai);
        if until.is_some() && until < from {
            errors.add("selesai", "Tidak boleh sebelum tanggal mulai.");
        }
        let leads = known(directory, &self.penanggung);
        if leads.is_empty() {
            errors.add("penanggung", "Pilih sekurangnya satu penanggung jawab.");
        } else if !leads.iter().any(|id| {
            let unit = directory.unit(*id);
            unit.is_some_and(|it| grant.scope().covers(&grant.actor().place, &it.place))
        }) {
            errors.add(
                "penanggung",
                "Unit Anda harus ikut sebagai penanggung jawab. Operasi milik unit lain ditetapkan \
                 oleh unit itu atau sekretariat.",
            );
        }
        let mut supporters = known(directory, &self.pendukung);
        supporters.retain(|id| !leads.contains(id));
        if errors.any() {
            return None;
        }
        Some(OperationInput {
            title,
            goal,
            from: from?,
            until,
            leads,
            supporters,
        })
    }

    /// The places typed, one a line.
    fn spots(&self, errors: &mut FormErrors) -> Vec<String> {
        let text = errors.text("lokasi", &self.lokasi, 4000);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| line.chars().take(200).collect()).collect()
    }
}

#[derive(Template)]
#[template(path = "plans/operation_form.html")]
struct Form<'a> {
    region: &'a RegionCode,
    heading: &'static str,
    action: String,
    back: String,
    typing: &'a Typing,
    errors: &'a FormErrors,
    units: Vec<Choice>,
    /// Whether places are typed along: a new operation.
    with_spots: bool,
}

fn page(
    app: &App,
    directory: &Directory,
    it: Option<&Operation>,
    typing: &Typing,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let base = format!("/{}/operasi", directory.region.code);
    let (heading, action, back) = match it {
        None => ("Tetapkan Operasi Gabungan", base.clone(), base),
        Some(it) => (
            "Ubah Operasi Gabungan",
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
        units: all,
        with_spots: it.is_none(),
    };
    Page::new(heading, &form)
}

/// An empty form, led by the own unit from today on.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn blank(
    grant: Grant<AddOperation>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let typing = Typing {
        mulai: date::iso(directory.region.today(app.now())),
        penanggung: vec![grant.actor().place.id.to_string()],
        sekali: random::id(app.now()).to_string(),
        ..Typing::default()
    };
    page(&app, &directory, None, &typing, &FormErrors::new())
}

/// The form of an operation that is there.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn edit(
    grant: Grant<WriteOperation>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    page(
        &app,
        &directory,
        Some(it),
        &Typing::of(it),
        &FormErrors::new(),
    )
}

type Answer = Result<Result<Redirect, Page>, Problem>;

/// Begins an operation with its places.
///
/// # Errors
/// When the database cannot be used; what is wrong with the form comes back as the form.
pub(in crate::web) async fn add(
    grant: Grant<AddOperation>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let mut errors = FormErrors::new();
    let spots = typing.spots(&mut errors);
    if let Some(input) = typing.read(&directory, &grant, &mut errors) {
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let region = grant.region().clone();
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    let id = store::add_operation(tx, &input).await?;
                    for name in &spots {
                        store::add_spot(tx, id, name, None).await?;
                    }
                    let path = format!("/{region}/operasi/{id}");
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
    let again = page(&app, &directory, None, &typing, &errors)?;
    Ok(Err(again.refused()))
}

/// Changes an operation.
///
/// # Errors
/// As `add`.
pub(in crate::web) async fn change(
    grant: Grant<WriteOperation>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(input) = typing.read(&directory, &grant, &mut errors) {
        let (id, version) = (it.id, typing.versi.parse().unwrap_or(0));
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move { store::update_operation(tx, id, version, &input).await })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!("/{}/operasi/{id}", grant.region());
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
    let again = page(&app, &directory, Some(&it), &typing, &errors)?;
    Ok(Err(again.with_status(status)))
}

/// A place to be added.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct NewSpot {
    nama: String,
    wilayah: String,
    sekali: String,
}

/// Adds a place.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back as the page of the operation.
pub(in crate::web) async fn add_spot(
    grant: Grant<WriteOperation>,
    State(app): State<App>,
    Typed(typing): Typed<NewSpot>,
) -> Answer {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let mut errors = FormErrors::new();
    let name = errors.required("nama", &typing.nama, 200);
    let area = Some(typing.wilayah.clone()).filter(|code| !code.is_empty());
    if area
        .as_deref()
        .is_some_and(|code| directory.area(code).is_none())
    {
        errors.add("wilayah", "Pilih wilayah dari daftar.");
    }
    if !errors.any() {
        let path = format!("/{}/operasi/{}", grant.region(), it.id);
        let (once, content) = (Uuid::parse_str(&typing.sekali).ok(), format!("{typing:?}"));
        let (id, leads) = (it.id, path.clone());
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    if let Some(once) = once {
                        tx.once(once, &content, &leads).await?;
                    }
                    store::add_spot(tx, id, &name, area).await
                })
            })
            .await;
        match written {
            Ok(_) => return Ok(Ok(Redirect::to(&path))),
            Err(Problem::Refused(text) | Problem::Conflict(text)) => errors.add("", text),
            Err(other) => return Err(other),
        }
    }
    let again = one::compose(&app, grant.actor(), &directory, &it, &typing.nama, &errors).await?;
    Ok(Err(again.refused()))
}
