//! The command line.

mod backup;
mod demo;
mod invite;
mod new_region;
mod pack;
mod recheck;
mod replay;
mod upgrade;
mod verify;

use std::{io::IsTerminal, path::PathBuf, sync::Arc};

use clap::{Parser, Subcommand};
use platform::{App, Clock, clock::SystemClock, migrations::Migrator, store::Durability};
use tuntas::{Assembly, Config, assemble, config::LogFormat, rooms, server};

/// Accountability of city and regency governments.
#[derive(Parser)]
#[command(version)]
pub struct Cli {
    /// Configuration file; without it the built-in settings apply.
    #[arg(long, global = true, env = "TUNTAS_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve (migrates the database first).
    Serve(Over),
    /// Apply pending migrations and stop.
    Migrate(Over),
    /// Say what this version changes, back up, change the database, check it.
    Upgrade(upgrade::Options),
    /// Put database, files and anchors into one archive, while the server runs.
    Backup(backup::Options),
    /// Read an archive and compare it with what it says about itself.
    CheckBackup(backup::Check),
    /// Fill an empty installation from an archive, on either engine.
    Restore(backup::Restore),
    /// Derive obligations and the search anew from the records.
    Rebuild(Over),
    /// Make and serve the three real regions and the played Kota Contoh.
    Demo(demo::Options),
    /// Check audit chains, obligations and files; exit 1 when something is wrong.
    Verify(Over),
    /// Add a region and its first administrator; prints the invitation link.
    NewRegion(new_region::Options),
    /// Print a link for somebody who can no longer get in.
    Invite(invite::Options),
    /// Regulation packs: list, show, check.
    #[command(subcommand)]
    Pack(pack::Action),
    /// Print every setting with what it means.
    Config,
    /// Judge a table that others published: every row computed again from its own numbers.
    Recheck(recheck::Options),
    /// Compute stored results again from their figures, with the rules of their year, and compare;
    /// exit 1 when something differs.
    Replay(replay::Options),
    /// Note the heads of the audit chains outside the database.
    Anchor(Over),
}

/// Settings given on the command line.
#[derive(clap::Args, Clone, Default)]
pub struct Over {
    /// Folder of everything that is kept.
    #[arg(long)]
    data: Option<PathBuf>,
    /// `sqlite` or a `postgres://` address.
    #[arg(long, env = "TUNTAS_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// Where the server listens.
    #[arg(long)]
    listen: Option<std::net::SocketAddr>,
    /// Serve a database that may lose acknowledged writes. For throw-away databases of tests.
    #[arg(long, hide = true)]
    throw_away: bool,
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// What went wrong, for a person at a terminal.
    pub async fn run(self) -> anyhow::Result<()> {
        let config = match &self.config {
            Some(path) => Config::read(path)?,
            None => Config::default(),
        };
        match self.command {
            Command::Serve(over) => serve(over.apply(config), durability(&over)).await,
            Command::Migrate(over) => {
                open(over.apply(config), durability(&over)).await?;
                println!("The database is up to date.");
                Ok(())
            }
            Command::Invite(options) => invite::run(config, options).await,
            Command::Config => {
                print!("{}", tuntas::config::COMMENTED);
                Ok(())
            }
            Command::Pack(action) => pack::run(action),
            Command::Recheck(options) => recheck::run(&options),
            Command::Replay(options) => replay::run(config, options).await,
            Command::Upgrade(options) => upgrade::run(config, options).await,
            Command::Backup(options) => backup::run(config, options).await,
            Command::CheckBackup(options) => backup::check(&options),
            Command::Restore(options) => backup::restore(config, options).await,
            Command::Rebuild(over) => {
                let app = open_what_is_there(over.apply(config), durability(&over)).await?;
                tuntas::rebuild_projections(&app).await?;
                app.db().close().await;
                println!("Obligations and search are derived anew.");
                Ok(())
            }
            Command::Demo(options) => demo::run(config, options).await,
            Command::Verify(over) => {
                verify::run(open_what_is_there(over.apply(config), durability(&over)).await?).await
            }
            Command::NewRegion(options) => new_region::run(config, options).await,
            Command::Anchor(over) => {
                let app = open_what_is_there(over.apply(config), durability(&over)).await?;
                let noted = server::anchor_all(&app).await?;
                println!(
                    "{noted} anchors noted in {}",
                    app.settings().anchors.display()
                );
                Ok(())
            }
        }
    }
}

impl Over {
    fn apply(&self, mut config: Config) -> Config {
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        if let Some(database) = &self.database {
            config.database.clone_from(database);
        }
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        config
    }
}

fn durability(over: &Over) -> Durability {
    if over.throw_away {
        Durability::Relaxed
    } else {
        Durability::Required
    }
}

async fn serve(config: Config, durability: Durability) -> anyhow::Result<()> {
    start_log(config.log);
    if let Some(address) = config.metrics_listen {
        let handle = server::metrics::install()?;
        tokio::spawn(async move {
            if let Err(error) = server::metrics::serve(address, handle).await {
                tracing::error!(%error, "metrics");
            }
        });
    }
    if config.migration_database.is_none() {
        return server::serve(open(config.clone(), durability).await?, &config).await;
    }
    // this role may not change tables, and must not serve on tables of another version
    let app = up_to_date(open_as_is(config.clone(), durability).await?).await?;
    server::serve(app, &config).await
}

/// Opens an installation that is there and of this version: a command that looks makes none, and
/// changes no table.
async fn open_what_is_there(config: Config, durability: Durability) -> anyhow::Result<App> {
    backup::refuse_missing(&config)?;
    up_to_date(open_as_is(config, durability).await?).await
}

async fn up_to_date(app: App) -> anyhow::Result<App> {
    let pending = Migrator::new(rooms::steps).pending(app.db()).await?;
    if pending.is_empty() {
        return Ok(app);
    }
    app.db().close().await;
    anyhow::bail!(
        "{} steps wait for the database; run: tuntas upgrade",
        pending.len()
    )
}

/// Opens the installation and brings its database up to date.
async fn open(config: Config, durability: Durability) -> anyhow::Result<App> {
    open_with(Arc::new(SystemClock), config, durability, true).await
}

/// Opens the installation without changing its database.
async fn open_as_is(config: Config, durability: Durability) -> anyhow::Result<App> {
    open_with(Arc::new(SystemClock), config, durability, false).await
}

async fn open_with(
    clock: Arc<dyn Clock>,
    config: Config,
    durability: Durability,
    migrate: bool,
) -> anyhow::Result<App> {
    let assembly = Assembly {
        config,
        clock,
        durability,
        keys: None,
        renderer: Arc::new(papers::Press::new()),
        migrate,
    };
    Ok(assemble(assembly).await?)
}

/// Starts the log on standard error; `RUST_LOG` says how much.
fn start_log(format: LogFormat) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // colours are for a terminal; in the journal they are noise
    let log = fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}
