//! The comparison as a page and as a workbook, whatever its columns are.

use askama::Template;
use documents::workbook::List;
use government::Directory;
use platform::{Instant, Page, Problem, RegionCode, Uuid, form::query};
use serde::Deserialize;
use values::store::{Asked, Cell, Element};

use crate::{
    books,
    papers::{Compared, Comparison},
    rules::{Shot, differences},
    store::{Filling, shot_of},
};

/// Most rows of a page.
const PAGE: usize = 100;

/// Which rows are shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    saring: String,
    unit: String,
    halaman: String,
}

impl Wanted {
    fn all(&self) -> bool {
        self.saring == "semua"
    }

    /// Whether a row is asked for.
    pub(super) fn holds(&self, filling: &Filling) -> bool {
        self.unit.is_empty() || self.unit == filling.unit_id.to_string()
    }
}

/// The figure of an element in a filling, in every column.
pub(super) fn compared(
    directory: &Directory,
    filling: &Filling,
    (asked, element): (&Asked, &Element),
    mut shots: Vec<Option<Shot>>,
    now: Option<&Cell>,
) -> Compared {
    shots.push(Some(now.map_or_else(Shot::empty, shot_of)));
    Compared {
        filling: filling.id,
        indicator: asked.indicator.id,
        unit: directory.unit_name(filling.unit_id).to_owned(),
        code: asked.indicator.code.clone(),
        name: asked.indicator.name.clone(),
        letter: element.letter.clone(),
        element: element.name.clone(),
        differences: differences(&shots),
        shots,
    }
}

#[derive(Template)]
#[template(path = "rounds/versions.html")]
struct Versions<'a> {
    region: &'a RegionCode,
    crumbs: Vec<(String, String)>,
    lede: &'a str,
    it: &'a Comparison,
    path: &'a str,
    rows: Vec<&'a Compared>,
    changed: usize,
    wanted: &'a Wanted,
    units: Vec<(Uuid, String)>,
    pages: Vec<(usize, String)>,
    page: usize,
}

/// What a comparison is of.
pub(super) struct About<'a> {
    /// Path without the region: "/isian/...".
    pub path: String,
    /// Pages above, path and title.
    pub crumbs: Vec<(String, String)>,
    /// Whose figures they are.
    pub lede: String,
    /// The units to choose from, on the page of a round.
    pub units: Vec<&'a Filling>,
}

/// The page.
pub(super) fn page(
    directory: &Directory,
    about: About<'_>,
    it: &Comparison,
    wanted: &Wanted,
) -> Result<Page, Problem> {
    let chosen: Vec<&Compared> = it
        .rows
        .iter()
        .filter(|row| wanted.all() || row.is_changed())
        .collect();
    let pages = chosen.len().div_ceil(PAGE).max(1);
    let page = wanted.halaman.parse().unwrap_or(1).clamp(1, pages);
    let units = about.units.iter().map(|filling| {
        let name = directory.unit_name(filling.unit_id);
        (filling.unit_id, name.to_owned())
    });
    let view = Versions {
        region: &directory.region.code,
        crumbs: about.crumbs,
        lede: &about.lede,
        path: &about.path,
        changed: it.rows.iter().filter(|row| row.is_changed()).count(),
        rows: chosen
            .into_iter()
            .skip((page - 1) * PAGE)
            .take(PAGE)
            .collect(),
        units: units.collect(),
        pages: (1..=pages)
            .map(|number| {
                let text = number.to_string();
                let parts = [
                    ("saring", wanted.saring.as_str()),
                    ("unit", wanted.unit.as_str()),
                    ("halaman", text.as_str()),
                ];
                (number, query(&parts))
            })
            .collect(),
        page,
        wanted,
        it,
    };
    Page::new(format!("Perbandingan Versi, {}", about.lede), &view)
}

/// The workbook: every row, changed or not.
pub(super) fn book(directory: &Directory, now: Instant, of: &str, it: &Comparison) -> List {
    books::versions(&format!("Perbandingan Versi {of}"), directory, now, it)
}
