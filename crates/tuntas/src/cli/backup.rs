//! `tuntas backup`, `check-backup` and `restore`.

use std::{path::PathBuf, sync::Arc};

use backup::Archive;
use platform::{App, Clock, clock::SystemClock};
use tuntas::{Config, keeping};

use super::Over;

/// Options of `backup`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    over: Over,
    /// Folder for the archives; it gets one with date and time in its name.
    #[arg(long)]
    to: PathBuf,
    /// Keep the newest so many archives of that folder, and remove older ones.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
}

/// Options of `check-backup`.
#[derive(clap::Args)]
pub struct Check {
    /// The archive.
    archive: PathBuf,
}

/// Options of `restore`.
#[derive(clap::Args)]
pub struct Restore {
    #[command(flatten)]
    over: Over,
    /// The archive.
    #[arg(long)]
    from: PathBuf,
}

fn say(line: &str) {
    println!("  {line}");
}

/// Makes an archive of the installation, which may be in use.
///
/// # Errors
/// When there is no installation, or the archive cannot be made or read back.
pub async fn run(config: Config, options: Options) -> anyhow::Result<()> {
    let config = options.over.apply(config);
    refuse_missing(&config)?;
    let app = super::open_as_is(config.clone(), super::durability(&options.over)).await?;
    let made = make(&app, &config, &options.to).await;
    app.db().close().await;
    let missing = made?;
    if let Some(keep) = options.keep {
        for path in keeping::rotate(&options.to, usize::from(keep))? {
            println!("Removed the older {}", path.display());
        }
    }
    anyhow::ensure!(
        missing == 0,
        "{missing} files that rows name are not there; run `tuntas verify`"
    );
    Ok(())
}

/// Makes one archive in `folder`; how many files were missing.
pub(super) async fn make(
    app: &App,
    config: &Config,
    folder: &std::path::Path,
) -> anyhow::Result<usize> {
    let target = folder.join(keeping::name_at(SystemClock.now()));
    println!("Backup to {}", target.display());
    let made = keeping::back_up(app, &target, &say).await?;
    println!("{} bytes, written and read back.", made.bytes);
    for hash in &made.manifest.missing_files {
        println!("MISSING file {hash}");
    }
    println!(
        "NOT in it: the key file {}. Keep a copy of it elsewhere, or sealed personal data can \
         never be read again.",
        config.key_file().display()
    );
    Ok(made.manifest.missing_files.len())
}

/// Reads an archive and compares it with what it says about itself.
///
/// # Errors
/// When it is damaged.
pub fn check(options: &Check) -> anyhow::Result<()> {
    let mut archive = Archive::open(&options.archive)?;
    let manifest = archive.manifest().clone();
    for region in &manifest.regions {
        say(&format!(
            "{}: audit chain of {} rows",
            region.region, region.length
        ));
    }
    archive.check(&say)?;
    println!(
        "Whole: written by Tuntas {} from {}.",
        manifest.program, manifest.engine
    );
    Ok(())
}

/// Fills an empty installation, brings it up to date, and checks all of it.
///
/// # Errors
/// When the archive or the target are not what they must be, or something is wrong afterwards.
pub async fn restore(config: Config, options: Restore) -> anyhow::Result<()> {
    let config = options.over.apply(config);
    let durability = super::durability(&options.over);
    println!("Restoring {}", options.from.display());
    let clock = Arc::new(SystemClock);
    keeping::read_back(&options.from, &config, durability, clock, &say).await?;
    let app = super::open(config, durability).await?;
    tuntas::rebuild_projections(&app).await?;
    super::verify::run(app).await
}

/// Refuses a command that would otherwise make an empty installation.
///
/// # Errors
/// When database file or key file are not there.
pub(super) fn refuse_missing(config: &Config) -> anyhow::Result<()> {
    let database = config.data.join("tuntas.db");
    anyhow::ensure!(
        config.database != "sqlite" || database.exists(),
        "there is no {}; name the folder with --data or the configuration with --config",
        database.display()
    );
    let keys = config.key_file();
    anyhow::ensure!(keys.exists(), "the key file {} is missing", keys.display());
    Ok(())
}
