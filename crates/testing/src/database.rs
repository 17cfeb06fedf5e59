//! Throw-away databases. Each test gets a copy of a template that was migrated and filled once in
//! this process.

use std::{
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use sea_orm::{ConnectionTrait, Database};
use tokio::sync::OnceCell;

/// The two engines the suite runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite.
    Sqlite,
    /// PostgreSQL: the private server that the test command starts.
    Postgres,
}

impl Engine {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Sqlite, Self::Postgres];
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A name no other database of this machine's tests has.
fn fresh_name() -> String {
    let count = COUNT.fetch_add(1, Ordering::SeqCst);
    format!("t{}_{count}", std::process::id())
}

/// Address of a database on the private PostgreSQL server.
///
/// # Panics
/// When the server is missing: the suite runs on both engines or not at all.
pub fn postgres_url(database: &str) -> String {
    let pattern = std::env::var("TUNTAS_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "TUNTAS_TEST_POSTGRES is not set: run the tests with `cargo xtask test`, which starts \
             a private PostgreSQL"
        )
    });
    pattern.replace("{db}", database)
}

/// An empty database.
pub async fn empty(engine: Engine, folder: &Path) -> String {
    match engine {
        Engine::Sqlite => format!("sqlite://{}", folder.join("tuntas.db").display()),
        Engine::Postgres => {
            let name = fresh_name();
            administer(&format!("create database {name}")).await;
            postgres_url(&name)
        }
    }
}

/// A copy of `template`.
///
/// # Panics
/// When it cannot be copied.
pub async fn copy(engine: Engine, template: &Template, folder: &Path) -> String {
    match engine {
        Engine::Sqlite => {
            let file = folder.join("tuntas.db");
            std::fs::copy(template.folder.join("tuntas.db"), &file)
                .expect("the template cannot be copied");
            format!("sqlite://{}", file.display())
        }
        Engine::Postgres => {
            let name = fresh_name();
            let from = &template.name;
            administer(&format!(
                "create database {name} template {from} strategy file_copy"
            ))
            .await;
            postgres_url(&name)
        }
    }
}

/// Databases nobody uses any more, not dropped yet.
static DONE_WITH: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The use of a database. When it ends, the database goes: some hundreds of them would fill the disk of
/// a small machine.
pub struct Lease(Option<String>);

impl Lease {
    /// The use of the database at `url`. Of SQLite there is nothing to drop: its file goes with its folder.
    pub fn of(engine: Engine, url: &str) -> Self {
        if engine == Engine::Sqlite {
            return Self(None);
        }
        let pattern = postgres_url("{db}");
        let (before, after) = pattern.split_once("{db}").unwrap_or_default();
        let name = url
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after));
        Self(name.map(str::to_owned))
    }
}

impl Drop for Lease {
    /// Dropping a database waits for the server, which cannot be done here: the next one that is made does it.
    fn drop(&mut self) {
        if let Some(name) = self.0.take() {
            let mut done = DONE_WITH.lock().unwrap_or_else(PoisonError::into_inner);
            done.push(name);
        }
    }
}

/// A filled database to copy from.
pub struct Template {
    /// Its name on PostgreSQL.
    pub name: String,
    /// Its folder: the SQLite file, the key file.
    pub folder: PathBuf,
    /// Its address while it is filled.
    pub url: String,
}

impl Template {
    /// A place for a template, empty yet. The folder lies in the system's temporary folder and is
    /// removed by the next run of another process.
    ///
    /// # Panics
    /// When the folder cannot be made.
    pub async fn place(engine: Engine, what: &str) -> Self {
        sweep();
        let name = format!("template_{what}_{}", std::process::id());
        let folder = std::env::temp_dir().join(format!("tuntas-{name}-{engine:?}"));
        std::fs::create_dir_all(&folder).expect("no temporary folder");
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", folder.join("tuntas.db").display()),
            Engine::Postgres => {
                administer(&format!("create database {name}")).await;
                postgres_url(&name)
            }
        };
        Self { name, folder, url }
    }
}

/// Removes template folders of processes that are gone.
fn sweep() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix("tuntas-template_") else {
            continue;
        };
        let process = rest
            .split(['_', '-'])
            .find_map(|part| part.parse::<u32>().ok());
        let alive = process.is_some_and(|id| Path::new(&format!("/proc/{id}")).exists());
        if !alive {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Runs a statement on the server's own database.
async fn administer(statement: &str) {
    // creating from a template needs it free of connections: one at a time
    static TURN: OnceCell<tokio::sync::Mutex<()>> = OnceCell::const_new();
    let turn = TURN
        .get_or_init(|| async { tokio::sync::Mutex::new(()) })
        .await;
    let _turn = turn.lock().await;
    let admin = Database::connect(postgres_url("postgres"))
        .await
        .expect("the private PostgreSQL does not answer");
    let done_with = std::mem::take(&mut *DONE_WITH.lock().unwrap_or_else(PoisonError::into_inner));
    for name in done_with {
        // what still holds a connection to it is the end of the same test
        let drop = format!("drop database if exists {name} with (force)");
        admin.execute_unprepared(&drop).await.expect(&drop);
    }
    for attempt in 0.. {
        match admin.execute_unprepared(statement).await {
            Ok(_) => break,
            // connections of the process that filled it may still be closing
            Err(error) if attempt < 50 && error.to_string().contains("being accessed") => {
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            Err(error) => panic!("{statement}: {error}"),
        }
    }
    let _ = admin.close().await;
}
