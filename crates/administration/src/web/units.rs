//! *Unit Kerja*: the tree of units, and the two flags a region sets on them.

use askama::Template;
use axum::{extract::State, response::Redirect};
use government::{
    Directories, Directory,
    merger::{Merged, mergers},
    posts::{Lapsed, lapsed_posts},
    structure::{FormerName, Unit, former_names, set_flags},
};
use platform::{
    App, Grant, Page, Problem, Uuid, date,
    form::{Filter, Typed},
    provenance,
};
use serde::Deserialize;

use super::{
    Frame,
    actions::{ReadUnits, WriteUnit},
    may,
    messages::{Message, sentence},
    relations,
};

/// What is ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pelayanan: Option<String>,
    sorotan: Option<String>,
}

struct Line {
    id: Uuid,
    /// A dash for each unit above.
    indent: String,
    name: String,
    detail: String,
    kind: &'static str,
    public_service: bool,
    spotlight: bool,
    gone: bool,
    /// "DPA: SETDA", ...: how it stands to others today.
    relations: String,
    /// "Sebelumnya: ...", "Digabung ke ... sejak ..." and, on the other side, "Melanjutkan ...".
    changes: Vec<String>,
    /// "Masa Plt. ... lewat sejak ...", one for each post of the unit.
    lapsed: Vec<String>,
    source: String,
}

#[derive(Template)]
#[template(path = "administration/units.html")]
struct UnitsPage {
    frame: Frame,
    lines: Vec<Line>,
    may_change: bool,
}

/// The tree.
pub async fn show(
    grant: Grant<ReadUnits>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let lapsed = lapsed_posts(app.db().read(), grant.region(), today).await?;
    let names = former_names(app.db().read(), grant.region()).await?;
    let merged = mergers(app.db().read(), grant.region()).await?;
    let lines = in_order(&directory)
        .into_iter()
        .map(|unit| Line {
            relations: relations::summary(&directory, unit, today).join(" · "),
            changes: name_words(unit, &names)
                .chain(merged_words(&directory, unit, &merged))
                .collect(),
            ..line(&directory, unit, &lapsed, unit.exists_on(today))
        })
        .collect();
    let page = UnitsPage {
        frame: Frame::new(&app, &directory),
        lines,
        may_change: may(&app, &grant, "unit.write"),
    };
    Ok(Page::new("Unit Kerja", &page)?.flash(sentence(&query.pesan)))
}

/// All units, each below the one it belongs to.
pub(super) fn in_order(directory: &Directory) -> Vec<&Unit> {
    let mut units: Vec<&Unit> = directory.units.iter().collect();
    units.sort_by_cached_key(|unit| numbers(&unit.place.path));
    units
}

/// Sets the flags of a unit.
pub async fn send(
    grant: Grant<WriteUnit>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Redirect, Problem> {
    let unit = *grant.target();
    let (public_service, spotlight) = (form.pelayanan.is_some(), form.sorotan.is_some());
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { set_flags(tx, unit, public_service, spotlight).await })
        })
        .await?;
    let path = format!(
        "/{}/pengaturan/unit?pesan=tanda#unit-{unit}",
        grant.region()
    );
    Ok(Redirect::to(&path))
}

fn line(directory: &Directory, unit: &Unit, lapsed: &[Lapsed], exists: bool) -> Line {
    let depth = numbers(&unit.place.path).len().saturating_sub(1);
    let above = unit.parent.and_then(|id| directory.unit(id));
    let mut detail = vec![unit.abbreviation.clone()];
    detail.extend(above.map(|above| format!("di bawah {}", above.name)));
    detail.retain(|part| !part.is_empty());
    Line {
        id: unit.id(),
        indent: "– ".repeat(depth),
        name: unit.name.clone(),
        detail: detail.join(" · "),
        kind: unit.kind.label(),
        public_service: unit.public_service,
        spotlight: unit.spotlight,
        gone: !exists,
        relations: String::new(),
        changes: vec![],
        lapsed: lapsed
            .iter()
            .filter(|it| it.post.unit == unit.id())
            .map(|it| {
                let until = it.last.period.until.map(date::medium).unwrap_or_default();
                format!(
                    "Masa {} lewat sejak {until}",
                    it.last.acting.title(&it.post.title)
                )
            })
            .collect(),
        source: provenance::words(&unit.source),
    }
}

/// The names a unit had.
fn name_words<'a>(unit: &Unit, names: &'a [FormerName]) -> impl Iterator<Item = String> + 'a {
    let id = unit.id();
    names.iter().filter(move |it| it.unit_id == id).map(|it| {
        let short = match it.abbreviation.as_str() {
            "" => String::new(),
            short => format!(" ({short})"),
        };
        let until = date::parse(&it.until_date)
            .map(date::medium)
            .unwrap_or_default();
        format!(
            "Sebelumnya: {}{short}, sampai {until} ({})",
            it.name, it.basis
        )
    })
}

/// What mergers made of a unit, on both sides.
fn merged_words(directory: &Directory, unit: &Unit, merged: &[Merged]) -> Vec<String> {
    merged
        .iter()
        .filter_map(|it| {
            let last = date::parse(&it.last_date)
                .map(date::medium)
                .unwrap_or_default();
            if it.unit_id == unit.id() {
                let successor = directory.unit_name(it.successor_id);
                return Some(format!(
                    "Hari terakhir {last}; dilanjutkan {successor} ({})",
                    it.basis
                ));
            }
            (it.successor_id == unit.id()).then(|| {
                let old = directory.unit_name(it.unit_id);
                format!("Melanjutkan {old}, yang berakhir {last} ({})", it.basis)
            })
        })
        .collect()
}

/// `1.5.23.` as numbers, so that unit 10 comes after unit 9.
fn numbers(path: &str) -> Vec<u64> {
    path.split('.')
        .filter_map(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn the_tree_is_in_the_order_of_numbers() {
        let mut paths = ["1.10.", "1.", "2.", "1.9.", "1.9.11.", "10."];
        paths.sort_by_cached_key(|path| numbers(path));
        assert_eq!(paths, ["1.", "1.9.", "1.9.11.", "1.10.", "2.", "10."]);
    }
}
