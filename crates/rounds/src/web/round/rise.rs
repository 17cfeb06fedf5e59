//! *IKK yang harus naik*: which results are short of their target or worse than a year before, and which
//! cannot be compared.

use std::{collections::HashMap, sync::Arc};

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use figures::Exact;
use government::{Directories, Directory};
use platform::{App, Grant, Page, Problem, RegionCode, Uuid};
use values::store::{self as kept, ResultRow};

use crate::{
    books::{self, RiseLine},
    papers::printed,
    rules::{Aim, Rise, aim, rise},
    store::Round,
    web::{LPPD, actions::ReadRound},
};

#[derive(Template)]
#[template(path = "rounds/rise.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    it: &'a Round,
    worse: Vec<&'a RiseLine>,
    missing: Vec<&'a RiseLine>,
    compared: usize,
    short: usize,
    fell: usize,
    stamp: String,
}

/// Every indicator that has a direction, with its results of two years. Seven statements, eight for
/// the list of the LPPD: codes that moved.
async fn lines(
    app: &App,
    grant: &Grant<ReadRound>,
) -> Result<(Arc<Directory>, Vec<RiseLine>), Problem> {
    let directory = Directories::of(app, grant).await?;
    let (it, db, region) = (grant.target(), app.db().read(), grant.region());
    let now = kept::indicators(db, region, &it.list, it.year).await?;
    let results = kept::results_of_year(db, region, &it.list, it.year).await?;
    let then = kept::indicators(db, region, &it.list, it.year - 1).await?;
    let earlier = kept::results_of_year(db, region, &it.list, it.year - 1).await?;
    let historic = kept::historic_indicators(db, region, &it.list, it.year - 1).await?;
    let then: HashMap<&str, Uuid> = then
        .iter()
        .map(|one| (one.indicator.code.as_str(), one.indicator.id))
        .collect();
    let codes: Vec<&str> = now.iter().map(|one| one.indicator.code.as_str()).collect();
    let former = match it.list.as_str() {
        LPPD => kept::former_codes(db, region, it.year, &codes).await?,
        _ => HashMap::new(),
    };
    let exact = |row: Option<&ResultRow>| -> Option<Exact> { row?.figure().known().cloned() };
    let lines = now.iter().map(|one| {
        let about = &one.indicator;
        let row = results.get(&about.id);
        let code = former.get(&about.code).unwrap_or(&about.code);
        let then = then.get(code.as_str());
        let before = then.and_then(|id| earlier.get(id));
        let (now, before) = (exact(row), exact(before));
        let target = about.exact_target();
        let places = u32::try_from(about.decimals).unwrap_or(2);
        let state = row.map_or(figures::State::NotFilled, |row| row.figure().state());
        RiseLine {
            id: about.id,
            code: about.code.clone(),
            name: about.name.clone(),
            unit: about
                .unit_id
                .map_or("Belum ada pengampu", |id| directory.unit_name(id))
                .to_owned(),
            direction: about.direction().label(),
            measure: about.measure.clone(),
            rise: rise(about.direction(), now.as_ref(), before.as_ref()),
            aim: aim(about.direction(), now.as_ref(), target.as_ref()),
            gap: now
                .as_ref()
                .zip(target.as_ref())
                .map(|(now, target)| (now - target).indonesian(places)),
            target: about.target.as_deref().map(printed),
            target_basis: about.target_basis.clone(),
            historic: then.is_some_and(|id| historic.contains(id)),
            difference: now
                .as_ref()
                .zip(before.as_ref())
                .map(|(now, before)| (now - before).indonesian(places)),
            now: now.map_or_else(|| state.label().to_owned(), |now| now.indonesian(places)),
            before: before.map(|before| before.indonesian(places)),
        }
    });
    let lines = lines.filter(|line| line.rise != Rise::NoDirection);
    let lines = lines.collect();
    Ok((directory, lines))
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::web) async fn show(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Page, Problem> {
    let (directory, all) = lines(&app, &grant).await?;
    let of = |wanted: &dyn Fn(&RiseLine) -> bool| {
        let found = all.iter().filter(|line| wanted(line));
        found.collect::<Vec<&RiseLine>>()
    };
    let it = grant.target();
    let view = View {
        region: grant.region(),
        worse: of(&RiseLine::must_rise),
        missing: of(&|line| !line.is_compared()),
        compared: of(&RiseLine::is_compared).len(),
        short: of(&|line| line.aim == Aim::Short).len(),
        fell: of(&|line| line.rise == Rise::Worse).len(),
        stamp: directory.region.stamp(app.now()),
        directory: &directory,
        it,
    };
    Page::new(format!("IKK yang harus naik, {}", it.title), &view)
}

/// The workbook: those that must rise, then those that cannot be compared.
///
/// # Errors
/// When the database cannot be read or the file not be made.
pub(in crate::web) async fn xlsx(
    grant: Grant<ReadRound>,
    State(app): State<App>,
) -> Result<Download, Problem> {
    let (directory, mut all) = lines(&app, &grant).await?;
    all.retain(|line| line.must_rise() || !line.is_compared());
    all.sort_by_key(|line| !line.must_rise());
    let list = books::rises(grant.target(), &directory, app.now(), &all);
    app.part::<Desk>().xlsx(list).await
}
