//! The versions of one unit's filling: a column for each.

use std::sync::Arc;

use axum::extract::State;
use documents::{Desk, Download};
use government::{Directories, Directory};
use platform::{App, Grant, Page, Problem, Uuid, form::Filter};
use values::store::{self as kept, Asked, Element};

use super::compare::{About, Wanted, book, compared, page};
use crate::{
    papers::{Comparison, VersionColumn},
    rules::{Shot, VersionKind},
    store::{self, Filling, VersionsOf},
    web::actions::ReadFilling,
};

async fn comparison(
    app: &App,
    grant: &Grant<ReadFilling>,
) -> Result<(Arc<Directory>, Comparison), Problem> {
    let directory = Directories::of(app, grant).await?;
    let (it, db, region) = (grant.target(), app.db().read(), grant.region());
    let (versions, figures) = store::versions(db, region, VersionsOf::Filling(it.id)).await?;
    let all = kept::indicators(db, region, &it.list, it.year).await?;
    let cells = kept::cells_of_year(db, region, &it.list, it.year).await?;
    let columns = versions.iter().map(|version| VersionColumn {
        title: format!("{}. {}", version.number, version.kind().label()),
        beside: format!(
            "{}, {}",
            crate::web::stamp(&directory, &version.made_at),
            version.made_name
        ),
    });
    let mut rows = Vec::new();
    for (asked, element) in elements(&all) {
        let is_of = |indicator: Uuid, letter: &str| {
            indicator == asked.indicator.id && letter == element.letter
        };
        let shots = versions.iter().map(|version| {
            let mut rows = figures.get(&version.id).into_iter().flatten();
            let found = rows.find(|row| is_of(row.indicator_id, &row.letter));
            let shot = found.map(|row| row.shot(version.kind()));
            // indicators are entered one by one; any other version holds the whole filling
            match version.kind() {
                VersionKind::National => shot,
                _ => Some(shot.unwrap_or_else(Shot::empty)),
            }
        });
        let shots: Vec<Option<Shot>> = shots.collect();
        let was_given = figures
            .values()
            .flatten()
            .any(|row| is_of(row.indicator_id, &row.letter));
        if was_given || is_asked(it, asked, element) {
            let now = cells
                .iter()
                .find(|cell| cell.unit_id == it.unit_id && is_of(cell.indicator_id, &cell.letter));
            rows.push(compared(&directory, it, (asked, element), shots, now));
        }
    }
    let columns = columns.collect();
    Ok((directory, Comparison::new(columns, rows)))
}

/// Every element of a list, in order.
pub(super) fn elements(all: &[Asked]) -> impl Iterator<Item = (&Asked, &Element)> {
    all.iter()
        .flat_map(|asked| asked.elements.iter().map(move |element| (asked, element)))
}

/// Whether an element is one the unit gives; of a part, what was never written stands in no version.
pub(super) fn is_asked(it: &Filling, asked: &Asked, element: &Element) -> bool {
    !it.is_part() && asked.owner(element) == Some(it.unit_id)
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadFilling>,
    State(app): State<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Page, Problem> {
    let (directory, found) = comparison(&app, &grant).await?;
    let it = grant.target();
    let unit = directory.unit_name(it.unit_id);
    let about = About {
        path: format!("/isian/{}", it.id),
        crumbs: vec![
            (
                format!("/periode-pengisian/{}", it.round_id),
                it.title.clone(),
            ),
            (format!("/isian/{}", it.id), unit.to_owned()),
        ],
        lede: format!("{unit}, {}", it.title),
        units: vec![],
    };
    page(&directory, about, &found, &wanted)
}

/// The workbook.
///
/// # Errors
/// When the database cannot be read or the file not be made.
pub(in crate::web) async fn xlsx(
    grant: Grant<ReadFilling>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (directory, found) = comparison(&app, &grant).await?;
    let it = grant.target();
    let of = format!("{} {}", it.title, directory.unit_short(it.unit_id));
    let list = book(&directory, app.now(), &of, &found);
    app.part::<Desk>().xlsx(list).await
}
