//! *Gabungkan Unit*: what would move is listed first, and moves on the version that was listed.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories, Directory, Role, UnitMoves,
    merger::{self, Found, Merger, Moving},
};
use platform::{
    App, Grant, Page, Problem, Uuid,
    form::{FormErrors, Typed},
};
use serde::Deserialize;
use time::Date;

use super::{Frame, actions::WriteUnit};

/// Most records named of a kind; beyond it the number is told.
const SHOWN: usize = 50;

/// What is typed; `langkah` is `gabungkan` once the list was seen, `versi` is its version.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pengganti: String,
    berakhir: String,
    dasar: String,
    kepala: String,
    langkah: String,
    versi: String,
}

struct Kind {
    label: &'static str,
    count: usize,
    items: Vec<Moving>,
    more: usize,
}

#[derive(Template)]
#[template(path = "administration/merger.html")]
struct MergerPage<'a> {
    frame: Frame,
    unit: Uuid,
    name: String,
    units: Vec<(String, String)>,
    heads: [(&'static str, &'static str); 2],
    /// What would move, once the form is complete.
    kinds: Option<Vec<Kind>>,
    successor: String,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The empty form.
pub async fn show(grant: Grant<WriteUnit>, State(app): State<App>) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let form = Form::default();
    page(
        &app,
        &directory,
        *grant.target(),
        &form,
        &FormErrors::new(),
        None,
    )
}

/// Lists what would move, or moves it.
pub async fn send(
    grant: Grant<WriteUnit>,
    State(app): State<App>,
    Typed(mut form): Typed<Form>,
) -> Result<Response, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let unit = *grant.target();
    let mut errors = FormErrors::new();
    let Some(merger) = read(&app, &directory, unit, &form, &mut errors) else {
        let page = page(&app, &directory, unit, &form, &errors, None)?;
        return Ok(page.refused().into_response());
    };
    let mut changed = false;
    if form.langkah == "gabungkan" {
        let (inside, wanted, seen) = (app.clone(), merger.clone(), form.versi.clone());
        let written = app
            .db()
            .write(&grant, move |tx| {
                Box::pin(async move {
                    merger::apply(tx, inside.part::<UnitMoves>(), &wanted, &seen).await
                })
            })
            .await;
        match written {
            Ok(_) => {
                let path = format!(
                    "/{}/pengaturan/unit?pesan=gabung#unit-{}",
                    grant.region(),
                    merger.to.id()
                );
                return Ok(Redirect::to(&path).into_response());
            }
            Err(Problem::Conflict(why)) => {
                errors.add("", why);
                changed = true;
            }
            Err(problem) => return Err(problem),
        }
    }
    let (inside, wanted) = (app.clone(), merger);
    let found = app
        .db()
        .upkeep(grant.region(), move |tx| {
            Box::pin(async move { merger::find(tx, inside.part::<UnitMoves>(), &wanted).await })
        })
        .await?;
    form.versi = found.seen();
    let page = page(&app, &directory, unit, &form, &errors, Some(found))?;
    Ok(if changed {
        page.with_status(StatusCode::CONFLICT).into_response()
    } else {
        page.into_response()
    })
}

/// What is typed, once it is complete.
fn read(
    app: &App,
    directory: &Directory,
    unit: Uuid,
    form: &Form,
    errors: &mut FormErrors,
) -> Option<Merger> {
    let today = directory.region.today(app.now());
    let from = directory.unit(unit)?;
    let successor = Uuid::parse_str(&form.pengganti)
        .ok()
        .and_then(|id| directory.unit(id));
    match successor {
        None => errors.add("pengganti", "Pilih unit yang melanjutkan."),
        Some(to) if to.place.path.starts_with(&from.place.path) => errors.add(
            "pengganti",
            "Pilih unit lain: unit yang melanjutkan tidak boleh unit ini sendiri atau unit di \
             bawahnya.",
        ),
        Some(to) if !to.exists_on(today) => {
            errors.add(
                "pengganti",
                "Unit itu tidak ada lagi. Pilih unit yang masih ada.",
            );
        }
        Some(_) => {}
    }
    if !from.exists_on(today) {
        errors.add("", format!("{} sudah berakhir.", from.name));
    }
    let last = errors.date("berakhir", &form.berakhir);
    check_last(last, today, errors);
    let basis = errors.required("dasar", &form.dasar, 300);
    let heads_become = match form.kepala.as_str() {
        "kepala" => Some(Role::Head),
        "operator" => Some(Role::Operator),
        _ => {
            errors.add(
                "kepala",
                "Pilih peran kepala unit lama di unit yang melanjutkan.",
            );
            None
        }
    };
    if errors.any() {
        return None;
    }
    Some(Merger {
        from: from.clone(),
        to: successor?.clone(),
        last: last?,
        basis,
        heads_become: heads_become?,
    })
}

/// Work moves at once, so the old unit must be over: nobody is then in both or in neither.
fn check_last(last: Option<Date>, today: Date, errors: &mut FormErrors) {
    match last {
        None => errors.add("berakhir", "Isi hari terakhir unit ini."),
        Some(last) if last >= today => errors.add(
            "berakhir",
            "Penggabungan diterapkan setelah hari terakhir unit ini lewat. Isi tanggal sebelum \
             hari ini.",
        ),
        Some(_) => {}
    }
}

fn page(
    app: &App,
    directory: &Directory,
    unit: Uuid,
    form: &Form,
    errors: &FormErrors,
    found: Option<Found>,
) -> Result<Page, Problem> {
    let today = directory.region.today(app.now());
    let successor = Uuid::parse_str(&form.pengganti).unwrap_or_default();
    let others = directory
        .working_units(today)
        .filter(|other| other.id() != unit)
        .map(|other| (other.id().to_string(), other.name.clone()));
    let units = [(String::new(), "Pilih unit".to_owned())]
        .into_iter()
        .chain(others)
        .collect();
    let view = MergerPage {
        frame: Frame::new(app, directory),
        unit,
        name: directory.unit_name(unit).to_owned(),
        units,
        heads: [
            ("operator", "Operator: menyiapkan laporan"),
            ("kepala", "Kepala unit: ikut mengirim laporan"),
        ],
        kinds: found.map(|found| found.kinds.into_iter().map(kind).collect()),
        successor: directory.unit_name(successor).to_owned(),
        form,
        errors,
    };
    Page::new("Gabungkan Unit", &view)
}

fn kind((kind, mut items): (government::UnitMove, Vec<Moving>)) -> Kind {
    let count = items.len();
    items.truncate(SHOWN);
    Kind {
        label: kind.label,
        count,
        more: count - items.len(),
        items,
    }
}

#[cfg(test)]
mod tests {
    use platform::{date, form::FormErrors};

    use super::check_last;

    #[test]
    fn a_unit_is_merged_after_its_last_day() {
        let today = date::parse("2026-07-01").expect("a date");
        for (last, fine) in [("2026-06-30", true), ("2026-07-01", false), ("", false)] {
            let mut errors = FormErrors::new();
            check_last(date::parse(last), today, &mut errors);
            assert_eq!(!errors.any(), fine, "{last}");
        }
    }
}
