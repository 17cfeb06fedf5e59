//! The card of an indicator: definition, formula, source with its mark, owners.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::may::may;
use government::{
    Directories, Directory,
    evidence::{self, Evidence},
};
use platform::{Action, App, Grant, Page, Problem, RegionCode, Uuid, form::Typed};
use std::collections::HashMap;
use values::store::{self as kept, Asked, Cell, FIGURE};

use crate::papers::printed;
use crate::web::actions::{ReadIndicator, WriteIndicator};

/// An element with who gives it.
struct ElementLine {
    letter: String,
    name: String,
    own: String,
    owner: String,
}

/// A figure of a year before the region began here, with its evidence.
struct HistoricLine {
    letter: String,
    shown: String,
    note: String,
    file: String,
    proofs: Vec<Evidence>,
}

/// The historic figures of an indicator. Two statements.
async fn historic(
    app: &App,
    region: &RegionCode,
    it: &Asked,
) -> Result<Vec<HistoricLine>, Problem> {
    let db = app.db().read();
    let cells = kept::cells(db, region, &[it.indicator.id]).await?;
    let cells: Vec<_> = cells.into_iter().filter(Cell::is_historic).collect();
    let ids: Vec<Uuid> = cells.iter().map(|cell| cell.id).collect();
    let mut all = evidence::of_subjects(db, region, FIGURE, &ids).await?;
    // those of one archive came at one instant
    all.sort_by(|one, other| one.title.cmp(&other.title));
    let lines = cells.into_iter().map(|cell| HistoricLine {
        shown: match &cell.amount {
            Some(amount) => printed(amount),
            None => cell.state().label().to_owned(),
        },
        proofs: all
            .iter()
            .filter(|piece| piece.subject_id == cell.id)
            .cloned()
            .collect(),
        letter: cell.letter,
        note: cell.reason,
        file: cell.origin,
    });
    Ok(lines.collect())
}

#[derive(Template)]
#[template(path = "rounds/indicator.html")]
struct Card<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Asked,
    main: String,
    supporting: String,
    elements: Vec<ElementLine>,
    units: Vec<(String, String)>,
    historic: Vec<HistoricLine>,
    may_write: bool,
}

/// The card.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadIndicator>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target();
    let today = directory.region.today(app.now());
    let units = directory.working_units(today);
    let id = |unit: Option<Uuid>| unit.map(|id| id.to_string()).unwrap_or_default();
    let elements = it.elements.iter().map(|element| ElementLine {
        letter: element.letter.clone(),
        name: element.name.clone(),
        own: id(element.unit_id),
        owner: it
            .owner(element)
            .map_or("Belum ditetapkan", |unit| directory.unit_name(unit))
            .to_owned(),
    });
    let about = (it.indicator.list.as_str(), it.indicator.year);
    let supporting = kept::supporting(app.db().read(), grant.region(), about).await?;
    let supporting: Vec<&str> = supporting
        .iter()
        .filter(|(id, _)| *id == it.indicator.id)
        .map(|(_, unit)| directory.unit_name(*unit))
        .collect();
    let card = Card {
        supporting: supporting.join(", "),
        region: grant.region(),
        main: id(it.indicator.unit_id),
        elements: elements.collect(),
        units: std::iter::once((String::new(), "Belum ditetapkan".to_owned()))
            .chain(units.map(|unit| (unit.id().to_string(), unit.name.clone())))
            .collect(),
        historic: historic(&app, grant.region(), it).await?,
        may_write: may(&app, grant.actor(), grant.region(), WriteIndicator::CODE),
        directory: &directory,
        it,
    };
    Page::new(
        format!("{} {}", it.indicator.code, it.indicator.name),
        &card,
    )
}

/// Says who owns it: `utama`, and `unsur-A` where another unit gives an element.
///
/// # Errors
/// `Problem::Conflict` when it changed meanwhile.
pub(in crate::web) async fn own(
    grant: Grant<WriteIndicator>,
    State(app): State<App>,
    Typed(fields): Typed<HashMap<String, String>>,
) -> Result<Redirect, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let it = grant.target().clone();
    let unit = |name: &str| {
        let id = fields.get(name).and_then(|text| Uuid::parse_str(text).ok());
        id.filter(|id| directory.unit(*id).is_some())
    };
    let main = unit("utama");
    let elements: Vec<(String, Option<Uuid>)> = it
        .elements
        .iter()
        .map(|element| {
            let chosen = unit(&format!("unsur-{}", element.letter));
            (
                element.letter.clone(),
                chosen.filter(|id| Some(*id) != main),
            )
        })
        .collect();
    let version = fields
        .get("versi")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let path = format!("/{}/daftar-ikk/{}", grant.region(), it.indicator.id);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(
                async move { kept::set_owner(tx, &it.indicator, version, main, &elements).await },
            )
        })
        .await?;
    Ok(Redirect::to(&path))
}
