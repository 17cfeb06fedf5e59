//! The versions of a whole round: a column for each kind, with the last version of that kind of each unit.

use std::{collections::HashMap, sync::Arc};

use axum::extract::State;
use documents::{Desk, Download};
use government::{Directories, Directory};
use platform::{App, Grant, Page, Problem, Uuid, form::Filter};
use values::store::{self as kept, Cell};

use super::{
    compare::{About, Wanted, book, compared, page},
    of_filling::{elements, is_asked},
};
use crate::{
    papers::{Comparison, VersionColumn},
    rules::{Shot, VersionKind},
    store::{self, Filling, Version, Versions, VersionsOf},
    web::actions::ReadRound,
};

/// Figures by filling, kind, indicator and element.
struct Latest {
    shots: HashMap<(Uuid, VersionKind, Uuid, String), Shot>,
    kinds: HashMap<(Uuid, VersionKind), Uuid>,
}

impl Latest {
    /// The last version of each kind; what was entered into the ministry's system lies in several, of
    /// which a later one counts.
    fn of((versions, figures): &Versions) -> Self {
        let mut kinds: HashMap<(Uuid, VersionKind), &Version> = HashMap::new();
        for version in versions {
            kinds.insert((version.filling_id, version.kind()), version);
        }
        let mut shots = HashMap::new();
        for version in versions {
            let kind = version.kind();
            let last = kinds.get(&(version.filling_id, kind));
            if kind != VersionKind::National && last.is_none_or(|last| last.id != version.id) {
                continue;
            }
            for row in figures.get(&version.id).into_iter().flatten() {
                let key = (
                    version.filling_id,
                    kind,
                    row.indicator_id,
                    row.letter.clone(),
                );
                shots.insert(key, row.shot(kind));
            }
        }
        let kinds = kinds.into_iter().map(|(key, version)| (key, version.id));
        Self {
            kinds: kinds.collect(),
            shots,
        }
    }

    /// What a unit's element was worth in each kind of version.
    fn row(&self, filling: Uuid, indicator: Uuid, letter: &str) -> Vec<Option<Shot>> {
        let one = |kind: VersionKind| {
            let key = (filling, kind, indicator, letter.to_owned());
            let there = self.kinds.contains_key(&(filling, kind));
            match self.shots.get(&key) {
                Some(shot) => Some(shot.clone()),
                None if there && kind != VersionKind::National => Some(Shot::empty()),
                None => None,
            }
        };
        VersionKind::ALL.into_iter().map(one).collect()
    }

    fn holds(&self, filling: Uuid, indicator: Uuid, letter: &str) -> bool {
        VersionKind::ALL.into_iter().any(|kind| {
            let key = (filling, kind, indicator, letter.to_owned());
            self.shots.contains_key(&key)
        })
    }
}

async fn comparison(
    app: &App,
    grant: &Grant<ReadRound>,
    wanted: &Wanted,
) -> Result<(Arc<Directory>, Vec<Filling>, Comparison), Problem> {
    let directory = Directories::of(app, grant).await?;
    let (it, db, region) = (grant.target(), app.db().read(), grant.region());
    let latest = Latest::of(&store::versions(db, region, VersionsOf::Round(it.id)).await?);
    let mut fillings = store::fillings(db, region, it.id).await?;
    fillings.retain(|filling| !filling.is_part());
    let all = kept::indicators(db, region, &it.list, it.year).await?;
    let cells = kept::cells_of_year(db, region, &it.list, it.year).await?;
    let cells: HashMap<(Uuid, &str, Uuid), &Cell> = cells
        .iter()
        .map(|cell| {
            let key = (cell.indicator_id, cell.letter.as_str(), cell.unit_id);
            (key, cell)
        })
        .collect();
    let mut rows = Vec::new();
    for filling in fillings.iter().filter(|filling| wanted.holds(filling)) {
        for (asked, element) in elements(&all) {
            let (id, letter) = (asked.indicator.id, element.letter.as_str());
            if !is_asked(filling, asked, element) && !latest.holds(filling.id, id, letter) {
                continue;
            }
            let shots = latest.row(filling.id, id, letter);
            let now = cells.get(&(id, letter, filling.unit_id)).copied();
            rows.push(compared(&directory, filling, (asked, element), shots, now));
        }
    }
    let columns = VersionKind::ALL.into_iter().map(|kind| VersionColumn {
        title: kind.label().to_owned(),
        beside: String::new(),
    });
    let columns = columns.collect();
    Ok((directory, fillings, Comparison::new(columns, rows)))
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadRound>,
    State(app): State<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Page, Problem> {
    let (directory, fillings, found) = comparison(&app, &grant, &wanted).await?;
    let it = grant.target();
    let about = About {
        path: format!("/periode-pengisian/{}", it.id),
        crumbs: vec![(format!("/periode-pengisian/{}", it.id), it.title.clone())],
        lede: it.title.clone(),
        units: fillings.iter().collect(),
    };
    page(&directory, about, &found, &wanted)
}

/// The workbook.
///
/// # Errors
/// When the database cannot be read or the file not be made.
pub(in crate::web) async fn xlsx(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (directory, _, found) = comparison(&app, &grant, &Wanted::default()).await?;
    let list = book(&directory, app.now(), &grant.target().title, &found);
    app.part::<Desk>().xlsx(list).await
}
