//! The command line.

mod demo;
mod new_region;
mod verify;

use std::{path::PathBuf, sync::Arc};

use clap::{Parser, Subcommand};
use platform::{App, clock::SystemClock, store::Durability};
use tuntas::{Assembly, Config, assemble, config::LogFormat, server};

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
    /// Make and serve the three real regions and the played Kota Contoh.
    Demo(demo::Options),
    /// Check audit chains, obligations and files; exit 1 when something is wrong.
    Verify(Over),
    /// Add a region and its first administrator; prints the invitation link.
    NewRegion(new_region::Options),
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
    #[arg(long)]
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
            Command::Demo(options) => demo::run(config, options).await,
            Command::Verify(over) => {
                verify::run(open(over.apply(config), durability(&over)).await?).await
            }
            Command::NewRegion(options) => new_region::run(config, options).await,
            Command::Anchor(over) => {
                let app = open(over.apply(config), durability(&over)).await?;
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
    let app = open(config.clone(), durability).await?;
    server::serve(app, &config).await
}

async fn open(config: Config, durability: Durability) -> anyhow::Result<App> {
    let assembly = Assembly {
        config,
        clock: Arc::new(SystemClock),
        durability,
        keys: None,
        renderer: Arc::new(papers::Press::new()),
        migrate: true,
    };
    Ok(assemble(assembly).await?)
}

/// Starts the log on standard error; `RUST_LOG` says how much.
fn start_log(format: LogFormat) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}
