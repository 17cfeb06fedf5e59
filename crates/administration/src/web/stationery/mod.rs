//! *Kop Naskah*: the sheet, the emblems and the addresses that papers are printed with.

mod address;
mod emblem;

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    structure::{EmblemKind, Sheet, Unit, UnitKind, set_sheet},
};
use platform::{
    Action, App, Grant, Page, Problem, Uuid,
    form::{Filter, FormErrors, Typed},
    right::Routes,
};
use serde::Deserialize;

use super::{
    Frame,
    actions::{ReadSettings, WriteRules},
    may,
    messages::{Message, sentence},
    units::in_order,
};

/// The routes of these pages.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/{region}/pengaturan/kop", show)
        .post("/{region}/pengaturan/kop", send)
        .get("/{region}/pengaturan/kop/lambang", emblem::picture)
        .upload("/{region}/pengaturan/kop/lambang", emblem::send)
        .post("/{region}/pengaturan/kop/lambang/lepas", emblem::remove)
        .get("/{region}/pengaturan/unit/{unit}/kop", address::show)
        .post("/{region}/pengaturan/unit/{unit}/kop", address::send)
}

/// Where the page lies below its region.
const PATH: &str = "/pengaturan/kop";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    kertas: String,
}

struct EmblemCard {
    code: &'static str,
    label: &'static str,
    used_on: &'static str,
    /// First digits of the hash, so that a new picture has a new address; empty without a picture.
    mark: String,
    size: String,
}

struct Line {
    id: Uuid,
    name: String,
    address: String,
    /// The unit whose address stands here as long as there is no own one, or empty.
    above: String,
}

#[derive(Template)]
#[template(path = "administration/stationery.html")]
struct StationeryPage<'a> {
    frame: Frame,
    sheet: &'a str,
    sheets: Vec<(&'static str, &'static str)>,
    sheet_label: &'static str,
    emblems: Vec<EmblemCard>,
    lines: Vec<Line>,
    without: usize,
    may_change: bool,
    errors: &'a FormErrors,
}

/// The page.
pub(super) async fn show(
    grant: Grant<ReadSettings>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let sheet = directory.stationery.sheet.code();
    Ok(page(&app, &grant, &directory, sheet, &FormErrors::new())?.flash(sentence(&query.pesan)))
}

/// Sets the sheet.
pub(super) async fn send(
    grant: Grant<WriteRules>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Result<Redirect, Page>, Problem> {
    let Some(sheet) = Sheet::from_code(&form.kertas) else {
        let directory = Directories::of(&app, &grant).await?;
        let mut errors = FormErrors::new();
        errors.add("kertas", "Pilih ukuran kertas.");
        let page = page(&app, &grant, &directory, &form.kertas, &errors)?;
        return Ok(Err(page.refused()));
    };
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { set_sheet(tx, sheet).await })
        })
        .await?;
    Ok(Ok(back(&grant)))
}

fn back<A: Action>(grant: &Grant<A>) -> Redirect {
    Redirect::to(&format!("/{}{PATH}?pesan=kop", grant.region()))
}

fn page<A: Action>(
    app: &App,
    grant: &Grant<A>,
    directory: &Directory,
    sheet: &str,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let stationery = &directory.stationery;
    let today = directory.region.today(app.now());
    let lines: Vec<Line> = in_order(directory)
        .into_iter()
        .filter(|unit| unit.exists_on(today) && unit.kind.is_working_unit())
        .map(|unit| Line {
            id: unit.id(),
            name: unit.name.clone(),
            address: stationery.address(unit.id()).to_owned(),
            above: above(directory, unit).map_or_else(String::new, |unit| unit.name.clone()),
        })
        .collect();
    let labels = Sheet::choices();
    let view = StationeryPage {
        frame: Frame::new(app, directory),
        sheet,
        sheet_label: labels
            .iter()
            .find(|(code, _)| *code == stationery.sheet.code())
            .map_or("", |(_, label)| label),
        sheets: labels,
        emblems: EmblemKind::ALL
            .into_iter()
            .map(|kind| card(directory, kind))
            .collect(),
        without: lines
            .iter()
            .filter(|line| line.address.is_empty() && line.above.is_empty())
            .count(),
        lines,
        may_change: may(app, grant, "unit.write"),
        errors,
    };
    Page::new("Kop Naskah", &view)
}

/// The unit whose letterhead a Bagian stands below.
fn above<'a>(directory: &'a Directory, unit: &Unit) -> Option<&'a Unit> {
    let above = unit.parent.and_then(|id| directory.unit(id))?;
    let lent = !directory.stationery.address(above.id()).is_empty();
    (unit.kind == UnitKind::Section && lent).then_some(above)
}

fn card(directory: &Directory, kind: EmblemKind) -> EmblemCard {
    let file = directory.stationery.emblem(kind);
    EmblemCard {
        code: kind.code(),
        label: kind.label(),
        used_on: match kind {
            EmblemKind::State => "Kop kepala daerah",
            EmblemKind::Region => "Kop perangkat daerah",
        },
        mark: file.map_or_else(String::new, |file| file.hash.chars().take(12).collect()),
        size: file.map_or_else(String::new, |file| {
            format!("{} x {} piksel", file.width, file.height)
        }),
    }
}
