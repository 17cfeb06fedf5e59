//! `tuntas replay`: results that are stored, computed again with the rules of their year.

use futures_util::{StreamExt, TryStreamExt, stream};
use government::structure;
use platform::{App, Problem, RegionCode};
use tuntas::Config;
use values::store::{Difference, Replay, Rules, Why, keep_replayed, replay};

use super::Over;

/// What is computed again.
#[derive(clap::Args)]
pub struct Options {
    /// Code of one region; without it all of them.
    #[arg(long)]
    region: Option<RegionCode>,
    /// One year; without it all of them.
    #[arg(long)]
    year: Option<i64>,
    /// Keep what comes out where it differs (after a mend of the program). A formula that differs from
    /// the rules is never changed: that is for people to decide.
    #[arg(long)]
    repair: bool,
    #[command(flatten)]
    over: Over,
}

/// Computes and compares.
///
/// # Errors
/// When something differs and was not repaired; each difference is printed first.
pub async fn run(config: Config, options: Options) -> anyhow::Result<()> {
    let durability = super::durability(&options.over);
    let app = super::open_what_is_there(options.over.apply(config), durability).await?;
    let regions = match options.region {
        Some(region) => vec![region],
        None => {
            let all = structure::all_regions(app.db().read()).await?;
            all.into_iter().map(|(region, ..)| region).collect()
        }
    };
    // reading waits for the disk and computing for the processor: a region each
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let mut found = stream::iter(regions)
        .map(|region| {
            let job = one(app.clone(), region, options.year, options.repair);
            async { tokio::spawn(job).await? }
        })
        .buffered(at_once);
    let (mut compared, mut differing, mut kept) = (0, 0, 0);
    while let Some((region, replay, repaired)) = found.try_next().await? {
        compared += replay.compared;
        differing += replay.differences.len();
        kept += repaired;
        for it in &replay.differences {
            println!("{}", told(&region, it));
        }
    }
    drop(found);
    app.db().close().await;
    println!("{compared} results compared, {differing} differ, {kept} kept anew");
    anyhow::ensure!(differing == kept, "{} findings", differing - kept);
    Ok(())
}

async fn one(
    app: App,
    region: RegionCode,
    year: Option<i64>,
    repair: bool,
) -> anyhow::Result<(RegionCode, Replay, usize)> {
    let rules = Rules::load(app.db().read(), &region).await?;
    let found = replay(app.db().read(), &region, year, &|it| rules.formula(it)).await?;
    if !repair || found.differences.is_empty() {
        return Ok((region, found, 0));
    }
    let written = app
        .db()
        .maintain(&region, "system.replay", move |tx| {
            Box::pin(async move {
                let kept = keep_replayed(tx, &found).await?;
                Ok::<_, Problem>((found, kept))
            })
        })
        .await?;
    let (found, kept) = written.value;
    Ok((region, found, kept))
}

fn told(region: &RegionCode, it: &Difference) -> String {
    let why = match it.why {
        Why::Result => "another result",
        Why::Line => "the same result in other words",
        Why::Formula => "the list has another formula than the rules of its year",
        Why::Unreadable => "the formula cannot be read",
    };
    format!(
        "{region} {} {}: stored {}, computed {} ({why}) {}",
        it.year, it.code, it.stored, it.computed, it.line
    )
}
