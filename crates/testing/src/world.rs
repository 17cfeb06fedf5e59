//! A world to act in.

use std::{path::PathBuf, sync::Arc};

use platform::{App, Instant, RegionCode, clock::SetClock, date, store::Durability};
use tokio::sync::OnceCell;
use tuntas::{Assembly, Config, assemble};

use crate::{
    client::Client,
    database::{self, Engine, Lease, Template},
    press::Proofs,
};

/// The played region.
pub const CONTOH: &str = "99.99";

/// An application on a database of its own.
pub struct World {
    /// The application.
    pub app: App,
    /// Its clock; tests move it.
    pub clock: Arc<SetClock>,
    /// Which engine it stands on.
    pub engine: Engine,
    /// The papers it was asked for.
    pub proofs: Arc<Proofs>,
    /// Its folder.
    pub folder: PathBuf,
    /// Address of its database.
    pub url: String,
    _lease: Lease,
    _temp: tempfile::TempDir,
}

/// The day tests live in: Saturday 21 November 2026, 08.00 WIB.
pub fn today() -> Instant {
    let day = date::parse("2026-11-21").expect("a date");
    date::at(day, 8 * 60, 7)
}

/// Settings of a test's server: small pools, files in its folder.
pub fn config(folder: &std::path::Path, url: &str) -> Config {
    Config {
        data: folder.to_owned(),
        database: url.to_owned(),
        max_file_mb: 1,
        readers: 2,
        ..Config::default()
    }
}

async fn open(
    folder: &std::path::Path,
    url: &str,
    clock: Arc<SetClock>,
    proofs: Arc<Proofs>,
) -> App {
    assemble(Assembly {
        config: config(folder, url),
        clock,
        durability: Durability::Relaxed,
        keys: None,
        renderer: proofs,
        migrate: true,
    })
    .await
    .expect("the application does not start")
}

impl World {
    /// A migrated database without a region.
    pub async fn empty(engine: Engine) -> Self {
        let temp = tempfile::tempdir().expect("no temporary folder");
        let url = database::empty(engine, temp.path()).await;
        Self::at(engine, temp, url).await
    }

    /// Kota Contoh with its units and people, and no meetings.
    pub async fn small(engine: Engine) -> Self {
        static SQLITE: OnceCell<Template> = OnceCell::const_new();
        static POSTGRES: OnceCell<Template> = OnceCell::const_new();
        let cell = match engine {
            Engine::Sqlite => &SQLITE,
            Engine::Postgres => &POSTGRES,
        };
        let template = cell
            .get_or_init(|| async {
                fill(engine, "small", async |app, clock| {
                    demo::load_small_played(&app, &clock, today())
                        .await
                        .expect("the small world cannot be loaded");
                })
                .await
            })
            .await;
        Self::copy_of(engine, template).await
    }

    /// The three real regions and the played year.
    pub async fn full(engine: Engine) -> Self {
        static SQLITE: OnceCell<Template> = OnceCell::const_new();
        static POSTGRES: OnceCell<Template> = OnceCell::const_new();
        let cell = match engine {
            Engine::Sqlite => &SQLITE,
            Engine::Postgres => &POSTGRES,
        };
        let template = cell
            .get_or_init(|| async {
                fill(engine, "full", async |app, clock| {
                    demo::load_all(&app, &clock, today(), |_| {})
                        .await
                        .expect("the demo cannot be loaded");
                })
                .await
            })
            .await;
        Self::copy_of(engine, template).await
    }

    async fn copy_of(engine: Engine, template: &Template) -> Self {
        let temp = tempfile::tempdir().expect("no temporary folder");
        std::fs::copy(template.folder.join("keys"), temp.path().join("keys"))
            .expect("the keys cannot be copied");
        let files = template.folder.join("files");
        copy_folder(&files, &temp.path().join("files"));
        let url = database::copy(engine, template, temp.path()).await;
        Self::at(engine, temp, url).await
    }

    /// A world on a database that is there already.
    pub async fn at(engine: Engine, temp: tempfile::TempDir, url: String) -> Self {
        let clock = Arc::new(SetClock::new(today()));
        let proofs = Arc::new(Proofs::default());
        let app = open(temp.path(), &url, Arc::clone(&clock), Arc::clone(&proofs)).await;
        Self {
            app,
            clock,
            engine,
            proofs,
            folder: temp.path().to_owned(),
            _lease: Lease::of(engine, &url),
            url,
            _temp: temp,
        }
    }

    /// The played region's code.
    pub fn contoh(&self) -> RegionCode {
        CONTOH.parse().expect("a code")
    }

    /// A visitor who is not signed in.
    pub fn visitor(&self) -> Client {
        Client::new(tuntas::router(self.app.clone()))
    }

    /// Somebody of Kota Contoh, signed in through the door.
    ///
    /// # Panics
    /// When the door does not open.
    pub async fn sign_in(&self, who: &str) -> Client {
        let mut client = self.visitor();
        client.sign_in(CONTOH, who, demo::DEMO_PASSWORD).await;
        client
    }

    /// Does the jobs that are due in Kota Contoh.
    ///
    /// # Panics
    /// When a job fails.
    pub async fn run_jobs(&self) {
        platform::jobs::run_due(&self.app, &self.contoh())
            .await
            .expect("jobs");
    }

