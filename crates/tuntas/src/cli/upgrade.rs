//! `tuntas upgrade`: what a new version changes, a backup before it, the change, and a check.

use std::{path::PathBuf, time::Duration};

use platform::migrations::Migrator;
use tuntas::{Config, rooms};

use super::Over;

/// What administrators read about each version.
const CHANGELOG: &str = include_str!("../../../../CHANGELOG.md");

/// Options.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    over: Over,
    /// Folder for the backup that is made first.
    #[arg(long, required_unless_present = "only_look")]
    backup_to: Option<PathBuf>,
    /// Only say what would be done.
    #[arg(long)]
    only_look: bool,
}

/// Tells, backs up, migrates, derives anew and verifies.
///
/// # Errors
/// When the server still runs, a step fails (it is undone), or something is wrong afterwards.
pub async fn run(config: Config, options: Options) -> anyhow::Result<()> {
    let config = options.over.apply(config);
    super::backup::refuse_missing(&config)?;
    let durability = super::durability(&options.over);
    let app = super::open_as_is(config.clone(), durability).await?;
    let pending = Migrator::new(rooms::steps).pending(app.db()).await?;
    println!("This program is Tuntas {}.", env!("CARGO_PKG_VERSION"));
    match pending.len() {
        0 => println!("The database is up to date: nothing to change."),
        steps => println!("{steps} steps change the database:"),
    }
    for step in &pending {
        println!("  {step}");
    }
    println!("\nNotes for administrators:\n{}", notes(CHANGELOG));
    if options.only_look || pending.is_empty() {
        app.db().close().await;
        return Ok(());
    }
    let Some(folder) = &options.backup_to else {
        anyhow::bail!("name a folder with --backup-to");
    };
    refuse_running(&config).await?;
    let made = super::backup::make(&app, &config, folder).await;
    app.db().close().await;
    made?;
    let app = super::open(config, durability).await?;
    println!("\nThe database is changed. Checking it:");
    super::verify::run(app).await
}

/// A server of the old version must not write while its tables change.
async fn refuse_running(config: &Config) -> anyhow::Result<()> {
    let wait = Duration::from_secs(1);
    let knock = tokio::net::TcpStream::connect(config.listen);
    anyhow::ensure!(
        !matches!(tokio::time::timeout(wait, knock).await, Ok(Ok(_))),
        "something still listens on {}; stop the server first (systemctl stop tuntas)",
        config.listen
    );
    Ok(())
}

/// The parts of the changelog that concern administrators, each under its version.
fn notes(changelog: &str) -> String {
    let mut told = String::new();
    let mut ours = false;
    for line in changelog.lines() {
        if line.starts_with("## ") {
            told.push_str(line.trim_start_matches("## "));
            told.push('\n');
            ours = false;
        } else if line.starts_with("### ") {
            ours = line == "### For administrators";
        } else if ours && !line.trim().is_empty() {
            told.push_str("  ");
            told.push_str(line);
            told.push('\n');
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::{CHANGELOG, notes};

    #[test]
    fn administrators_read_what_concerns_them() {
        let text =
            "# C\n\n## 2\n\n### For units\n- a\n\n### For administrators\n- b\n  c\n\n## 1\n";
        assert_eq!(notes(text), "2\n  - b\n    c\n1\n");
        assert!(notes(CHANGELOG).lines().count() > 3);
    }
}
