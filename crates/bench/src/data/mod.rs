//! The data that is measured on: one city with five years of meetings, and 552 smaller regions.
//!
//! People, units and accounts go through the program's own functions; the 95,000 follow-ups with
//! their reports, steps of review and audit rows are inserted in bulk, and what is owed from them
//! is derived by the program. At the end the chains and the obligations are verified, so that the
//! numbers are those of a database the program itself could have written. Beside them stand 414,750
//! results of indicators with their figures.

mod chain;
mod fill;
mod indicators;
mod lists;
mod people;
mod plan;

use std::{path::Path, sync::Arc};

use anyhow::{bail, ensure};
use government::{
    ObligationSources,
    account::Passwords,
    obligation,
    structure::{NewRegion, add_region, add_units},
};
use platform::{
    App, Ref, RegionCode, Uuid,
    clock::SystemClock,
    store::{Durability, audit},
};
use sea_orm::{ConnectionTrait, Database};
use tuntas::{Assembly, Config, assemble};

use crate::place::Size;
pub use indicators::ON_A_PAGE;
pub use lists::{CELLS, COMING, Empty, cells, lists};
pub use people::{cookie, head, head_of_region, verifier};
use plan::Plan;
pub use plan::{CITY, SMALL_REGIONS, UNITS, small_code};

/// Counts up with every change of the data: old copies are made anew.
pub const VERSION: u32 = 3;

/// The password of everybody.
pub const PASSWORD: &str = "tuntas-kota-ukur";

/// Makes the database at `url`.
///
/// # Errors
/// When it cannot be made or is not sound.
pub async fn make(folder: &Path, url: &str, size: Size) -> anyhow::Result<()> {
    let app = open(folder, url).await?;
    let hash = app.part::<Passwords>().hash(PASSWORD.to_owned()).await?;
    region(&app, Plan::city(), &hash).await?;
    if size == Size::Country {
        for number in 0..SMALL_REGIONS {
            region(&app, Plan::small(number), &hash).await?;
        }
    }
    verify(&app, &CITY.parse()?).await?;
    app.db().close().await;
    // PostgreSQL keeps statistics by itself; the program never makes them on SQLite, and with them
    // the bundled SQLite would plan statements anew at every execution
    let statements = if url.starts_with("sqlite") {
        &["pragma wal_checkpoint(truncate)"][..]
    } else {
        &["vacuum analyze", "checkpoint"][..]
    };
    let conn = Database::connect(url).await?;
    for statement in statements {
        conn.execute_unprepared(statement).await?;
    }
    conn.close().await?;
    Ok(())
}

async fn open(folder: &Path, url: &str) -> anyhow::Result<App> {
    let config = Config {
        data: folder.to_owned(),
        database: if url.starts_with("sqlite") {
            "sqlite".into()
        } else {
            url.into()
        },
        ..Config::default()
    };
    let app = assemble(Assembly {
        config,
        clock: Arc::new(SystemClock),
        // nobody is promised anything yet; a half-made database is made again
        durability: Durability::Relaxed,
        keys: None,
        renderer: Arc::new(documents::NoRenderer),
        migrate: true,
    })
    .await?;
    Ok(app)
}

async fn region(app: &App, plan: Plan, hash: &str) -> anyhow::Result<()> {
    let code = plan.region.code.clone();
    let new = NewRegion {
        region: plan.region.clone(),
        holidays: vec![],
    };
    app.db()
        .upkeep(&code, move |tx| {
            Box::pin(async move { add_region(tx, new).await })
        })
        .await?;
    let (inside, hash, units, heads) =
        (app.clone(), hash.to_owned(), plan.units.clone(), plan.heads);
    let people = app
        .db()
        .maintain(&code, "system.load", move |tx| {
            Box::pin(async move {
                let keys: Vec<String> = units.iter().map(|unit| unit.key.clone()).collect();
                let ids = add_units(tx, units).await?;
                let ids: Vec<Uuid> = keys.iter().map(|key| ids[key]).collect();
                people::enter(&inside, tx, ids, heads, &hash).await
            })
        })
        .await?
        .value;
    app.db()
        .upkeep(&code, move |tx| {
            Box::pin(async move {
                fill::fill(tx, &plan, &people).await?;
                indicators::fill(tx, &plan, &people).await
            })
        })
        .await?;
    let inside = app.clone();
    app.db()
        .maintain(&code, "system.load", move |tx| {
            Box::pin(async move {
                for source in &inside.part::<ObligationSources>().0 {
                    obligation::rebuild(tx, source).await?;
                }
                let details = serde_json::json!({ "Data": "terukur" });
                tx.record(Ref::new("government.region", Uuid::nil()), &details)
                    .await
            })
        })
        .await?;
    Ok(())
}

async fn verify(app: &App, region: &RegionCode) -> anyhow::Result<()> {
    if let Err(broken) = audit::verify(app.db().read(), region, &[]).await? {
        bail!("the audit chain made is broken: {broken:?}");
    }
    let inside = app.clone();
    let differences = app
        .db()
        .upkeep(region, move |tx| {
            Box::pin(async move {
                let mut all = Vec::new();
                for source in &inside.part::<ObligationSources>().0 {
                    all.extend(obligation::verify(tx, source).await?);
                }
                Ok(all)
            })
        })
        .await?;
    ensure!(
        differences.is_empty(),
        "{} obligations differ",
        differences.len()
    );
    Ok(())
}