    /// Checks what must hold after every test: audit chains whole, stored obligations and results as
    /// derived, evidence files there.
    ///
    /// # Panics
    /// With what is wrong.
    pub async fn check(&self) {
        use government::{ObligationSources, SearchSources, obligation, search, structure};
        use platform::store::audit;
        let regions = structure::all_regions(self.app.db().read())
            .await
            .expect("regions");
        for (region, _, _) in regions {
            let chain = audit::verify(self.app.db().read(), &region, &[])
                .await
                .expect("audit");
            assert!(chain.is_ok(), "{region}: audit chain: {chain:?}");
            let app = self.app.clone();
            let differences = self
                .app
                .db()
                .upkeep(&region, move |tx| {
                    Box::pin(async move {
                        let mut all = Vec::new();
                        for source in &app.part::<ObligationSources>().0 {
                            all.extend(obligation::verify(tx, source).await?);
                        }
                        let mut unfindable = Vec::new();
                        for source in &app.part::<SearchSources>().0 {
                            match search::verify(tx, source).await? {
                                0 => {}
                                wrong => unfindable.push((source.kind, wrong)),
                            }
                        }
                        assert!(unfindable.is_empty(), "search: {unfindable:?}");
                        Ok(all)
                    })
                })
                .await
                .expect("obligations");
            assert!(differences.is_empty(), "{region}: {differences:?}");
            let rules = values::store::Rules::load(self.app.db().read(), &region).await;
            let rules = rules.expect("the rules can be read");
            let rule = &|it: &values::store::Listed<'_>| rules.formula(it);
            let replay = values::store::replay(self.app.db().read(), &region, None, rule)
                .await
                .expect("results");
            assert!(replay.differences.is_empty(), "{region}: {replay:?}");
        }
    }

    /// Waits until reader and writer answer again: what somebody took away is found dead at its first
    /// use, and opened anew in its own time.
    ///
    /// # Panics
    /// When they do not within five seconds.
    pub async fn recovered(&self) {
        let region = self.contoh();
        for _ in 0..250 {
            let written = self
                .app
                .db()
                .upkeep(&region, |_| Box::pin(async { Ok(()) }));
            let read = platform::store::sql::number(self.app.db().read(), "select 1", vec![]);
            if written.await.is_ok() && read.await.is_ok() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the database does not answer again");
    }

    /// A number out of the database.
    ///
    /// # Panics
    /// When the question is wrong.
    pub async fn number(&self, question: &str) -> i64 {
        platform::store::sql::number(self.app.db().read(), question, vec![])
            .await
            .expect("a number")
    }

    /// A text out of the database.
    ///
    /// # Panics
    /// When the question is wrong or answers nothing.
    pub async fn text(&self, question: &str) -> String {
        platform::store::sql::value::<String, _>(self.app.db().read(), question, vec![])
            .await
            .expect("a text")
            .expect("a row")
    }

    /// An id out of the database.
    ///
    /// # Panics
    /// When the question is wrong or answers nothing.
    pub async fn id(&self, question: &str) -> platform::Uuid {
        platform::store::sql::value::<platform::Uuid, _>(self.app.db().read(), question, vec![])
            .await
            .expect("an id")
            .expect("a row")
    }

    /// The id of a unit of Kota Contoh.
    pub async fn unit(&self, key: &str) -> platform::Uuid {
        self.id(&format!(
            "select id from unit where region = '99.99' and key = '{key}'"
        ))
        .await
    }

    /// Does a statement behind the program's back.
    ///
    /// # Panics
    /// When the statement is wrong.
    pub async fn tamper(&self, statement: &str) {
        use sea_orm::{ConnectionTrait, DbErr};
        // a writer thrown away after a refusal is opened anew in its own time
        for _ in 0..250 {
            let writer = self.app.db().migrator();
            match writer.execute_unprepared(statement).await {
                Err(DbErr::ConnectionAcquire(_)) => {
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                }
                done => {
                    done.expect("a statement");
                    return;
                }
            }
        }
        panic!("no writer");
    }
}

async fn fill(engine: Engine, what: &str, load: impl AsyncFnOnce(App, Arc<SetClock>)) -> Template {
    let template = Template::place(engine, what).await;
    let clock = Arc::new(SetClock::new(today()));
    let proofs = Arc::default();
    let app = open(&template.folder, &template.url, Arc::clone(&clock), proofs).await;
    load(app.clone(), clock).await;
    app.db().close().await;
    if engine == Engine::Sqlite {
        fold_wal(&template.url).await;
    }
    template
}

/// Copies what is still in the write-ahead log into the file, so that the file alone is complete.
async fn fold_wal(url: &str) {
    use sea_orm::{ConnectionTrait, Database};
    let conn = Database::connect(url).await.expect("the template");
    conn.execute_unprepared("pragma wal_checkpoint(truncate)")
        .await
        .expect("a checkpoint");
    let _ = conn.close().await;
}

/// Copies a folder with everything in it.
///
/// # Panics
/// When a file cannot be copied.
pub fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).into_iter().flatten().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file");
        }
    }
}
