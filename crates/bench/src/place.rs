//! Where the databases are: made once, copied for each run.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use sea_orm::{ConnectionTrait, Database};

use crate::data;

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Sqlite, Self::Postgres];
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

/// How much is in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The measured city alone.
    City,
    /// The measured city and 552 smaller regions.
    Country,
}

impl Size {
    fn regions(self) -> usize {
        match self {
            Self::City => 1,
            Self::Country => 1 + data::SMALL_REGIONS,
        }
    }
}

/// A database to measure on, with the folder of its server.
pub struct Place {
    /// The engine.
    pub engine: Engine,
    /// Folder of the server.
    pub folder: PathBuf,
    /// Address of the database.
    pub url: String,
    name: String,
}

/// `target/bench`.
///
/// # Errors
/// When it cannot be made.
pub fn folder() -> anyhow::Result<PathBuf> {
    // this program lies in target/release
    let program = std::env::current_exe()?;
    let target = program.parent().and_then(Path::parent);
    let folder = target.context("no target folder")?.join("bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

impl Place {
    /// A fresh copy of the database of this size, named after its purpose; the original is made
    /// first when it is missing.
    ///
    /// # Errors
    /// When it cannot be made or copied.
    pub async fn copy(engine: Engine, size: Size, purpose: &str) -> anyhow::Result<Self> {
        let made = Self::made(engine, size).await?;
        let name = format!("ukur_{}_{purpose}", size.regions());
        let folder = folder()?.join(format!("{engine}-{}-{purpose}", size.regions()));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        // a copy keeps the mode of the key file
        fs::copy(made.folder.join("keys"), folder.join("keys"))?;
        match engine {
            Engine::Sqlite => {
                fs::copy(made.folder.join("tuntas.db"), folder.join("tuntas.db"))?;
            }
            Engine::Postgres => {
                administer(&format!("drop database if exists {name} with (force)")).await?;
                administer(&format!(
                    "create database {name} template {} strategy file_copy",
                    made.name
                ))
                .await?;
                // the copy is on the disk before anything is measured
                administer("checkpoint").await?;
            }
        }
        let url = address(engine, &folder, &name)?;
        Ok(Self {
            engine,
            folder,
            url,
            name,
        })
    }

    /// Throws a copy away.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub async fn remove(self) -> anyhow::Result<()> {
        if self.engine == Engine::Postgres {
            administer(&format!("drop database {} with (force)", self.name)).await?;
        }
        fs::remove_dir_all(&self.folder)?;
        Ok(())
    }

    /// The original.
    async fn made(engine: Engine, size: Size) -> anyhow::Result<Self> {
        let name = format!("ukur_{}_v{}", size.regions(), data::VERSION);
        let folder = folder()?.join(format!("{engine}-{}-v{}", size.regions(), data::VERSION));
        let place = Self {
            engine,
            url: address(engine, &folder, &name)?,
            folder,
            name,
        };
        if place.exists().await? {
            return Ok(place);
        }
        println!("making {} (once) ...", place.name);
        if place.folder.exists() {
            fs::remove_dir_all(&place.folder)?;
        }
        fs::create_dir_all(&place.folder)?;
        let name = format!("{}_new", place.name);
        if engine == Engine::Postgres {
            administer(&format!("drop database if exists {name} with (force)")).await?;
            administer(&format!("create database {name}")).await?;
        }
        let url = address(engine, &place.folder, &name)?;
        data::make(&place.folder, &url, size).await?;
        if engine == Engine::Postgres {
            administer(&format!("alter database {name} rename to {}", place.name)).await?;
        }
        fs::write(place.folder.join("complete"), "")?;
        Ok(place)
    }

    async fn exists(&self) -> anyhow::Result<bool> {
        if !self.folder.join("complete").exists() {
            return Ok(false);
        }
        if self.engine == Engine::Sqlite {
            return Ok(true);
        }
        let conn = Database::connect(postgres("postgres")?).await?;
        let question = "select count(*) from pg_database where datname = $1";
        let values = vec![self.name.as_str().into()];
        let number = platform::store::sql::number(&conn, question, values).await?;
        conn.close().await?;
        Ok(number == 1)
    }
}

fn address(engine: Engine, folder: &Path, name: &str) -> anyhow::Result<String> {
    match engine {
        Engine::Sqlite => Ok(format!("sqlite://{}", folder.join("tuntas.db").display())),
        Engine::Postgres => postgres(name),
    }
}

fn postgres(name: &str) -> anyhow::Result<String> {
    let Ok(pattern) = std::env::var("TUNTAS_BENCH_POSTGRES") else {
        bail!(
            "TUNTAS_BENCH_POSTGRES is not set: run `cargo xtask bench`, which starts a PostgreSQL \
             that syncs, or add `--only sqlite`"
        );
    };
    Ok(pattern.replace("{db}", name))
}

async fn administer(statement: &str) -> anyhow::Result<()> {
    let conn = Database::connect(postgres("postgres")?).await?;
    for attempt in 0.. {
        match conn.execute_unprepared(statement).await {
            Ok(_) => break,
            // connections that were just closed may still be there
            Err(error) if attempt < 50 && error.to_string().contains("being accessed") => {
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            Err(error) => return Err(error).context(statement.to_owned()),
        }
    }
    conn.close().await?;
    Ok(())
}
